import { addDays } from '#app/domain/dates.ts';
import type { BedId, PlacementRequestId, WorkerId } from '#app/domain/identity/ids.ts';
import { bedPrices, priceList } from './bounds/bed-prices.ts';
import { commuteBound, commuteOf } from './bounds/commute.ts';
import { placementBounds } from './bounds/placement.ts';
import { relaxationOf } from './bounds/relaxation.ts';
import { alikeSeekers } from './alike.ts';
import type { Compiled } from './compile.ts';
import { compile } from './compile.ts';
import { contradictionsOf, setAside } from './contradictions.ts';
import { proposalOf } from './explain/proposal-of.ts';
import { exchangeFairly } from './fairness/fair-exchange.ts';
import { spreadBound, spreadOf, tally } from './fairness/spread.ts';
import type { Instance } from './instance.ts';
import type { Occupancy } from './occupancy.ts';
import { openOccupancy, putInto, roomMatesSuit, roomSuits, slackIn } from './occupancy.ts';
import type { PlanOptions } from './options.ts';
import { COMMUTE_TOLERANCE, SPREAD_TOLERANCE, priorityClasses } from './options.ts';
import { chooseSites } from './packing/choose-sites.ts';
import type { PriceAt } from './packing/choose-sites.ts';
import { indexGaps } from './packing/gap-index.ts';
import { packSite } from './packing/pack-site.ts';
import type { Parties } from './packing/parties.ts';
import { partiesOf } from './packing/parties.ts';
import { findAnywhere, placeAnywhere } from './packing/place-anywhere.ts';
import type { OnProgress, Proposal, ProposedMove } from './proposal.ts';
import type { Part, PartAnswer } from './parts.ts';
import { improvingParts, servingPart, solvePart } from './parts.ts';
import { inhabitedRegions, joined, regionsOf } from './regions.ts';
import { movesOfHoused, withMoves } from './repair/move-housed.ts';
import { anneal, isSmall } from './repair/anneal.ts';
import { repair } from './repair/repair.ts';
import { acrossSites, improve } from './search/improve.ts';
import type { Snapshot } from './snapshot.ts';

/** A bed that an earlier plan gave. */
export interface PreviousPlacement {
  readonly workerId: WorkerId;
  readonly requestId: PlacementRequestId;
  readonly bedId: BedId;
}

export interface PlanContext {
  /** Placements to start from: what still holds of them stays as it is, and the others are placed around them. */
  readonly previous?: readonly PreviousPlacement[];
  readonly onProgress?: OnProgress;
}

/**
 * Gives as many as can be a bed, as the README says, with the proof of how good that is and the reasons for each: the same for the
 * same snapshot, whatever the order of its lists.
 * @throws ContradictoryInput where places or stays contradict themselves
 */
export function plan(snapshot: Snapshot, options: PlanOptions, context: PlanContext = {}): Proposal {
  const underWay = planInParts(snapshot, options, context);
  let step = underWay.next([]);
  while (!step.done) step = underWay.next(step.value.map(solvePart));
  return step.value;
}

/**
 * `plan`, which stops at parts that may be solved anywhere, in any order, and goes on with the answers, given in theirs.
 * @throws ContradictoryInput
 */
