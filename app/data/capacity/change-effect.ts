import { sql } from 'kysely';
import type { AuditDetails } from '#app/domain/audit-actions.ts';
import type { HousingEffect } from '#app/domain/allocation/scenario.ts';
import { arrangeBeds } from '#app/domain/capacity/bed-days.ts';
import type { OpenDays } from '#app/domain/capacity/bed-days.ts';
import type {
  CapacityChangeKind,
  CapacityChangeState,
  ClosingPlace,
} from '#app/domain/capacity/changes/capacity-change.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import { withFacts } from '#app/domain/capacity/judging/facts-change.ts';
import type { Day } from '#app/domain/dates.ts';
import type { BedId, CapacityChangeId } from '#app/domain/identity/ids.ts';
import { housingAfter, relocate } from '#app/domain/placement/relocation.ts';
import type { Relocation } from '#app/domain/placement/relocation.ts';
import { audit } from '#app/data/audit.ts';
import type { Arrangement } from './bed-days.ts';
import {
  bedsWithin,
  deferClosedBeds,
  displacedBy,
  holdJudged,
  readJudged,
  isWithin,
  judgedScope,
  readFacts,
  readRooms,
  writeArrangement,
} from './bed-days.ts';
import type { ScheduledStandard } from './capacity-steps.ts';
import { holdsDifferently, judgeSteps, readSteps } from './capacity-steps.ts';
import type { Effect } from './change-preview.ts';
import { writePreview } from './change-preview.ts';
import { dayRange } from '#app/data/day-range.ts';
import type { PlaceScope } from '#app/data/places/place-scope.ts';
import { writeFacts } from '#app/data/places/place-facts-writing.ts';
import { listLeaving, moveThePeople } from './relocation-moves.ts';
import { readHousing } from '#app/data/placement/snapshot.ts';
import { isAdoptionDay, listCriteria, listScheduledStandards } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/** What is to change, whether it was proposed or is only supposed. */
interface Supposed extends ClosingPlace {
  readonly kind: CapacityChangeKind;
  readonly effectiveFrom: Day;
  readonly residentsUntil: Day;
  readonly closedUntil: Day | null;
  readonly standardId: string | null;
  readonly facts: FactsChange | null;
}

interface Change extends Supposed {
  readonly id: CapacityChangeId;
  readonly state: CapacityChangeState;
  readonly reason: string;
}

async function findChange(
  transaction: ActorTransaction,
  { changeId, state, hold }: { changeId: CapacityChangeId; state: CapacityChangeState; hold: boolean },
): Promise<Change | null> {
  let query = transaction
    .selectFrom('capacityChange')
    .selectAll()
    .where('id', '=', changeId)
    .where('state', '=', state);
  if (hold) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) return null;
  return {
    ...row,
    id: changeId,
    siteId: row.siteId ?? '',
    facts: row.facts as unknown as FactsChange | null,
  };
}

const hasSameDays = (one: Change, other: Change) =>
  one.effectiveFrom === other.effectiveFrom &&
  one.residentsUntil === other.residentsUntil &&
  one.closedUntil === other.closedUntil;

/** The places that a change is about, as far as they are judged or arranged together. */
async function scopeOf(
  transaction: ActorTransaction,
  change: Supposed,
  schedule: readonly ScheduledStandard[],
): Promise<PlaceScope> {
  if (change.kind === 'adoption') return {};
  if (change.kind === 'closure')
    return change.buildingId ? { buildingId: change.buildingId } : { siteId: change.siteId };
  const { siteId, rooms, facilities, measured } = change.facts ?? NO_FACTS;
  const buildings = new Set([...facilities, ...measured].map((fact) => fact.buildingId));
  const ofRooms = await transaction
    .selectFrom('room')
    .select('buildingId')
    .distinct()
    .where('id', '=', sql<string>`any(${rooms.map((room) => room.roomId)}::uuid[])`)
    .execute();
  for (const { buildingId } of ofRooms) buildings.add(buildingId);
  const [buildingId] = buildings;
  return buildings.size === 1 && buildingId
    ? judgedScope(transaction, { scope: { buildingId }, schedule })
    : { siteId };
}

const NO_FACTS: FactsChange = { siteId: '', rooms: [], facilities: [], measured: [] };

/** The standards in force from `from` on, the one that the change adopts among them. */
async function scheduleOf(
  transaction: ActorTransaction,
  change: Supposed,
  from: Day,
): Promise<ScheduledStandard[]> {
  const schedule = await listScheduledStandards(transaction, { from });
  if (change.standardId === null) return schedule;
  const criteria = await listCriteria(transaction, { standardId: change.standardId });
  return [{ from, criteria }, ...schedule.filter((standard) => standard.from > from)];
}

/** What was measured is so already; another change holds from its day on, or from today if that has passed. */
const firstDay = ({ kind, effectiveFrom }: Supposed, today: Day) =>
  kind !== 'measurement' && effectiveFrom > today ? effectiveFrom : today;

