import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { EvidencePhotos } from './evidence-photos.tsx';

interface Repair {
  readonly id: string;
  readonly reportedAt: string | Date;
  readonly reportedByName: string;
  readonly note: string;
  readonly photos: readonly string[];
  readonly accepted: boolean | null;
  readonly decidedAt: string | Date | null;
  readonly decidedByName: string | null;
  readonly decisionReason: string;
}

/** Every repair that was reported for a finding, the last in front, with what was said of it. */
export function RepairList({ repairs }: { repairs: readonly Repair[] }) {
  const { texts, format } = useSpeech();
  const { findings } = texts;
  return (
    <Card title={findings.repairs}>
      {repairs.length === 0 ? <p className="text-muted">{findings.noRepairs}</p> : null}
      <ol className="flex flex-col gap-5">
        {repairs.map((repair) => (
          <li
            key={repair.id}
            className="flex flex-col gap-2 border-b border-line pb-4 last:border-0 last:pb-0"
          >
            <p className="flex flex-wrap items-center gap-2">
              {repair.accepted === null ? (
                <Tag tone="brand">{findings.undecided}</Tag>
              ) : repair.accepted ? (
                <Tag tone="success">{findings.accepted}</Tag>
              ) : (
                <Tag tone="danger">{findings.rejected}</Tag>
              )}
              <span className="text-muted">
                {findings.by(repair.reportedByName, format.instant(repair.reportedAt))}
              </span>
            </p>
            <p dir="auto">{repair.note}</p>
            <EvidencePhotos
              photos={repair.photos.map((hash) => ({ hash, isStored: true }))}
              of={findings.photos}
            />
            {repair.decidedAt ? (
              <p className="text-muted">
                {findings.by(repair.decidedByName ?? '', format.instant(repair.decidedAt))}
              </p>
            ) : null}
            {repair.decisionReason ? <p dir="auto">{repair.decisionReason}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
