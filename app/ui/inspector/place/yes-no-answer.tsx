import type { AnswerValue } from '#app/domain/inspection/operation.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ThumbButton } from '#app/ui/inspector/thumb.tsx';

/** Three keys; a tap is the answer. */
export function YesNoAnswer({
  value,
  disabled,
  label,
  onAnswer,
}: {
  value: AnswerValue | null;
  disabled: boolean;
  label: string;
  onAnswer: (value: AnswerValue) => Promise<void>;
}) {
  const { checklist } = useSpeech().texts;
  const choices = [
    [true, checklist.yes],
    [false, checklist.no],
    ['not_applicable', checklist.notApplicable],
  ] as const;
  return (
    <div role="group" aria-label={label} className="grid grid-cols-[1fr_1fr_1.3fr] gap-2">
      {choices.map(([choice, word]) => (
        <ThumbButton
          key={word}
          kind={value === choice ? 'chosen' : 'secondary'}
          aria-pressed={value === choice}
          disabled={disabled}
          className={choice === 'not_applicable' ? 'leading-tight' : ''}
          onClick={() => {
            if (value !== choice) void onAnswer(choice).catch(() => undefined);
          }}
        >
          {word}
        </ThumbButton>
      ))}
    </div>
  );
}
