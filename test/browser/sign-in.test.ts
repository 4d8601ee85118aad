import { request } from 'node:http';
import { describe, expect, inject, it } from 'vitest';
import { texts } from '#app/i18n/texts.ts';
import { demonstrationAccounts, demonstrationPassword } from '#db/seed/accounts.ts';
import { expectAccessible, signIn, openBrowser } from './browser.ts';
import { post, sessionCookie } from './session.ts';

const { visit } = openBrowser();
const planner = demonstrationAccounts.find((account) => account.role === 'planner')?.email ?? '';
const inspector = demonstrationAccounts.find((account) => account.role === 'inspector')?.email ?? '';
const employer = demonstrationAccounts.find((account) => account.role === 'employer')?.email ?? '';

const page = (path: string, cookie: string) =>
  fetch(`${inject('address')}${path}`, { redirect: 'manual', headers: { Cookie: cookie } });

/** A sign-in from another machine, as far as the product can tell. */
function guessFrom(localAddress: string, fields: Record<string, string>): Promise<number | undefined> {
  const { origin, hostname, port } = new URL(inject('address'));
  return new Promise((done, failed) => {
    const body = String(new URLSearchParams(fields));
    const headers = {
      Origin: origin,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': body.length,
    };
    request(
      { hostname, port, path: '/sign-in', method: 'POST', localAddress, headers, family: 4 },
      (answer) => {
        answer.resume().once('end', () => done(answer.statusCode));
      },
    )
      .once('error', failed)
      .end(body);
  });
}

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

  it('brings the style sheet once: no page waits for another of its kind', async () => {
    const visitor = await visit();
    const sheets: string[] = [];
    visitor.on('request', (asked) => {
      if (asked.resourceType() === 'stylesheet') sheets.push(asked.url());
    });
    await visitor.goto('/sign-in');
    await signIn(visitor, planner);
    await visitor.getByRole('link', { name: 'Plans', exact: true }).first().click();
    await visitor.getByRole('heading', { level: 1, name: 'Plans' }).waitFor();
    // The map of the first page has its own.
    expect(new Set(sheets.filter((url) => url.includes('/styles-'))).size).toBe(1);
  });

  it('works without JavaScript, in both languages', async () => {
    for (const language of ['ar', 'en'] as const) {
      const visitor = await visit({ language, javaScript: false });
      await signIn(visitor, planner);
      expect(new URL(visitor.url()).pathname).toBe('/sites');
      // The map's box runs left to right in both languages; what stands in it doesn't.
      const said = visitor.getByText(texts[language].shell.noScriptMap);
      expect(await said.evaluate((words) => getComputedStyle(words).direction)).toBe(
        language === 'ar' ? 'rtl' : 'ltr',
      );
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
    const owner = demonstrationAccounts.find((account) => account.role === 'auditor')?.email ?? '';
    const signInWith = (cookie: string) =>
      post('/sign-in', { email: owner, password: demonstrationPassword }, { Cookie: cookie });
    const { headers } = await signInWith('');
    const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const known = cookies.find((cookie) => cookie.startsWith('known-device=')) ?? '';
    for (let stranger = 0; stranger < 31; stranger++)
      await guessFrom(`127.0.1.${stranger + 1}`, { email: owner, password: 'a guess' });
    expect((await signInWith('')).status).toBe(429);
    expect((await signInWith(known)).status).toBe(302);
  });

  it('changes the password for whoever knows it, and ends every other session', async () => {
    const siteManager = demonstrationAccounts.find((account) => account.role === 'site_manager')?.email ?? '';
    const [here, elsewhere] = [await sessionCookie(siteManager), await sessionCookie(siteManager)];
    const change = (currentPassword: string, newPassword: string) =>
      post('/account', { intent: 'password', currentPassword, newPassword }, { Cookie: here });
    const next = 'another decent bed for every worker';
    expect((await change('a wrong guess', next)).status).toBe(422);
    expect((await change(demonstrationPassword, 'short')).status).toBe(422);
    expect((await change(demonstrationPassword, demonstrationPassword)).status).toBe(422);
    expect((await change(demonstrationPassword, next)).status).toBe(200);
    expect((await page('/account', here)).status).toBe(200);
    expect((await page('/account', elsewhere)).status).toBe(302);
    expect((await post('/sign-in', { email: siteManager, password: demonstrationPassword })).status).toBe(
      401,
    );
    expect((await post('/sign-in', { email: siteManager, password: next })).status).toBe(302);
    // Other tests sign in by the printed password.
    expect((await change(next, demonstrationPassword)).status).toBe(200);
  });

  it('sends inspectors to their app to sign out, where what lies on the phone is removed', async () => {
    const account = await (await page('/account', await sessionCookie(inspector))).text();
    expect(account).not.toContain('action="/sign-out"');
    expect(account.match(/<main[^]*<\/main>/)?.[0]).toContain('href="/inspector#/settings"');
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
