import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import { civilIdWithSerial } from '#app/domain/identity/civil-id.ts';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();
const folder = mkdtempSync(join(tmpdir(), 'labour-cities-roster-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const accounts = {
  planner: 'planner@labour-cities.example',
  secondPlanner: 'second.planner@labour-cities.example',
  employers: { ar: 'employer@labour-cities.example', en: 'second.employer@labour-cities.example' },
} as const;

const today = kuwaitDay(new Date());
const names = ['Test Worker Alpha', 'Test Worker Beta', 'Test Worker Gamma', 'Test Worker Delta'];

/** A roster of four workers and one row that is wrong, as a file on disk. */
function rosterFile(language: string, birthYear: number): string {
  const rows = names.map((name, index) => {
    let serial = index * 20;
    while (civilIdWithSerial(`${birthYear}-05-06`, serial) === null) serial++;
    return `${name} ${language},${civilIdWithSerial(`${birthYear}-05-06`, serial) ?? ''},,${index === 3 ? 'female' : 'male'},night,hi,`;
  });
  const path = join(folder, `roster-${language}.csv`);
  writeFileSync(
    path,
    ['name,civil id,birth date,sex,shift,languages,needs', ...rows, 'Wrong Row,123,,male,night,hi,'].join(
      '\n',
    ),
  );
  return path;
}

describe.each(languages)('in %s, from a roster to each worker’s bed', (language) => {
  const { employer, planning, plans, shell, terms } = texts[language];
  const button = (page: Page, name: string) =>
    page.getByRole('main').getByRole('button', { name, exact: true });
  const link = (page: Page, name: string) => page.getByRole('main').getByRole('link', { name, exact: true });
  let requestAddress = '';
  let number = 0;

  it('an employer imports its workers, and the wrong row is named, not lost', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.employers[language]);
    await page.goto('/employer/workers/import');
    await page.getByLabel(employer.file).setInputFiles(rosterFile(language, language === 'ar' ? 1985 : 1986));
    await button(page, employer.preview).click();
    await page.getByText(employer.rightRows(4)).waitFor();
    await page.getByText(texts[language].fieldProblems.civil_id_length).waitFor();
    await expectAccessible(page, 'import preview');
    await button(page, employer.importRight(4)).click();
    await page.getByText(employer.imported(4)).waitFor();
    await page.getByText(employer.wrongStay).waitFor();
  });

  it('it asks for beds in four steps, checks its answers and sends them', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.employers[language]);
    await page.goto('/employer/requests');
    await button(page, employer.newRequest).click();
    await page.getByRole('heading', { name: employer.tasks }).waitFor();
    requestAddress = new URL(page.url()).pathname;
    number = Number(/\d+/.exec(await page.getByRole('heading', { level: 1 }).innerText())?.[0]);
    await page.getByText(employer.notYetReady).waitFor();
    await expectAccessible(page, 'steps of a request');

    await link(page, employer.taskNames.workers).click();
    await page.getByLabel(employer.searchWorkers).fill('Test Worker');
    await button(page, shell.search).click();
    await expect.poll(() => page.getByRole('checkbox').count()).toBe(4);
    await page.getByLabel(`${names[0]} ${language}`).check();
    await page.getByLabel(`${names[1]} ${language}`).check();
    // Searching again keeps what was ticked.
    await page.getByLabel(employer.searchWorkers).fill('Worker Gamma');
    await button(page, shell.search).click();
    await page.getByText(employer.chosen(2), { exact: true }).waitFor();
    await page.getByLabel(`${names[2]} ${language}`).check();
    await expectAccessible(page, 'choosing workers');
    await button(page, employer.saveAndGoOn).click();
    await page.getByText(employer.chosen(3)).waitFor();
    expect(page.url()).not.toContain('Worker');

    await link(page, employer.taskNames.dates).click();
    await page.getByLabel(employer.nights.firstNight).fill(addDays(today, 20));
    await page.getByLabel(employer.nights.lastNight).fill(addDays(today, 10));
    await button(page, employer.saveAndGoOn).click();
    await page.getByRole('alert').getByText(texts[language].fieldProblems.end_before_start).waitFor();
    expect(await page.getByLabel(employer.nights.firstNight).inputValue()).toBe(addDays(today, 20));
    await expectAccessible(page, 'dates that were refused');
    await page.getByLabel(employer.nights.lastNight).fill(addDays(today, 200));
    await button(page, employer.saveAndGoOn).click();

    await link(page, employer.taskNames.workplace).click();
    await link(page, employer.addWorkplace).click();
    await page.getByLabel(employer.workplaceName).fill(`Airport ${language}`);
    // A click on the map fills in the position; the middle of it is in Kuwait.
    await page.getByRole('region', { name: employer.pickMap }).locator('.leaflet-container').click();
    await expect.poll(() => page.getByLabel(employer.latitude).inputValue()).toMatch(/^29\./);
    await expectAccessible(page, 'workplaces');
    await button(page, employer.addWorkplace).click();
    await page.getByLabel(`Airport ${language}`).check();
    await button(page, employer.saveAndGoOn).click();

    await link(page, employer.taskNames.needs).click();
    for (const name of names.slice(0, 3))
      await page.getByLabel(employer.crewOf(`${name} ${language}`)).fill('Night crew');
    await page.getByLabel(employer.note).fill('The bus leaves at 21:00.');
    await expectAccessible(page, 'needs and crews');
    await button(page, employer.saveAndGoOn).click();

    await link(page, employer.taskCheck).click();
    await page.getByText('The bus leaves at 21:00.').waitFor();
    await expectAccessible(page, 'check your answers');
    await button(page, employer.send).click();
    await page.getByText(employer.whatHappens.submitted).waitFor();
    await expectAccessible(page, 'a request that was sent');
  });

  it('a worker who stands in it can’t be asked for a second time', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.employers[language]);
    await page.goto('/employer/requests');
    await button(page, employer.newRequest).click();
    await link(page, employer.taskNames.workers).click();
    await page.getByLabel(employer.searchWorkers).fill('Test Worker');
    await button(page, shell.search).click();
    await page.getByLabel(`${names[0]} ${language}`).check();
    await page.getByLabel(`${names[3]} ${language}`).check();
    await button(page, employer.saveAndGoOn).click();
    await link(page, employer.taskNames.needs).click();
    // One is a man, the other a woman: no building takes such a crew.
    const crewOf = (name: string | undefined) => page.getByLabel(employer.crewOf(`${name} ${language}`));
    for (const name of [names[0], names[3]]) await crewOf(name).fill('Two of us');
    await button(page, employer.saveAndGoOn).click();
    await page
      .getByRole('alert')
      .getByText(texts[language].fieldProblems.crew_of_both_sexes)
      .first()
      .waitFor();
    expect(await crewOf(names[3]).inputValue()).toBe('Two of us');
    expect(await crewOf(names[3]).getAttribute('aria-invalid')).toBe('true');
    await expectAccessible(page, 'a crew that was refused');
    await crewOf(names[3]).fill('');
    await button(page, employer.saveAndGoOn).click();
    await link(page, employer.taskNames.dates).click();
    await page.getByLabel(employer.nights.firstNight).fill(addDays(today, 30));
    await button(page, employer.saveAndGoOn).click();
    await link(page, employer.taskNames.workplace).click();
    await page.getByLabel(`Airport ${language}`).check();
    await button(page, employer.saveAndGoOn).click();
    await link(page, employer.taskCheck).click();
    await page.getByText(employer.conflictsTitle).waitFor();
    await page.getByText(employer.conflictRequest(number)).waitFor();
    expect(await button(page, employer.send).isDisabled()).toBe(true);
    await link(page, employer.backToRequest).click();
    await button(page, employer.withdraw).click();
    await page.getByRole('dialog').getByRole('button', { name: employer.withdraw }).click();
    await page.getByRole('heading', { name: employer.requestsTitle }).waitFor();
  });

  it('a planner returns it with a reason, and the employer mends it', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.planner);
    await page.goto('/requests');
    await page.getByLabel(planning.searchLabel).fill(String(number));
    await button(page, shell.search).click();
    await link(page, planning.request(number)).click();
    await button(page, planning.sendBack).click();
    await page.getByText(texts[language].problems.reason_needed({})).first().waitFor();
    await page.getByLabel(planning.reason).fill('Name the gate of the site.');
    await expectAccessible(page, 'a request in the queue');
    await button(page, planning.sendBack).click();
    await page.getByRole('heading', { name: planning.queueTitle }).waitFor();

    const mender = await visit({ language });
    await signIn(mender, accounts.employers[language]);
    await mender.goto(requestAddress);
    await mender.getByText('Name the gate of the site.').waitFor();
    await link(mender, employer.taskCheck).click();
    await button(mender, employer.send).click();
    await mender.getByText(employer.whatHappens.submitted).waitFor();
  });

  it('a planner accepts it and starts a plan, which only a second planner may sign', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.planner);
    await page.goto(requestAddress.replace('/employer', ''));
    await page.getByLabel(planning.priority).selectOption('50');
    await button(page, planning.accept).click();
    await page.getByRole('heading', { name: planning.queueTitle }).waitFor();
    await page.goto('/plans/new');
    await expectAccessible(page, 'starting a plan');
    await button(page, planning.start).click();
    await page.getByText(planning.measures).waitFor();
    await page.getByText(planning.ownPlan).waitFor();
    expect(await button(page, planning.approveAndApply).count()).toBe(0);
    for (const view of ['map', 'sites', 'requests', 'workers'] as const) {
      await link(page, planning.views[view]).click();
      await page
        .getByRole('link', { name: planning.views[view], exact: true })
        .and(page.locator('[aria-current=page]'))
        .waitFor();
      await expectAccessible(page, `plan, ${view}`);
    }
    await page.getByLabel(planning.searchWorkers).fill(`Worker Beta ${language}`);
    await button(page, shell.search).click();
    const row = page.getByRole('row', { name: new RegExp(`Test Worker Beta ${language}`) });
    await row.getByRole('link').waitFor();
    await row.getByText(plans.explain.whyHere).click();
    expect(await row.getByRole('listitem').count()).toBeGreaterThan(0);
    const plan = page.url().split('?')[0] ?? '';

    const signer = await visit({ language });
    await signIn(signer, accounts.secondPlanner);
    await signer.goto(plan);
    await button(signer, planning.approveAndApply).click();
    await expectAccessible(signer, 'the second signature');
    await signer.getByRole('dialog').getByRole('button', { name: planning.approveAndApply }).click();
    await signer.getByText(terms.planState.applied, { exact: true }).waitFor();
  });

  it('the employer sees each worker’s bed and prints its letter in both languages', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.employers[language]);
    await page.goto(requestAddress);
    await page.getByText(employer.whatHappens.placed).waitFor();
    for (const name of names.slice(0, 3))
      expect(
        await page.getByRole('row', { name: new RegExp(`${name} ${language}`) }).innerText(),
      ).not.toContain(employer.noBed);
    await link(page, employer.letterFor(`${names[0]} ${language}`)).click();
    await page.getByRole('heading', { name: texts.ar.employer.letterTitle }).first().waitFor();
    await page.getByRole('heading', { name: texts.en.employer.letterTitle }).first().waitFor();
    expect(await page.getByText(`${names[0]} ${language}`).count()).toBe(2);
    expect(await page.getByText(`${names[1]} ${language}`).count()).toBe(0);
    await expectAccessible(page, 'placement letter');
  });

  it('another employer sees nothing of it', async () => {
    const page = await visit({ language });
    await signIn(page, accounts.employers[language === 'ar' ? 'en' : 'ar']);
    for (const part of ['', '/letter', '/check']) {
      const answer = await page.goto(`${requestAddress}${part}`);
      expect(answer?.status()).toBe(404);
      expect(await page.content()).not.toContain('Test Worker Alpha');
    }
    await page.goto('/employer/workers');
    await page.getByLabel(employer.searchWorkers).fill(`Worker Alpha ${language}`);
    await button(page, shell.search).click();
    await page.getByText(employer.workersNone).waitFor();
  });
});
