import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Language } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';

const { visit } = openBrowser();
const PLANNER = 'planner@labour-cities.example';
const SECOND_PLANNER = 'second.planner@labour-cities.example';

async function planner(email: string, language: Language, path: string): Promise<Page> {
  const page = await visit({ language });
  await signIn(page, email, path);
  return page;
}

/** From the page of a scenario that was just begun until it is worked out. */
async function untilReady(page: Page, language: Language): Promise<void> {
  await page.getByRole('table', { name: texts[language].scenarios.figures }).waitFor({ timeout: 90_000 });
}

const figure = (page: Page, table: string, row: string) =>
  page
    .getByRole('table', { name: table })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .allInnerTexts();

describe.each(['ar', 'en'] as const)('scenarios (%s)', (language) => {
  const { scenarios: words, shell, planning } = texts[language];
  const early = `Early ${language}`;
  const crowd = `Crowd ${language}`;

  it('are supposed, compared with things as they are, kept, named and shared; another planner sees those shared', async () => {
    const page = await planner(PLANNER, language, '/scenarios');
    await page.getByRole('link', { name: words.newScenario }).click();

    await page.getByRole('link', { name: words.template.open_building }).click();
    await page.getByLabel(words.name, { exact: true }).fill(early);
    await page.getByRole('button', { name: words.start }).click();
    await untilReady(page, language);
    await expectAccessible(page, 'scenario');
    await keepPicture(page, `scenario-outcome-${language}`);
    await expectFitsTelephone(page, `scenario-outcome-${language}-360`);

    await page.goto('/scenarios/new');
    await page.getByRole('link', { name: words.template.more_workers }).click();
    await page.getByRole('button', { name: words.kind.options, exact: true }).click();
    await page.getByLabel(words.count).fill('300');
    await page.getByLabel(words.women).fill('301');
    await page.getByLabel(words.name, { exact: true }).fill(crowd);
    await page.getByRole('button', { name: words.start }).click();
    // More women than workers: said beside the field, and all else is as it was typed.
    const women = page.getByLabel(words.women);
    await page.getByRole('alert').waitFor();
    expect(await women.getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel(words.count).inputValue()).toBe('300');
    await women.fill('40');
    await page.getByRole('button', { name: words.start }).click();
    await untilReady(page, language);
    expect(await figure(page, words.figures, words.invented)).toEqual(['300']);

    // Things as they are were worked out beside the first one.
    await page.goto('/scenarios');
    for (const name of [words.asThingsAre, early, crowd])
      await page
        .getByRole('checkbox', { name: words.choose(name) })
        .first()
        .check();
    await page.getByRole('button', { name: words.compareTicked }).click();
    await page.getByRole('heading', { level: 1, name: words.comparison }).waitFor();
    await page.getByRole('table', { name: words.figures }).waitFor();
    const seekers = async (row: string) => figure(page, words.figures, row);
    const [placed, unplaced] = [await seekers(words.placed), await seekers(words.unplaced)];
    expect(placed).toHaveLength(3);
    // Things as they are come first and are the measure; the others tell what they differ by.
    const plain = (text: string | undefined) => Number(text?.split('\n')[0]?.replace(/\D/g, ''));
    const all = placed.map((text, index) => plain(text) + plain(unplaced[index]));
    expect(all).toEqual([all[0], (all[0] ?? 0) + 300, all[0]]);
    expect(placed.filter((text) => text.includes('\n'))).toHaveLength(2);

    // What changes site by site: a picture for each but the measure, whose signs the table repeats.
    const { differences } = words;
    const main = page.getByRole('main');
    const picture = (name: string, base: string) =>
      page.getByRole('img', { name: new RegExp(`^${name}.*${base}.*\\. ${differences.measure.placed()}`) });
    await picture(early, words.asThingsAre).waitFor();
    const signs = await picture(crowd, words.asThingsAre).locator('text').allTextContents();
    const bySite = page.getByRole('table', { name: differences.measure.placed() });
    const column = (await bySite.getByRole('columnheader').allInnerTexts()).indexOf(crowd) - 1;
    const rows = await bySite.getByRole('row').all();
    const changed = await Promise.all(
      rows
        .slice(1, -1)
        .map(async (row) => (await row.getByRole('cell').nth(column).innerText()).split('\n')[1]),
    );
    expect(changed.some((text) => text?.includes('+'))).toBe(true);
    for (const text of changed) expect(signs).toContain(text);
    // Another measure, another base; both stand in the address.
    const byBeds = main.getByRole('link', { name: differences.tab.left, exact: true });
    await byBeds.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: new RegExp(`^${crowd}.*: .*−`) }).waitFor();
    await main.getByRole('link', { name: `${words.measureBy}: ${crowd}` }).click();
    await page.getByText(words.comparisonLead(crowd)).waitFor();
    await page.getByRole('img', { name: new RegExp(`^${words.asThingsAre}.*${crowd}.*: .*\\+`) }).waitFor();
    await main.getByRole('link', { name: differences.tab.way, exact: true }).click();
    await page.getByRole('table', { name: differences.measure.way() }).waitFor();
    expect(await page.getByRole('table', { name: differences.measure.way() }).innerText()).toContain(
      texts[language].terms.kilometres(0).split(' ')[1],
    );
    // On paper it is dark on white, whatever the screen's theme.
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.locator('h1').evaluate((title) => getComputedStyle(title).color)).toBe(
      'rgb(21, 35, 31)',
    );
    expect(await page.getByRole('img', { name: new RegExp(`^${early}.*${crowd}`) }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await expectAccessible(page, 'comparison');
    await keepPicture(page, `scenario-compare-${language}`);
    await expectFitsTelephone(page, `scenario-compare-${language}-360`);

    await page.goto('/scenarios');
    await page.getByRole('link', { name: early, exact: true }).click();
    await page.getByRole('button', { name: words.share, exact: true }).click();
    await page.getByText(words.done['shared'] ?? '').waitFor();
    await page.getByRole('button', { name: words.keep, exact: true }).click();
    await page.getByText(words.done['kept'] ?? '').waitFor();
    await page.getByLabel(words.name, { exact: true }).fill(`${early}, named`);
    await page.getByRole('button', { name: shell.save, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: `${early}, named` }).waitFor();

    const other = await planner(SECOND_PLANNER, language, '/scenarios');
    expect(await other.getByRole('link', { name: crowd, exact: true }).count()).toBe(0);
    await other.getByRole('link', { name: `${early}, named`, exact: true }).click();
    await untilReady(other, language);
    expect(await other.getByRole('button', { name: words.delete }).count()).toBe(0);

    await page.goto('/scenarios');
    await page.getByRole('link', { name: crowd, exact: true }).click();
    // What it supposed of the plan is where a real one begins.
    await page.getByRole('link', { name: words.act.options }).click();
    await page.getByRole('heading', { level: 1, name: planning.newPlan }).waitFor();
    expect(new URL(page.url()).searchParams.get('scenario')).not.toBeNull();
    await page.goBack();
    await page.getByRole('button', { name: words.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.delete }).click();
    await page.getByText(words.done['deleted'] ?? '').waitFor();
    expect(await page.getByRole('link', { name: crowd, exact: true }).count()).toBe(0);
  });

  it('nothing supposed is said, and a comparison of none leads to the list', async () => {
    const page = await planner(PLANNER, language, '/scenarios/new');
    await page.getByLabel(words.name, { exact: true }).fill('Nothing');
    await page.getByRole('button', { name: words.start }).click();
    await page.getByText(words.nothingSupposed).waitFor();
    await page.goto('/scenarios/compare');
    await page.getByRole('link', { name: words.toList }).click();
    await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
  });

  it('the vacancy to come is a picture, a table and a file', async () => {
    const page = await planner(PLANNER, language, '/forecast');
    const { forecast } = words;
    await page.getByRole('img').first().waitFor();
    const rows = page.getByRole('table', { name: forecast.table }).getByRole('row');
    expect(await rows.count()).toBe(17);
    await expectAccessible(page, 'forecast');
    await keepPicture(page, `forecast-${language}`);
    await expectFitsTelephone(page, `forecast-${language}-360`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: forecast.download }).click();
    expect((await download).suggestedFilename()).toMatch(/^vacancy-.*\.csv$/);
  });
});