export function* planInParts(
  snapshot: Snapshot,
  options: PlanOptions,
  { previous = [], onProgress = () => undefined }: PlanContext = {},
): Generator<readonly Part[], Proposal, readonly PartAnswer[]> {
  const settled = setAside(snapshot, contradictionsOf(snapshot));
  const compiled = compile(settled.snapshot, options);
  const { instance } = compiled;
  const total = instance.seekers.count;
  onProgress(0, total);
  const relaxation = relaxationOf(instance, options.mostMoves);
  const placement = placementBounds(relaxation);
  const prices = bedPrices(relaxation, placement);
  const priceAt = priceList(relaxation, prices);

  // Around an earlier plan little is left to place, and nobody who has a bed is asked to move.
  const isNew = previous.length === 0;
  let occupancy = isNew
    ? packed(instance, sitesOfSeekers(instance, partiesOf(instance), { priceAt, inClasses: true }))
    : occupiedAsBefore(compiled, previous);
  onProgress(Math.round(total / 2), total);
  if (isNew && isSmall(instance)) placeTogether(occupancy, options, { priceAt, most: placement.byClass });
  else {
    fill(occupancy, priceAt, placement.byClass, isNew);
    if (isNew && occupancy.bedOf.includes(-1))
      occupancy = placedAnew(instance, occupancy, { priceAt, most: placement.byClass });
  }
  const moved = options.mostMoves > 0 ? moveHoused(settled.snapshot, compiled, occupancy, options) : null;
  const final = moved ?? { compiled, occupancy, moves: [] };
  if (isNew)
    improve(final.occupancy, acrossSites, options, {
      steps: STEPS_A_SEEKER * total,
      spareMetres: COMMUTE_TOLERANCE * commuteOf(relaxation, final.occupancy.bedOf),
    });
  const regions = isNew ? inhabitedRegions(final.occupancy) : [];
  const [firstCome = new Int32Array(), ...improved] = yield [
    servingPart(final.compiled),
    ...improvingParts(regions, final.occupancy, options),
  ];
  if (isNew) final.occupancy = joined(final.compiled.instance, regions, improved);
  onProgress(total, total);
  return proposalOf(final.compiled, options, final.occupancy, {
    bounds: {
      byClass: placement.byClass,
      spread: spreadBound(
        tally(final.compiled.instance),
        tally(final.compiled.instance, (seeker) => final.occupancy.bedOf[seeker] !== -1),
        tally(final.compiled.instance, (seeker) => relaxation.groups.groupOf[seeker] !== -1),
      ),
      commute: commuteBound(relaxation, final.occupancy.bedOf, prices),
      crews: null,
    },
    prices: { priceAt },
    firstCome,
    moves: final.moves,
    setAside: { requests: settled.requests, unplaced: settled.setAside },
  });
}

/** Steps of the search that each seeker is worth: counted, so that the plan is the same on a slow machine. */
const STEPS_A_SEEKER = 10;
const EXCHANGE_STEPS_A_SEEKER = 500;

/** How often those who get a bed choose their sites anew where beds are short. */
const ATTEMPTS_ANEW = 2;
/** How often beds are looked for together in a small country. */
const ATTEMPTS_TOGETHER = 3;

function occupiedAsBefore(
  { instance, seekers, requests, beds }: Compiled,
  previous: readonly PreviousPlacement[],
): Occupancy {
  const occupancy = openOccupancy(instance);
  const bedIndex = new Map(beds.map(({ id }, index) => [id as string, index]));
  const bedOf = new Map(
    previous.map(({ workerId, requestId, bedId }) => [`${workerId} ${requestId}`, bedIndex.get(bedId)]),
  );
  for (const [seeker, { id }] of seekers.entries()) {
    const bed = bedOf.get(`${id} ${requests[instance.seekers.request[seeker] as number]?.id}`);
    if (bed === undefined || slackIn(occupancy, bed, seeker) < 0) continue;
    const room = instance.beds.room[bed] as number;
    if (roomSuits(instance, room, seeker) && roomMatesSuit(occupancy, room, seeker))
      putInto(occupancy, seeker, bed);
  }
  return occupancy;
}

/** The people of each site in its rooms. */
function packed(instance: Instance, siteOf: Int32Array): Occupancy {
  const regions = regionsOf(instance, siteOf);
  const answers = regions.map((region) => {
    const occupancy = openOccupancy(region.instance);
    packSite(occupancy);
    return occupancy.bedOf;
  });
  return joined(instance, regions, answers);
}

/** A site for each seeker of the parties, −1 for all others. */
function sitesOfSeekers(
  instance: Instance,
  parties: Parties,
  choice: { readonly priceAt: PriceAt; readonly inClasses: boolean },
): Int32Array {
  const chosen = chooseSites(instance, parties, choice);
  const siteOf = new Int32Array(instance.seekers.count).fill(-1);
  for (let party = 0; party < parties.count; party++)
    for (let at = parties.firstMember[party] as number; at < (parties.firstMember[party + 1] as number); at++)
      siteOf[parties.member[at] as number] = chosen[party] as number;
  return siteOf;
}

/**
 * Finds room for who is left: in any bed that is free, in one that somebody of a less urgent class or of an employer with a greater
 * share has (`mayExchange`), or by giving the beds of some rooms anew.
 */
function fill(occupancy: Occupancy, priceAt: PriceAt, most: readonly number[], mayExchange: boolean): void {
  const gaps = indexGaps(occupancy);
  placeAnywhere(occupancy, gaps, priceAt);
  if (!occupancy.bedOf.includes(-1)) return;
  // A class's bound holds while the classes before it are at theirs: the first that isn't, and all after it, may gain.
  const short = countsOf(occupancy).findIndex(
    (count, priorityClass) => count < (most[priorityClass] as number),
  );
  if (short >= 0) repair(occupancy, short);
  if (!mayExchange) return;
  exchangeFairly(occupancy, {
    alike: alikeSeekers(occupancy.instance),
    // What people leave meanwhile isn't filed: where beds are short, they are given on at once.
    findBed: (seeker) => findAnywhere(occupancy, gaps, priceAt, seeker),
    mostSteps: EXCHANGE_STEPS_A_SEEKER * occupancy.bedOf.length,
  });
}

