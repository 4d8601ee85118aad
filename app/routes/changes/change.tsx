import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  getChange,
  listChangedRooms,
  signChange,
  withdrawChange,
} from '#app/data/capacity/capacity-changes.ts';
import { listPeopleInDanger } from '#app/data/inspection/danger-closures.ts';
import { listSites } from '#app/data/places/places.ts';
import { placeWaiting } from '#app/data/capacity/relocation-moves.ts';
import { countRelocations, listRelocations } from '#app/data/capacity/relocations.ts';
import { relocationFilters } from '#app/domain/capacity/changes/relocation-decision.ts';
import { pageCount } from '#app/domain/paging.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readListQuery } from '#app/server/request/list-query.ts';
import { recordId } from '#app/server/request/record-id.ts';
import { recordDecision } from '#app/server/request/relocation-form.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { ChangeDecision } from '#app/ui/changes/change-decision.tsx';
import { ChangeFacts } from '#app/ui/changes/change-facts.tsx';
import { ChangePeople } from '#app/ui/changes/change-people.tsx';
import { PreviewCards, SiteCapacityTable } from '#app/ui/changes/change-preview.tsx';
import { ChangeProgress } from '#app/ui/changes/change-progress.tsx';
import { DangerAlert } from '#app/ui/changes/danger-alert.tsx';
import { PlaceAgain } from '#app/ui/changes/place-again.tsx';
import { ChangedRoomTable } from '#app/ui/changes/changed-room-table.tsx';
import { useChangeInWords } from '#app/ui/changes/place-in-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { PrintButton } from '#app/ui/print-button.tsx';
import { useRefresh } from '#app/ui/refresh.ts';
import { useRefusal } from '#app/ui/refusal.ts';
import { ChangeStateTag } from '#app/ui/state-tags.tsx';
import { Pagination } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.changes.title);

/** What was refused was often refused because the records changed: they are read anew then too. */
export const shouldRevalidate = () => true;

const sections = ['people', 'rooms'] as const;
const NONE = { rows: [], total: 0 };

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const changeId = recordId<'capacity_change'>(params['changeId']);
  const asked = new URL(request.url).searchParams;
  const section = sections.find((each) => each === asked.get('view')) ?? 'people';
  const only = relocationFilters.find((each) => each === asked.get('only')) ?? 'all';
  const { page, limit, offset } = readListQuery(request);
  const actor = signedIn(context);
  return context.transact(async (transaction) => {
    const change = await getChange(transaction, { changeId });
    const list = { changeId, limit, offset };
    const people = section === 'people' ? await listRelocations(transaction, { ...list, only }) : NONE;
    const rooms = section === 'rooms' ? await listChangedRooms(transaction, list) : NONE;
    return {
      change,
      counts: await countRelocations(transaction, { changeId }),
      danger: await listPeopleInDanger(transaction, { day: context.today, changeId }),
      section,
      only,
      people: people.rows,
      rooms: rooms.rows,
      page,
      pages: pageCount(Math.max(people.total, rooms.total)),
      sites: await listSites(transaction),
      mayAct: actor.role === 'planner',
      isOwn: change.proposedBy === actor.accountId,
      today: context.today,
    };
  });
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const changeId = recordId<'capacity_change'>(params['changeId']);
  const form = await request.formData();
  const { accountId } = signedIn(context);
  switch (form.get('intent')) {
    case 'decide':
    case 'undecide': {
      const refused = await recordDecision(context, { changeId, form });
      if (refused) return refused;
      break;
    }
    case 'sign':
      await context.transact((transaction) =>
        signChange(transaction, {
          changeId,
          signer: accountId,
          agreedTo: form.get('agreedTo')?.toString() ?? '',
          today: context.today,
        }),
      );
      context.background.start({ kind: 'change', id: changeId });
      break;
    case 'place':
      return { found: await context.transact((t) => placeWaiting(t, { changeId, today: context.today })) };
    case 'withdraw':
      await context.transact((transaction) =>
        withdrawChange(transaction, { changeId, withdrawnBy: accountId }),
      );
      break;
    default:
      throw new ProblemError('form_unreadable');
  }
  return redirect(new URL(request.url).pathname + new URL(request.url).search);
}

export default function ChangePage() {
  const loaded = useLoaderData<typeof loader>();
  const { change, counts, section, mayAct } = loaded;
  const { problem } = useRefusal();
  const { changes } = useSpeech().texts;
  const inWords = useChangeInWords();
  const isRunning = change.state === 'preparing' || change.state === 'taking_effect';
  useRefresh(isRunning);
  const canDecide = mayAct && change.state === 'proposed';
  return (
    <>
      <PageHeader
        title={
          <>
            {changes.change(change.number)}: {inWords(change)}
          </>
        }
        lead={<ChangeStateTag state={change.state} />}
        back={{ to: '/changes', label: changes.title }}
        actions={
          counts.leaving > 0 ? (
            <>
              <LinkButton reloadDocument to={`/changes/${change.id}/people.csv`}>
                {changes.export}
              </LinkButton>
              <PrintButton />
            </>
          ) : null
        }
      />
      <div className="mb-5 flex flex-col gap-4">
        <ProblemNotice problem={problem} />
        <ChangeProgress change={change} />
        <DangerAlert places={loaded.danger} isOfPage />
        {change.state === 'in_effect' && mayAct ? <PlaceAgain waiting={counts.waiting} /> : null}
      </div>
      <div className="mb-6 grid gap-6 lg:grid-cols-2">
        <ChangeFacts change={change} />
        {mayAct ? (
          <ChangeDecision
            change={change}
            undecided={counts.undecided}
            isOwn={loaded.isOwn}
            hasPassed={change.effectiveFrom < loaded.today}
          />
        ) : null}
        {change.preview ? (
          <PreviewCards preview={change.preview} counts={counts} state={change.state} />
        ) : null}
      </div>
      {change.preview ? (
        <>
          <SiteCapacityTable preview={change.preview} sites={loaded.sites} />
          <Tabs
            label={changes.preview}
            tabs={sections.map((each) => ({
              to: `?view=${each}`,
              label: changes.sections[each],
              current: each === section,
            }))}
          />
          {section === 'people' ? (
            // Anew once something was decided, so that what was ticked and typed isn't decided for others too.
            <ChangePeople
              key={change.previewMark}
              people={loaded.people}
              only={loaded.only}
              counts={counts}
              sites={loaded.sites}
              canDecide={canDecide && counts.nowhere > 0}
              today={loaded.today}
            />
          ) : (
            <ChangedRoomTable rooms={loaded.rooms} />
          )}
          <Pagination page={loaded.page} pages={loaded.pages} />
        </>
      ) : null}
    </>
  );
}
