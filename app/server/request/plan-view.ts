import {
  countPlacementsBySite,
  listPlacementsByRequest,
  listPlacementsByWorker,
} from '#app/data/placement/plan-placements.ts';
import { listEmployerShares, listMoves } from '#app/data/placement/plan-outcomes.ts';
import { listShortages } from '#app/data/placement/plan-shortages.ts';
import { listSites, listSitesWithOccupancy } from '#app/data/places/places.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { fairnessFigures } from '#app/domain/allocation/fairness-figures.ts';
import type { GainFilter } from '#app/domain/allocation/gains.ts';
import { differenceOf, gainFilters, gainsOf } from '#app/domain/allocation/gains.ts';
import type { PlanMeasures } from '#app/domain/allocation/recorded-measures.ts';
import { movesOf } from '#app/domain/allocation/recorded-measures.ts';
import type { EmployerShare } from '#app/domain/allocation/proposal.ts';
import type { Day } from '#app/domain/dates.ts';
import type { PlanId } from '#app/domain/identity/ids.ts';
import { pageCount } from '#app/domain/paging.ts';
import { placementFilters } from '#app/domain/placement/states.ts';
import { readListQuery } from './list-query.ts';

const planViews = ['map', 'sites', 'proof', 'fairness', 'shortage', 'requests', 'workers', 'moves'] as const;
export type PlanViewName = (typeof planViews)[number];

/** The sides from which a plan can be looked at; plans of the first releases prove nothing and compare with nothing. */
export function viewsOf(measures: PlanMeasures): readonly PlanViewName[] {
  const isProven = measures.byClass.length > 0;
  const shown = { proof: isProven, fairness: isProven, shortage: isProven, moves: movesOf(measures) > 0 };
  return planViews.filter((view) => !(view in shown) || shown[view as keyof typeof shown]);
}

export type PlanView = Awaited<ReturnType<typeof readPlanView>>;

/** What the plan's URL asks to see: `?view=`, and of lists `?only=`, `?q=`, `?sort=` and `?page=`. */
export async function readPlanView(
  transaction: ActorTransaction,
  {
    planId,
    measures,
    request,
    today,
  }: { planId: PlanId; measures: PlanMeasures; request: Request; today: Day },
) {
  const asked = new URL(request.url).searchParams;
  const view = viewsOf(measures).find((each) => each === asked.get('view')) ?? 'map';
  const query = readListQuery(request);
  const paged = ({ total }: { total: number }) => ({ page: query.page, pages: pageCount(total) });
  switch (view) {
    case 'map':
    case 'sites':
      return {
        view,
        sites: await listSitesWithOccupancy(transaction, { day: today }),
        placedAt: await countPlacementsBySite(transaction, { planId }),
      };
    case 'proof':
      return { view };
    case 'fairness': {
      const shares = await listEmployerShares(transaction, { planId });
      const only = gainFilters.find((each) => each === asked.get('only')) ?? 'all';
      const sort = query.sort ?? { key: 'difference', descending: true };
      const sought = sortedShares(
        shares.filter((share) => isSought(share, only) && isNamed(share, query.search)),
        sort,
      );
      return {
        view,
        plan: fairnessFigures(shares),
        firstCome: fairnessFigures(shares, ({ firstComePlaced }) => firstComePlaced),
        gains: gainsOf(shares),
        only,
        sort: `${sort.descending ? '-' : ''}${sort.key}`,
        shares: sought.slice(query.offset, query.offset + query.limit),
        ...paged({ total: sought.length }),
      };
    }
    case 'shortage': {
      const shortages = await listShortages(transaction, { planId, ...query });
      return { view, shortages: shortages.rows, sites: await listSites(transaction), ...paged(shortages) };
    }
    case 'requests': {
      const requests = await listPlacementsByRequest(transaction, { planId, ...query });
      return { view, requests: requests.rows, ...paged(requests) };
    }
    case 'workers': {
      const only = placementFilters.find((each) => each === asked.get('only')) ?? 'all';
      const workers = await listPlacementsByWorker(transaction, { planId, ...query, only });
      return {
        view,
        only,
        workers: workers.rows,
        sites: await listSites(transaction),
        ...paged(workers),
      };
    }
    case 'moves': {
      const moves = await listMoves(transaction, { planId, ...query });
      return { view, moves: moves.rows, ...paged(moves) };
    }
  }
}

function isSought(share: EmployerShare, only: GainFilter): boolean {
  const difference = differenceOf(share);
  return only === 'all' || (only === 'gained' ? difference > 0 : difference < 0);
}

function isNamed({ employerName }: { employerName: string }, search: string): boolean {
  return employerName.toLocaleLowerCase().includes(search.toLocaleLowerCase());
}

/** By a figure, those of one figure staying in the order of their names. */
function sortedShares<Share extends EmployerShare>(
  shares: readonly Share[],
  { key, descending }: { key: string; descending: boolean },
): Share[] {
  const figureOf = (share: Share) =>
    ({
      asked: share.asked,
      placed: share.placed,
      firstComePlaced: share.firstComePlaced,
      share: share.placed / Math.max(1, share.asked),
    })[key] ?? differenceOf(share);
  const sign = descending ? -1 : 1;
  return shares.toSorted((one, other) => sign * (figureOf(one) - figureOf(other)));
}
