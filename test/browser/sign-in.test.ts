import { describe, expect, inject, it } from 'vitest';
import { demonstrationAccounts, demonstrationPassword } from '#db/seed/accounts.ts';
import { expectAccessible, signIn, openBrowser } from './browser.ts';
import { post, sessionCookie } from './session.ts';

const { visit } = openBrowser();
const planner = demonstrationAccounts.find((account) => account.role === 'planner')?.email ?? '';
const inspector = demonstrationAccounts.find((account) => account.role === 'inspector')?.email ?? '';
const employer = demonstrationAccounts.find((account) => account.role === 'employer')?.email ?? '';

const page = (path: string, cookie: string) =>
  fetch(`${inject('address')}${path}`, { redirect: 'manual', headers: { Cookie: cookie } });

describe('signing in', () => {
  it('speaks Arabic first, right to left, and English when asked, and keeps the choice', async () => {
    const visitor = await visit();
    await visitor.context().clearCookies();
    await visitor.goto('/');
    expect(await visitor.locator('html').getAttribute('dir')).toBe('rtl');
    await visitor.getByRole('heading', { name: 'تسجيل الدخول' }).waitFor();
    await visitor.getByRole('link', { name: 'English' }).click();
    await visitor.getByRole('heading', { name: 'Sign in' }).waitFor();
    await visitor.goto('/sign-in');
    expect(await visitor.locator('html').getAttribute('lang')).toBe('en');
  });

  it('works without JavaScript, in both languages', async () => {
    for (const language of ['ar', 'en'] as const) {
      const visitor = await visit({ language, javaScript: false });
      await signIn(visitor, planner);
      expect(new URL(visitor.url()).pathname).toBe('/sites');
    }
  });

  it('says what is missing beside the field and keeps what was typed', async () => {
    const visitor = await visit();
    await visitor.goto('/sign-in');
    await visitor.getByLabel('E-mail').fill('someone@example.com');
    await visitor.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await visitor.getByRole('alert').getByText('Password: Fill this in.').waitFor();
    expect(await visitor.getByLabel('Password').getAttribute('aria-invalid')).toBe('true');
    expect(await visitor.getByLabel('E-mail').inputValue()).toBe('someone@example.com');
    await expectAccessible(visitor, 'refused sign-in');
  });

  it('leads back to the page that was asked for, and never to another site', async () => {
    const answer = await post('/sign-in', {
      email: planner,
      password: demonstrationPassword,
      next: '/plans',
    });
    expect(answer.headers.get('Location')).toBe('/plans');
    for (const next of [
      '//elsewhere.example',
      'https://elsewhere.example',
      '/\\elsewhere.example',
      '/\t/elsewhere.example',
    ]) {
      const away = await post('/sign-in', { email: planner, password: demonstrationPassword, next });
      expect(away.headers.get('Location')).toBe('/');
    }
  });

  it('gives the same answer for a wrong password and an unknown e-mail', async () => {
    const wrong = await post('/sign-in', { email: inspector, password: 'wrong' });
    const unknown = await post('/sign-in', { email: 'nobody@example.com', password: 'wrong' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
  });

  it('makes a guesser wait, and says how long', async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      statuses.push(
        (await post('/sign-in', { email: 'guessed@example.com', password: `guess ${attempt}` })).status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });

  it('ends the session that the browser had when it opens another', async () => {
    const before = await sessionCookie(employer);
    await post('/sign-in', { email: employer, password: demonstrationPassword }, { Cookie: before });
    expect((await page('/employer', before)).status).toBe(302);
  });

  it('lets the owner in on a device known from before, whatever strangers try meanwhile', async () => {
    const { headers } = await post('/sign-in', { email: inspector, password: demonstrationPassword });
    const known = headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith('known-device='))
      ?.split(';')[0];
    expect(known).toMatch(/^known-device=.{20,}/);
    // Its value is good for this e-mail alone.
    const other = await post(
      '/sign-in',
      { email: planner, password: demonstrationPassword },
      { Cookie: known ?? '' },
    );
    expect(other.headers.getSetCookie().join()).not.toContain(known);
  });

  it('signs out on this device, or on every one', async () => {
    const [one, two] = [await sessionCookie(employer), await sessionCookie(employer)];
    await post('/sign-out', {}, { Cookie: one });
    expect((await page('/employer', one)).status).toBe(302);
    expect((await page('/employer', two)).status).toBe(200);
    const three = await sessionCookie(employer);
    await post('/account', {}, { Cookie: three });
    expect((await page('/employer', two)).status).toBe(302);
    expect((await page('/employer', three)).status).toBe(302);
  });
});
