import { Link } from '@remix-run/react';
import type { CapacityChangeState } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Tag } from '#app/ui/page.tsx';
import { ChangeStateTag } from '#app/ui/state-tags.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useStandardName } from './standard-name.ts';

interface Adoption {
  readonly id: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly adoptedFrom: Day;
  readonly residentsUntil: Day | null;
  readonly reason: string;
  readonly adoptedByName: string | null;
  readonly changeId: string | null;
}

interface ProposedAdoption {
  readonly id: string;
  readonly number: number;
  readonly state: CapacityChangeState;
  readonly name: string;
  readonly nameAr: string | null;
  readonly effectiveFrom: Day;
  readonly residentsUntil: Day;
  readonly reason: string;
  readonly proposedByName: string | null;
}

/** Which standard holds from when on, why and who signed it; and what is proposed. */
export function AdoptionHistory({
  adoptions,
  proposed,
  today,
  maySeeChanges,
}: {
  /** The latest day first. */
  adoptions: readonly Adoption[];
  proposed: readonly ProposedAdoption[];
  today: Day;
  maySeeChanges: boolean;
}) {
  const { texts, format } = useSpeech();
  const { standards, changes } = texts;
  const nameOf = useStandardName();
  const inForce = adoptions.find(({ adoptedFrom }) => adoptedFrom <= today);
  const stateOf = (adoption: Adoption) =>
    adoption === inForce ? 'in_force' : adoption.adoptedFrom > today ? 'to_come' : 'past';
  return (
    <Card title={standards.adoptions} className="mt-6">
      <p className="mb-4 max-w-prose text-muted">{standards.adoptionsLead}</p>
      {adoptions.length === 0 ? (
        <p>{standards.noAdoptions}</p>
      ) : (
        <DataTable
          caption={standards.adoptions}
          rows={adoptions}
          rowKey={(adoption) => adoption.id}
          columns={[
            {
              key: 'from',
              header: standards.from,
              rowHeader: true,
              cell: (adoption) => (
                <Link to={`?day=${adoption.adoptedFrom}`}>{format.day(adoption.adoptedFrom)}</Link>
              ),
            },
            {
              key: 'standard',
              header: standards.standard,
              cell: (adoption) => <bdi>{nameOf(adoption)}</bdi>,
            },
            {
              key: 'state',
              header: standards.state,
              cell: (adoption) => (
                <Tag tone={stateOf(adoption) === 'in_force' ? 'success' : 'neutral'}>
                  {standards.states[stateOf(adoption)]}
                </Tag>
              ),
            },
            {
              key: 'why',
              header: standards.why,
              cell: (adoption) => (
                <>
                  <bdi>{adoption.reason}</bdi>
                  {adoption.changeId && maySeeChanges ? (
                    <>
                      {' · '}
                      <Link to={`/changes/${adoption.changeId}`}>{changes.toChange}</Link>
                    </>
                  ) : null}
                </>
              ),
            },
            {
              key: 'by',
              header: standards.by,
              cell: ({ adoptedByName }) => (adoptedByName ? <bdi>{adoptedByName}</bdi> : '—'),
            },
            {
              key: 'until',
              header: standards.residentsUntil,
              cell: ({ residentsUntil }) => (residentsUntil ? format.day(residentsUntil) : '—'),
            },
          ]}
        />
      )}
      {proposed.length > 0 ? (
        <div className="mt-4">
          <DataTable
            caption={standards.proposedAdoptions}
            captionVisible
            rows={proposed}
            rowKey={(change) => change.id}
            columns={[
              {
                key: 'number',
                header: changes.number,
                rowHeader: true,
                cell: (change) => <Link to={`/changes/${change.id}`}>{changes.change(change.number)}</Link>,
              },
              { key: 'standard', header: standards.standard, cell: (change) => <bdi>{nameOf(change)}</bdi> },
              {
                key: 'state',
                header: standards.state,
                cell: (change) => <ChangeStateTag state={change.state} />,
              },
              {
                key: 'from',
                header: changes.days.effectiveFrom,
                cell: (change) => format.day(change.effectiveFrom),
              },
              {
                key: 'until',
                header: standards.residentsUntil,
                cell: (change) => format.day(change.residentsUntil),
              },
              { key: 'why', header: standards.why, cell: (change) => <bdi>{change.reason}</bdi> },
              {
                key: 'by',
                header: standards.proposedBy,
                cell: ({ proposedByName }) => (proposedByName ? <bdi>{proposedByName}</bdi> : '—'),
              },
            ]}
          />
        </div>
      ) : null}
    </Card>
  );
}
