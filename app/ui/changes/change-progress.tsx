import type { CapacityChangeState } from '#app/domain/capacity/changes/capacity-change.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';

/** What is going on with a change: worked out, taking effect, done, or why it came to nothing. */
export function ChangeProgress({
  change: { state, failure, signedAt },
}: {
  change: {
    readonly state: CapacityChangeState;
    readonly failure: string | null;
    readonly signedAt: string | null;
  };
}) {
  const { changes } = useSpeech().texts;
  if (state === 'preparing' || state === 'taking_effect') {
    const words = state === 'preparing' ? changes.preparing : changes.takingEffect;
    return (
      <Card>
        <p role="status">{words}</p>
        <progress className="mt-2 w-full" aria-label={words} />
      </Card>
    );
  }
  if (state === 'failed') return <Notice tone="danger">{changes.failed(failure ?? '')}</Notice>;
  if (state === 'in_effect') return <Notice tone="success">{changes.inEffect}</Notice>;
  if (state === 'proposed' && signedAt !== null) return <Notice tone="warning">{changes.cameBack}</Notice>;
  return null;
}
