import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kuwaitDay } from '#app/domain/dates.ts';
import { texts } from '#app/i18n/texts.ts';
import { demonstrationPassword } from '#db/seed/accounts.ts';
import { createChance } from '#db/seed/random.ts';
import { SIGN_IN } from '#app/ui/inspector/sign-in-path.ts';
import type { Phone } from './basement.ts';
import { buyPhone, sha256, takePicture } from './basement.ts';
import { openFaultyLine } from './faulty-line.ts';
import { aDataFolder, openAsOwner, startProduct } from './product-process.ts';

const VISITS = 30;
const OTHER_EMAIL = 'inspector@labour-cities.example';
const EMAIL = 'second.inspector@labour-cities.example';
// In the language that a browser gets which has lost its cookies, as it does with its battery.
const words = { ...texts.ar.inspector, ...texts.ar.checklist };
const PEOPLE_CARD = words.people;

interface Visit {
  readonly id: string;
  readonly roomId: string;
}

/** Visits of one room each, in so many buildings, for today; with the other inspector where they are shared. */
async function scheduleVisits(
  owner: ReturnType<typeof openAsOwner>,
  { count, isShared = false }: { count: number; isShared?: boolean },
): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    with chosen as (
      select building.id, building.site_id, (
        select room.id from room where room.building_id = building.id order by room.floor, room.name limit 1
      ) as room_id
      from building
      where not exists (
        select from inspector_conflict where inspector_conflict.site_id = building.site_id
      )
      order by building.name
      limit ${count}
    ), made as (
      insert into inspection (
        site_id, building_id, standard_id, reason, scheduled_on, inspector_id, second_inspector_id
      )
      select site_id, chosen.id, (select standard_id from standard_adoption order by adopted_from desc limit 1), 'routine',
        ${kuwaitDay(new Date())}::date, (select id from account where email = ${EMAIL}),
        (select id from account where ${isShared} and email = ${OTHER_EMAIL})
      from chosen
      returning id, building_id
    ), narrowed as (
      insert into inspection_room (inspection_id, room_id)
      select made.id, chosen.room_id from made join chosen on chosen.id = made.building_id
    )
    select made.id, chosen.room_id from made join chosen on chosen.id = made.building_id order by chosen.id
  `.execute(owner);
  return rows;
}

const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const savedMark = (within: Locator) => within.getByRole('img', { name: words.saved });

describe('visits in a basement', () => {
  const phones: Phone[] = [];
  // Of its own: so many visits of one day would be in the way of whoever looks at the others' schedule.
  const dataFolder = aDataFolder();
  let address = '';
  let owner: ReturnType<typeof openAsOwner>;
  beforeAll(async () => {
    address = await startProduct({ DATA_FOLDER: dataFolder }).ready;
    owner = openAsOwner(dataFolder);
  });
  afterAll(async () => {
    for (const phone of phones) await phone.throwAway();
    await owner.destroy();
  });

  it('thirty in a day lose no answer and no photo: the page is killed, the battery dies, the line drops and repeats', async () => {
    const chance = createChance(7);
    const visits = await scheduleVisits(owner, { count: VISITS });
    expect(visits).toHaveLength(VISITS);
    const line = await openFaultyLine(address, {
      seed: 11,
      within: (path) => path.startsWith('/inspector/sync') || path.startsWith('/inspector/photos/'),
    });
    const phone = await buyPhone();
    phones.push(phone);
    const open = (hash: string) => openApp(phone, line.address, hash);
    await signInOn(phone.page(), line.address, EMAIL);
    await takeAlong(phone, visits.at(-1)?.id ?? '');

    // Down in the basement.
    await phone.setOffline(true);
    const expected = new Map<string, { people: number; ownBed: boolean; photo: string }>();
    for (const [index, { id, roomId }] of visits.entries()) {
      const hash = `#/visit/${id}/room/${roomId}`;
      const people = chance.whole(0, 5);
      const ownBed = chance.happens(0.8);
      await open(hash);
      await answerPeople(phone.page, people, async () => {
        // Whoever switches the phone off here can't know whether it was written: it is looked at again.
        if (!chance.happens(0.2)) return false;
        await (chance.happens(0.3) ? phone.dieAndSwitchOn() : phone.killPage());
        await open(hash);
        return true;
      });
      const bed = () => card(phone.page(), words.questions['own_bed'] ?? '');
      await bed()
        .getByRole('button', { name: ownBed ? words.yes : words.no, exact: true })
        .click();
      await savedMark(bed()).waitFor();
      const file = { name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: await takePicture(index) };
      await card(phone.page(), PEOPLE_CARD).locator('input[type=file]').setInputFiles(file);
      await card(phone.page(), PEOPLE_CARD).getByRole('button', { name: words.showPhoto }).waitFor();
      // What the screen called saved outlives everything.
      if (chance.happens(0.25)) {
        await (chance.happens(0.3) ? phone.dieAndSwitchOn() : phone.killPage());
        await open(hash);
        await savedMark(card(phone.page(), PEOPLE_CARD)).waitFor();
        await savedMark(bed()).waitFor();
      }
      expected.set(id, { people, ownBed, photo: await hashOfPhoto(card(phone.page(), PEOPLE_CARD)) });
    }
    const ids = visits.map(({ id }) => id);
    const onPhone = await actsOn(phone.page(), ids);
    expect(onPhone.length).toBeGreaterThanOrEqual(3 * VISITS);

    // Back in the street, where the line is bad and the phone is switched off now and then.
    await phone.setOffline(false);
    await open('#/sync');
    for (let kills = 0; ;) {
      const isDone = phone.page().getByText(words.nothingWaiting);
      await phone.page().getByRole('button', { name: words.syncNow }).or(isDone).first().waitFor();
      if (await isDone.isVisible()) break;
      // A battery that dies takes the session's cookie with it, where the browser hadn't written it yet.
      if (await phone.page().getByRole('link', { name: words.signInAgain }).isVisible()) {
        await signInOn(phone.page(), line.address, EMAIL);
        await open('#/sync');
      }
      await phone
        .page()
        .getByRole('button', { name: words.syncNow })
        .click({ timeout: 1000 })
        .catch(() => undefined);
      if (kills < 4 && chance.happens(0.3)) {
        kills++;
        await (kills === 2 ? phone.dieAndSwitchOn() : phone.killPage());
        await open('#/sync');
      }
    }
    expect(
      line.counts.lost + line.counts.cut + line.counts.unanswered + line.counts.repeated,
    ).toBeGreaterThan(5);

    // In Postgres stands each act of the phone, exactly once, and nothing else.
    const { rows: acts } = await sql<{
      id: string;
      inspectionId: string;
      kind: string;
      body: Record<string, unknown>;
    }>`
      select id, inspection_id, kind, body from inspection_operation where inspection_id = any(${ids}::uuid[])
    `.execute(owner);
    expect(acts.map(({ id }) => id).sort()).toEqual(onPhone);
    const { rows: photos } = await sql<{ inspectionId: string; hash: string; bytes: number }>`
      select photo.inspection_id, encode(photo.file_hash, 'hex') as hash, file.bytes
      from inspection_photo as photo
      join stored_file as file on file.hash = photo.file_hash
      where photo.inspection_id = any(${ids}::uuid[])
    `.execute(owner);
    const files = storedFiles(dataFolder);
    for (const [inspectionId, { people, ownBed, photo }] of expected) {
      const own = acts.filter((act) => act.inspectionId === inspectionId);
      const standing = (question: string) => {
        const given = own.filter(
          ({ kind, body }) => kind === 'answered' && String(body['questionId']).endsWith(question),
        );
        const replaced = new Set(given.flatMap(({ body }) => body['replaces'] as string[]));
        return given.filter(({ id }) => !replaced.has(id)).map(({ body }) => body['value']);
      };
      expect([standing('/people'), standing('/own_bed')], inspectionId).toEqual([[people], [ownBed]]);
      const ofVisit = photos.filter((each) => each.inspectionId === inspectionId);
      expect(ofVisit.map(({ hash }) => hash)).toEqual([photo]);
      // Byte for byte: what lies on the disk has the hash that the phone took when the picture was made.
      const bytes = files.get(photo);
      expect([bytes?.length, bytes && sha256(bytes)]).toEqual([ofVisit[0]?.bytes, photo]);
    }
    const { rows: states } = await sql<{ state: string }>`
      select distinct state from inspection where id = any(${ids}::uuid[])
    `.execute(owner);
    expect(states).toEqual([{ state: 'under_way' }]);
  }, 360_000);

  it('say at once when the phone is full, claim nothing that was not written, and go on once there is room', async () => {
    const [visit] = await scheduleVisits(owner, { count: 1 });
    const phone = await buyPhone();
    phones.push(phone);
    await signInOn(phone.page(), address, EMAIL);
    await takeAlong(phone, visit?.id ?? '');
    // A browser asks for its share of the disk once in a while; a new one asks at once.
    await phone.dieAndSwitchOn();
    const devTools = await phone.page().context().newCDPSession(phone.page());
    const leave = (bytes?: number) =>
      devTools.send('Storage.overrideQuotaForOrigin', {
        origin: address,
        ...(bytes !== undefined && { quotaSize: bytes }),
      });
    await leave(1000);
    await openApp(phone, address, `#/visit/${visit?.id}/room/${visit?.roomId}`);
    const room = card(phone.page(), PEOPLE_CARD);
    await room.waitFor();
    const file = {
      name: 'IMG.jpg',
      mimeType: 'image/jpeg',
      buffer: await takePicture(99, { width: 1600, height: 1200 }),
    };
    await room.locator('input[type=file]').setInputFiles(file);
    // The day's work didn't find room either, and said so: the photo has been tried once the camera is offered again.
    await room.getByText(words.takePhoto).waitFor();
    await phone.page().getByText(words.diskFull).waitFor();
    expect(await room.getByRole('button', { name: words.showPhoto }).count()).toBe(0);
    await leave();
    await room.locator('input[type=file]').setInputFiles(file);
    await room.getByRole('button', { name: words.showPhoto }).waitFor();
    await answerPeople(phone.page, 2);
    // The session's cookie went with the battery.
    await signInOn(phone.page(), address, EMAIL);
    await openApp(phone, address, '#/sync');
    await phone.page().getByText(words.nothingWaiting).waitFor();
    const { rows } = await sql<{ kind: string; count: number }>`
      select kind, count(*)::int from inspection_operation where inspection_id = ${visit?.id} group by kind order by kind
    `.execute(owner);
    expect(rows).toEqual([
      { kind: 'answered', count: 1 },
      { kind: 'photographed', count: 1 },
    ]);
  }, 120_000);

  it('stay locked on the phone, unreadable to the next who signs in there, until their inspector is back', async () => {
    const [visit] = await scheduleVisits(owner, { count: 1 });
    const hash = `#/visit/${visit?.id}/room/${visit?.roomId}`;
    const phone = await buyPhone();
    phones.push(phone);
    await signInOn(phone.page(), address, EMAIL);
    await takeAlong(phone, visit?.id ?? '');
    await phone.setOffline(true);
    await openApp(phone, address, hash);
    await answerPeople(phone.page, 4);
    await openApp(phone, address, '#/settings');
    // Signing out would lose what is unsent: it says so, and offers to lock instead.
    await phone.page().getByText(words.signOutWaiting(1)).waitFor();
    await phone.page().getByRole('button', { name: words.lock }).click();
    await phone.page().getByText(words.lockedHolds(1)).waitFor();
    await phone.killPage();
    await phone.page().goto(`${address}/inspector${hash}`);
    await phone.page().getByText(words.locked).waitFor();

    await phone.setOffline(false);
    await signInOn(phone.page(), address, OTHER_EMAIL);
    expect(await phone.page().locator(`a[href*="${visit?.id}"]`).count()).toBe(0);
    await phone.page().goto(`${address}/inspector${hash}`);
    await phone.page().getByText(words.noSuchVisit).waitFor();

    await signInOn(phone.page(), address, EMAIL);
    await openApp(phone, address, hash);
    await savedMark(card(phone.page(), PEOPLE_CARD)).waitFor();
    await openApp(phone, address, '#/sync');
    await phone.page().getByText(words.nothingWaiting).waitFor();
    const { rows } = await sql<{ value: number }>`
      select (body ->> 'value')::int as value from inspection_operation where inspection_id = ${visit?.id}
    `.execute(owner);
    expect(rows).toEqual([{ value: 4 }]);
  }, 120_000);

  it('of two on two phones are put together by answer; where they differ, both stand until a person settles it', async () => {
    const [shared] = await scheduleVisits(owner, { count: 1, isShared: true });
    const hash = `#/visit/${shared?.id}/room/${shared?.roomId}`;
    const [first, second] = [await buyPhone(), await buyPhone()];
    phones.push(first, second);
    const people = (phone: Phone) => card(phone.page(), PEOPLE_CARD);
    const bed = (phone: Phone) => card(phone.page(), words.questions['own_bed'] ?? '');
    for (const [phone, email] of [
      [first, EMAIL],
      [second, OTHER_EMAIL],
    ] as const) {
      await signInOn(phone.page(), address, email);
      await takeAlong(phone, shared?.id ?? '');
      await phone.setOffline(true);
      await openApp(phone, address, hash);
    }
    // Both count; each looks at something else besides.
    await answerPeople(first.page, 3);
    await answerPeople(second.page, 5);
    await bed(first).getByRole('button', { name: words.no, exact: true }).click();
    await savedMark(bed(first)).waitFor();
    for (const phone of [first, second]) await phone.setOffline(false);

    // Each comes to know of the other's answer, and both see the same two.
    const differs = (phone: Phone) => people(phone).getByText(words.conflict);
    for (const phone of [first, second]) {
      await openApp(phone, address, '#/sync');
      await phone.page().getByText(words.nothingWaiting).waitFor();
    }
    for (const phone of [first, second]) {
      await untilSeen(phone, address, hash, () => differs(phone));
      await savedMark(bed(phone)).waitFor();
      for (const value of ['3', '5']) await people(phone).getByText(value, { exact: true }).first().waitFor();
    }
    const { rows } = await sql<{ state: string; answers: number }>`
      select state, (
        select count(*)::int from inspection_operation where inspection_id = inspection.id and kind = 'answered'
      ) as answers
      from inspection where id = ${shared?.id}
    `.execute(owner);
    expect(rows).toEqual([{ state: 'under_way', answers: 3 }]);

    // One counts once more, having seen both.
    await answerPeople(second.page, 4);
    await untilSeen(first, address, hash, () => people(first).getByText('4', { exact: true }).first());
    expect(await differs(first).count()).toBe(0);
  }, 120_000);
});

