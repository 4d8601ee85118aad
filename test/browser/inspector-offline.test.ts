import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import type { DayPack } from '#app/domain/inspection/day-pack.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { sessionCookie } from './session.ts';

const { visit } = openBrowser();
const { inspector, checklist } = texts.ar;
const NOTE = 'فئران في الزاوية – rats in the corner';
const REMARK = 'Half a remark, not yet added';
const INSPECTOR = 'inspector@labour-cities.example';

/** A photo as a phone takes it: large, with the time and the place in it. */
function aPhotoWithEvidence(): Promise<Buffer> {
  return sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#7a6a55' } })
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:26 09:30:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '29/1 20/1 24/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '47/1 30/1 0/1',
      },
    })
    .jpeg()
    .toBuffer();
}

/** Every byte that lies in the account's database, read as text. */
function allOnPhone(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const done = <Result>(request: IDBRequest<Result>) =>
      new Promise<Result>((found, failed) => {
        request.onsuccess = () => found(request.result);
        request.onerror = () => failed(request.error);
      });
    const parts: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const records = await done(database.transaction(store).objectStore(store).getAll());
        for (const record of records as Record<string, unknown>[])
          for (const [key, value] of Object.entries(record))
            parts.push(
              `${store}.${key}=${value instanceof ArrayBuffer ? new TextDecoder().decode(value) : JSON.stringify(value)}`,
            );
      }
      database.close();
    }
    return parts.join('\n');
  });
}

/** What the server packs for the inspector. */
async function packed(email = INSPECTOR): Promise<{ pack: DayPack; cookie: string }> {
  const cookie = await sessionCookie(email);
  const answer = await fetch(`${inject('address')}/inspector/pack.json`, { headers: { Cookie: cookie } });
  return { pack: (await answer.json()) as DayPack, cookie };
}

const question = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

