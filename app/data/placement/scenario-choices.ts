import { sql } from 'kysely';
import type { ScenarioChange } from '#app/domain/allocation/scenario.ts';
import type { Day } from '#app/domain/dates.ts';
import type { BuildingId, EmployerId, PlacementRequestId, SiteId } from '#app/domain/identity/ids.ts';
import { plannableStates } from '#app/domain/placement/states.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import { listSites } from '#app/data/places/places.ts';

/** What a scenario can be about. */
export interface ScenarioChoices {
  readonly sites: readonly {
    readonly id: SiteId;
    readonly nameAr: string;
    readonly nameEn: string;
    readonly longitude: number;
    readonly latitude: number;
  }[];
  readonly buildings: readonly {
    readonly id: BuildingId;
    readonly name: string;
    readonly siteId: SiteId;
    readonly opensOn: Day;
    /** Nobody lives in it before it opens, or its site does. */
    readonly isOpen: boolean;
  }[];
  readonly standards: readonly {
    readonly id: string;
    readonly name: string;
    readonly nameAr: string | null;
    readonly version: number;
    /** The ministry’s own: only those are ever adopted. */
    readonly isOwn: boolean;
  }[];
  /** The most urgent accepted requests. */
  readonly requests: readonly {
    readonly id: PlacementRequestId;
    readonly number: number;
    readonly employerId: EmployerId;
    readonly employerName: string;
    readonly workplaceId: string;
    readonly workplaceName: string;
    readonly longitude: number;
    readonly latitude: number;
  }[];
}

/** Nobody looks for one request among thousands in a list. */
const MOST_REQUESTS = 300;

export async function listScenarioChoices(
  transaction: ActorTransaction,
  { today }: { today: Day },
): Promise<ScenarioChoices> {
  const sites = await listSites(transaction);
  const buildings = await transaction
    .selectFrom('building')
    .innerJoin('site', 'site.id', 'building.siteId')
    .select(['building.id', 'building.name', 'building.siteId', 'building.openedOn', 'site.status'])
    .orderBy('site.key')
    .orderBy('building.name')
    .execute();
  const standards = await transaction
    .selectFrom('standard')
    .select(['id', 'name', 'nameAr', 'version', 'url'])
    .orderBy('key')
    .orderBy('version', 'desc')
    .execute();
  const requests = await transaction
    .selectFrom('placementRequest as request')
    .innerJoin('employer', 'employer.id', 'request.employerId')
    .innerJoin('workplace', 'workplace.id', 'request.workplaceId')
    .select([
      'request.id',
      'request.number',
      'request.employerId',
      'employer.name as employerName',
      'workplace.id as workplaceId',
      'workplace.name as workplaceName',
      'workplace.longitude',
      'workplace.latitude',
    ])
    .where('request.state', 'in', [...plannableStates])
    .orderBy('request.priority', 'desc')
    .orderBy('request.submittedAt')
    .limit(MOST_REQUESTS)
    .execute();
  return {
    sites: sites.map((site) => ({ ...site, id: site.id as SiteId })),
    buildings: buildings.map(({ openedOn, status, ...building }) => ({
      ...building,
      id: building.id as BuildingId,
      siteId: building.siteId as SiteId,
      opensOn: openedOn,
      isOpen: openedOn <= today && status === 'open',
    })),
    standards: standards.map(({ url, ...standard }) => ({ ...standard, isOwn: url === null })),
    requests: requests.map((request) => ({
      ...request,
      id: request.id as PlacementRequestId,
      employerId: request.employerId as EmployerId,
    })),
  };
}

/** What the places, standards, employers and requests of changes are called; those that are gone are missing. */
export interface ChangeNames {
  readonly buildings: Readonly<
    Record<string, { name: string; siteKey: string; siteAr: string; siteEn: string } | undefined>
  >;
  readonly standards: Readonly<
    Record<string, { name: string; nameAr: string | null; isOwn: boolean } | undefined>
  >;
  readonly employers: Readonly<Record<string, string | undefined>>;
  readonly requests: Readonly<Record<string, { number: number; employerName: string } | undefined>>;
}

export async function nameChanges(
  transaction: ActorTransaction,
  changes: readonly ScenarioChange[],
): Promise<ChangeNames> {
  const ids = changes.flatMap((change) => {
    switch (change.kind) {
      case 'open_building':
      case 'close_building':
        return [change.buildingId];
      case 'standard':
        return [change.standardId];
      case 'priority':
        return change.whose.kind === 'request'
          ? [change.whose.requestId]
          : change.whose.kind === 'employer'
            ? [change.whose.employerId]
            : [];
      case 'options':
      case 'more_workers':
        return [];
    }
  });
  const among = (column: string) => sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`;
  const buildings = await transaction
    .selectFrom('building')
    .innerJoin('site', 'site.id', 'building.siteId')
    .select([
      'building.id',
      'building.name',
      'site.key as siteKey',
      'site.nameAr as siteAr',
      'site.nameEn as siteEn',
    ])
    .where(among('building.id'))
    .execute();
  const standards = await transaction
    .selectFrom('standard')
    .select(['id', 'name', 'nameAr', 'url'])
    .where(among('id'))
    .execute();
  const employers = await transaction
    .selectFrom('employer')
    .select(['id', 'name'])
    .where(among('id'))
    .execute();
  const requests = await transaction
    .selectFrom('placementRequest as request')
    .innerJoin('employer', 'employer.id', 'request.employerId')
    .select(['request.id', 'request.number', 'employer.name as employerName'])
    .where(among('request.id'))
    .execute();
  return {
    buildings: Object.fromEntries(buildings.map(({ id, ...named }) => [id, named])),
    standards: Object.fromEntries(
      standards.map(({ id, url, ...named }) => [id, { ...named, isOwn: url === null }]),
    ),
    employers: Object.fromEntries(employers.map(({ id, name }) => [id, name])),
    requests: Object.fromEntries(requests.map(({ id, ...named }) => [id, named])),
  };
}
