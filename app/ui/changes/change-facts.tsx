import type { CapacityChangeKind } from '#app/domain/capacity/changes/capacity-change.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Facts } from '#app/ui/page.tsx';

interface TellableChange {
  readonly kind: CapacityChangeKind;
  readonly reason: string;
  readonly effectiveFrom: string;
  readonly residentsUntil: string;
  readonly closedUntil: string | null;
  readonly reopenedOn: string | null;
  readonly proposedByName: string;
  readonly proposedAt: string;
  readonly signedByName: string | null;
  readonly signedAt: string | null;
  readonly tookEffectAt: string | null;
  readonly withdrawnByName: string | null;
  readonly withdrawnAt: string | null;
}

/** Why a change is made, on which days, and by whom it was proposed, signed or withdrawn. */
export function ChangeFacts({ change }: { change: TellableChange }) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const opensOn = change.reopenedOn ?? change.closedUntil;
  const signature = (label: string, name: string | null, at: string | null) =>
    name !== null && at !== null ? [{ label, value: changes.by(name, format.instant(at)) }] : [];
  return (
    <Card>
      <Facts
        facts={[
          { label: changes.kind, value: changes.kinds[change.kind] },
          { label: changes.why, value: <span dir="auto">{change.reason}</span> },
          { label: changes.days.effectiveFrom, value: format.day(change.effectiveFrom) },
          { label: changes.days.residentsUntil, value: format.day(change.residentsUntil) },
          ...(change.kind === 'closure'
            ? [
                {
                  label: changes.days.closedUntil,
                  value: opensOn === null ? changes.untilReopened : format.day(opensOn),
                },
              ]
            : []),
          ...signature(changes.proposedBy, change.proposedByName, change.proposedAt),
          ...signature(changes.signedBy, change.signedByName, change.signedAt),
          ...(change.tookEffectAt
            ? [{ label: changes.tookEffectAt, value: format.instant(change.tookEffectAt) }]
            : []),
          ...signature(changes.withdrawnBy, change.withdrawnByName, change.withdrawnAt),
        ]}
      />
    </Card>
  );
}
