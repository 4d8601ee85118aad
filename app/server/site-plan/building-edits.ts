import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { proposeMeasurement } from '#app/data/capacity/capacity-changes.ts';
import { addBeds, addRoom, changeFacts, copyFloor } from '#app/data/places/place-editing.ts';
import { readBuildingFacts } from '#app/data/places/place-facts.ts';
import { getBuilding } from '#app/data/places/places.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import { readChangeDays } from '#app/domain/capacity/changes/change-days.ts';
import type { BuildingId, SiteId } from '#app/domain/identity/ids.ts';
import { readChoice } from '#app/domain/places/building-entry.ts';
import { factsForm, readFactsForm } from '#app/domain/places/facts-form.ts';
import { floorsToFill, readFloorList } from '#app/domain/places/floor-copy.ts';
import { readNeededCount } from '#app/domain/places/measure.ts';
import { MOST_BEDS, bedKinds, bedsToAdd, readRoomEntry } from '#app/domain/places/room-entry.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { readName } from '#app/domain/typed-text.ts';
import { readReason, typedChangeDays } from '#app/server/request/change-form.ts';
import { readTyped, refuseForm, refuseWhole } from '#app/server/request/form.ts';
import { recordId } from '#app/server/request/record-id.ts';
import type { RequestContext } from '#app/server/request/request-context.ts';
import { signedIn } from '#app/server/request/request-context.ts';

/** The part of a building that is edited: one of its floors, or the whole where `floor` is null. */
export interface EditedPart {
  readonly siteKey: string;
  readonly buildingId: BuildingId;
  readonly floor: number | null;
}

/** As much of a request's context as an edit needs. */
type EditContext = Pick<RequestContext, 'actor' | 'today' | 'transact' | 'background'>;

const pageOf = ({ siteKey, buildingId, floor }: EditedPart, done: string) =>
  `/sites/${siteKey}/buildings/${buildingId}/edit?${new URLSearchParams({
    ...(floor !== null && { floor: String(floor) }),
    done,
  })}`;

const shownSchema = z.record(z.string(), z.string()).catch({});

/** Facts that were changed, or the problems by field; read by what the adopted standard asks today. */
async function readFacts(context: EditContext, part: EditedPart, form: FormData) {
  const { siteId, building, criteria } = await context.transact(async (transaction) => ({
    ...(await readBuildingFacts(transaction, part)),
    criteria: await listAdoptedCriteria(transaction, { day: context.today }),
  }));
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const shown = shownSchema.parse(parseShown(typed['shown'] ?? ''));
  return readFactsForm(factsForm(building, part.floor, criteria), { siteId, typed, shown });
}

