import { useSearchParams } from '@remix-run/react';
import type { RelocationCounts, RelocationFilter } from '#app/domain/capacity/changes/relocation-decision.ts';
import { relocationFilters } from '#app/domain/capacity/changes/relocation-decision.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { RelocationDecisionForm } from './relocation-decision-form.tsx';
import type { ShownRelocation } from './relocation-table.tsx';
import { RelocationTable } from './relocation-table.tsx';

const FORM = 'decision';

/** Who leaves a bed for a change; beside them, the form of decisions for those with nowhere to go. */
export function ChangePeople({
  people,
  only,
  counts,
  sites,
  canDecide,
  today,
}: {
  people: readonly ShownRelocation[];
  only: RelocationFilter;
  counts: RelocationCounts;
  sites: readonly { readonly id: string; readonly nameAr: string; readonly nameEn: string }[];
  canDecide: boolean;
  today: Day;
}) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const [search] = useSearchParams();
  const words = {
    all: [changes.onlyAll, counts.leaving],
    nowhere: [changes.onlyNowhere, counts.nowhere],
    waiting: [changes.onlyWaiting, counts.waiting],
  } as const;
  const to = (filter: RelocationFilter) => {
    const next = new URLSearchParams(search);
    next.set('only', filter);
    next.delete('page');
    return `?${next}`;
  };
  return (
    <>
      <Tabs
        label={changes.sections.people}
        tabs={relocationFilters.map((filter) => ({
          to: to(filter),
          label: `${words[filter][0]} (${format.number(words[filter][1])})`,
          current: filter === only,
        }))}
      />
      <div className={canDecide ? 'grid items-start gap-6 lg:grid-cols-[1fr_22rem]' : ''}>
        <div id="people" className="min-w-0">
          {people.length === 0 ? (
            <EmptyState title={changes.noPeople} />
          ) : (
            <RelocationTable
              caption={changes.sections.people}
              people={people}
              sites={sites}
              decisionForm={canDecide ? FORM : undefined}
            />
          )}
        </div>
        {canDecide ? <RelocationDecisionForm id={FORM} undecided={counts.undecided} today={today} /> : null}
      </div>
    </>
  );
}
