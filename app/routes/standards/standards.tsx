import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { listAdoptions, listProposedAdoptions } from '#app/data/standards/adoptions.ts';
import { listOwnStandards } from '#app/data/standards/composed-standards.ts';
import { findAdoptedStandard, listInstruments } from '#app/data/standards/standards.ts';
import { compareInstruments } from '#app/domain/standards/comparison.ts';
import { readDay } from '#app/server/request/day-query.ts';
import { signedIn } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { AdoptedStandard } from '#app/ui/standards/adopted-standard.tsx';
import { AdoptionHistory } from '#app/ui/standards/adoption-history.tsx';
import { InstrumentComparison } from '#app/ui/standards/instrument-comparison.tsx';
import { OpenQuestions } from '#app/ui/standards/open-questions.tsx';
import { OwnStandards } from '#app/ui/standards/own-standards.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.shell.standards);

/** The standard in force on a day (`?day=`) and every adoption, or (`?view=instruments`) the published instruments. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  const { role } = signedIn(context);
  const reader = { mayCompose: role === 'planner', maySeeChanges: role === 'planner' || role === 'auditor' };
  return context.transact(async (transaction) => {
    if (asked.get('view') !== 'instruments') {
      const day = readDay(request, context.today);
      return {
        ...reader,
        view: 'adopted',
        day,
        today: context.today,
        standard: await findAdoptedStandard(transaction, { day }),
        adoptions: await listAdoptions(transaction),
        proposed: await listProposedAdoptions(transaction),
        own: await listOwnStandards(transaction),
      } as const;
    }
    const isEvery = asked.get('criteria') === 'all';
    const { instruments, rules } = await listInstruments(transaction);
    const criteria = compareInstruments(rules)
      .filter((criterion) => isEvery || criterion.rules.size > 1)
      .map(({ rules: ofKey, ...criterion }) => ({ ...criterion, rules: [...ofKey.values()].flat() }));
    const { openQuestions } = context;
    return { ...reader, view: 'instruments', isEvery, instruments, criteria, openQuestions } as const;
  });
}

export default function Standards() {
  const loaded = useLoaderData<typeof loader>();
  const { shell, places, standards } = useSpeech().texts;
  return (
    <>
      <PageHeader
        title={shell.standards}
        actions={
          loaded.mayCompose ? <LinkButton to="/standards/compose">{standards.compose}</LinkButton> : null
        }
      />
      <Tabs
        label={shell.standards}
        tabs={[
          { to: '?', label: places.adoptedView, current: loaded.view === 'adopted' },
          {
            to: '?view=instruments',
            label: places.instrumentsView,
            current: loaded.view === 'instruments',
          },
        ]}
      />
      {loaded.view === 'adopted' ? (
        <>
          <AdoptedStandard standard={loaded.standard} day={loaded.day} today={loaded.today} />
          <AdoptionHistory {...loaded} />
          <OwnStandards standards={loaded.own} mayAdopt={loaded.mayCompose} />
        </>
      ) : (
        <>
          <InstrumentComparison {...loaded} />
          <OpenQuestions questions={loaded.openQuestions} />
        </>
      )}
    </>
  );
}