async function signInOn(page: Page, address: string, email: string): Promise<void> {
  await page.goto(`${address}${SIGN_IN}`);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(demonstrationPassword);
  await page.locator('form button[type=submit]').last().click();
  await page.waitForURL((url) => url.pathname === '/inspector');
  // The app loads its own document once; what is opened before that is cut off.
  await page.getByText(words.ready).waitFor();
}

async function openApp(phone: Phone, address: string, hash: string): Promise<void> {
  await phone.page().goto(`${address}/inspector${hash}`);
  await phone.page().getByRole('main').waitFor();
}

/** Stores the day's work, this visit in it. */
async function takeAlong(phone: Phone, visitId: string): Promise<void> {
  if (await phone.page().getByText(words.notStored).isVisible())
    await phone.page().getByRole('button', { name: words.fetchDay }).click();
  await phone.page().locator(`a[href*="${visitId}"]`).waitFor();
}

/** Syncs until something is seen in the room: what others recorded comes with each exchange. */
async function untilSeen(phone: Phone, address: string, hash: string, wanted: () => Locator): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt++) {
    await openApp(phone, address, '#/sync');
    await phone.page().getByRole('button', { name: words.syncNow }).click();
    await phone.page().getByText(words.nothingWaiting).waitFor();
    await openApp(phone, address, hash);
    await card(phone.page(), PEOPLE_CARD).waitFor();
    if (await wanted().isVisible()) return;
  }
  throw new Error('What the other phone recorded never came.');
}

