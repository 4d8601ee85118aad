import { Form } from '@remix-run/react';
import type {
  CapacityChangeKind,
  CapacityChangeState,
} from '#app/domain/capacity/changes/capacity-change.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';

/** The signature, other dates, or the end of a change; and why it can't be signed yet. */
export function ChangeDecision({
  change,
  undecided,
  isOwn,
  hasPassed,
}: {
  change: {
    readonly id: string;
    readonly kind: CapacityChangeKind;
    readonly state: CapacityChangeState;
    readonly previewMark: string;
    readonly preview: { readonly leaving: number } | null;
  };
  /** People with nowhere to go and no decision. */
  undecided: number;
  /** Whoever looks at it proposed it. */
  isOwn: boolean;
  /** The day of effect is before today. */
  hasPassed: boolean;
}) {
  const { changes } = useSpeech().texts;
  const { state } = change;
  const isProposed = state === 'proposed';
  if (!isProposed && state !== 'preparing' && state !== 'failed') return null;
  const obstacle =
    change.kind === 'adoption' && isOwn
      ? changes.ownAdoption
      : hasPassed
        ? changes.dayPassed
        : undecided > 0
          ? changes.undecidedFirst(undecided)
          : null;
  return (
    <Card title={isProposed ? changes.sign : undefined} className="print:hidden">
      <Form
        method="post"
        id="signature"
        className="flex flex-col gap-4"
        aria-label={changes.sign}
        preventScrollReset
      >
        <input type="hidden" name="agreedTo" value={change.previewMark} />
        {isProposed ? <p className="text-muted">{obstacle ?? changes.signLead}</p> : null}
        <div className="flex flex-wrap gap-3">
          {isProposed && obstacle === null ? (
            <ConfirmButton
              form="signature"
              name="intent"
              value="sign"
              kind="primary"
              label={changes.sign}
              question={changes.signQuestion(change.preview?.leaving ?? 0)}
            />
          ) : null}
          {state === 'preparing' ? null : (
            <LinkButton to={`/changes/${change.id}/dates`}>{changes.changeDays}</LinkButton>
          )}
          <ConfirmButton
            form="signature"
            name="intent"
            value="withdraw"
            label={changes.withdraw}
            question={changes.withdrawQuestion}
          />
        </div>
      </Form>
    </Card>
  );
}
