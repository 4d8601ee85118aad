import { Link } from '@remix-run/react';
import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { DayRange } from '#app/domain/dates.ts';
import type { Role } from '#app/domain/identity/actor.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, EmptyState } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { usePlaceInWords } from './place-in-words.ts';

interface ShownClosure extends DayRange {
  readonly id: string;
  readonly place: NamedPlace;
  readonly reason: string;
  readonly changeId: string | null;
}

const readsChanges = (role: Role) => role === 'planner' || role === 'auditor';

/** What is or will be closed in a place, or around it, and why; nothing where nothing is. */
export function ClosureCard({
  closures: { rows, total },
  role,
}: {
  closures: { readonly rows: readonly ShownClosure[]; readonly total: number };
  role: Role;
}) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const placeWords = usePlaceInWords();
  if (total === 0) return null;
  return (
    <Card title={changes.closedPlaces} className="mb-4">
      <ul className="flex flex-col gap-2">
        {rows.map((closure) => (
          <li key={closure.id} className="border-s-4 border-warning ps-3">
            <p className="font-semibold">
              {changes.closureFrom(
                placeWords(closure.place),
                format.day(closure.from),
                closure.to === null ? null : format.day(closure.to),
              )}
            </p>
            <p>
              <bdi>{closure.reason}</bdi>
            </p>
            <ClosureLinks closure={closure} role={role} />
          </li>
        ))}
      </ul>
      {total > rows.length ? (
        <p className="mt-2">
          {readsChanges(role) ? (
            <Link to="/changes?view=closures">{changes.moreClosures(total - rows.length)}</Link>
          ) : (
            changes.moreClosures(total - rows.length)
          )}
        </p>
      ) : null}
    </Card>
  );
}

const link = 'inline-flex min-h-8 items-center text-brand underline underline-offset-4';

/** The change that closed a place, for whoever may read changes, and the way to open it, for whoever may. */
function ClosureLinks({ closure, role }: { closure: Pick<ShownClosure, 'id' | 'changeId'>; role: Role }) {
  const { changes } = useSpeech().texts;
  return (
    <p className="flex flex-wrap gap-x-4">
      {closure.changeId !== null && readsChanges(role) ? (
        <Link to={`/changes/${closure.changeId}`} className={link}>
          {changes.toChange}
        </Link>
      ) : null}
      {role === 'planner' ? (
        <Link to={`/closures/${closure.id}/reopen`} className={link}>
          {changes.reopen}
        </Link>
      ) : null}
    </p>
  );
}

export function ClosureTable({ closures, role }: { closures: readonly ShownClosure[]; role: Role }) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const placeWords = usePlaceInWords();
  if (closures.length === 0) return <EmptyState title={changes.noClosures} />;
  return (
    <DataTable
      caption={changes.closedPlaces}
      rows={closures}
      rowKey={(closure) => closure.id}
      columns={[
        {
          key: 'place',
          header: changes.what,
          rowHeader: true,
          cell: (closure) => placeWords(closure.place),
        },
        {
          key: 'from',
          header: changes.closedFrom,
          cell: (closure) => format.day(closure.from),
        },
        {
          key: 'to',
          header: changes.days.closedUntil,
          cell: (closure) => (closure.to === null ? changes.untilReopened : format.day(closure.to)),
        },
        { key: 'why', header: changes.why, cell: (closure) => <bdi>{closure.reason}</bdi> },
        {
          key: 'links',
          header: changes.whatToDo,
          cell: (closure) => <ClosureLinks closure={closure} role={role} />,
        },
      ]}
    />
  );
}
