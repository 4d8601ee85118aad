import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Language } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { openBrowser, signIn } from './browser.ts';
import { sessionCookie } from './session.ts';

const { visit } = openBrowser();
let planner: string;

beforeAll(async () => {
  planner = await sessionCookie('planner@labour-cities.example');
});

const ask = (query: string, language: Language = 'en') =>
  fetch(`${inject('address')}/what-if?${query}`, {
    redirect: 'manual',
    headers: { Cookie: `${planner}; language=${language}` },
  });

describe('a what-if', () => {
  it('is asked in a form, answered for every site, and kept in the address', async () => {
    const page = await visit();
    await signIn(page, 'planner@labour-cities.example');
    await page.getByRole('link', { name: texts.en.shell.whatIf }).click();
    const { whatIf, places, limits } = texts.en;
    await page
      .getByLabel(places.criteria['floor_area_per_person_m2'] ?? '', { exact: true })
      .first()
      .fill('6');
    const row = page.getByRole('group', { name: whatIf.facilityRow(1) });
    await row.getByLabel(whatIf.howMany).fill('40');
    await row.getByLabel(whatIf.kind).selectOption({ label: limits.facility['toilet'] ?? '' });
    await page.getByRole('button', { name: whatIf.workOut }).click();

    const outcome = page.getByRole('table', { name: whatIf.outcome });
    await outcome.waitFor();
    const shown = await outcome.innerText();
    expect(await outcome.getByRole('row').count()).toBe(8);
    // At 6 m² every site holds fewer.
    expect(await outcome.getByRole('row', { name: places.total }).innerText()).toMatch(/-\d/);
    expect(page.url()).toContain('floor_area_per_person_m2=6');
    expect(await page.getByRole('link', { name: whatIf.compose }).getAttribute('href')).toBe(
      '/standards/compose',
    );

    const again = await visit({ javaScript: false });
    await signIn(again, 'auditor@labour-cities.example');
    await again.goto(page.url());
    expect(await again.getByRole('table', { name: whatIf.outcome }).innerText()).toBe(shown);
  });

  it.each(['ar', 'en'] as const)(
    'with wrong figures says so beside each (%s), and keeps what was typed',
    async (language) => {
      const answer = await ask(
        'floor_area_per_person_m2=0&max_occupants_per_room=-2&ceiling_height_m=high&site=al-subiya&kind=toilet&count=2.5&site=nowhere&kind=toilet&count=3',
        language,
      );
      expect(answer.status).toBe(422);
      const page = await answer.text();
      const { fieldProblems } = texts[language];
      expect(page.split(fieldProblems.not_above_zero)).toHaveLength(3);
      for (const code of ['not_a_number', 'not_a_whole_number', 'not_a_choice'] as const)
        expect(page).toContain(fieldProblems[code]);
      expect(page).toContain('value="high"');
      expect(page).toContain('value="2.5"');
    },
  );

  it('takes Arabic digits, and passes over names that there aren’t', async () => {
    const answer = await ask(
      `floor_area_per_person_m2=${encodeURIComponent('٦٫٥')}&nothing=1&without=nothing&rule=nothing`,
    );
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(texts.en.whatIf.outcome);
  });
});
