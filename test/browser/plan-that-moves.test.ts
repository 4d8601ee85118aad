import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { aDataFolder, openAsOwner, startProduct } from './product-process.ts';

describe.each(languages)('in %s, a plan that moves housed people', (language) => {
  // People who are sent away would be missed by the other tests.
  const dataFolder = aDataFolder();
  let address = '';
  let owner: ReturnType<typeof openAsOwner>;
  const { visit } = openBrowser({ address: () => address });
  beforeAll(async () => {
    address = await startProduct({ DATA_FOLDER: dataFolder }).ready;
    owner = openAsOwner(dataFolder);
    // Who works by day finds nothing: rooms of the other shifts alone have free beds, and one resident each.
    await sql`
      delete from bed_availability
      where not exists (select from assignment where assignment.bed_id = bed_availability.bed_id)
        and not exists (
          select from assignment where assignment.room_id = bed_availability.room_id and assignment.shift <> 'day'
        )
    `.execute(owner);
    await sql`
      delete from assignment using (
        select id, row_number() over (partition by room_id order by bed_id) as place
        from assignment
        where shift <> 'day' and upper(during) is null
      ) as resident
      where resident.id = assignment.id and resident.place > 1
    `.execute(owner);
  });
  afterAll(() => owner.destroy());

  const { planning, plans, terms } = texts[language];
  const words = plans.moves;
  const MOST = 12;
  let plan = '';

  const asPlanner = async (name: 'planner' | 'second.planner'): Promise<Page> => {
    const page = await visit({ language });
    await signIn(page, `${name}@labour-cities.example`, '/plans');
    return page;
  };
  /** Where somebody lives or is to live, day by day, with the bed in the words of the table. */
  const staysOf = async (workerName: string) => {
    const { rows } = await sql<{ bed: string; from: string; until: string | null }>`
      select building.name || '|' || room.name || '|' || bed.label as bed,
        lower(assignment.during)::text as from, upper(assignment.during)::text as until
      from assignment
      join worker on worker.id = assignment.worker_id
      join bed on bed.id = assignment.bed_id
      join room on room.id = bed.room_id
      join building on building.id = bed.building_id
      where worker.full_name = ${workerName}
      order by lower(assignment.during)
    `.execute(owner);
    return rows.map(({ bed, ...days }) => {
      const [buildingName = '', roomName = '', bedLabel = ''] = bed.split('|');
      return { ...days, bed: words.bed({ buildingName, roomName, bedLabel }) };
    });
  };

  it('is made where a planner allows it, and lists who moves from where to where, when and for whom', async () => {
    const page = await asPlanner('planner');
    await page.goto('/plans/new');
    await page.locator('summary', { hasText: plans.options.title }).click();
    await page.getByLabel(plans.options.mostMoves).fill(String(MOST));
    await page.getByRole('main').getByRole('button', { name: planning.start }).click();
    await page.getByRole('heading', { name: planning.measures }).waitFor();
    plan = new URL(page.url()).pathname;
    await page.getByRole('main').getByRole('link', { name: planning.views.moves, exact: true }).click();
    const table = page.getByRole('table', { name: words.title });
    await table.waitFor();
    const rows = table.getByRole('row');
    const moving = (await rows.count()) - 1;
    expect(moving).toBeGreaterThan(0);
    expect(moving).toBeLessThanOrEqual(MOST);
    for (const row of (await rows.all()).slice(1)) {
      const [, from, to] = await row.getByRole('cell').allInnerTexts();
      expect(from).not.toBe(to);
      const forWhom = row.getByRole('cell').last().getByRole('link').first();
      expect(await forWhom.getAttribute('href')).toMatch(/^\/requests\//);
    }
    await expectAccessible(page, 'who moves');
    await keepPicture(page, `plan-moves-${language}-1440`);
    await expectFitsTelephone(page, `plan-moves-${language}-360`);

    const file = await page.request.get(`${plan}/moves.csv`);
    expect((await file.text()).trim().split('\r\n')).toHaveLength(moving + 1);
  });

  it('moves them when a second planner signs it, who is told how many before', async () => {
    const page = await asPlanner('second.planner');
    await page.goto(`${plan}?view=moves`);
    const rows = await page.getByRole('table', { name: words.title }).getByRole('row').all();
    const moves = await Promise.all(
      rows.slice(1).map(async (row) => {
        const name = await row.getByRole('rowheader').locator('bdi').first().innerText();
        const [, from, to] = await row.getByRole('cell').allInnerTexts();
        return { name, from, to };
      }),
    );
    await page.getByRole('main').getByRole('link', { name: planning.toDecision }).click();
    await page.getByRole('main').getByRole('button', { name: planning.approveAndApply }).click();
    await page.getByRole('dialog').getByText(words.question(moves.length)).waitFor();
    await expectAccessible(page, 'signing a plan that moves people');
    await page.getByRole('dialog').getByRole('button', { name: planning.approveAndApply }).click();
    await page.getByText(terms.planState.applied, { exact: true }).waitFor();
    await page.getByText(words.applied(moves.length, 0)).waitFor();

    await page.getByRole('main').getByRole('link', { name: planning.views.moves, exact: true }).click();
    await page.getByRole('table', { name: words.titleApplied }).waitFor();
    await page.getByText(words.leadApplied).waitFor();
    for (const { name, from, to } of moves) {
      const stays = await staysOf(name);
      const moved = stays.some(
        (before) =>
          before.bed === from && stays.some((after) => after.bed === to && after.from === before.until),
      );
      expect(moved, `${name} goes from ${from} to ${to}`).toBe(true);
    }
  });
});
