import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';
import { aDataFolder, openAsOwner, startProduct } from './product-process.ts';

const employerEmail = 'employer@labour-cities.example';

describe('where a request stood in the last plan', () => {
  // Beds that are taken away would be missed by the other tests.
  const dataFolder = aDataFolder();
  let address = '';
  let owner: ReturnType<typeof openAsOwner>;
  const { visit } = openBrowser({ address: () => address });
  /** Two requests of one employer: one that is planned, and one whose crew is of both sexes. */
  let planned = '';
  let contradictory = '';

  beforeAll(async () => {
    address = await startProduct({ DATA_FOLDER: dataFolder }).ready;
    owner = openAsOwner(dataFolder);
    await owner.transaction().execute(async (t) => {
      // No path of the product leads to a crew of both sexes: the form refuses it.
      await sql`set local session_replication_role = replica`.execute(t);
      await sql`delete from bed_availability
        where not exists (select from assignment where assignment.bed_id = bed_availability.bed_id)`.execute(
        t,
      );
      const { rows } = await sql<{ id: string }>`
        select request.id from placement_request as request
        join account on account.employer_id = request.employer_id
        where account.email = ${employerEmail} and request.state in ('submitted', 'accepted')
        order by (select count(*) from placement_request_worker as member where member.request_id = request.id) desc
        limit 2
      `.execute(t);
      [planned, contradictory] = rows.map(({ id }) => id) as [string, string];
      await sql`update placement_request set state = 'accepted' where id in (${planned}, ${contradictory})`.execute(
        t,
      );
      await sql`update placement_request_worker set crew = 'Roof' where request_id = ${contradictory}`.execute(
        t,
      );
      await sql`
        update worker set sex = case when sex = 'male' then 'female'::sex else 'male'::sex end
        where id = (select worker_id from placement_request_worker where request_id = ${contradictory} limit 1)
      `.execute(t);
    });

    const { planning, terms } = texts.en;
    const page = await visit();
    await signIn(page, 'planner@labour-cities.example', '/plans/new');
    await page.getByRole('button', { name: planning.start }).click();
    await page.getByRole('heading', { name: planning.measures }).waitFor();
    const signer = await visit();
    await signIn(signer, 'second.planner@labour-cities.example', new URL(page.url()).pathname);
    await signer.getByRole('button', { name: planning.approveAndApply }).click();
    await signer.getByRole('dialog').getByRole('button', { name: planning.approveAndApply }).click();
    await signer.getByText(terms.planState.applied, { exact: true }).waitFor();
  });
  afterAll(() => owner.destroy());

  it.each(languages)('an employer reads of its own requests, in %s', async (language) => {
    const { plans } = texts[language];
    const { outlook } = plans;
    const page = await visit({ language });
    await signIn(page, employerEmail, `/employer/requests/${planned}`);
    const card = page.locator('section').filter({ has: page.getByRole('heading', { name: outlook.title }) });
    const { requests, position, asked, placed } = await owner
      .selectFrom('planRequest as each')
      .select([
        'position',
        'asked',
        'placed',
        sql<number>`(select count(*)::int from plan_request where plan_id = each.plan_id)`.as('requests'),
      ])
      .where('requestId', '=', planned)
      .executeTakeFirstOrThrow();
    expect(placed).toBeLessThan(asked ?? 0);
    await card.getByText(outlook.positionOf(String(position), String(requests)), { exact: true }).waitFor();
    await card.getByText(outlook.placedOf(String(placed), String(asked)), { exact: true }).waitFor();
    // Those alike stand in one line, with what would place them.
    expect(await card.getByRole('listitem').first().innerText()).toContain(plans.explain.wouldPlace(''));
    // Plans themselves are none of an employer's business.
    expect(await card.getByRole('link').count()).toBe(0);
    expect(await card.getByText(outlook.setAside).count()).toBe(0);
    await expectAccessible(page, 'an outlook');
    await expectFitsTelephone(page, `own-outlook-${language}-360`);
    await keepPicture(page, `own-outlook-${language}-1440`);
  });

  it.each(languages)('it reads why one was set aside, and so does a planner, in %s', async (language) => {
    const { outlook } = texts[language].plans;
    for (const [email, path] of [
      [employerEmail, `/employer/requests/${contradictory}`],
      ['planner@labour-cities.example', `/requests/${contradictory}`],
    ] as const) {
      const page = await visit({ language });
      await signIn(page, email, path);
      await page.getByRole('alert').getByText(outlook.setAside).waitFor();
      await page.getByRole('alert').getByText(outlook.contradiction.crew_of_both_sexes).waitFor();
      await expectAccessible(page, 'a request that was set aside');
      await keepPicture(page, `set-aside-${email.split('@')[0]}-${language}-1440`);
    }
  });
});