/**
 * Types how many sleep in the room and saves it, over again where the phone dies between.
 * @param mayDie whether it did
 */
async function answerPeople(
  page: () => Page,
  people: number,
  mayDie: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<void> {
  for (;;) {
    const here = card(page(), PEOPLE_CARD);
    await here.waitFor();
    if (await savedMark(here).isVisible()) return;
    await here.getByRole('textbox', { name: PEOPLE_CARD }).fill(String(people));
    await here.getByRole('button', { name: words.saveValue(String(people)) }).click();
    if (await mayDie()) continue;
    const confirm = here.getByRole('button', { name: words.confirmValue(String(people)) });
    await savedMark(here).or(confirm).first().waitFor();
    if (await confirm.isVisible()) await confirm.click();
    await savedMark(here).waitFor();
    return;
  }
}

/** The hash of the picture as the phone shows it out of its encrypted store. */
async function hashOfPhoto(within: Locator): Promise<string> {
  const image = within.getByRole('button', { name: words.showPhoto }).locator('img');
  await image.waitFor();
  const bytes = await image.evaluate(async (element) => {
    const shown = (window as unknown as { shownBlobs: Map<string, Blob> }).shownBlobs;
    const blob = shown.get((element as HTMLImageElement).src);
    return [...new Uint8Array((await blob?.arrayBuffer()) ?? [])];
  });
  return sha256(Uint8Array.from(bytes));
}

/** The identifiers of the acts of these inspections that lie on the phone, in order. */
function actsOn(page: Page, inspections: readonly string[]): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const answerOf = <Result>(asking: IDBRequest<Result>) =>
      new Promise<Result>((done, failed) => {
        asking.onsuccess = () => done(asking.result);
        asking.onerror = () => failed(asking.error ?? new Error('The store can’t be read.'));
      });
    const found = (await indexedDB.databases()).find(({ name }) => name?.startsWith('inspector '));
    const database = await answerOf(indexedDB.open(found?.name ?? ''));
    const acts = await answerOf(
      database.transaction('operations').objectStore('operations').getAll() as IDBRequest<
        { id: string; inspectionId: string }[]
      >,
    );
    database.close();
    return acts
      .filter(({ inspectionId }) => wanted.includes(inspectionId))
      .map(({ id }) => id)
      .sort();
  }, inspections);
}

/** Every file that the product stored, by its name. */
function storedFiles(dataFolder: string): Map<string, Buffer> {
  const folder = join(dataFolder, 'files');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(paths.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name))]));
}
