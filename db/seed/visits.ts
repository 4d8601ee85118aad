import type { InspectionReason } from '#app/domain/inspection/day-pack.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { MadeDuties } from './duties.ts';
import { SHARED_SITE } from './duties.ts';
import type { MadeHistory, MadeInspection } from './inspections.ts';
import type { MadeBuilding } from './places.ts';
import type { Chance } from './random.ts';
import type { Ground } from './recorded-visits.ts';
import { recordVisit } from './recorded-visits.ts';

/**
 * Of the two inspectors' days: at which site, and for what. Two may share a visit; one that they did waits for somebody to
 * say which of their answers is right.
 */
const days: readonly {
  readonly inspector: 0 | 1;
  readonly inDays: number;
  readonly site: number;
  readonly reasons: readonly (InspectionReason | 'shared' | 'at_odds')[];
}[] = [
  { inspector: 0, inDays: -1, site: SHARED_SITE, reasons: ['at_odds'] },
  {
    inspector: 0,
    inDays: 0,
    site: SHARED_SITE,
    reasons: ['shared', 'shared', 'follow_up', 'complaint', 'routine', 'routine'],
  },
  { inspector: 1, inDays: 0, site: SHARED_SITE, reasons: ['routine', 'routine', 'routine'] },
  { inspector: 0, inDays: 1, site: 0, reasons: ['routine', 'routine', 'routine', 'routine'] },
  { inspector: 1, inDays: 1, site: 3, reasons: ['pre_opening', 'routine', 'routine'] },
  { inspector: 0, inDays: 2, site: 1, reasons: ['routine', 'routine', 'routine'] },
  { inspector: 1, inDays: 2, site: 4, reasons: ['routine', 'routine', 'routine'] },
];
const SHARED_VISITS = 2;

/**
 * The visits of today and the two days after: the longest unseen first, nobody where they were last or where they have a
 * conflict of interest.
 */
export function makeVisits(
  chance: Chance,
  {
    ground,
    history,
    inspectors,
    duties,
    today,
  }: {
    ground: Ground;
    history: MadeHistory;
    inspectors: readonly string[];
    duties: MadeDuties;
    today: Day;
  },
): MadeInspection[] {
  const { sites, buildings } = ground.places;
  const last = new Map(history.inspections.map((inspection) => [inspection.building.id, inspection]));
  const lastDay = ({ id }: MadeBuilding) => last.get(id)?.scheduledOn ?? '';
  const reported = new Set(history.reports.slice(-200).map(({ building }) => building.id));
  const taken = new Set(duties.conflicts.map(({ building }) => building.id));
  const inOrder = [...buildings].sort((one, other) => (lastDay(one) < lastDay(other) ? -1 : 1));
  return days.flatMap(({ inspector, inDays, site, reasons }) => {
    const inspectorId = inspectors[inspector];
    const second = inspectors[1 - inspector];
    if (!inspectorId || !second) return [];
    const ordersBefore = inspector === 1 && inDays === 0 ? SHARED_VISITS : 0;
    return reasons.flatMap((wanted, index): MadeInspection[] => {
      const suits = (building: MadeBuilding) => {
        const before = last.get(building.id);
        if (taken.has(building.id) || building.siteId !== sites[site]?.id) return false;
        if (building.openedOn > today !== (wanted === 'pre_opening')) return false;
        if (wanted === 'follow_up' && before?.outcome !== 'failed') return false;
        if (wanted === 'complaint' && !reported.has(building.id)) return false;
        return before?.inspectorId !== inspectorId;
      };
      const building = inOrder.find(suits);
      if (!building) return [];
      taken.add(building.id);
      const isShared = wanted === 'shared' || wanted === 'at_odds';
      const visit = {
        id: chance.id(),
        building,
        scheduledOn: addDays(today, inDays),
        inspectorId,
        secondInspectorId: isShared ? second : null,
      };
      const isAtOdds = wanted === 'at_odds';
      return [
        {
          ...visit,
          reason: isShared ? 'routine' : wanted,
          state: isAtOdds ? 'under_way' : 'scheduled',
          visitOrder: ordersBefore + index + 1,
          followsId: wanted === 'follow_up' ? (last.get(building.id)?.id ?? null) : null,
          reviewedOn: null,
          outcome: null,
          findings: [],
          operations: isAtOdds
            ? recordVisit(chance, { ...visit, faults: [] }, { ...ground, isAtOdds }).operations
            : [],
        },
      ];
    });
  });
}
