import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findAdoptedStandard, listInstruments } from '#app/data/standards.ts';
import { compareInstruments } from '#app/domain/standards/comparison.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { titled } from '#app/ui/page-title.ts';
import { PageHeader } from '#app/ui/page.tsx';
import { AdoptedStandard } from '#app/ui/places/adopted-standard.tsx';
import { InstrumentComparison } from '#app/ui/places/instrument-comparison.tsx';
import { Tabs } from '#app/ui/tabs.tsx';

export const meta = titled((texts) => texts.shell.standards);

/** The adopted standard, or (`?view=instruments`) every published instrument beside the others. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams;
  return context.transact(async (transaction) => {
    if (asked.get('view') !== 'instruments') {
      const standard = await findAdoptedStandard(transaction, { day: context.today });
      return { view: 'adopted', standard } as const;
    }
    const isEvery = asked.get('criteria') === 'all';
    const { instruments, rules } = await listInstruments(transaction);
    const criteria = compareInstruments(rules)
      .filter((criterion) => isEvery || criterion.rules.size > 1)
      .map(({ rules: ofKey, ...criterion }) => ({ ...criterion, rules: [...ofKey.values()].flat() }));
    return { view: 'instruments', isEvery, instruments, criteria } as const;
  });
}

export default function Standards() {
  const loaded = useLoaderData<typeof loader>();
  const { shell, places } = useSpeech().texts;
  return (
    <>
      <PageHeader title={shell.standards} />
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
        <AdoptedStandard standard={loaded.standard} />
      ) : (
        <InstrumentComparison {...loaded} />
      )}
    </>
  );
}
