import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { Language } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();
const PLANNER = 'planner@labour-cities.example';

/** The page on which a standard is composed over what Kuwait's inspectors are said to ask: no bunk beds. */
async function composeOverPractice(page: Page, language: Language): Promise<void> {
  await signIn(page, PLANNER);
  await page.goto('/standards');
  await page.getByRole('link', { name: texts[language].standards.compose }).click();
  await page
    .getByRole('combobox', { name: texts[language].standards.base })
    .selectOption({ label: PRACTICE });
  await page.getByRole('button', { name: texts[language].standards.useBase }).click();
  await page.waitForURL(/base=/);
}

const PRACTICE =
  'Kuwait, \u2068PAM inspection rules as stated by its deputy director (COVID period)\u2069 (2020)';

describe.each(['ar', 'en'] as const)('a planner who composes a standard, in %s', (language) => {
  const { standards, places, fieldProblems, changes } = texts[language];
  const bunks = places.criteria['bunk_beds'] ?? '';
  const ruleOf = (page: Page, criterion: string, rule: string | RegExp) =>
    page
      .getByRole('group', { name: standards.rulesOf(criterion), exact: true })
      .getByRole('checkbox', { name: rule });

  it('decides between a ban on bunk beds and Singapore’s double-deckers, says why, and proposes its adoption', async () => {
    const page = await visit({ language });
    await composeOverPractice(page, language);
    await expect.poll(() => page.getByText(standards.decided).count()).toBe(1);

    await ruleOf(page, bunks, standards.allowed).check();
    expect(await page.getByText(standards.undecided(1)).count()).toBe(1);
    await page.getByRole('link', { name: bunks, exact: true }).click();
    expect(await page.getByLabel(standards.reasonFor(bunks)).isVisible()).toBe(true);
    expect(await page.getByText(fieldProblems.rules_contradict).count()).toBeGreaterThan(0);

    // Refused, it keeps what was ticked and typed.
    await page.getByLabel(standards.fields.nameAr).fill('معيار الأسرّة الطابقية');
    await page.getByLabel(standards.fields.name).fill(`Bunk beds allowed, in ${language}`);
    await page.getByRole('button', { name: standards.save }).click();
    await page.getByRole('alert').filter({ hasText: texts[language].shell.errorSummaryTitle }).waitFor();
    expect(await ruleOf(page, bunks, standards.allowed).isChecked()).toBe(true);
    expect(await page.getByLabel(standards.fields.name).inputValue()).toContain('Bunk beds allowed');

    await ruleOf(page, bunks, new RegExp(`${places.operators['forbidden']}.*${standards.ofBase}`)).uncheck();
    expect(await page.getByText(fieldProblems.base_rule_dropped).count()).toBeGreaterThan(0);
    await page.getByLabel(standards.reasonFor(bunks)).fill('Ceilings are three metres high');
    await expect.poll(() => page.getByText(standards.decided).count()).toBe(1);
    await expectAccessible(page, 'compose');
    await page.getByRole('button', { name: standards.save }).click();

    await page.waitForURL(/\/adopt/);
    await page.getByText(standards.composed).waitFor();
    expect(await page.getByText('Ceilings are three metres high').count()).toBeGreaterThan(0);
    expect(await page.getByText(standards.insteadOf).count()).toBe(1);
    const from = addDays(kuwaitDay(new Date()), 60);
    await page.getByLabel(changes.days.effectiveFrom).fill(from);
    await page.getByRole('button', { name: changes.propose }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel(changes.days.effectiveFrom).inputValue()).toBe(from);
    await page.getByLabel(changes.days.residentsUntil).fill(addDays(from, 30));
    await page.getByLabel(changes.reason).fill('A test');
    await page.getByRole('button', { name: changes.propose }).click();
    await page.waitForURL(/\/changes\/[0-9a-f-]+$/);

    await page.goto('/standards');
    await page.getByRole('table', { name: standards.proposedAdoptions }).waitFor();
    expect(await page.getByRole('link', { name: standards.adopt }).count()).toBeGreaterThan(1);
  });
});

describe('without JavaScript', () => {
  it('a refused standard comes back as it was ticked, with what is to be decided', async () => {
    const { standards, places, fieldProblems } = texts.en;
    const page = await visit({ javaScript: false });
    await composeOverPractice(page, 'en');
    const bunks = page.getByRole('group', { name: standards.rulesOf(places.criteria['bunk_beds'] ?? '') });
    await bunks.getByRole('checkbox', { name: standards.allowed }).check();
    await page.getByLabel(standards.fields.nameAr).fill('معيار');
    await page.getByLabel(standards.fields.name).fill('A standard');
    await page.getByRole('button', { name: standards.save }).click();
    await page.getByText(fieldProblems.rules_contradict).first().waitFor();
    expect(await bunks.getByRole('checkbox', { name: standards.allowed }).isChecked()).toBe(true);
    expect(await page.getByLabel(standards.fields.name).inputValue()).toBe('A standard');

    await bunks.getByRole('checkbox', { name: /forbidden.*base/ }).uncheck();
    await page.getByLabel(standards.reasonFor(places.criteria['bunk_beds'] ?? '')).fill('High ceilings');
    await page.getByRole('button', { name: standards.save }).click();
    await page.waitForURL(/\/adopt/);
  });
});

describe('whoever may not compose', () => {
  it('sees the standard of any day, how sure each figure is, and what was never found', async () => {
    const { standards, places } = texts.en;
    const page = await visit();
    await signIn(page, 'inspector@labour-cities.example', '/standards?day=2022-12-31');
    await page.getByText(places.standardsNone).waitFor();
    await page.getByRole('link', { name: '1 Jan 2023' }).click();
    await page.getByRole('table', { name: standards.asks }).waitFor();
    expect(await page.getByRole('link', { name: standards.compose }).count()).toBe(0);
    expect(await page.getByRole('link', { name: standards.adopt }).count()).toBe(0);

    await page.goto('/standards?view=instruments&criteria=all');
    for (const doubt of ['unverified', 'implied', 'proposal', 'secondary'])
      expect(await page.getByText(places.confidence[doubt] ?? '').count()).toBeGreaterThan(0);
    expect(await page.getByText(standards.clause('(f)(1)(iii)')).count()).toBe(1);
    expect(await page.getByText('Malaysia persons per toilet').count()).toBe(1);
    expect(await page.getByText('عدد الأشخاص لكل دورة مياه في ماليزيا').count()).toBe(1);
    expect(
      await page
        .getByRole('row', { name: /Bunk beds/ })
        .getByText(standards.contradict)
        .count(),
    ).toBe(1);
  });
});
