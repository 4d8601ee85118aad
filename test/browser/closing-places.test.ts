import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import { createFormat } from '#app/i18n/format.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { aDataFolder, startProduct } from './product-process.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';

const today = kuwaitDay(new Date());
const yesterday = addDays(today, -1);
const soon = addDays(today, 10);

describe.each(['ar', 'en'] as const)('closing places, in %s', (language) => {
  let address = '';
  const { visit } = openBrowser({ address: () => address });
  // Closing a whole site moves everybody: the other files' product is spared.
  beforeAll(async () => {
    const product = startProduct({ DATA_FOLDER: aDataFolder() });
    address = await product.ready;
  });
  const { changes, places, fieldProblems } = texts[language];
  const format = createFormat(language);

  async function planner(email = 'planner@labour-cities.example'): Promise<Page> {
    const page = await visit({ language });
    await signIn(page, email);
    return page;
  }

  const field = (page: Page, name: keyof typeof changes.days) => page.locator(`#${name}`);

  async function sign(page: Page): Promise<void> {
    await page.getByRole('button', { name: changes.sign, exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: changes.sign, exact: true }).click();
    await page.getByText(changes.inEffect).waitFor({ timeout: 60_000 });
  }

  async function proposeClosing(page: Page, form: string): Promise<void> {
    await page.goto(form);
    await field(page, 'effectiveFrom').fill(soon);
    await page.getByLabel(changes.reason).fill('Flooded');
    await page.getByRole('button', { name: changes.propose }).click();
  }

  it('a room with people in it closes once a planner saw where they go, and opens again', async () => {
    const page = await planner();
    await page.goto('/sites/al-subiya');
    await page.locator('main table a[href*="/buildings/"]').first().click();
    await page.locator('a[href^="/rooms/"]').first().waitFor();
    const rooms = await page
      .locator('a[href^="/rooms/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const href of rooms) {
      await page.goto(href);
      if ((await page.getByRole('cell').filter({ hasText: places.bedState.occupied }).count()) >= 2) break;
    }
    const room = new URL(page.url()).pathname;
    await page.getByRole('link', { name: changes.close }).first().click();

    await field(page, 'effectiveFrom').fill(yesterday);
    await field(page, 'closedUntil').fill(yesterday);
    await page.getByLabel(changes.reason).fill('  ');
    await page.getByRole('button', { name: changes.propose }).click();
    await page.locator('#effectiveFrom-problem').waitFor();
    expect(await page.locator('#effectiveFrom-problem').innerText()).toBe(fieldProblems.starts_in_past);
    expect(await page.locator('#reason-problem').innerText()).toBe(fieldProblems.required);
    expect(await field(page, 'closedUntil').inputValue()).toBe(yesterday);
    await field(page, 'effectiveFrom').fill(addDays(today, 3));
    await field(page, 'residentsUntil').fill(addDays(today, 2));
    await field(page, 'closedUntil').fill(addDays(today, 3));
    await page.getByLabel(changes.reason).fill('A burst pipe');
    await page.getByRole('button', { name: changes.propose }).click();
    await page.locator('#closedUntil-problem').waitFor();
    expect(await page.locator('#closedUntil-problem').innerText()).toBe(fieldProblems.opens_too_early);
    expect(await page.locator('#residentsUntil-problem').innerText()).toBe(
      fieldProblems.residents_leave_too_early,
    );
    await expectAccessible(page, 'the closing form');
    await keepPicture(page, `close-refused-${language}`);
    await field(page, 'closedUntil').fill('');
    await field(page, 'residentsUntil').fill('');
    await page.getByRole('button', { name: changes.propose }).click();

    await page.getByRole('button', { name: changes.sign, exact: true }).waitFor({ timeout: 60_000 });
    expect(await page.getByText(changes.nowhere, { exact: true }).count()).toBe(0);
    await expectAccessible(page, 'the preview of a closed room');
    await keepPicture(page, `change-room-${language}`);
    await expectFitsTelephone(page, `change-room-${language}-360`);
    const people = await page.request.get(`${new URL(page.url()).pathname}/people.csv`);
    expect((await people.text()).trim().split('\r\n').length).toBeGreaterThan(2);
    await page.getByRole('link', { name: changes.changeDays }).click();
    await field(page, 'effectiveFrom').fill(yesterday);
    await page.getByRole('button', { name: changes.saveDays }).click();
    await page.locator('#effectiveFrom-problem').waitFor();
    await expectAccessible(page, 'the dates of a change');
    await keepPicture(page, `change-dates-${language}`);
    await field(page, 'effectiveFrom').fill(addDays(today, 2));
    await field(page, 'residentsUntil').fill('');
    await page.getByRole('button', { name: changes.saveDays }).click();
    await page
      .getByText(format.day(addDays(today, 2)))
      .first()
      .waitFor();
    await page.getByRole('button', { name: changes.sign, exact: true }).waitFor({ timeout: 60_000 });
    await sign(page);

    await page.goto(`${room}?day=${addDays(today, 3)}`);
    const beds = page.getByRole('region', { name: places.beds });
    expect(await beds.getByText(places.bedState.occupied).count()).toBe(0);
    await page.getByText(changes.closedPlaces).waitFor();
    await keepPicture(page, `room-closed-${language}`);
    await page.getByRole('link', { name: changes.reopen }).first().click();
    await page.locator('#on').fill(yesterday);
    await page.getByRole('button', { name: changes.reopenNow }).click();
    await page.locator('#on-problem').waitFor();
    await keepPicture(page, `reopen-${language}`);
    await page.locator('#on').fill(today);
    await page.getByRole('button', { name: changes.reopenNow }).click();
    await page.getByText(changes.reopened).waitFor();
    await page.goto(`${room}?day=${addDays(today, 3)}`);
    expect(await page.getByText(changes.closedPlaces).count()).toBe(0);
    expect(await beds.getByText(places.bedState.vacant).count()).toBeGreaterThanOrEqual(2);
  });

  it('a site closes only once something is decided for all who have nowhere to go, who then wait by name', async () => {
    const page = await planner();
    await proposeClosing(page, '/sites/al-salmi-road/close');
    await sign(page);
    // The other sites took everybody; for those of a second one there aren't beds enough.
    await proposeClosing(page, '/sites/al-subiya/close');
    await page.getByRole('heading', { name: changes.decide }).waitFor({ timeout: 60_000 });
    expect(await page.getByRole('button', { name: changes.sign, exact: true }).count()).toBe(0);
    await expectAccessible(page, 'people with nowhere to go');
    await keepPicture(page, `change-site-${language}`);

    const form = page.locator('form#decision');
    const decide = () => form.getByRole('button', { name: changes.decideNow }).click();
    await decide();
    await page.getByRole('alert').filter({ hasText: fieldProblems.choose_a_worker }).waitFor();
    await page.getByRole('row').getByRole('checkbox').first().check();
    await form.getByLabel(changes.decisions.stays_until).check();
    await form.locator('#until').fill(soon);
    await decide();
    await page.getByText(fieldProblems.stay_too_short).first().waitFor();
    await form.locator('#until').fill(addDays(today, 40));
    await decide();
    await page.getByText(changes.decided.stays_until(format.day(addDays(today, 40)))).waitFor();
    await expectFitsTelephone(page, `change-decided-${language}-360`);
    await form.getByRole('checkbox').check();
    await form.getByLabel(changes.decisions.temporary_place).check();
    await form.getByLabel(changes.decisionFields.measure).fill('Guest house');
    await decide();
    await page.getByText(changes.decided.temporary_place('Guest house')).first().waitFor();
    await sign(page);
    await expectAccessible(page, 'a change in effect');
    await keepPicture(page, `change-in-effect-${language}`);

    const change = new URL(page.url()).pathname;
    await page.goto('/changes?view=waiting');
    await page.getByText(changes.decided.temporary_place('Guest house')).first().waitFor();
    await keepPicture(page, `waiting-${language}`);
    await page.goto('/changes?view=closures');
    await keepPicture(page, `closures-${language}`);
    await page
      .getByRole('row')
      .filter({ hasText: 'Flooded' })
      .first()
      .getByRole('link', { name: changes.reopen })
      .click();
    await page.getByRole('button', { name: changes.reopenNow }).click();
    await page.getByText(changes.reopened).waitFor();
    await page.goto(change);
    const waiting = async () =>
      Number((await page.getByRole('link', { name: changes.onlyWaiting }).innerText()).replace(/\D/g, ''));
    const before = await waiting();
    await page.getByRole('button', { name: changes.placeAgain }).click();
    await expect.poll(waiting, { timeout: 60_000 }).toBeLessThan(before);
    await keepPicture(page, `placed-again-${language}`);
  });
});
