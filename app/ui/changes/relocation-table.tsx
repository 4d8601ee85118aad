import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Blocker, PlacementReason } from '#app/domain/allocation/proposal.ts';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import type { DecidedRelocation } from '#app/domain/capacity/changes/relocation-decision.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useReasonsInWords } from '#app/ui/planning/placement-tables.tsx';
import { Tag } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';

type LinkedBed = BedPlace & { readonly roomId: string };

export interface ShownRelocation {
  readonly assignmentId: string;
  readonly workerName: string;
  readonly employerName: string;
  readonly changeId: string;
  readonly changeNumber: number;
  readonly from: string;
  readonly fromBed: LinkedBed;
  readonly toBed: LinkedBed | null;
  readonly reasons: readonly PlacementReason[];
  readonly blockers: readonly Blocker[];
  readonly decision: DecidedRelocation | null;
  readonly decidedByName: string | null;
}

/** Who leaves which bed, when, whereto or why nowhere, and what was decided for them. */
export function RelocationTable({
  caption,
  people,
  sites,
  decisionForm,
  changeLink,
}: {
  caption: string;
  people: readonly ShownRelocation[];
  sites: readonly { readonly id: string; readonly nameAr: string; readonly nameEn: string }[];
  /** The form that those with nowhere to go are ticked for. */
  decisionForm?: string | undefined;
  changeLink?: (person: ShownRelocation) => ReactNode;
}) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const reasonsInWords = useReasonsInWords(sites);
  return (
    <DataTable
      caption={caption}
      rows={people}
      rowKey={(person) => `${person.changeId} ${person.assignmentId}`}
      columns={[
        {
          key: 'person',
          header: changes.person,
          rowHeader: true,
          cell: (person) =>
            decisionForm && person.toBed === null ? (
              <label className="flex min-h-8 items-center gap-3">
                <input
                  type="checkbox"
                  form={decisionForm}
                  name="people"
                  value={person.assignmentId}
                  aria-label={changes.choose(person.workerName)}
                  className="size-6 shrink-0"
                />
                <bdi>{person.workerName}</bdi>
              </label>
            ) : (
              <bdi>{person.workerName}</bdi>
            ),
        },
        { key: 'employer', header: changes.employer, cell: (person) => <bdi>{person.employerName}</bdi> },
        ...(changeLink
          ? [{ key: 'change', header: changes.number, cell: (person: ShownRelocation) => changeLink(person) }]
          : []),
        { key: 'from', header: changes.leavesBed, cell: (person) => <BedLink bed={person.fromBed} /> },
        { key: 'on', header: changes.leavesOn, cell: (person) => format.day(person.from) },
        {
          key: 'to',
          header: changes.goesTo,
          cell: ({ toBed }) => (toBed ? <BedLink bed={toBed} /> : <Tag tone="danger">{changes.nowhere}</Tag>),
        },
        {
          key: 'why',
          header: changes.why,
          cell: (person) => (
            <ul className="list-disc ps-4 text-start">
              {reasonsInWords(person).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          ),
        },
        {
          key: 'decision',
          header: changes.decision,
          cell: (person) => <Decision person={person} />,
        },
      ]}
    />
  );
}

function BedLink({ bed }: { bed: LinkedBed }) {
  const { texts, language } = useSpeech();
  return (
    <Link to={`/rooms/${bed.roomId}`}>
      {texts.planning.bedAt({ ...bed, site: language === 'ar' ? bed.siteAr : bed.siteEn })}
    </Link>
  );
}

function Decision({ person: { decision, decidedByName, toBed } }: { person: ShownRelocation }) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  if (!decision) return <>{toBed ? '—' : changes.notDecided}</>;
  return (
    <>
      {decision.kind === 'stays_until'
        ? changes.decided.stays_until(format.day(decision.until))
        : changes.decided[decision.kind](decision.measure)}
      <bdi className="block text-sm text-muted">{decidedByName}</bdi>
    </>
  );
}
