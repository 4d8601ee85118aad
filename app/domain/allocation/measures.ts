import { designationOf } from '#app/domain/placement/people.ts';
import { distanceMetres } from './distance.ts';
import type { ProposalMeasures, ProposedPlacement } from './proposal.ts';
import type { Snapshot } from './snapshot.ts';

/** A bed is worth more than any distance within the country: the objective counts beds first, then metres saved. */
const WORTH_OF_A_BED = 1_000_000;

/**
 * The objective is, over all placed workers, what a bed is worth less the metres to the workplace. Its bound puts every
 * worker at the nearest site with a building for their sex: nobody can be nearer, and no more than all can be placed.
 */
export function measure(snapshot: Snapshot, placements: readonly ProposedPlacement[]): ProposalMeasures {
  const sites = new Map(snapshot.sites.map((site) => [site.id, site]));
  const requests = new Map(snapshot.requests.map((request) => [request.id, request]));
  const crewOf = new Map(
    snapshot.requests.flatMap((request) =>
      request.workers.map((worker) => [`${request.id} ${worker.id}`, worker.crew] as const),
    ),
  );
  const rooms = new Map(snapshot.rooms.map((room) => [room.id, room]));
  const beds = new Map(snapshot.beds.map((bed) => [bed.id, bed]));

  let distance = 0;
  const crews = new Map<
    string,
    { rooms: Set<string>; buildings: Set<string>; sites: Set<string>; people: number }
  >();
  for (const placement of placements) {
    const [request, site] = [requests.get(placement.requestId), sites.get(placement.siteId)];
    if (request && site) distance += distanceMetres(request, site);
    const crew = crewOf.get(`${placement.requestId} ${placement.workerId}`);
    if (crew === null || crew === undefined) continue;
    const key = `${placement.requestId} ${crew}`;
    const seen = crews.get(key) ?? { rooms: new Set(), buildings: new Set(), sites: new Set(), people: 0 };
    const room = rooms.get(beds.get(placement.bedId)?.roomId ?? ('' as never));
    seen.rooms.add(room?.id ?? '');
    seen.buildings.add(room?.buildingId ?? '');
    seen.sites.add(placement.siteId);
    seen.people += 1;
    crews.set(key, seen);
  }
  const together = [...crews.values()].filter((crew) => crew.people > 1);
  const workers = snapshot.requests.reduce((sum, request) => sum + request.workers.length, 0);
  return {
    placed: placements.length,
    unplaced: workers - placements.length,
    meanDistanceMetres: placements.length === 0 ? 0 : Math.round(distance / placements.length),
    crewsInOneRoom: together.filter((crew) => crew.rooms.size === 1).length,
    crewsInOneBuilding: together.filter((crew) => crew.rooms.size > 1 && crew.buildings.size === 1).length,
    crewsInOneSite: together.filter((crew) => crew.buildings.size > 1 && crew.sites.size === 1).length,
    crewsSplit: together.filter((crew) => crew.sites.size > 1).length,
    objective: placements.length * WORTH_OF_A_BED - distance,
    bound: bound(snapshot),
  };
}

function bound(snapshot: Snapshot): number {
  const siteIdsFor = (sex: 'male' | 'female') =>
    new Set(
      snapshot.buildings
        .filter((building) => building.sex === designationOf[sex])
        .map((building) => building.siteId),
    );
  const sitesFor = { male: siteIdsFor('male'), female: siteIdsFor('female') };
  let total = 0;
  for (const request of snapshot.requests) {
    const nearest = { male: Infinity, female: Infinity };
    for (const site of snapshot.sites) {
      const distance = distanceMetres(request, site);
      for (const sex of ['male', 'female'] as const)
        if (sitesFor[sex].has(site.id)) nearest[sex] = Math.min(nearest[sex], distance);
    }
    for (const worker of request.workers) total += Math.max(0, WORTH_OF_A_BED - nearest[worker.sex]);
  }
  return total;
}
