import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { texts } from '#app/i18n/texts.ts';
import { openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();
const SITE = '/sites/kabd';

describe.each(['ar', 'en'] as const)('a planner, in %s', (language) => {
  const { sitePlan, fieldProblems, limits, places } = texts[language];
  const planner = async () => {
    const page = await visit({ language });
    await signIn(page, 'planner@labour-cities.example');
    return page;
  };
  const name = (which: string) => `${which} ${language}`;
  /** What is said beside a field. */
  const saidBeside = (page: Page, id: string) => page.locator(`[id="${id}-problem"]`).textContent();
  const fill = (page: Page, id: string, text: string) => page.locator(`[id="${id}"]`).fill(text);
  const press = (page: Page, button: string) =>
    page.getByRole('button', { name: button, exact: true }).click();
  const done = (page: Page, words: string | undefined) =>
    page
      .getByRole('status')
      .filter({ hasText: words ?? '' })
      .first()
      .waitFor();

  /** A new building of four floors with one room on its ground floor: the page that edits that floor. */
  const aBuilding = async (page: Page, building: string) => {
    await page.goto(`${SITE}/buildings/new`);
    await fill(page, 'name', building);
    await fill(page, 'floorCount', '4');
    await page.locator('input[name=sex]').first().check();
    await fill(page, 'openedOn', '2025-01-01');
    await fill(page, 'longitude', '47.72');
    await fill(page, 'latitude', '29.15');
    await press(page, sitePlan.addBuilding);
    await done(page, sitePlan.done['building']);
    await fill(page, 'room.name', '0-01');
    await fill(page, 'room.floorAreaM2', '18');
    await fill(page, 'room.ceilingHeightM', '2.8');
    await fill(page, 'room.beds', '4');
    await page.locator('input[name="room.bedKind"]').first().check();
    await press(page, sitePlan.addRoom);
    await done(page, sitePlan.done['room']);
  };
  const areaOf = async (page: Page) =>
    (await page.getByRole('textbox', { name: sitePlan.roomFields.floorAreaM2 }).first().getAttribute('id')) ??
    '';

  it('sees what facts would do as they are typed, is told what is wrong with them in place, and saves them', async () => {
    const page = await planner();
    await aBuilding(page, name('Facts'));
    const effect = page.getByRole('region', { name: sitePlan.effectTitle });
    const area = await areaOf(page);
    for (const kind of ['toilet', 'shower', 'washbasin']) await fill(page, `counted.${kind}`, '1');
    await effect
      .getByRole('status')
      .filter({ hasText: sitePlan.spokenEffect('0', '4') })
      .waitFor();
    await fill(page, area, '10');
    await effect
      .getByRole('status')
      .filter({ hasText: sitePlan.spokenEffect('0', '2') })
      .waitFor();

    for (const [text, code] of [
      ['-18', 'negative_number'],
      ['18 acres', 'unknown_unit'],
      ['0', 'zero_area'],
    ] as const) {
      await fill(page, area, text);
      await fill(page, 'counted.toilet', '0');
      await press(page, sitePlan.saveFacts);
      await page.getByRole('alert').filter({ hasText: fieldProblems[code] }).waitFor();
      expect(await saidBeside(page, area)).toBe(fieldProblems[code]);
      expect(await saidBeside(page, 'counted.toilet')).toBe(fieldProblems.zero_facilities);
      expect(await page.locator(`[id="${area}"]`).inputValue()).toBe(text);
    }
    await fill(page, area, '200 ft²');
    await fill(page, 'counted.toilet', sitePlan.none);
    await press(page, sitePlan.saveFacts);
    await done(page, sitePlan.done['facts']);
    expect(await page.locator(`[id="${area}"]`).inputValue()).toBe('18.58');
    expect(await page.locator('[id="counted.toilet"]').inputValue()).toBe(sitePlan.none);
    expect(await effect.textContent()).toContain(limits.facility['toilet']);
  });

  it('is told that people would have to move, and offered to propose the change instead', async () => {
    const page = await planner();
    await page.goto('/sites/al-subiya');
    await page.locator('main tbody a[href*="/buildings/"]').first().click();
    await page.getByRole('link', { name: sitePlan.editBuilding }).click();
    const areas = page.locator('input[name$=".recorded.floorAreaM2"]');
    await areas.first().waitFor();
    for (const area of await areas.all()) await area.fill('1');
    await press(page, sitePlan.saveFacts);
    await page.getByRole('alert').filter({ hasText: sitePlan.peopleWouldMove }).waitFor();
    expect(await page.locator(`[id="${await areaOf(page)}"]`).inputValue()).toBe('1');
    await press(page, sitePlan.proposeChange);
    await page.getByRole('alert').filter({ hasText: fieldProblems.required }).first().waitFor();
    expect(await saidBeside(page, 'reason')).toBe(fieldProblems.required);
    expect(await page.locator(`[id="${await areaOf(page)}"]`).inputValue()).toBe('1');
  });

  it('copies a floor', async () => {
    const page = await planner();
    await aBuilding(page, name('Copies'));
    await fill(page, 'copy.floors', '1, 9');
    await press(page, sitePlan.copyFloor);
    await page.getByRole('alert').waitFor();
    expect(await saidBeside(page, 'copy.floors')).toBe(fieldProblems.no_such_floor);
    await fill(page, 'copy.floors', '1-3');
    await press(page, sitePlan.copyFloor);
    await done(page, sitePlan.done['copied']);
    await page.getByRole('link', { name: places.floor(3) }).click();
    await page.getByRole('rowheader', { name: '3-01' }).waitFor();
  });

  it('is told where a new building can’t stand', async () => {
    const page = await planner();
    await page.goto(`${SITE}/buildings/new`);
    for (const [longitude, latitude, code] of [
      ['46.7', '24.7', 'outside_kuwait'],
      ['29.15', '47.72', 'longitude_latitude_swapped'],
    ] as const) {
      await fill(page, 'longitude', longitude);
      await fill(page, 'latitude', latitude);
      await press(page, sitePlan.addBuilding);
      await page.getByRole('alert').filter({ hasText: fieldProblems[code] }).first().waitFor();
      expect(await saidBeside(page, 'latitude')).toBe(fieldProblems[code]);
      expect(await page.locator('#longitude').inputValue()).toBe(longitude);
    }
  });

  it('draws a boundary by keyboard, by clicks, and takes back what went wrong', async () => {
    const page = await planner();
    await page.goto(`${SITE}/boundary`);
    const corners = page.locator('#boundary');
    for (const [text, code] of [
      ['47.72, 29.15\n47.73, 29.16\n47.73, 29.15\n47.72, 29.16', 'polygon_crosses_itself'],
      ['46.7, 24.7\n46.71, 24.7\n46.71, 24.71', 'outside_kuwait'],
      ['47.72, 29.15\n47.73, 29.16', 'polygon_too_few_corners'],
    ] as const) {
      await corners.fill(text);
      await page.getByRole('status').filter({ hasText: fieldProblems[code] }).waitFor();
      await press(page, sitePlan.saveBoundary);
      await page.getByRole('alert').filter({ hasText: fieldProblems[code] }).waitFor();
      expect(await saidBeside(page, 'boundary')).toBe(fieldProblems[code]);
      expect(await corners.inputValue()).toBe(text);
    }
    const square = '47.71, 29.14\n47.73, 29.14\n47.73, 29.16\n47.71, 29.16';
    await corners.fill(square);
    const third = page.getByRole('button', { name: sitePlan.corner(3) });
    await third.focus();
    await page.keyboard.press('Delete');
    expect((await corners.inputValue()).split('\n')).toHaveLength(3);
    await press(page, sitePlan.undo);
    expect(await corners.inputValue()).toBe(square);
    await page.getByRole('button', { name: sitePlan.corner(1) }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await corners.inputValue()).not.toBe(square);
    await press(page, sitePlan.undo);
    const map = page.getByRole('region', { name: /./ }).filter({ has: page.locator('.leaflet-container') });
    await map.click({ position: { x: 200, y: 20 } });
    expect((await corners.inputValue()).split('\n')).toHaveLength(5);
    await press(page, sitePlan.undo);
    await press(page, sitePlan.saveBoundary);
    await done(page, sitePlan.done['boundary']);
  });

  it('imports a file: wrong cells are named, right rows are saved', async () => {
    const page = await planner();
    await aBuilding(page, name('Imports'));
    await page.goto(`${SITE}/import`);
    const building = name('Imports');
    const file = [
      'building,floor,room,area,unit,beds,bed kind,remarks',
      `${building},1,1-01,18,m2,4,single,`,
      `${building},1,1-02,-18,m2,4,single,`,
      `${building},1,1-03,18,acres,4,single,`,
      `${building},9,1-04,18,m2,4,single,`,
    ].join('\n');
    await page
      .locator('#file')
      .setInputFiles({ name: 'rooms.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await press(page, sitePlan.preview);
    const wrong = page.getByRole('table', { name: sitePlan.wrongRows(3) });
    await wrong.waitFor();
    const rows = await wrong.getByRole('row').allTextContents();
    for (const [line, code] of [
      ['3', 'negative_number'],
      ['4', 'unknown_unit'],
      ['5', 'no_such_floor'],
    ] as const)
      expect(rows.filter((row) => row.includes(fieldProblems[code]) && row.includes(line))).toHaveLength(1);
    await page.getByRole('alert').filter({ hasText: 'remarks' }).waitFor();
    await press(page, sitePlan.saveRight(1));
    await done(page, sitePlan.saved(1));
  });
});
