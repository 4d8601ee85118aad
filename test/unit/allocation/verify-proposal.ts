import type { PlanOptions } from '#app/domain/allocation/options.ts';
import type { Proposal, ProposedMove, ProposedPlacement } from '#app/domain/allocation/proposal.ts';
import type { Snapshot } from '#app/domain/allocation/snapshot.ts';
import type { RestatedMeasures } from '#app/domain/allocation/verify-measures.ts';
import { verify } from '#app/domain/allocation/verify.ts';

/** Who gets which bed, by identifiers; days, site and request are the right ones. */
export function aPlacement(snapshot: Snapshot, workerId: string, bedId: string): ProposedPlacement {
  const request = snapshot.requests.find(({ workers }) => workers.some(({ id }) => id === workerId));
  const bed = snapshot.beds.find(({ id }) => id === bedId);
  const room = snapshot.rooms.find(({ id }) => id === bed?.roomId);
  const building = snapshot.buildings.find(({ id }) => id === room?.buildingId);
  const worker = request?.workers.find(({ id }) => id === workerId);
  if (!request || !worker || !bed || !building) throw new Error(`No ${workerId} or ${bedId}.`);
  const { id: requestId, from, to } = request;
  return { workerId: worker.id, requestId, bedId: bed.id, siteId: building.siteId, from, to, reasons: [] };
}

/** A proposal of these placements and moves that tells of everybody, and the truth about itself. */
export function anHonestProposal(
  snapshot: Snapshot,
  options: PlanOptions,
  { placements = [], moves = [] }: { placements?: ProposedPlacement[]; moves?: ProposedMove[] },
): Proposal {
  const placed = new Set(placements.map(({ requestId, workerId }) => `${requestId} ${workerId}`));
  const unplaced = snapshot.requests.flatMap(({ id: requestId, workers }) =>
    workers
      .filter(({ id }) => !placed.has(`${requestId} ${id}`))
      .map(({ id: workerId }) => ({ requestId, workerId, blockers: [], refusal: null })),
  );
  const untold = { ...NOTHING_STATED, placements, moves, unplaced };
  return withMeasures(untold, verify(snapshot, options, untold).restated);
}

/** Its figures as worked out anew; every bound is reached. */
export function withMeasures(proposal: Proposal, restated: RestatedMeasures): Proposal {
  return {
    ...proposal,
    requests: [...restated.requests].map(([id, outlook], index) => ({
      ...outlook,
      requestId: id as Proposal['requests'][number]['requestId'],
      position: index + 1,
      expectedFrom: null,
    })),
    employers: [...restated.employers].map(([id, count]) => ({
      ...count,
      employerId: id as Proposal['employers'][number]['employerId'],
      firstComePlaced: 0,
    })),
    measures: {
      ...restated,
      byClass: [...restated.byClass].map(([priorityClass, count]) => ({
        priorityClass,
        ...count,
        bound: count.placed,
      })),
      objectives: Object.entries(restated.objectives).map(([objective, value]) => ({
        objective: objective as Proposal['measures']['objectives'][number]['objective'],
        value,
        bound: value,
      })),
      gap: 0,
      firstCome: { placed: 0, meanDistanceMetres: 0 },
    },
  };
}

/** A proposal that decides nothing and states nothing of itself. */
export const NOTHING_STATED: Proposal = {
  placements: [],
  moves: [],
  unplaced: [],
  requests: [],
  employers: [],
  measures: {
    placed: 0,
    unplaced: 0,
    meanDistanceMetres: 0,
    crewsInOneRoom: 0,
    crewsInOneBuilding: 0,
    crewsInOneSite: 0,
    crewsSplit: 0,
    byClass: [],
    objectives: [],
    gap: 0,
    mix: { rooms: 0, oneLanguageRooms: 0 },
    firstCome: { placed: 0, meanDistanceMetres: 0 },
  },
};
