import type { Language } from '#app/i18n/language.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';

/** What was looked for in published instruments and not found, as it was noted and in Arabic. */
export function OpenQuestions({ questions }: { questions: readonly Readonly<Record<Language, string>>[] }) {
  const { texts, language } = useSpeech();
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <Card title={texts.standards.openQuestions} className="mt-6">
      <p className="mb-3 max-w-prose text-muted">{texts.standards.openQuestionsLead}</p>
      <ul className="flex list-disc flex-col gap-2 ps-5">
        {questions.map((question) => (
          <li key={question.en}>
            {question[language]}
            <span className="block text-sm text-muted" lang={other} dir="auto">
              {question[other]}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
