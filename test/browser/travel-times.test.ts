import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '#app/domain/csv-text.ts';
import { travelHeaders } from '#app/domain/placement/travel-times.ts';
import { createFormat } from '#app/i18n/format.ts';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { readCsv } from '#app/server/csv/csv-file.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { aDataFolder, startProduct } from './product-process.ts';

// Its own: other tests place everybody, and a plan needs somebody.
const dataFolder = aDataFolder();
let address = '';
const { visit } = openBrowser({ address: () => address });
beforeAll(async () => {
  address = await startProduct({ DATA_FOLDER: dataFolder }).ready;
});
const planner = 'planner@labour-cities.example';
const secondPlanner = 'second.planner@labour-cities.example';

describe.each(languages)('in %s, travel times', (language) => {
  const { travel, planning, sitePlan, fieldProblems, problems } = texts[language];
  const format = createFormat(language);
  const main = (page: Page) => page.getByRole('main');
  const button = (page: Page, name: string) => main(page).getByRole('button', { name, exact: true });
  const asPlanner = async ({ email = planner, javaScript = true } = {}) => {
    const page = await visit({ language, javaScript });
    await signIn(page, email, '/plans');
    return page;
  };
  /** The rows of a download, without the headers. */
  const download = async (page: Page, address: string) =>
    readCsv(await (await page.request.get(address)).text()).slice(1);
  const choose = async (page: Page, rows: readonly (readonly string[])[]) => {
    const headers = Object.values(travelHeaders).map(([header = '']) => header);
    const buffer = Buffer.from(csvText([headers, ...rows]));
    await page.getByLabel(sitePlan.file).setInputFiles({ name: 'times.csv', mimeType: 'text/csv', buffer });
    await button(page, sitePlan.preview).click();
  };

  it('are imported from the file of all pairs: the wrong rows are named, the right ones saved', async () => {
    const page = await asPlanner();
    await main(page).getByRole('link', { name: travel.title }).click();
    await page.getByRole('heading', { name: travel.title, level: 1 }).waitFor();
    await main(page).getByRole('link', { name: travel.import }).click();
    const address = await main(page).getByRole('link', { name: travel.template }).getAttribute('href');
    const [first, second, third] = await download(page, address ?? '');
    const [near, far, other] = [first, second, third].map((row) => row!.cells.slice(0, 3));
    const rows = [
      [...near!, language === 'ar' ? '٢٥' : '25', ''],
      [...far!, '-4', ''],
      ['KW-0', 'Nowhere', 'Atlantis', '10', ''],
      [...other!, '', ''],
      [...near!, '26', ''],
    ];
    await choose(page, rows);
    // No row names a source, and none was typed.
    await page.getByText(fieldProblems.required).first().waitFor();
    expect(await button(page, sitePlan.saveRight(1)).count()).toBe(0);

    await page.getByLabel(travel.source).fill('Survey 2026');
    await choose(page, rows);
    await page.getByText(sitePlan.rightRows(1)).first().waitFor();
    await page.getByText(travel.emptyRows(1)).waitFor();
    const wrong = page.getByRole('table', { name: sitePlan.wrongRows(3) });
    const lines = await wrong.getByRole('rowheader').allInnerTexts();
    expect(lines).toEqual(['3', '4', '4', '6']);
    for (const problem of ['negative_number', 'no_such_employer', 'no_such_site', 'pair_repeated'] as const)
      await wrong.getByText(fieldProblems[problem]).waitFor();
    await expectAccessible(page, 'a preview of travel times');
    await expectFitsTelephone(page, `travel-preview-${language}-360`);
    await keepPicture(page, `travel-preview-${language}-1440`);
    await button(page, sitePlan.saveRight(1)).click();
    await page.getByText(sitePlan.saved(1)).waitFor();
  });

  it('a spreadsheet that is no CSV file is refused by name', async () => {
    const page = await asPlanner();
    await page.goto('/travel-times/import');
    await page.getByLabel(sitePlan.file).setInputFiles({
      name: 'times.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]),
    });
    await button(page, sitePlan.preview).click();
    await page.getByRole('alert').getByText(problems.file_not_text({})).waitFor();
  });

  it('are shown with whose they are, beside the straight line; an auditor reads them', async () => {
    const page = await visit({ language });
    await signIn(page, 'auditor@labour-cities.example', '/travel-times?only=given');
    const table = page.getByRole('table', { name: travel.pairs });
    await table.getByText('Survey 2026').waitFor();
    expect(await table.getByText(travel.minutes(25)).count()).toBe(1);
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await main(page).getByRole('link', { name: travel.import }).count()).toBe(0);
    const [row, ...others] = await download(page, '/travel-times.csv?only=given');
    expect(row?.cells.slice(3, 5)).toEqual(['25', 'Survey 2026']);
    expect(others).toEqual([]);
    const all = (await download(page, '/travel-times.csv')).length;
    await page.getByText(travel.knownOf('1', format.number(all), format.number(all - 1))).waitFor();
    await page.goto(`/travel-times?${new URLSearchParams({ q: row?.cells[1] ?? '' })}`);
    await expect.poll(() => table.getByText(row?.cells[1] ?? '').count()).toBeGreaterThanOrEqual(6);
  });

  it('a plan says of how many pairs it took them', async () => {
    const page = await asPlanner();
    await page.goto('/plans/new');
    await page.locator('summary', { hasText: texts[language].plans.options.title }).click();
    await page.getByRole('link', { name: travel.inOptions }).waitFor();
    await button(page, planning.start).click();
    await page.getByRole('heading', { name: planning.measures }).waitFor();
    await page.getByText(travel.used, { exact: true }).waitFor();
  });

  it('are removed once a planner confirms, and the straight line counts again', async () => {
    const page = await asPlanner();
    await page.goto('/travel-times?only=given');
    await button(page, travel.remove).click();
    await page.getByRole('dialog').getByRole('button', { name: travel.remove }).click();
    await page.getByText(travel.done['nothing'] ?? '').waitFor();
    await page.getByRole('checkbox').check();
    await expectAccessible(page, 'travel times');
    await expectFitsTelephone(page, `travel-times-given-${language}-360`);
    await keepPicture(page, `travel-times-given-${language}-1440`);
    await button(page, travel.remove).click();
    await page.getByRole('dialog').getByText(travel.removeQuestion).waitFor();
    await expectAccessible(page, 'removing travel times');
    await page.getByRole('dialog').getByRole('button', { name: travel.remove }).click();
    await page.getByText(travel.done['removed'] ?? '').waitFor();
    await page.getByText(travel.none).waitFor();
  });

  it('checked by two planners at once are saved by the first; the second sees over what the file would write', async () => {
    const first = await asPlanner();
    // Without JavaScript nothing is left but what the answer brings back.
    const second = await asPlanner({ email: secondPlanner, javaScript: false });
    const [pair] = await download(first, '/travel-times.csv');
    for (const [page, minutes, source] of [
      [first, '1', 'Survey 2026'],
      [second, '44', 'Traffic model'],
    ] as const) {
      await page.goto('/travel-times/import');
      await page.getByLabel(travel.source).fill(source);
      await choose(page, [[...pair!.cells.slice(0, 3), minutes, '']]);
      await button(page, sitePlan.saveRight(1)).waitFor();
    }
    // A minute for such a way is remarked on, and saved all the same.
    const remarks = first.getByRole('table', { name: sitePlan.warning });
    await remarks.getByText(fieldProblems.travel_too_fast).waitFor();
    expect(await second.getByRole('table', { name: sitePlan.warning }).count()).toBe(0);
    await expectAccessible(first, 'a remark on a travel time');
    await expectFitsTelephone(first, `travel-remark-${language}-360`);
    await keepPicture(first, `travel-remark-${language}-1440`);
    await button(first, sitePlan.saveRight(1)).click();
    await first.getByText(sitePlan.saved(1)).waitFor();

    await button(second, sitePlan.saveRight(1)).click();
    await second.getByRole('alert').getByText(problems.travel_times_changed({})).waitFor();
    await second.getByText(travel.insteadOf(travel.minutes(1), 'Survey 2026')).waitFor();
    expect(await second.getByLabel(travel.source).inputValue()).toBe('Traffic model');
    await button(second, sitePlan.saveRight(1)).click();
    await second.getByText(sitePlan.saved(1)).waitFor();

    const [row] = await download(first, '/travel-times.csv?only=given');
    expect(row?.cells.slice(3, 5)).toEqual(['44', 'Traffic model']);
    await first.goto('/travel-times?only=given');
    await first.getByRole('checkbox').check();
    await button(first, travel.remove).click();
    await first.getByRole('dialog').getByRole('button', { name: travel.remove }).click();
    await first.getByText(travel.none).waitFor();
  });
});