describe('an inspector in a basement', () => {
  it('records without a network, loses nothing when the browser is killed, and sends it all later', async () => {
    const page = await visit({ language: 'ar', width: 360 });
    const context = page.context();
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation({ latitude: 29.34, longitude: 47.5, accuracy: 14 });
    await signIn(page, INSPECTOR);
    await page.getByText(inspector.ready).waitFor();
    await page
      .locator('ol a', { hasText: inspector.progress('0', '').split(' من')[0]! })
      .last()
      .click();
    await page.getByRole('button', { name: inspector.start }).click();
    await page.getByText(inspector.stamped('14', '').split('،')[0]!).waitFor();

    await context.setOffline(true);
    await page.reload();
    const visitUrl = page.url();
    const inspectionId = /visit\/([^/]+)/.exec(visitUrl)![1]!;
    await page.locator('a[href*="/room/"]').first().click();
    const people = question(page, checklist.people);
    await people.getByRole('button', { name: inspector.more }).click();
    await people.getByRole('button', { name: inspector.saveValue('').slice(0, 3) }).click();
    await people.getByRole('button', { name: inspector.change }).waitFor();

    // A figure that can't be, and one that is far off: neither is taken as it is.
    const area = question(page, `${texts.ar.limits.fact['floor_area_m2']}`);
    await area.getByRole('textbox').fill('1548');
    await area.getByRole('button', { name: /1,548/ }).click();
    await area.getByRole('alert').waitFor();
    await area.getByRole('textbox').fill('40');
    await area.getByRole('button', { name: /40/ }).click();
    await area.getByRole('button', { name: /نعم/ }).click();
    await area.getByRole('button', { name: inspector.change }).waitFor();

    const ownBed = question(page, checklist.questions['own_bed']!);
    await ownBed.getByRole('button', { name: inspector.addNote }).click();
    await ownBed.getByLabel(inspector.note).fill(NOTE);
    await ownBed.getByRole('button', { name: checklist.no, exact: true }).click();
    await ownBed.getByText(checklist.notMet).waitFor();
    const camera = ownBed.locator('input[type=file]');
    await camera.setInputFiles({
      name: 'notes.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('no picture at all'),
    });
    await ownBed.getByText(inspector.noImage).waitFor();
    await camera.setInputFiles({
      name: 'bed.jpg',
      mimeType: 'image/jpeg',
      buffer: await aPhotoWithEvidence(),
    });
    await ownBed.locator('img').waitFor();
    await expectAccessible(page, 'a room on the phone');
    await keepPicture(page, 'inspector-room-ar');
    await page.goto(visitUrl);
    await page.getByLabel(inspector.remark).fill(REMARK);
    await expect.poll(() => allOnPhone(page)).toContain('drafts.sealed=');
    const onPhone = await allOnPhone(page);
    expect(onPhone).toContain(`operations.inspectionId="${inspectionId}"`);
    expect(['rats', 'فئران', 'Half a remark'].filter((text) => onPhone.includes(text))).toEqual([]);

    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.goto(visitUrl);
    await again.getByLabel(inspector.remark).waitFor();
    expect(await again.getByLabel(inspector.remark).inputValue()).toBe(REMARK);
    await again.getByRole('link', { name: inspector.tileStates.wanting }).first().click();
    await question(again, checklist.questions['own_bed']!).getByText(NOTE).waitFor();
    await again.getByRole('button', { name: inspector.showPhoto }).click();
    await again.getByText('29.34, 47.5').waitFor();
    await again.getByRole('button', { name: inspector.close, exact: true }).click();
    await expectFitsTelephone(again, 'inspector-room-again');

    await again.goto(visitUrl);
    await again.getByRole('link', { name: inspector.summary }).click();
    await again.getByRole('link', { name: inspector.signInspector }).click();
    const box = (await again.locator('canvas').boundingBox())!;
    await again.mouse.move(box.x + 20, box.y + 20);
    await again.mouse.down();
    await again.mouse.move(box.x + 200, box.y + 60, { steps: 8 });
    await again.mouse.up();
    await again.getByRole('button', { name: inspector.saveSignature }).click();
    await again.getByRole('link', { name: inspector.refuseToSign }).click();
    await again.getByRole('button', { name: inspector.saveRefusal }).click();
    await again.getByText(inspector.required).waitFor();
    await again.getByLabel(inspector.reason).fill('Wants to ask the employer first');
    await again.getByRole('button', { name: inspector.saveRefusal }).click();
    await again.getByRole('button', { name: inspector.submit }).click();
    await again.getByRole('dialog').getByText(inspector.submitHint).waitFor();
    await again.getByRole('button', { name: texts.ar.shell.cancel }).click();
    await expectAccessible(again, 'the summary on the phone');
    await expectFitsTelephone(again, 'inspector-summary-ar');

    await context.setOffline(false);
    await again.getByText(inspector.allSent).waitFor({ timeout: 60_000 });
    const { pack, cookie } = await packed();
    const { operations } = pack.inspections.find(({ id }) => id === inspectionId)!;
    expect(operations.map(({ kind }) => kind).sort()).toEqual([
      ...['answered', 'answered', 'answered', 'photographed'],
      ...['signature_refused', 'signed', 'stamped', 'started'],
    ]);
    const answers = operations.flatMap((act) => (act.kind === 'answered' ? [act.body] : []));
    expect(answers.filter(({ note }) => note === NOTE)).toHaveLength(1);
    const [photo] = operations.flatMap((act) => (act.kind === 'photographed' ? [act.body] : []));
    expect([photo!.width, photo!.height]).toEqual([1600, 1200]);
    expect(photo!.takenAtPosition).toEqual({ latitude: 29.34, longitude: 47.5 });
    const stored = await fetch(`${inject('address')}/files/${photo!.hash}`, { headers: { Cookie: cookie } });
    expect((await stored.arrayBuffer()).byteLength).toBe(photo!.bytes);

    // Signing out leaves nothing on the phone, and another account sees nothing of it.
    await again.goto('/inspector#/settings');
    await again.getByRole('button', { name: inspector.signOut }).click();
    await again.waitForURL(/sign-in/);
    expect(await allOnPhone(again)).toBe('');
    expect(await again.evaluate(() => caches.keys())).toEqual([]);
  });
});
