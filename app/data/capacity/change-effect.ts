import { sql } from 'kysely';
import { arrangeBeds } from '#app/domain/capacity/bed-days.ts';
import type {
  CapacityChangeKind,
  CapacityChangeState,
  ChangePreview,
  ClosingPlace,
} from '#app/domain/capacity/changes/capacity-change.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import { withFacts } from '#app/domain/capacity/judging/facts-change.ts';
import { judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import { countMissing } from '#app/domain/capacity/judging/missing-facts.ts';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Day } from '#app/domain/dates.ts';
import type { CapacityChangeId } from '#app/domain/identity/ids.ts';
import { housingAfter, relocate } from '#app/domain/placement/relocation.ts';
import type { Relocation } from '#app/domain/placement/relocation.ts';
import { audit } from '#app/data/audit.ts';
import type { Arrangement } from './bed-days.ts';
import {
  deferClosedBeds,
  displacedBy,
  holdJudged,
  isWithin,
  judgedScope,
  readFacts,
  readRooms,
  writeArrangement,
} from './bed-days.ts';
import type { RoomStep, ScheduledStandard, StepsOfRooms } from './capacity-steps.ts';
import { holdsDifferently, judgeSteps, readSteps } from './capacity-steps.ts';
import { dayRange } from '#app/data/day-range.ts';
import type { PlaceScope } from '#app/data/places/place-scope.ts';
import { writeFacts } from '#app/data/places/place-facts-writing.ts';
import { listLeaving, moveThePeople, writeRelocations } from './relocation-moves.ts';
import { readHousing } from '#app/data/placement/snapshot.ts';
import { isAdoptionDay, listCriteria, listScheduledStandards } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

interface Change extends ClosingPlace {
  readonly id: CapacityChangeId;
  readonly kind: CapacityChangeKind;
  readonly state: CapacityChangeState;
  readonly effectiveFrom: Day;
  readonly residentsUntil: Day;
  readonly closedUntil: Day | null;
  readonly reason: string;
  readonly standardId: string | null;
  readonly facts: FactsChange | null;
}

/** What a change does: to rooms, to beds, and to who sleeps in them. */
interface Effect {
  readonly arrangement: Arrangement;
  readonly relocations: readonly Relocation[];
  /** The places as they will be judged; none for a closure. */
  readonly judged: { readonly sites: readonly SiteFacts[]; readonly schedule: readonly ScheduledStandard[] };
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
  change: Change,
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
  change: Change,
  from: Day,
): Promise<ScheduledStandard[]> {
  const schedule = await listScheduledStandards(transaction, { from });
  if (change.standardId === null) return schedule;
  const criteria = await listCriteria(transaction, { standardId: change.standardId });
  return [{ from, criteria }, ...schedule.filter((standard) => standard.from > from)];
}

/** What was measured is so already; another change holds from its day on, or from today if that has passed. */
const firstDay = ({ kind, effectiveFrom }: Change, today: Day) =>
  kind !== 'measurement' && effectiveFrom > today ? effectiveFrom : today;

/** Reads what the change would do, and writes nothing. `hold` keeps others from changing it until the transaction ends. */
async function computeEffect(
  transaction: ActorTransaction,
  change: Change,
  { today, hold }: { today: Day; hold: boolean },
): Promise<Effect> {
  const from = firstDay(change, today);
  const readSchedule = () => scheduleOf(transaction, change, from);
  const scopeBy = (standards: readonly ScheduledStandard[]) => scopeOf(transaction, change, standards);
  let schedule = await readSchedule();
  let scope = await scopeBy(schedule);
  if (hold) ({ schedule, scope } = await holdJudged(transaction, { readSchedule, scopeBy }));
  const stepsBefore = await readSteps(transaction, scope, { from });
  const judged = { sites: change.kind === 'closure' ? [] : await readFacts(transaction, scope), schedule };
  const { facts } = change;
  if (facts)
    judged.sites = judged.sites.map((site) => (site.id === facts.siteId ? withFacts(site, facts) : site));
  const stepsAfter =
    change.kind === 'closure'
      ? stepsBefore
      : judgeSteps(judged.sites, { from, schedule, before: stepsBefore });
  const closing = { ...change, from, to: change.closedUntil };
  const rooms = await readRooms(transaction, scope, {
    from,
    steps: stepsAfter,
    closings: change.kind === 'closure' ? [closing] : [],
  });
  const residentsUntil = change.residentsUntil > from ? change.residentsUntil : from;
  const keeps = await readKeeps(transaction, change.id);
  const arrangement: Arrangement = {
    from,
    stepsBefore,
    stepsAfter,
    rooms: rooms
      .filter((room) =>
        change.kind === 'closure'
          ? isWithin(room, closing)
          : holdsDifferently(stepsBefore.get(room.roomId) ?? [], stepsAfter.get(room.roomId) ?? []),
      )
      .map((room) => ({ room, arranged: arrangeBeds(room, { from, residentsUntil, keeps }) })),
  };
  return {
    arrangement,
    relocations: await relocateDisplaced(transaction, arrangement, { today }),
    judged,
  };
}

