import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';

/** How far a plan is that is being made, a scenario's too; while records are read, nobody knows how many are to be decided. */
export function WorkProgress({ label, decided, total }: { label: string; decided: number; total: number }) {
  const { texts, format } = useSpeech();
  const { planning } = texts;
  return (
    <Card>
      <p role="status">{label}</p>
      <progress
        className="my-2 w-full"
        aria-label={label}
        max={Math.max(1, total)}
        {...(total > 0 && { value: decided })}
      />
      <p>
        {total > 0
          ? planning.progress(format.number(decided), format.number(total))
          : planning.progressBegins}
      </p>
    </Card>
  );
}
