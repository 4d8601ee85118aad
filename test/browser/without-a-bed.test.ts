import { expect, it } from 'vitest';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import { civilIdWithSerial } from '#app/domain/identity/civil-id.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();
const today = kuwaitDay(new Date());
const { employer, planning, shell } = texts.en;
const PEOPLE = 300;

/** More women who need a step-free room than all six sites have accessible beds for. */
function roster(): string {
  const rows = ['name,civil id,sex,shift,languages,needs'];
  for (let serial = 0; rows.length <= PEOPLE; serial++) {
    const civilId = civilIdWithSerial('1950-01-02', serial);
    if (civilId) rows.push(`Step Free ${rows.length},${civilId},female,day,ne,step-free`);
  }
  return rows.join('\n');
}

it('whoever gets no bed is listed with what stood in the way, and the request stays partly placed', async () => {
  const page = await visit();
  await signIn(page, 'second.employer@labour-cities.example');
  await page.goto('/employer/workers/import');
  await page
    .getByLabel(employer.file)
    .setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(roster()) });
  await page.getByRole('button', { name: employer.preview }).click();
  await page.getByRole('button', { name: employer.importRight(PEOPLE) }).click();
  await page.getByText(employer.imported(PEOPLE)).waitFor();

  await page.goto('/employer/requests');
  await page.getByRole('button', { name: employer.newRequest }).click();
  await page.getByRole('heading', { name: employer.tasks }).waitFor();
  const request = new URL(page.url()).pathname;
  await page.goto(`${request}/dates`);
  await page.getByLabel(employer.nights.firstNight).fill(addDays(today, 15));
  await page.getByRole('button', { name: employer.saveAndGoOn }).click();
  await page.getByRole('heading', { name: employer.tasks }).waitFor();
  await page.goto(`${request}/workers`);
  await page.getByRole('button', { name: employer.chooseAll }).click();
  await expect
    .poll(async () => Number((await page.getByRole('status').first().innerText()).replace(/\D/g, '')))
    .toBeGreaterThanOrEqual(PEOPLE);
  await page.getByRole('button', { name: shell.nextPage }).click();
  await page.getByText(shell.page(2, 7)).first().waitFor();
  await page.getByRole('button', { name: employer.saveAndGoOn }).click();
  await page.getByRole('heading', { name: employer.tasks }).waitFor();
  await page.goto(`${request}/workplace`);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: employer.saveAndGoOn }).click();
  await page.getByRole('heading', { name: employer.tasks }).waitFor();
  await page.goto(`${request}/check`);
  await page.getByRole('button', { name: employer.send }).click();
  await page.getByText(employer.whatHappens.submitted).waitFor();

  const planner = await visit();
  await signIn(planner, 'planner@labour-cities.example');
  await planner.goto(request.replace('/employer', ''));
  await planner.getByRole('button', { name: planning.accept, exact: true }).click();
  await planner.getByRole('heading', { name: planning.queueTitle }).waitFor();
  await planner.goto('/plans/new');
  await planner.getByRole('button', { name: planning.start }).click();
  await planner.getByText(planning.measures).waitFor();
  const plan = new URL(planner.url()).pathname;
  await planner.goto(`${plan}?view=workers&only=unplaced`);
  await planner
    .getByRole('row', { name: /Step Free/ })
    .first()
    .waitFor();
  for (const row of await planner.getByRole('row', { name: /Step Free/ }).all())
    expect(await row.innerText()).toMatch(
      /Would place all who are alike: \d+ women’s day-shift step-free beds/,
    );
  await expectAccessible(planner, 'who got no bed');

  const signer = await visit();
  await signIn(signer, 'second.planner@labour-cities.example');
  await signer.goto(plan);
  await signer.getByRole('button', { name: planning.approveAndApply }).click();
  await signer.getByRole('dialog').getByRole('button', { name: planning.approveAndApply }).click();
  await signer.getByText(texts.en.terms.planState.applied, { exact: true }).waitFor();
  await page.reload();
  await page.getByText(employer.whatHappens.partly_placed).waitFor();
});