/**
 * In a small country, who gets a bed and where is looked for together. What is then found by giving rooms anew, or by exchanges, is a new start:
 * so long as they find something.
 */
function placeTogether(
  occupancy: Occupancy,
  options: PlanOptions,
  { priceAt, most }: { readonly priceAt: PriceAt; readonly most: readonly number[] },
): void {
  for (let attempt = 1; attempt <= ATTEMPTS_TOGETHER; attempt++) {
    anneal(occupancy, options);
    const before = occupancy.bedOf.slice();
    fill(occupancy, priceAt, most, true);
    if (before.every((bed, seeker) => bed === occupancy.bedOf[seeker])) return;
  }
}

/**
 * Where beds are short, whoever got one by an exchange got it wherever it was. Once it is known who gets one, all of them choose
 * their sites anew and together; that is kept only where no class, and hardly any fairness, loses by it. What a first attempt lost, a
 * second one, from those whom the first placed, may not.
 */
function placedAnew(
  instance: Instance,
  before: Occupancy,
  choice: { readonly priceAt: PriceAt; readonly most: readonly number[] },
): Occupancy {
  let from = before;
  for (let attempt = 1; attempt <= ATTEMPTS_ANEW; attempt++) {
    const { bedOf } = from;
    const isPlaced = (seeker: number) => bedOf[seeker] !== -1;
    const siteOf = sitesOfSeekers(instance, partiesOf(instance, isPlaced), { ...choice, inClasses: false });
    const after = packed(instance, siteOf);
    placeAnywhere(after, indexGaps(after), choice.priceAt, isPlaced);
    fill(after, choice.priceAt, choice.most, true);
    if (isAsGood(after, before)) return after;
    from = after;
  }
  return before;
}

/** README, objectives 1 and 2, and *tolerance*. */
function isAsGood(one: Occupancy, other: Occupancy): boolean {
  const [placed, placedByOther] = [countsOf(one), countsOf(other)];
  for (const [priorityClass, count] of placed.entries()) {
    const difference = count - (placedByOther[priorityClass] as number);
    if (difference !== 0) return difference > 0;
  }
  const spread = ({ instance, bedOf }: Occupancy) =>
    spreadOf(
      tally(instance),
      tally(instance, (seeker) => bedOf[seeker] !== -1),
    );
  const everybody = placed.reduce((sum, count) => sum + count, 0);
  return spread(one) <= spread(other) + SPREAD_TOLERANCE * everybody;
}

/** How many of each class are placed. */
function countsOf({ instance: { seekers }, bedOf }: Occupancy): number[] {
  const placed = priorityClasses.map(() => 0);
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    if (bedOf[seeker] === -1) continue;
    const priorityClass = seekers.priorityClass[seeker] as number;
    placed[priorityClass] = (placed[priorityClass] as number) + 1;
  }
  return placed;
}

/** Lets a few housed people move where more are placed by it; null where that helps nobody. */
function moveHoused(
  snapshot: Snapshot,
  compiled: Compiled,
  before: Occupancy,
  options: PlanOptions,
): { compiled: Compiled; occupancy: Occupancy; moves: ProposedMove[] } | null {
  const { moves, placed } = movesOfHoused(snapshot, compiled, before, options.mostMoves);
  if (moves.length === 0) return null;
  const proposed = moves.flatMap(({ stay, bed, day }): ProposedMove[] => {
    const to = compiled.beds[bed];
    const site =
      compiled.sites[compiled.instance.rooms.site[compiled.instance.beds.room[bed] as number] as number];
    if (!to || !site || stay.id === undefined) return [];
    const from = addDays('1970-01-01', day);
    const { id: assignmentId, workerId, bedId: fromBedId } = stay;
    return [{ assignmentId, workerId, fromBedId, bedId: to.id, siteId: site.id, from, to: stay.to }];
  });
  const stays = new Map(moves.map(({ stay }, index) => [stay, proposed[index]]));
  const after = compile(withMoves(snapshot, stays), options);
  const occupancy = openOccupancy(after.instance);
  before.bedOf.forEach((bed, seeker) => {
    const other = bed >= 0 ? bed : (placed.get(seeker) ?? -1);
    if (other >= 0) putInto(occupancy, seeker, other);
  });
  return { compiled: after, occupancy, moves: proposed };
}