/** Reads what the change would do, and writes nothing. `hold` keeps others from changing it until the transaction ends. */
async function computeEffect(
  transaction: ActorTransaction,
  change: Change,
  { today, hold }: { today: Day; hold: boolean },
): Promise<Effect> {
  const keeps = await readKeeps(transaction, change.id);
  const { arrangement, judged } = await arrange(transaction, change, { today, hold, keeps });
  const shown = await readShownBeds(transaction, change.id);
  const relocations = await relocateDisplaced(transaction, arrangement, { today, shown });
  return { arrangement, relocations, judged };
}

/** What a standard adopted, or a building closed, from a day on would do, were it so; nothing is written. */
export async function foreseeEffect(
  transaction: ActorTransaction,
  {
    today,
    from,
    cause,
  }: {
    today: Day;
    from: Day;
    cause:
      | { readonly kind: 'adoption'; readonly standardId: string }
      | { readonly kind: 'closure'; readonly siteId: string; readonly buildingId: string };
  },
): Promise<HousingEffect> {
  const supposed: Supposed = {
    siteId: '',
    buildingId: null,
    floor: null,
    roomId: null,
    bedId: null,
    standardId: null,
    facts: null,
    closedUntil: null,
    effectiveFrom: from,
    residentsUntil: from,
    ...cause,
  };
  const { arrangement } = await arrange(transaction, supposed, { today, hold: false, keeps: new Map() });
  const displaced = displacedBy(arrangement);
  return {
    openDays: supposed.kind === 'adoption' ? daysAfter(arrangement) : [],
    displaced,
    leaving: await listLeaving(transaction, { displaced }),
  };
}

async function arrange(
  transaction: ActorTransaction,
  change: Supposed,
  { today, hold, keeps }: { today: Day; hold: boolean; keeps: ReadonlyMap<string, Day> },
): Promise<Pick<Effect, 'arrangement' | 'judged'>> {
  const from = firstDay(change, today);
  const readSchedule = () => scheduleOf(transaction, change, from);
  const scopeBy = (standards: readonly ScheduledStandard[]) => scopeOf(transaction, change, standards);
  const { schedule, scope } = hold
    ? await holdJudged(transaction, { readSchedule, scopeBy })
    : await readJudged({ readSchedule, scopeBy });
  const stepsBefore = await readSteps(transaction, scope, { from });
  const closing = change.kind === 'closure' ? { ...change, from, to: change.closedUntil } : null;
  const judged = { sites: closing ? [] : await readFacts(transaction, scope), schedule };
  const { facts } = change;
  if (facts)
    judged.sites = judged.sites.map((site) => (site.id === facts.siteId ? withFacts(site, facts) : site));
  const stepsAfter = closing
    ? stepsBefore
    : judgeSteps(judged.sites, { from, schedule, before: stepsBefore });
  const rooms = await readRooms(transaction, scope, {
    from,
    steps: stepsAfter,
    closings: closing ? [closing] : [],
  });
  const residentsUntil = change.residentsUntil > from ? change.residentsUntil : from;
  const arrangement: Arrangement = {
    from,
    stepsBefore,
    stepsAfter,
    rooms: rooms
      .filter((room) =>
        closing
          ? isWithin(room, closing)
          : holdsDifferently(stepsBefore.get(room.roomId) ?? [], stepsAfter.get(room.roomId) ?? []),
      )
      .map((room) => ({
        room,
        arranged: arrangeBeds(room, {
          from,
          residentsUntil,
          keeps,
          closing: closing ? bedsWithin(room, closing) : new Set<string>(),
        }),
      })),
  };
  return { arrangement, judged };
}

async function relocateDisplaced(
  transaction: ActorTransaction,
  arrangement: Arrangement,
  { today, shown }: { today: Day; shown?: ReadonlyMap<string, BedId> },
): Promise<readonly Relocation[]> {
  const displaced = displacedBy(arrangement);
  if (displaced.length === 0) return [];
  const leaving = await listLeaving(transaction, { displaced });
  const openDays = daysAfter(arrangement);
  const housing = housingAfter(await readHousing(transaction, { day: today }), { openDays, displaced });
  return relocate(housing, leaving, shown);
}

function daysAfter({ rooms }: Arrangement): OpenDays[] {
  return rooms.flatMap(({ room, arranged }) => [
    ...arranged.openDays,
    // A bed that loses all its days is told of too, by days on which nobody can be placed any more.
    ...room.beds.map(({ id }) => ({ bedId: id, ...NEVER, keptFor: null })),
  ]);
}

const NEVER = { from: '1900-01-01', to: '1900-01-02' } as const;

/** The beds that the change's list of people shows, by assignment. */
async function readShownBeds(
  transaction: ActorTransaction,
  changeId: CapacityChangeId,
): Promise<ReadonlyMap<string, BedId>> {
  const rows = await transaction
    .selectFrom('relocation')
    .select(['assignmentId', 'bedId'])
    .where('changeId', '=', changeId)
    .where('bedId', 'is not', null)
    .execute();
  return new Map(rows.map(({ assignmentId, bedId }) => [assignmentId, bedId as BedId]));
}