async function relocateDisplaced(
  transaction: ActorTransaction,
  arrangement: Arrangement,
  { today }: { today: Day },
): Promise<readonly Relocation[]> {
  const displaced = displacedBy(arrangement);
  if (displaced.length === 0) return [];
  const leaving = await listLeaving(transaction, { displaced });
  const openDays = arrangement.rooms.flatMap(({ room, arranged }) => [
    ...arranged.openDays,
    // A bed that loses all its days is told of too, by days on which nobody can be placed any more.
    ...room.beds.map(({ id }) => ({ bedId: id, ...NEVER, keptFor: null })),
  ]);
  const housing = housingAfter(await readHousing(transaction, { day: today }), { openDays, displaced });
  return relocate(housing, leaving);
}

const NEVER = { from: '1900-01-01', to: '1900-01-02' } as const;

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
    await audit(transaction, {
      action: 'capacity_change.refused',
      subjectKind: 'capacity_change',
      subjectId: changeId,
    });
    return false;
  }
  const preview = await writePreview(transaction, change, effect);
  if (preview.nowhere > 0) {
    await audit(transaction, {
      action: 'capacity_change.refused',
      subjectKind: 'capacity_change',
      subjectId: changeId,
      details: { leaving: preview.leaving, nowhere: preview.nowhere },
    });
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

/** Keeps what the change does as of now, and proposes it. The people who leave are written with it. */
async function writePreview(
  transaction: ActorTransaction,
  change: Change,
  { arrangement, relocations, judged }: Effect,
): Promise<ChangePreview> {
  const displaced = displacedBy(arrangement);
  await writeRelocations(transaction, { changeId: change.id, relocations, displaced });
  const changed = changedRooms(change, arrangement);
  await transaction.deleteFrom('capacityChangeRoom').where('changeId', '=', change.id).execute();
  for (let start = 0; start < changed.length; start += CHUNK) {
    const part = changed.slice(start, start + CHUNK);
    await sql`
      insert into capacity_change_room
        (change_id, room_id, building_id, site_id, capacity_before, capacity_after, binding_reason)
      select ${change.id}, room.id, room.building_id, room.site_id, changed.before, changed.after, changed.reason
      from unnest(
        ${part.map((room) => room.roomId)}::uuid[], ${part.map((room) => room.before)}::int[],
        ${part.map((room) => room.after)}::int[],
        ${part.map((room) => (room.reason ? JSON.stringify(room.reason) : null))}::jsonb[]
      ) as changed (room_id, before, after, reason)
      join room on room.id = changed.room_id
    `.execute(transaction);
  }
  const counts = await countPeople(transaction, change.id);
  const preview: ChangePreview = {
    sites: await previewSites(transaction, { change, changed, arrangement }),
    missing: countMissing(
      judged.sites
        .filter((site) => isUncertain(site, arrangement))
        .map((site) => judgeSite(site, judged.schedule[0]?.criteria ?? [])),
    ),
    ...counts,
  };
  await transaction
    .updateTable('capacityChange')
    .set({
      // A change that takes effect stays in its state until it has.
      state: change.state === 'taking_effect' && counts.nowhere === 0 ? 'taking_effect' : 'proposed',
      preview: JSON.stringify(preview),
      preparedAt: new Date(),
    })
    .where('id', '=', change.id)
    .execute();
  return preview;
}

/** True where some room might hold more, were all measured. */
function isUncertain(site: SiteFacts, { stepsAfter, from }: Arrangement): boolean {
  const rooms = site.buildings.flatMap((building) => building.floors.flatMap((floor) => floor.rooms));
  return rooms.some(({ id }) => {
    const step = stepOn(stepsAfter, id, from);
    return step !== undefined && step.possible > step.capacity;
  });
}

interface ChangedRoom {
  readonly roomId: string;
  readonly before: number;
  readonly after: number;
  readonly reason: RoomStep['reason'];
}

const stepOn = (steps: StepsOfRooms, roomId: string, day: Day) =>
  (steps.get(roomId) ?? []).findLast((step) => step.from <= day);

/** The rooms that hold another number of people from the day of effect on; of a closing place, the beds that close. */
function changedRooms(change: Change, { from, stepsBefore, stepsAfter, rooms }: Arrangement): ChangedRoom[] {
  if (change.kind === 'closure')
    return rooms.map(({ room, arranged }) => ({
      roomId: room.roomId,
      before: room.openDays.filter((days) => days.from <= from && (days.to === null || days.to > from))
        .length,
      after: arranged.openDays.filter(
        (days) => days.keptFor === null && days.from <= from && (days.to === null || days.to > from),
      ).length,
      reason: null,
    }));
  return [...stepsAfter.keys()].flatMap((roomId) => {
    const before = stepOn(stepsBefore, roomId, from)?.capacity ?? 0;
    const after = stepOn(stepsAfter, roomId, from);
    return after && after.capacity !== before
      ? [{ roomId, before, after: after.capacity, reason: after.reason }]
      : [];
  });
}

async function previewSites(
  transaction: ActorTransaction,
  {
    change,
    changed,
    arrangement,
  }: { change: Change; changed: readonly ChangedRoom[]; arrangement: Arrangement },
): Promise<ChangePreview['sites']> {
  const { from, stepsAfter } = arrangement;
  const isClosure = change.kind === 'closure';
  // A closure takes nothing from what rooms may hold: it is told by the beds that are open on its first day.
  const capacity = isClosure
    ? sql`(select count(*)::int from bed_availability as open where open.site_id = room.site_id and open.during @> ${from}::date)`
    : sql`coalesce(sum(allowed.compliant_capacity), 0)::int`;
  const { rows } = await sql<{ siteId: string; roomIds: string[]; capacity: number }>`
    select room.site_id, array_agg(room.id) as room_ids, ${capacity} as capacity
    from room
    left join lateral (
      select compliant_capacity
      from room_capacity
      where room_capacity.room_id = room.id and from_day <= ${from}::date
      order by from_day desc
      limit 1
    ) as allowed on true
    where ${isClosure ? sql`site_id = ${change.siteId}` : sql`true`}
    group by room.site_id
    order by room.site_id
  `.execute(transaction);
  const changeOf = new Map(changed.map((room) => [room.roomId, room]));
  return rows.flatMap(({ siteId, roomIds, capacity }) => {
    const ofSite = roomIds.flatMap((roomId) => changeOf.get(roomId) ?? []);
    if (ofSite.length === 0 && change.kind !== 'adoption') return [];
    const gain = ofSite.reduce((sum, room) => sum + room.after - room.before, 0);
    const hoped = roomIds.reduce((sum, roomId) => {
      const step = isClosure ? undefined : stepOn(stepsAfter, roomId, from);
      return sum + (step ? step.possible - step.capacity : 0);
    }, 0);
    return [
      {
        siteId,
        capacityBefore: capacity,
        capacityAfter: capacity + gain,
        possibleAfter: capacity + gain + hoped,
        roomsThatShrink: ofSite.filter((room) => room.after < room.before).length,
        roomsThatGrow: ofSite.filter((room) => room.after > room.before).length,
      },
    ];
  });
}

async function countPeople(transaction: ActorTransaction, changeId: CapacityChangeId) {
  const { rows } = await sql<
    Pick<ChangePreview, 'leaving' | 'placed' | 'nowhere' | 'firstLeavesOn' | 'lastLeavesOn'>
  >`
    select count(*)::int as leaving,
      count(bed_id)::int as placed,
      count(*) filter (where bed_id is null and decision is null)::int as nowhere,
      min(lower(during))::text as first_leaves_on,
      max(lower(during))::text as last_leaves_on
    from relocation
    where change_id = ${changeId}
  `.execute(transaction);
  return rows[0] ?? { leaving: 0, placed: 0, nowhere: 0, firstLeavesOn: null, lastLeavesOn: null };
}

/** Rows written by one statement. */
const CHUNK = 20_000;
