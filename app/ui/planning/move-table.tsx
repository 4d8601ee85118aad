import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import type { OvertakenCode } from '#app/domain/placement/overtaken.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

interface Bed {
  readonly roomId: string;
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
  readonly roomFor: readonly {
    readonly requestId: string;
    readonly requestNumber: number;
    readonly workers: number;
  }[];
  readonly leftOut: OvertakenCode | null;
}

/** Housed workers who get another bed, and who then finds room where they lived. */
export function MoveTable({
  moves,
  isApplied,
  file,
}: {
  moves: readonly Move[];
  isApplied: boolean;
  /** Where the list is had as a file. */
  file: string;
}) {
  const { texts, format, language } = useSpeech();
  const { planning, plans } = texts;
  const words = plans.moves;
  if (moves.length === 0) return <EmptyState title={words.none} />;
  const bed = (place: Bed) => <Link to={`/rooms/${place.roomId}`}>{words.bed(place)}</Link>;
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">{isApplied ? words.leadApplied : words.lead}</p>
        <LinkButton to={file} reloadDocument>
          {words.export}
        </LinkButton>
      </div>
      <DataTable
        caption={isApplied ? words.titleApplied : words.title}
        rows={moves}
        rowKey={(move) => move.assignmentId}
        columns={[
          {
            key: 'worker',
            header: planning.worker,
            rowHeader: true,
            cell: (move) => (
              <>
                <bdi>{move.workerName}</bdi>
                <span className="block text-sm font-normal text-muted">
                  <bdi>{move.employerName}</bdi>
                </span>
              </>
            ),
          },
          {
            key: 'site',
            header: planning.site,
            cell: (move) => (language === 'ar' ? move.siteAr : move.siteEn),
          },
          { key: 'from', header: words.from, cell: (move) => bed(move.fromBed) },
          { key: 'to', header: words.to, cell: (move) => bed(move.bed) },
          {
            key: 'day',
            header: words.day,
            cell: (move) =>
              move.leftOut ? `${words.leftOut}: ${planning.overtaken[move.leftOut]}` : format.day(move.from),
          },
          {
            key: 'why',
            header: words.roomFor,
            cell: ({ roomFor }) =>
              roomFor.length === 0
                ? '—'
                : roomFor.map(({ requestId, requestNumber, workers }) => (
                    <span key={requestId} className="block">
                      <Link to={`/requests/${requestId}`}>
                        {words.roomForWorkers(workers, requestNumber)}
                      </Link>
                    </span>
                  )),
          },
        ]}
      />
    </>
  );
}
