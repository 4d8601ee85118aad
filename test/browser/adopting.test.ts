import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import { pageCount } from '#app/domain/paging.ts';
import { createFormat } from '#app/i18n/format.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { aDataFolder, startProduct } from './product-process.ts';

const today = kuwaitDay(new Date());
const effectiveFrom = addDays(today, 10);
const residentsUntil = addDays(today, 70);

describe.each(['ar', 'en'] as const)('a stricter standard, in %s', (language) => {
  let address = '';
  const { visit } = openBrowser({ address: () => address });
  // It closes beds in every site: the other files' product is spared.
  beforeAll(async () => {
    const product = startProduct({ DATA_FOLDER: aDataFolder() });
    address = await product.ready;
  });
  const { changes, places, standards } = texts[language];

  async function planner(email: string): Promise<Page> {
    const page = await visit({ language });
    await signIn(page, email);
    return page;
  }

  /** Over the standard in force: every instrument's rule of room for each person, of which the strictest stands. */
  async function compose(page: Page): Promise<void> {
    await page.goto('/standards/compose');
    const rules = page.getByRole('group', {
      name: standards.rulesOf(places.criteria['floor_area_per_person_m2'] ?? ''),
      exact: true,
    });
    for (const rule of await rules.getByRole('checkbox').all()) await rule.check();
    await page.getByLabel(standards.fields.nameAr).fill('مساحة أوسع');
    await page.getByLabel(standards.fields.name).fill('More room');
    await page.getByRole('button', { name: standards.save }).click();
    await page.waitForURL(/\/adopt/);
  }

  it('is seen before it is adopted, signed by a second planner, and moves people to other beds', async () => {
    const page = await planner('planner@labour-cities.example');
    await compose(page);
    await page.getByLabel(changes.days.effectiveFrom).fill(effectiveFrom);
    await page.getByLabel(changes.days.residentsUntil).fill(residentsUntil);
    await page.getByLabel(changes.reason).fill('More room for everybody');
    await page.getByRole('button', { name: changes.propose }).click();
    await page.getByText(changes.ownAdoption).waitFor({ timeout: 60_000 });
    const change = new URL(page.url()).pathname;
    expect(await page.getByRole('button', { name: changes.sign, exact: true }).count()).toBe(0);
    expect(await page.getByRole('table', { name: changes.bySite }).getByRole('row').count()).toBe(7);
    await expectAccessible(page, 'the preview of a standard');
    await keepPicture(page, `adoption-preview-${language}`);
    await expectFitsTelephone(page, `adoption-preview-${language}-360`);

    await page.goto(`${change}?view=rooms`);
    const rooms = page.getByRole('table', { name: changes.sections.rooms });
    await rooms.waitFor();
    expect(await rooms.getByRole('row').count()).toBeGreaterThan(10);
    await expectAccessible(page, 'the rooms that shrink');
    await keepPicture(page, `adoption-rooms-${language}`);

    const second = await planner('second.planner@labour-cities.example');
    await second.goto(`${change}?only=nowhere`);
    if ((await second.getByRole('heading', { name: changes.decide }).count()) > 0) {
      const form = second.locator('form#decision');
      await form.getByRole('checkbox').check();
      await form.getByLabel(changes.decisions.stays_until).check();
      await form.locator('#until').fill(addDays(residentsUntil, 300));
      await form.getByRole('button', { name: changes.decideNow }).click();
    }
    await second.getByRole('button', { name: changes.sign, exact: true }).click();
    await second.getByRole('dialog').getByRole('button', { name: changes.sign, exact: true }).click();
    await second.getByText(changes.inEffect).waitFor({ timeout: 60_000 });
    await keepPicture(second, `adoption-in-effect-${language}`);

    // Whoever was found another bed has left the old one by the day told, and sleeps in the new one.
    const everybody = await second.getByRole('link', { name: changes.onlyAll }).innerText();
    const lastPage = pageCount(Number(everybody.replace(/\D/g, '')));
    await second.goto(`${change}?only=all&page=${lastPage}`);
    const moved = second
      .getByRole('row')
      .filter({ hasText: createFormat(language).day(residentsUntil) })
      .last();
    const name = await moved.getByRole('rowheader').innerText();
    const [left, found] = await moved
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    await second.goto(`${found}?day=${residentsUntil}`);
    await second.getByRole('cell', { name }).first().waitFor();
    await second.goto(`${left}?day=${addDays(residentsUntil, -1)}`);
    await second.getByRole('cell', { name }).first().waitFor();
    await second.goto(`/standards?day=${effectiveFrom}`);
    await second
      .getByText(language === 'ar' ? 'مساحة أوسع' : 'More room')
      .first()
      .waitFor();
  });
});
