import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { packInspections } from '#app/data/inspection/day-pack.ts';
import { readOperations, recordOperations } from '#app/data/inspection/operations.ts';
import { followOperations } from '#app/data/inspection/submission.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { Operation } from '#app/domain/inspection/operation.ts';
import { openFreshDatabase } from '#test/integration/fresh-database.ts';
import { aRoom, aStandard, anAccount } from '#test/integration/people-and-places.ts';
import { told } from '#test/integration/racing.ts';
import { anInspection } from './inspections-built.ts';
import { aPhone, send } from './phone.ts';

const fresh = openFreshDatabase('empty');
let one: SignedInActor;
let other: SignedInActor;
let standardId: string;

beforeAll(async () => {
  one = await anAccount(fresh.owner, { role: 'inspector' });
  other = await anAccount(fresh.owner, { role: 'inspector' });
  standardId = await aStandard(fresh.owner, { floor_area_per_person_m2: 4.2 });
});

/** An inspection that the two share. */
async function aVisit(): Promise<string> {
  const [bed] = await aRoom(fresh.owner);
  return anInspection(fresh.owner, {
    siteId: bed!.siteId,
    buildingId: bed!.buildingId,
    inspectorId: one.accountId,
    secondInspectorId: other.accountId,
    standardId,
  });
}

const stateOf = (id: string) =>
  fresh.owner
    .selectFrom('inspection')
    .select(['state', 'startedAt', 'submittedAt', 'submittedBy'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

const keptOf = async (id: string): Promise<readonly Operation[]> => {
  const kept = await transact(fresh.database, system, (t) => readOperations(t, { inspectionIds: [id] }));
  return (kept.get(id)?.operations ?? []).map((each) => {
    const operation: Operation & { accountId?: string } = { ...each };
    delete operation.accountId;
    return operation;
  });
};

const auditOf = async (id: string) =>
  (
    await fresh.owner
      .selectFrom('auditEntry')
      .select('action')
      .where('subjectId', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ action }) => action);

const byId = (acts: readonly Operation[]) =>
  [...acts].sort((first, second) => (first.id < second.id ? -1 : 1));

const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, at: Math.random() }))
    .sort((first, second) => first.at - second.at)
    .map(({ item }) => item);

