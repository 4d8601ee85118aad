import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ProblemCode } from '#app/domain/problem.ts';
import { texts } from '#app/i18n/texts.ts';
import { aPhoto, aPngBomb, aZipBomb, withJpegSegment } from '#test/unit/files/hostile-files.ts';
import { openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();
const folder = mkdtempSync(join(tmpdir(), 'labour-cities-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, content: Buffer | string) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const details = { megabytes: 6, photos: 6, kilobytes: 64, megapixels: 40, found: 'PNG' };
const hostile: { name: string; code: ProblemCode }[] = [
  { name: 'script.jpg', code: 'photo_is_drawing' },
  { name: 'zip-bomb.jpg', code: 'photo_is_archive' },
  { name: 'really-a-png.jpg', code: 'photo_type_differs' },
  { name: 'exif-of-1-mb.jpg', code: 'photo_metadata_too_large' },
  { name: 'png-bomb.png', code: 'photo_too_many_pixels' },
];

beforeAll(async () => {
  fileOf('script.jpg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  fileOf('zip-bomb.jpg', aZipBomb());
  fileOf('really-a-png.jpg', await aPhoto('png'));
  let photo = await aPhoto();
  for (let part = 0; part < 16; part++) photo = withJpegSegment(photo, 0xe1, Buffer.alloc(65_500));
  fileOf('exif-of-1-mb.jpg', photo);
  fileOf('png-bomb.png', aPngBomb(60_000, 60_000));
  truncateSync(fileOf('200-mb.jpg', await aPhoto()), 200 * 1_048_576);
});

it.each(['ar', 'en'] as const)(
  'hostile photos of a repair are refused with a clear word, in %s',
  async (language) => {
    const { findings, problems } = texts[language];
    const page = await visit({ language });
    await signIn(page, 'site.manager@labour-cities.example');
    await page.goto('/findings');
    const open = page.locator('main a[href^="/findings/"]');
    await open.first().waitFor();
    const note = page.getByLabel(findings.repairNote);
    // Of some the repair is reported already.
    for (const href of await open.evaluateAll((links) =>
      links.map((link) => link.getAttribute('href') ?? ''),
    )) {
      await page.goto(href);
      if ((await note.count()) > 0) break;
    }
    await note.fill('The exit is free again.');
    const refusalOf = async (name: string) => {
      await page.getByLabel(findings.photos).setInputFiles(join(folder, name));
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.getByRole('button', { name: findings.sendReport }).click();
      return (await answer).status();
    };
    for (const { name, code } of hostile) {
      expect(await refusalOf(name)).toBeGreaterThanOrEqual(400);
      await page.getByText(problems[code]({ ...details, file: name })).waitFor();
      expect(await note.inputValue()).toBe('The exit is free again.');
    }
    expect(await refusalOf('200-mb.jpg')).toBe(413);
    await page.getByText(problems.photos_too_large(details)).waitFor();
    expect(await note.inputValue()).toBe('The exit is free again.');
    expect(await page.getByText(problems.photo_is_drawing({})).count()).toBe(0);
  },
);
