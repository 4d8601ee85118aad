import type { Day } from '#app/domain/dates.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

interface Bed {
  readonly buildingName: string;
  readonly roomName: string;
  readonly bedLabel: string;
}

interface Move {
  readonly assignmentId: string;
  readonly workerName: string;
  readonly employerName: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly fromBed: Bed;
  readonly bed: Bed;
  readonly from: Day;
  readonly leftOut: OvertakenCode | null;
}

/** Housed workers who get another bed, so that others find room. */
export function MoveTable({ moves }: { moves: readonly Move[] }) {
  const { texts, format, language } = useSpeech();
  const { planning, plans } = texts;
  const words = plans.moves;
  if (moves.length === 0) return <EmptyState title={words.none} />;
  return (
    <>
      <p className="mb-3 max-w-prose text-muted">{words.lead}</p>
      <DataTable
        caption={words.title}
        rows={moves}
        rowKey={(move) => move.assignmentId}
        columns={[
          {
            key: 'worker',
            header: planning.worker,
            rowHeader: true,
            cell: (move) => <bdi>{move.workerName}</bdi>,
          },
          {
            key: 'employer',
            header: planning.employer,
            cell: (move) => <bdi>{move.employerName}</bdi>,
          },
          {
            key: 'site',
            header: planning.site,
            cell: (move) => (language === 'ar' ? move.siteAr : move.siteEn),
          },
          { key: 'from', header: words.from, cell: (move) => words.bed(move.fromBed) },
          { key: 'to', header: words.to, cell: (move) => words.bed(move.bed) },
          {
            key: 'day',
            header: words.day,
            cell: (move) =>
              move.leftOut ? `${words.leftOut}: ${planning.overtaken[move.leftOut]}` : format.day(move.from),
          },
        ]}
      />
    </>
  );
}