describe('acts of a phone', () => {
  it('are kept once, however often and in whatever order they are sent', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    phone.record('started', {});
    for (let room = 0; room < 20; room++) phone.answer(`room/${room}/people`, room);
    const acts = phone.operations;
    const { answer } = await send(fresh.database, one, [...acts.slice(10), ...acts.slice(5)].reverse());
    expect(new Set(answer.held)).toEqual(new Set(acts.slice(5).map((act) => act.id)));
    expect(answer.refused).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ state: 'under_way' });
    await send(fresh.database, one, acts);
    await send(fresh.database, one, shuffled(acts));
    expect(byId(await keptOf(id))).toEqual(byId(acts));
    expect(await auditOf(id)).toEqual(['inspection.started']);
  });

  it('are refused alone where one can’t be read, and the others are taken', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    const good = phone.answer('building/people', 3);
    const broken = [
      { ...good, id: randomUUID(), sequence: 2, kind: 'painted' },
      { ...good, id: randomUUID(), sequence: 3, body: { ...good.body, note: 'x'.repeat(2001) } },
      { ...good, id: randomUUID(), sequence: 0 },
      { ...good, id: randomUUID(), sequence: 4, recordedAt: 'yesterday' },
      { ...good, id: 'mine', sequence: 5 },
    ];
    const { answer } = await send(fresh.database, one, [...broken, null, 'act', { id: 5 }, good]);
    expect(answer.held).toEqual([good.id]);
    expect(answer.refused).toEqual([
      ...broken.map((act) => ({ id: act.id, problem: 'not_readable' })),
      ...['', '', ''].map((none) => ({ id: none, problem: 'not_readable' })),
    ]);
    expect(await keptOf(id)).toEqual([good]);
  });

  it('that no database could store are mended, and stay the same when sent again', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    const act = phone.record('noted', { note: 'half \ud83d and zero\0,\n\u202e14 turned around' });
    for (let time = 0; time < 2; time++)
      expect((await send(fresh.database, one, [act])).answer).toMatchObject({ held: [act.id], refused: [] });
    expect(await keptOf(id)).toEqual([{ ...act, body: { note: 'half � and zero,\n14 turned around' } }]);
  });

  it('that bear the identifier or the count of another one are refused, and that one stays', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    const first = phone.answer('building/people', 3);
    const photo = phone.photograph('a'.repeat(64));
    await send(fresh.database, one, [first, photo]);
    const forged = { ...first, body: { ...first.body, value: 4 } };
    const recounted = { ...first, id: randomUUID() };
    const samePhoto = { ...photo, id: randomUUID(), sequence: 3 };
    const { answer } = await send(fresh.database, one, [forged, recounted, samePhoto]);
    expect(answer.held).toEqual([]);
    expect(new Set(answer.refused)).toEqual(
      new Set([forged, recounted, samePhoto].map((act) => ({ id: act.id, problem: 'identifier_taken' }))),
    );
    // Nor is it taken as somebody else's.
    const stolen = await send(fresh.database, other, [first]);
    expect(stolen.answer.refused).toEqual([{ id: first.id, problem: 'identifier_taken' }]);
    expect(byId(await keptOf(id))).toEqual(byId([first, photo]));
  });

  it('with a clock that makes no sense are kept as recorded, and the inspection begins now', async () => {
    const id = await aVisit();
    const phone = aPhone(id, { clock: Date.parse('2099-01-01') });
    phone.record('started', {});
    const before = new Date();
    await send(fresh.database, one, phone.operations);
    expect(await keptOf(id)).toEqual(phone.operations);
    const { startedAt } = await stateOf(id);
    expect(startedAt!.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(startedAt!.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it.each([
    ['an inspector whose inspection it isn’t', 'inspector'],
    ['a site manager', 'site_manager'],
    ['a planner', 'planner'],
  ] as const)('are refused from %s', async (_who, role) => {
    const id = await aVisit();
    const stranger = await anAccount(fresh.owner, { role });
    const phone = aPhone(id);
    const act = phone.record('started', {});
    const { answer } = await send(fresh.database, stranger, [act], { inspectionIds: [id] });
    expect(answer).toEqual({ held: [], refused: [{ id: act.id, problem: 'not_yours' }], inspections: [] });
    expect(await stateOf(id)).toMatchObject({ state: 'scheduled' });
    const nowhere = aPhone(randomUUID()).record('started', {});
    expect((await send(fresh.database, one, [nowhere])).answer.refused).toEqual([
      { id: nowhere.id, problem: 'not_yours' },
    ]);
  });

  it('of an inspection that is given to somebody else meanwhile are sent again, and then refused', async () => {
    const id = await aVisit();
    const act = aPhone(id).record('started', {});
    const { accountId } = one;
    const overtaken = transact(fresh.database, one, async (t) => {
      const { changed } = await recordOperations(t, { sent: [act], accountId });
      await fresh.owner
        .updateTable('inspection')
        .set({ inspectorId: other.accountId, secondInspectorId: null })
        .where('id', '=', id)
        .execute();
      await followOperations(t, { changed, now: new Date() });
    });
    expect(await told(overtaken)).toBe('busy');
    const { answer } = await send(fresh.database, one, [act]);
    expect(answer.refused).toEqual([{ id: act.id, problem: 'not_yours' }]);
    expect(await keptOf(id)).toEqual([]);
    expect(await auditOf(id)).toEqual([]);
  });

  it('are written by nobody in another’s name, whatever the product forgets', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    const { recordedAt, body, ...act } = phone.record('started', {});
    await expect(
      transact(fresh.database, one, (t) =>
        t
          .insertInto('inspectionOperation')
          .values({ ...act, recordedAt, body: JSON.stringify(body), accountId: other.accountId })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
  });
});

describe('a submission', () => {
  it('takes effect once all that it builds on has arrived, even where it comes first', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    phone.record('started', {});
    const wrong = phone.answer('room/a/people', 5);
    phone.answer('room/a/people', 4, [wrong.id]);
    const submission = phone.submit();
    // Out of order, the submission first, as in a line that drops some and repeats others.
    const first = await send(fresh.database, one, [submission]);
    expect(await stateOf(id)).toMatchObject({ state: 'under_way', submittedAt: null });
    expect(first.toDraw).toEqual([]);
    await send(fresh.database, one, [phone.operations[2]]);
    await send(fresh.database, one, [phone.operations[0]]);
    expect((await stateOf(id)).state).toBe('under_way');
    const last = await send(fresh.database, one, [phone.operations[1]]);
    expect(last.toDraw).toEqual([id]);
    expect(await stateOf(id)).toMatchObject({ state: 'submitted', submittedBy: one.accountId });
    expect(recordOf(await keptOf(id)).answers.get('room/a/people')).toMatchObject({
      kind: 'settled',
      value: 4,
    });
    expect(await auditOf(id)).toEqual(['inspection.started', 'inspection.submitted']);
    // Sent once more, nothing happens.
    expect((await send(fresh.database, one, phone.operations)).toDraw).toEqual([]);
  });

  it('waits while two inspectors say different things, until one of them settles it', async () => {
    const id = await aVisit();
    const [mine, theirs] = [aPhone(id), aPhone(id)];
    const fiveMine = mine.answer('room/a/people', 5);
    const fourTheirs = theirs.answer('room/a/people', 4);
    theirs.answer('room/b/people', 2);
    await send(fresh.database, other, theirs.operations);
    // The earlier edit of the one peer arrives after the later one of the other: neither is lost.
    await send(fresh.database, one, [fiveMine]);
    const submission = theirs.submit({ [mine.phoneId]: 1 });
    await send(fresh.database, other, [submission]);
    expect(recordOf(await keptOf(id)).answers.get('room/a/people')).toEqual({
      kind: 'conflict',
      answers: expect.arrayContaining([fiveMine, fourTheirs]) as unknown,
    });
    expect((await stateOf(id)).state).toBe('under_way');
    const settled = mine.answer('room/a/people', 5, [fiveMine.id, fourTheirs.id]);
    const { toDraw } = await send(fresh.database, one, [settled]);
    expect(toDraw).toEqual([id]);
    expect(await stateOf(id)).toMatchObject({ state: 'submitted', submittedBy: other.accountId });
    expect(recordOf(await keptOf(id)).submission?.id).toBe(submission.id);
  });

  it('doesn’t wait for photos, which the answer names until they have come', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    const hashes = ['b'.repeat(64), 'c'.repeat(64)];
    const photos = hashes.map((hash) => phone.photograph(hash));
    phone.submit();
    const { answer, toDraw } = await send(fresh.database, one, phone.operations, { inspectionIds: [id] });
    expect(toDraw).toEqual([id]);
    expect(answer.inspections[0]).toMatchObject({ state: 'submitted', photosAwaited: hashes });
    await transact(fresh.database, one, (t) =>
      t
        .insertInto('storedFile')
        .values({
          ...{ hash: Buffer.from(hashes[0]!, 'hex'), bytes: 1000, mediaType: 'image/jpeg' },
          ...{ width: 100, height: 100 },
        })
        .execute(),
    );
    const later = await send(fresh.database, one, [], { inspectionIds: [id] });
    expect(later.answer.inspections[0]!.photosAwaited).toEqual([hashes[1]]);
    const kept = await fresh.owner
      .selectFrom('inspectionPhoto')
      .selectAll()
      .where('inspectionId', '=', id)
      .execute();
    expect(new Set(kept.map((photo) => photo.operationId))).toEqual(new Set(photos.map((photo) => photo.id)));
  });

  it('is no end: what arrives later is kept, and draws consequences anew until it is published', async () => {
    const id = await aVisit();
    const phone = aPhone(id);
    phone.answer('room/a/people', 5);
    phone.submit();
    await send(fresh.database, one, phone.operations);
    const late = phone.answer('room/a/people', 6, [phone.operations[0]!.id]);
    expect(await send(fresh.database, one, [late])).toMatchObject({
      toDraw: [id],
      answer: { held: [late.id] },
    });
    const supervisor = await anAccount(fresh.owner, { role: 'supervisor' });
    await sql`
      update inspection set state = 'reviewed', outcome = 'passed', reviewed_by = ${supervisor.accountId} where id = ${id}
    `.execute(fresh.owner);
    const later = phone.record('noted', { note: 'found in the other pocket' });
    expect(await send(fresh.database, one, [later])).toMatchObject({
      toDraw: [],
      answer: { held: [later.id] },
    });
    expect(await keptOf(id)).toHaveLength(4);
    expect((await stateOf(id)).state).toBe('reviewed');
  });
});

describe('what a phone is given', () => {
  it('are the others’ acts after those that it had, in parts, and nothing of its own again', async () => {
    const id = await aVisit();
    const [mine, theirs] = [aPhone(id), aPhone(id)];
    for (let room = 0; room < 600; room++) theirs.answer(`room/${room}/people`, room);
    await send(fresh.database, other, theirs.operations);
    const started = mine.record('started', {});
    const [packed] = await transact(fresh.database, one, (t) =>
      packInspections(t, { inspectionIds: [id], day: kuwaitDay(new Date()) }),
    );
    expect([packed!.operations.length, packed!.state]).toEqual([600, 'under_way']);
    const later = theirs.answer('room/600/people', 600);
    await send(fresh.database, other, [later]);

    const sincePack = await send(fresh.database, one, [started], {
      inspectionIds: [id],
      arrivals: { [id]: packed!.arrival },
    });
    expect(sincePack.answer.inspections[0]).toMatchObject({
      operations: [{ ...later, accountId: other.accountId }],
      hasMore: false,
    });

    const found: Operation[] = [];
    let arrival = 0;
    let answers = 0;
    for (let hasMore = true; hasMore; answers++) {
      const { answer } = await send(fresh.database, one, [], {
        inspectionIds: [id],
        arrivals: { [id]: arrival },
      });
      const [inspection] = answer.inspections;
      found.push(...inspection!.operations);
      ({ arrival, hasMore } = inspection!);
    }
    expect(answers).toBe(2);
    expect(found.map((act) => act.id).sort()).toEqual(
      [...mine.operations, ...theirs.operations].map((act) => act.id).sort(),
    );
  });

  it('of several inspections is whole after as many answers as it takes', async () => {
    const ids = await Promise.all([aVisit(), aVisit(), aVisit(), aVisit()]);
    for (const id of ids) {
      const phone = aPhone(id);
      for (let room = 0; room < 240; room++) phone.answer(`room/${room}/people`, room);
      await send(fresh.database, other, phone.operations);
    }
    const arrivals: Record<string, number> = {};
    const found = new Map<string, number>();
    let hasMore = true;
    while (hasMore) {
      const { answer } = await send(fresh.database, one, [], { inspectionIds: ids, arrivals });
      for (const { id, operations, arrival } of answer.inspections) {
        found.set(id, (found.get(id) ?? 0) + operations.length);
        arrivals[id] = arrival;
      }
      hasMore = answer.inspections.some((inspection) => inspection.hasMore);
    }
    expect([...found.values()]).toEqual([240, 240, 240, 240]);
  });
});

describe('two phones at once', () => {
  it('send overlapping parts twice over twenty lines: each act is kept once, and the conflict stays one', async () => {
    const ids = await Promise.all([aVisit(), aVisit(), aVisit()]);
    const phones = ids.flatMap((id) => [
      { actor: one, phone: aPhone(id) },
      { actor: other, phone: aPhone(id) },
    ]);
    for (const { phone } of phones) {
      for (let room = 0; room < 60; room++) phone.answer(`room/${phone.phoneId}${room}/people`, room);
      phone.photograph(randomUUID().replaceAll('-', '').repeat(2));
    }
    for (const [index, { phone }] of phones.entries()) {
      phone.answer('building/gas_cylinders_in_building', index % 2 === 0);
      phone.submit();
    }
    // Parts cross the inspections, so that two lines want the same inspections in different orders.
    const parts = [one, other].flatMap((actor) => {
      const acts = shuffled(
        phones.filter((each) => each.actor === actor).flatMap(({ phone }) => phone.operations),
      );
      return Array.from({ length: 15 }, (_, at) => ({ actor, acts: acts.slice(at * 12, at * 12 + 24) }));
    });
    const waiting = shuffled([...parts, ...parts]);
    const held = new Set<string>();
    const arrivals: Record<string, number> = {};
    const fetched: string[] = [];
    /** A third phone keeps asking for what it lacks. */
    const fetch = async () => {
      let hasMore = true;
      while (hasMore) {
        const { answer } = await send(fresh.database, one, [], { inspectionIds: ids, arrivals });
        for (const { id, operations, arrival } of answer.inspections) {
          fetched.push(...operations.map((act) => act.id));
          arrivals[id] = arrival;
        }
        hasMore = answer.inspections.some((inspection) => inspection.hasMore);
      }
    };
    const sending = Promise.all(
      Array.from({ length: 20 }, async () => {
        for (let part = waiting.pop(); part; part = waiting.pop()) {
          const { answer } = await send(fresh.database, part.actor, part.acts, { inspectionIds: ids });
          expect(answer.refused).toEqual([]);
          for (const id of answer.held) held.add(id);
        }
      }),
    );
    let isSending = true;
    const fetching = async () => {
      while (isSending) await fetch();
    };
    await Promise.all([sending.finally(() => (isSending = false)), fetching()]);
    await fetch();
    const sent = phones.flatMap(({ phone }) => phone.operations);
    const kept = (await Promise.all(ids.map(keptOf))).flat();
    expect(held.size).toBe(sent.length);
    expect(byId(kept)).toEqual(byId(sent));
    expect(fetched.sort()).toEqual(sent.map((act) => act.id).sort());
    for (const id of ids) {
      expect(recordOf(await keptOf(id)).conflicts).toEqual(['building/gas_cylinders_in_building']);
      expect((await stateOf(id)).state).toBe('under_way');
      expect(await auditOf(id)).toEqual(['inspection.started']);
    }
  });

  it('submit at the same moment: it is submitted once', async () => {
    const id = await aVisit();
    const [mine, theirs] = [aPhone(id), aPhone(id)];
    mine.answer('room/a/people', 1);
    theirs.answer('room/b/people', 2);
    mine.submit({ [theirs.phoneId]: 1 });
    theirs.submit({ [mine.phoneId]: 1 });
    await Promise.all([
      send(fresh.database, one, mine.operations),
      send(fresh.database, other, theirs.operations),
    ]);
    expect((await stateOf(id)).state).toBe('submitted');
    expect(await auditOf(id)).toEqual(['inspection.started', 'inspection.submitted']);
  });
});

it('five hundred acts go in one request', async () => {
  const id = await aVisit();
  const phone = aPhone(id);
  for (let room = 0; room < 500; room++) phone.answer(`room/${room}/people`, room);
  const { answer } = await send(fresh.database, one, phone.operations, { inspectionIds: [id] });
  expect(answer.held).toHaveLength(500);
  expect(await keptOf(id)).toEqual(phone.operations);
});
