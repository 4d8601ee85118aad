import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { aDataFolder, openAsOwner, startProduct } from './product-process.ts';

const planner = 'planner@labour-cities.example';
const secondPlanner = 'second.planner@labour-cities.example';

describe.each(languages)('in %s, a plan in a country short of beds', (language) => {
  // Beds that are taken away would be missed by the other tests.
  const dataFolder = aDataFolder();
  let address = '';
  let owner: ReturnType<typeof openAsOwner>;
  const { visit } = openBrowser({ address: () => address });
  beforeAll(async () => {
    address = await startProduct({ DATA_FOLDER: dataFolder }).ready;
    owner = openAsOwner(dataFolder);
    // One in twenty of the free beds stays open.
    await sql`
      with free as (
        select bed_id, row_number() over (order by bed_id) as place
        from bed_availability
        where not exists (select from assignment where assignment.bed_id = bed_availability.bed_id)
      )
      delete from bed_availability using free
      where free.bed_id = bed_availability.bed_id and free.place % 20 <> 0
    `.execute(owner);
  });
  afterAll(() => owner.destroy());

  const { planning, plans, shell, terms, fieldProblems } = texts[language];
  const main = (page: Page) => page.getByRole('main');
  const view = async (page: Page, name: keyof typeof planning.views) => {
    await main(page).getByRole('link', { name: planning.views[name], exact: true }).click();
    await page.locator('[aria-current=page]').getByText(planning.views[name], { exact: true }).waitFor();
  };
  const asPlanner = async (email = planner) => {
    const page = await visit({ language });
    await signIn(page, email, '/plans');
    return page;
  };
  let plan = '';

  it('a planner orders what matters by keyboard; what is typed wrongly is told beside it, and nothing typed is lost', async () => {
    const page = await asPlanner();
    await page.goto('/plans/new');
    const { options } = plans;
    await page.locator('summary', { hasText: options.title }).click();
    const up = page.getByRole('button', { name: options.up(options.objective.commute) });
    await up.focus();
    await page.keyboard.press('Enter');
    await page
      .getByRole('status')
      .getByText(options.nowAt(options.objective.commute, '1', false))
      .waitFor();
    // The focus stays with what was moved.
    expect(await up.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: options.joinOf(options.objective.moves) }).click();
    await page.locator('#weight_crews').fill('-2');
    await page.getByLabel(options.mostMoves).fill('5');
    await expectAccessible(page, 'how a plan is made');
    await expectFitsTelephone(page, `plan-new-options-${language}-360`);
    await main(page).getByRole('button', { name: planning.start }).click();
    await page.getByRole('alert').getByText(fieldProblems.negative_number).waitFor();
    expect(await page.getByLabel(options.mostMoves).inputValue()).toBe('5');
    expect(
      await page.getByRole('listitem').filter({ hasText: options.meaning.commute }).innerText(),
    ).toContain('1.');
    await expectAccessible(page, 'options that were refused');
    await page.locator('#weight_crews').fill('2');
    await main(page).getByRole('button', { name: planning.start }).click();
    await page.getByRole('heading', { name: planning.measures }).waitFor();
    plan = new URL(page.url()).pathname;
  });

  it('it proves how near it is to the best, and keeps how it was made', async () => {
    const page = await asPlanner();
    await page.goto(plan);
    await view(page, 'proof');
    await page.getByRole('table', { name: plans.measures.byClass }).getByRole('row').nth(2).waitFor();
    const objectives = page.getByRole('table', { name: plans.measures.objectives });
    expect(await objectives.getByRole('rowheader').allInnerTexts()).toEqual([
      `1. ${plans.options.objective.commute}`,
      `2. ${plans.options.objective.fairness}`,
      `3. ${plans.options.objective.crews}`,
      `3. ${plans.options.objective.moves}`,
      `4. ${plans.options.objective.free_rooms}`,
      `5. ${plans.options.objective.languages}`,
    ]);
    await page.getByText(plans.options.weighted(plans.options.objective.crews, '2')).waitFor();
    await expectAccessible(page, 'how good a plan is');
    await expectFitsTelephone(page, `plan-proof-${language}-360`);
  });

  it('it says why a worker was given this bed, and what the next best sites would have cost', async () => {
    const page = await asPlanner();
    await page.goto(`${plan}?view=workers&only=placed`);
    const why = page.locator('summary', { hasText: plans.explain.whyHere }).first();
    await why.focus();
    await page.keyboard.press('Enter');
    await page.getByText(plans.explain.alternatives, { exact: true }).first().waitFor();
    await expectAccessible(page, 'why here');
    await keepPicture(page, `plan-why-here-${language}-1440`);
  });

  it('it says what stands in the way of who has no bed, and what is missing where', async () => {
    const page = await asPlanner();
    await page.goto(`${plan}?view=workers&only=unplaced`);
    const row = page.getByRole('row').nth(1);
    await row.locator('summary', { hasText: plans.explain.whyNot }).focus();
    await page.keyboard.press('Enter');
    await row.getByText(plans.explain.counted).waitFor();
    expect(await row.getByRole('listitem').count()).toBeGreaterThan(1);
    await expectAccessible(page, 'why no bed');
    const wanted = (await row.getByText(plans.explain.wouldPlace('')).innerText()).replace(
      plans.explain.wouldPlace(''),
      '',
    );
    await view(page, 'shortage');
    const lack = page.getByRole('row').filter({ hasText: wanted });
    await expectAccessible(page, 'what is missing');
    await expectFitsTelephone(page, `plan-shortage-${language}-360`);
    await lack.getByRole('link').click();
    await page.waitForURL(/\/sites\//);
  });

  it('its fairness is a picture with a table that says the same, and a search among employers', async () => {
    const page = await asPlanner();
    await page.goto(plan);
    await view(page, 'fairness');
    await page.getByRole('img', { name: plans.fairness.thisPlan }).waitFor();
    await page.locator('summary', { hasText: plans.fairness.table(plans.fairness.thisPlan) }).click();
    const bands = page.getByRole('table', { name: plans.fairness.table(plans.fairness.thisPlan) });
    const counts = await bands.getByRole('row').locator('td:nth-of-type(1) > div').allInnerTexts();
    const gains = page.getByRole('table', { name: plans.gains.title });
    expect(counts.reduce((total, count) => total + Number(count), 0)).toBe(
      (await gains.getByRole('row').count()) - 1,
    );
    await expectAccessible(page, 'fairness');
    await expectFitsTelephone(page, `plan-fairness-${language}-360`);
    const employer = await gains.getByRole('rowheader').first().innerText();
    await page.getByRole('searchbox', { name: plans.gains.search }).fill(employer);
    await main(page).getByRole('button', { name: shell.search }).click();
    await expect.poll(() => gains.getByRole('row').count()).toBe(2);
  });

  it('a request knows its place in the order, and everybody stands in the file', async () => {
    const page = await asPlanner();
    await page.goto(`${plan}?view=requests`);
    const row = page.getByRole('row').nth(1);
    const worker = await page.request.get(`${plan}/workers.csv`);
    expect((await worker.text()).trim().split('\r\n').length).toBeGreaterThan(100);
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { name: plans.outlook.title }).waitFor();
    await page.getByText(plans.priorityClass.unsafe, { exact: true }).waitFor();
    await expectAccessible(page, 'a request and its outlook');
  });

  it('it is made anew around what changed, and a second planner approves that', async () => {
    const page = await asPlanner();
    await page.goto(plan);
    await main(page).getByRole('link', { name: plans.page.replan }).click();
    expect(await page.getByLabel(plans.options.mostMoves).inputValue()).toBe('5');
    await main(page).getByRole('button', { name: planning.start }).click();
    await page.getByRole('heading', { name: planning.measures }).waitFor();
    const anew = new URL(page.url()).pathname;
    await page.getByText(plans.page.basedOn).waitFor();

    const signer = await asPlanner(secondPlanner);
    await signer.goto(anew);
    await main(signer).getByRole('button', { name: planning.approveAndApply }).click();
    await signer.getByRole('dialog').getByRole('button', { name: planning.approveAndApply }).click();
    await signer.getByText(terms.planState.applied, { exact: true }).waitFor();
    await signer.goto(plan);
    await signer.getByText(terms.planState.superseded, { exact: true }).waitFor();
  });
});