function parseShown(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export async function saveFacts(context: EditContext, part: EditedPart, form: FormData) {
  const { problems, change } = await readFacts(context, part, form);
  if (Object.keys(problems).length > 0) return refuseForm(problems, form);
  try {
    await context.transact((transaction) =>
      changeFacts(transaction, { change, buildingId: part.buildingId, today: context.today }),
    );
  } catch (error) {
    return refuseWhole(error, form);
  }
  return redirect(pageOf(part, 'facts'));
}

/** What can't be saved because people would have to move is proposed instead. */
export async function proposeFacts(context: EditContext, part: EditedPart, form: FormData) {
  const { problems: wrongFacts, change } = await readFacts(context, part, form);
  const days = readChangeDays({ ...typedChangeDays(form), effectiveFrom: context.today }, context.today);
  const reason = readReason(form);
  const problems = {
    ...wrongFacts,
    ...(days.ok ? {} : days.problems),
    ...(reason.ok ? {} : reason.problems),
  };
  if (!days.ok || !reason.ok || Object.keys(problems).length > 0) return refuseForm(problems, form);
  if ([change.rooms, change.facilities, change.measured].every((facts) => facts.length === 0))
    return redirect(pageOf(part, 'facts'));
  const changeId = await context.transact((transaction) =>
    proposeMeasurement(transaction, {
      facts: change,
      effectiveFrom: days.days.effectiveFrom,
      residentsUntil: days.days.residentsUntil,
      reason: reason.reason,
      proposedBy: signedIn(context).accountId,
    }),
  );
  context.background.start({ kind: 'change', id: changeId });
  return redirect(`/changes/${changeId}`);
}

const roomFormFields = [
  'name',
  'floorAreaM2',
  'ceilingHeightM',
  'windows',
  'beds',
  'bedKind',
  'accessible',
] as const;

export async function saveRoom(context: EditContext, part: EditedPart, form: FormData) {
  const typed = readTyped(
    form,
    roomFormFields.map((field) => `room.${field}` as const),
  );
  const of = (field: (typeof roomFormFields)[number]) => typed[`room.${field}`];
  const read = readRoomEntry({
    building: part.buildingId,
    floor: String(part.floor ?? ''),
    name: of('name'),
    floorAreaM2: of('floorAreaM2'),
    areaUnit: '',
    ceilingHeightM: of('ceilingHeightM'),
    heightUnit: '',
    windows: of('windows'),
    beds: of('beds'),
    bedKind: of('bedKind'),
    accessible: of('accessible'),
  });
  if (!read.ok) return refuseForm(prefixed('room', read.problems), form);
  const { floor, name, floorAreaM2, ceilingHeightM, windows, beds, bedKind, accessible } = read.facts;
  if (beds === null || bedKind === null) return refuseForm({ 'room.beds': 'required' }, form);
  try {
    await context.transact(async (transaction) => {
      const { siteId } = await readBuildingFacts(transaction, part);
      await addRoom(transaction, {
        siteId: siteId as SiteId,
        today: context.today,
        room: {
          buildingId: part.buildingId,
          floor,
          name,
          floorAreaM2,
          ceilingHeightM,
          windows,
          accessible: accessible ?? false,
          beds: bedsToAdd(bedKind, { from: 0, to: beds }),
        },
      });
    });
  } catch (error) {
    return refuseWhole(error, form);
  }
  return redirect(pageOf(part, 'room'));
}

const prefixed = (prefix: string, problems: Readonly<Partial<Record<string, FieldProblemCode>>>) =>
  Object.fromEntries(Object.entries(problems).map(([field, code]) => [`${prefix}.${field}`, code]));

export async function saveBeds(context: EditContext, part: EditedPart, form: FormData) {
  const typed = readTyped(form, ['beds.room', 'beds.count', 'beds.kind']);
  const count = readNeededCount(typed['beds.count'], { least: 1, most: MOST_BEDS, outside: 'too_many' });
  const kind = readChoice(typed['beds.kind'], bedKinds);
  const room = readName(typed['beds.room'], typed['beds.room'].length);
  if (!count.ok || !kind.ok || !room.ok)
    return refuseForm(
      {
        ...(!room.ok && { 'beds.room': room.code }),
        ...(!count.ok && { 'beds.count': count.code }),
        ...(!kind.ok && { 'beds.kind': kind.code }),
      },
      form,
    );
  await context.transact((transaction) =>
    addBeds(transaction, {
      buildingId: part.buildingId,
      roomId: recordId<'room'>(room.value),
      kind: kind.value,
      count: count.value,
      today: context.today,
    }),
  );
  return redirect(pageOf(part, 'beds'));
}

/** Copies the floor to floors of a building of the same site. */
export async function saveCopy(context: EditContext, part: EditedPart, form: FormData) {
  const { siteKey, floor } = part;
  const typed = readTyped(form, ['copy.building', 'copy.floors']);
  const wanted = readFloorList(typed['copy.floors']);
  if (floor === null || !wanted.ok)
    return refuseForm({ 'copy.floors': wanted.ok ? 'required' : wanted.code }, form);
  const buildingId = recordId<'building'>(typed['copy.building']);
  try {
    const problem = await context.transact(async (transaction) => {
      await getBuilding(transaction, { buildingId, siteKey });
      const { siteId, building: source } = await readBuildingFacts(transaction, part);
      const { building: target } = await readBuildingFacts(transaction, { buildingId });
      const floors = floorsToFill(target, wanted.value);
      if (!floors.ok) return floors.code;
      await copyFloor(transaction, {
        siteId: siteId as SiteId,
        source,
        floor,
        to: { buildingId, floors: floors.value },
        today: context.today,
      });
      return null;
    });
    if (problem) return refuseForm({ 'copy.floors': problem }, form);
  } catch (error) {
    return refuseWhole(error, form);
  }
  return redirect(pageOf({ ...part, buildingId, floor: wanted.value[0] ?? floor }, 'copied'));
}
