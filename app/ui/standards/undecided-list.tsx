import type { Undecided } from '#app/domain/standards/composition.ts';
import { reasonField } from '#app/domain/standards/composition-form.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';

/** What a planner has yet to decide, each a link to where that is done; read aloud as it changes. */
export function UndecidedList({ undecided }: { undecided: readonly Undecided[] }) {
  const { texts } = useSpeech();
  const { standards, places } = texts;
  const keys = [...new Set(undecided.map(({ key }) => key))];
  return (
    <Notice
      tone={keys.length > 0 ? 'info' : 'success'}
      title={keys.length > 0 ? standards.undecided(keys.length) : standards.decided}
    >
      {keys.length > 0 ? (
        <ul className="list-disc ps-5">
          {undecided.map(({ key, code }) => (
            <li key={`${key} ${code}`}>
              <a href={`#${reasonField(key)}`}>{places.criteria[key] ?? key}</a>: {texts.fieldProblems[code]}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}