/** Until when somebody may stay, by assignment, as planners decided for this change. */
async function readKeeps(
  transaction: ActorTransaction,
  changeId: CapacityChangeId,
): Promise<ReadonlyMap<string, Day>> {
  const rows = await transaction
    .selectFrom('relocation')
    .select(['assignmentId', 'decidedUntil'])
    .where('changeId', '=', changeId)
    .where('decision', '=', 'stays_until')
    .execute();
  return new Map(rows.map(({ assignmentId, decidedUntil }) => [assignmentId, decidedUntil ?? '']));
}

/**
 * Works out what a change in state `preparing` would do and keeps it to be seen: the change is then proposed.
 * One that is in another state by now is left alone.
 */
export async function prepareChange(
  transaction: ActorTransaction,
  { changeId, today }: { changeId: CapacityChangeId; today: Day },
): Promise<void> {
  const change = await findChange(transaction, { changeId, state: 'preparing', hold: false });
  if (!change) return;
  const effect = await computeEffect(transaction, change, { today, hold: false });
  // Not held meanwhile, so that a planner may withdraw it: it is another if its days were moved.
  const now = await findChange(transaction, { changeId, state: 'preparing', hold: true });
  if (!now || !hasSameDays(now, change)) return;
  const preview = await writePreview(transaction, change, effect);
  await audit(transaction, {
    action: 'capacity_change.prepared',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details: { leaving: preview.leaving, nowhere: preview.nowhere },
  });
}

/**
 * Puts a signed change into effect in this one transaction: capacities, beds, assignments. Where somebody has nowhere to go
 * and nothing was decided for them, nothing changes but the list of people, and the change is proposed again; so it is where
 * its days no longer serve.
 * @returns whether it took effect
 */
export async function takeEffect(
  transaction: ActorTransaction,
  { changeId, today }: { changeId: CapacityChangeId; today: Day },
): Promise<boolean> {
  const change = await findChange(transaction, { changeId, state: 'taking_effect', hold: true });
  if (!change) return false;
  const effect = await computeEffect(transaction, change, { today, hold: true });
  if (await needsOtherDays(transaction, change, effect.arrangement.from)) {
    await transaction
      .updateTable('capacityChange')
      .set({ state: 'proposed' })
      .where('id', '=', changeId)
      .execute();
    await auditRefusal(transaction, changeId);
    return false;
  }
  const preview = await writePreview(transaction, change, effect);
  if (preview.nowhere > 0) {
    await auditRefusal(transaction, changeId, { leaving: preview.leaving, nowhere: preview.nowhere });
    return false;
  }
  const { arrangement, relocations } = effect;
  const displaced = displacedBy(arrangement);
  const check = await deferClosedBeds(transaction);
  await writeArrangement(transaction, arrangement);
  await writeCause(transaction, change, arrangement.from);
  await moveThePeople(transaction, { changeId, displaced, relocations, today });
  await check();
  await transaction
    .updateTable('capacityChange')
    .set({ state: 'in_effect', tookEffectAt: new Date() })
    .where('id', '=', changeId)
    .execute();
  await audit(transaction, {
    action: 'capacity_change.took_effect',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details: { leaving: preview.leaving, placed: preview.placed },
  });
  return true;
}

async function auditRefusal(
  transaction: ActorTransaction,
  changeId: CapacityChangeId,
  details: AuditDetails = {},
): Promise<void> {
  await audit(transaction, {
    action: 'capacity_change.refused',
    subjectKind: 'capacity_change',
    subjectId: changeId,
    details,
  });
}

/** True where another standard is adopted from that day, or the place was to open again by then. */
async function needsOtherDays(
  transaction: ActorTransaction,
  { kind, closedUntil }: Change,
  from: Day,
): Promise<boolean> {
  if (kind === 'adoption') return isAdoptionDay(transaction, { day: from });
  return closedUntil !== null && closedUntil <= from;
}

/** The adoption, the closure or the facts themselves. */
async function writeCause(transaction: ActorTransaction, change: Change, from: Day): Promise<void> {
  if (change.standardId !== null) {
    await transaction
      .insertInto('standardAdoption')
      .values({
        standardId: change.standardId,
        adoptedFrom: from,
        adoptedBy: sql<string>`actor_account_id()`,
        reason: change.reason,
        changeId: change.id,
        residentsUntil: change.residentsUntil > from ? change.residentsUntil : from,
      })
      .execute();
  } else if (change.facts) {
    await writeFacts(transaction, change.facts);
  } else {
    const { siteId, buildingId, floor, roomId, bedId, reason } = change;
    await transaction
      .insertInto('closure')
      .values({
        siteId,
        buildingId,
        floor,
        roomId,
        bedId,
        reason,
        changeId: change.id,
        during: dayRange({ from, to: change.closedUntil }),
      })
      .execute();
  }
}
