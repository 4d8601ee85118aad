import type { SeededAccount } from './copy-people.ts';
import type { MadeBuilding, MadePlaces } from './places.ts';
import type { Chance } from './random.ts';

interface AccountAtSite {
  readonly accountId: string;
  readonly siteId: string;
}

/** Who inspects where, who answers for which site, and where an inspector may not go. */
export interface MadeDuties {
  readonly areas: readonly AccountAtSite[];
  readonly managed: readonly AccountAtSite[];
  readonly conflicts: readonly {
    readonly id: string;
    readonly accountId: string;
    readonly building: MadeBuilding;
    readonly reason: string;
  }[];
}

/** The two demonstration inspectors share two sites; of these the first, and the first of all, have the site manager. */
export const SHARED_SITE = 2;
const areasOfDemonstration = [
  [0, 1, SHARED_SITE, 5],
  [SHARED_SITE, 3, 4, 5],
] as const;
const MANAGED_SITES = [0, SHARED_SITE] as const;

/** @param inspectors accounts, the demonstration's first; each further one works at two sites */
export function makeDuties(
  chance: Chance,
  {
    places: { sites, buildings },
    inspectors,
    accounts,
  }: { places: MadePlaces; inspectors: readonly string[]; accounts: readonly SeededAccount[] },
): MadeDuties {
  const at = (accountId: string, indexes: readonly number[]): AccountAtSite[] =>
    indexes.flatMap((index) => {
      const siteId = sites[index % sites.length]?.id;
      return siteId === undefined ? [] : [{ accountId, siteId }];
    });
  const [, second] = inspectors;
  const building = buildings.filter(({ siteId }) => siteId === sites[3]?.id)[4];
  return {
    areas: inspectors.flatMap((inspector, index) =>
      at(inspector, areasOfDemonstration[index] ?? [index, index + 1]),
    ),
    managed: accounts
      .filter(({ role }) => role === 'site_manager')
      .flatMap(({ id }) => at(id, MANAGED_SITES)),
    conflicts:
      second && building
        ? [
            {
              id: chance.id(),
              accountId: second,
              building,
              reason: 'قريب يعمل لدى مشغّل المبنى · A relative works for the building’s operator',
            },
          ]
        : [],
  };
}
