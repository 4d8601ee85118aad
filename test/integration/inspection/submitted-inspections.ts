import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach } from 'vitest';
import type { Day } from '#app/domain/dates.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { EmployerId, InspectionId } from '#app/domain/identity/ids.ts';
import { workOnInspection } from '#app/server/background/inspection-task.ts';
import { closeBedsToNewcomers } from '#test/integration/capacity/changes-of-capacity.ts';
import type { FreshDatabase } from '#test/integration/fresh-database.ts';
import type { BuiltBed } from '#test/integration/people-and-places.ts';
import {
  aFurnishedSite,
  aStandard,
  aWorker,
  anAccount,
  anEmployer,
  assignmentOf,
} from '#test/integration/people-and-places.ts';
import { anInspection } from './inspections-built.ts';

export const today = kuwaitDay(new Date());
export const DOORS = 'building/roof_and_exit_doors_open_from_inside';
export const DETECTORS = 'building/smoke_detectors';
export const areaOf = ({ roomId }: BuiltBed) => `room/${roomId}/floor_area_m2`;

type Bed = BuiltBed & { floor: number };
interface Arranged {
  readonly beds: readonly Bed[];
  readonly lived: Bed;
  readonly residents: readonly { readonly workerId: string; readonly bed: Bed }[];
}

type Answers = Readonly<Record<string, number | boolean>>;

/**
 * Inspections that were submitted, on an empty database whose standard asks four people and 5 m² of every room, and where the
 * doors and smoke detectors of every building are looked at. Before each test every bed closes to newcomers.
 */
export function inspectionsOn(fresh: FreshDatabase) {
  const by: {
    inspector?: SignedInActor;
    planner?: SignedInActor;
    employerId?: EmployerId;
    standardId?: string;
  } = {};

  beforeAll(async () => {
    by.inspector = await anAccount(fresh.owner, { role: 'inspector' });
    by.planner = await anAccount(fresh.owner, { role: 'planner' });
    by.employerId = await anEmployer(fresh.owner);
    by.standardId = await aStandard(fresh.owner, { max_occupants_per_room: 4, floor_area_per_person_m2: 5 });
    await fresh.owner
      .insertInto('standardAdoption')
      .values({
        standardId: by.standardId,
        adoptedFrom: '2020-01-01',
        adoptedBy: by.planner.accountId,
        reason: 'x',
      })
      .execute();
    // What is asked of every building, whatever standard is adopted.
    const { id } = await fresh.owner
      .insertInto('standard')
      .values({
        key: 'kw-fire-lessons-2024',
        name: 'Fire lessons',
        url: 'https://example.com',
        confidence: 'verified',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await fresh.owner
      .insertInto('criterion')
      .values(
        ['roof_and_exit_doors_open_from_inside', 'smoke_detectors'].map((key, position) => ({
          standardId: id,
          key,
          operator: 'required',
          threshold: 'true',
          scope: 'building',
          severity: key === 'smoke_detectors' ? 'major' : 'critical',
          sourceStandard: 'kw-fire-lessons-2024',
          position,
        })),
      )
      .execute();
  });

  beforeEach(() => closeBedsToNewcomers(fresh.owner));

  /** A site whose first building is lived in by some; `elsewhere`: whether its second building is open to them. */
  async function arrange({ people, elsewhere }: { people: number; elsewhere: boolean }): Promise<Arranged> {
    const beds = await aFurnishedSite(fresh.owner);
    const lived = beds[0]!;
    const inside = beds.filter(({ buildingId }) => buildingId === lived.buildingId);
    const residents = [];
    for (const bed of inside.slice(0, people)) {
      const worker = await aWorker(fresh.owner, { employerId: by.employerId! });
      await fresh.owner
        .insertInto('assignment')
        .values({ ...assignmentOf(worker, bed, { from: '2026-01-01', to: null }), state: 'occupied' })
        .execute();
      residents.push({ workerId: worker.id, bed });
    }
    if (!elsewhere)
      await sql`
      delete from bed_availability where site_id = ${lived.siteId} and building_id <> ${lived.buildingId}
    `.execute(fresh.owner);
    return { beds, lived, residents };
  }

  /** An inspection of the building that was submitted with these answers. */
  async function submitted(
    { siteId, buildingId }: BuiltBed,
    answers: Answers,
    { reason = 'routine' as 'routine' | 'follow_up', daysAgo = 0 } = {},
  ): Promise<InspectionId> {
    const id = (await anInspection(fresh.owner, {
      siteId,
      buildingId,
      inspectorId: by.inspector!.accountId,
      standardId: by.standardId!,
      reason,
      scheduledOn: addDays(today, -daysAgo),
    })) as InspectionId;
    await fresh.owner
      .updateTable('inspection')
      .set({ state: 'under_way', startedAt: new Date() })
      .where('id', '=', id)
      .execute();
    await answer(id, answers);
    await fresh.owner
      .updateTable('inspection')
      .set({
        state: 'submitted',
        submittedAt: new Date(Date.now() - daysAgo * 86_400_000),
        submittedBy: by.inspector!.accountId,
      })
      .where('id', '=', id)
      .execute();
    return id;
  }

  /** Answers on a phone of their own; each replaces what was answered before. */
  async function answer(id: InspectionId, answers: Answers): Promise<void> {
    const before = await fresh.owner
      .selectFrom('inspectionOperation')
      .select(['id', 'body'])
      .where('inspectionId', '=', id)
      .execute();
    const phoneId = randomUUID();
    for (const [index, [questionId, value]] of Object.entries(answers).entries())
      await fresh.owner
        .insertInto('inspectionOperation')
        .values({
          id: randomUUID(),
          inspectionId: id,
          accountId: by.inspector!.accountId,
          phoneId,
          sequence: index + 1,
          kind: 'answered',
          recordedAt: new Date(),
          body: JSON.stringify({
            questionId,
            value,
            note: '',
            replaces: before
              .filter(({ body }) => (body as { questionId?: string }).questionId === questionId)
              .map((each) => each.id),
          }),
        })
        .execute();
  }

  const work = (id: InspectionId, day: Day = today) => workOnInspection(fresh.database, id, day);

  return { by: by as Required<typeof by>, arrange, submitted, answer, work };
}
