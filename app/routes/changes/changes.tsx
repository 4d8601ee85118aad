import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { listChanges } from '#app/data/capacity/capacity-changes.ts';
import { listClosures } from '#app/data/capacity/closures.ts';
import { listClosedForDanger, listPeopleInDanger } from '#app/data/inspection/danger-closures.ts';
import { listWaiting } from '#app/data/capacity/relocations.ts';
import type { CapacityChangeState } from '#app/domain/capacity/changes/capacity-change.ts';
import { addDays } from '#app/domain/dates.ts';
import { pageCount } from '#app/domain/paging.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { ChangeTable } from '#app/ui/changes/change-table.tsx';
import { ClosureTable } from '#app/ui/changes/closure-list.tsx';
import { RelocationTable } from '#app/ui/changes/relocation-table.tsx';
import { ClosedForDanger, DangerAlert } from '#app/ui/changes/danger-alert.tsx';
import { DoneNotice } from '#app/ui/done-notice.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.changes.title);

const views = ['open', 'in_effect', 'withdrawn', 'closures', 'waiting'] as const;

const statesOf: Readonly<Partial<Record<(typeof views)[number], readonly CapacityChangeState[]>>> = {
  open: ['preparing', 'proposed', 'taking_effect', 'failed'],
  in_effect: ['in_effect'],
  withdrawn: ['withdrawn'],
};

/** So long a closing that no planner decided stands at the head. */
const DAYS_TOLD = 7;

const NONE = { rows: [], total: 0 };

export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams.get('view');
  const view = views.find((each) => each === asked) ?? 'open';
  const { page, limit, offset } = readListQuery(request);
  const day = context.today;
  const states = statesOf[view];
  return context.transact(async (transaction) => {
    const changes = states ? await listChanges(transaction, { states, limit, offset }) : NONE;
    const closures = view === 'closures' ? await listClosures(transaction, { day, limit, offset }) : NONE;
    const waiting = view === 'waiting' ? await listWaiting(transaction, { day, limit, offset }) : NONE;
    return {
      view,
      changes: changes.rows,
      closures: closures.rows,
      waiting: waiting.rows,
      danger: await listPeopleInDanger(transaction, { day }),
      closed: await listClosedForDanger(transaction, { since: addDays(day, -DAYS_TOLD) }),
      page,
      pages: pageCount(Math.max(changes.total, closures.total, waiting.total)),
      role: signedIn(context).role,
    };
  });
}

export default function Changes() {
  const {
    view,
    changes: rows,
    closures,
    waiting,
    danger,
    closed,
    page,
    pages,
    role,
  } = useLoaderData<typeof loader>();
  const { changes } = useSpeech().texts;
  return (
    <>
      <PageHeader title={changes.title} lead={changes.lead} />
      <DoneNotice words={{ reopened: changes.reopened }} />
      <DangerAlert places={danger} />
      <ClosedForDanger places={closed} />
      <Tabs
        label={changes.title}
        tabs={views.map((each) => ({
          to: `?view=${each}`,
          label: changes.views[each],
          current: each === view,
        }))}
      />
      {statesOf[view] ? <ChangeTable changes={rows} /> : null}
      {view === 'closures' ? <ClosureTable closures={closures} role={role} /> : null}
      {view === 'waiting' ? (
        waiting.length === 0 ? (
          <EmptyState title={changes.noWaiting} />
        ) : (
          <RelocationTable
            caption={changes.views.waiting}
            people={waiting}
            sites={[]}
            changeLink={(person) => (
              <Link to={`/changes/${person.changeId}?only=waiting`}>
                {changes.change(person.changeNumber)}
              </Link>
            )}
          />
        )
      ) : null}
      <Pagination page={page} pages={pages} />
    </>
  );
}
