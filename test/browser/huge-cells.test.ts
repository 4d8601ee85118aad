import { expect, it } from 'vitest';
import { csvText } from '#app/domain/csv-text.ts';
import { languages } from '#app/i18n/language.ts';
import { openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';

const { visit } = openBrowser();
const HUGE = 'x'.repeat(5_000);

const imports = [
  {
    of: 'workers',
    email: 'employer@labour-cities.example',
    path: '/employer/workers/import',
    rows: [
      ['full name', 'civil ID', 'sex', 'shift', 'languages'],
      [HUGE, HUGE, HUGE, 'day', 'hi'],
    ],
  },
  {
    of: 'places',
    email: 'planner@labour-cities.example',
    path: '/sites/kabd/import',
    rows: [
      ['building', 'floor', 'toilet', HUGE],
      [HUGE, '0', '4', 'x'],
    ],
  },
  {
    of: 'travel times',
    email: 'planner@labour-cities.example',
    path: '/travel-times/import',
    rows: [
      ['file number', 'workplace', 'site', 'minutes', 'source'],
      [HUGE, 'x', HUGE, HUGE, 'x'],
    ],
  },
];

it.each(imports.flatMap((each) => languages.map((language) => ({ ...each, language }))))(
  'huge cells of a file of $of are cut where they are shown, in $language',
  async ({ of, email, path, rows, language }) => {
    const page = await visit({ language });
    await signIn(page, email, path);
    const buffer = Buffer.from(csvText(rows));
    await page.locator('#file').setInputFiles({ name: 'huge.csv', mimeType: 'text/csv', buffer });
    await page.locator('button[value=preview]').click();
    const table = page.getByRole('main').getByRole('table').first();
    await table.getByText('x…').first().waitFor();
    const longest = await page
      .locator('main bdi, main [role=status], main [role=alert], main p')
      .evaluateAll((elements) => Math.max(...elements.map((element) => element.textContent?.length ?? 0)));
    expect(longest).toBeLessThan(500);
    const box = table.locator('..');
    expect(await box.evaluate((region) => region.scrollWidth - region.clientWidth)).toBeLessThanOrEqual(0);
    await keepPicture(page, `huge-cells-${of}-${language}-1440`);
    await expectFitsTelephone(page, `huge-cells-${of}-${language}-360`);
  },
);
