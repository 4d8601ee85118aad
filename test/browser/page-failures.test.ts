import { expect, it } from 'vitest';
import { languages } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { openBrowser, signIn } from './browser.ts';

const { visit } = openBrowser();

it.each(languages)(
  'a form that the page may not take, sent without JavaScript, is answered in the reader’s own frame, in %s',
  async (language) => {
    const { shell, problems } = texts[language];
    const page = await visit({ language, javaScript: false });
    await signIn(page, 'auditor@labour-cities.example', '/travel-times');
    // The first form of the page is the search; an auditor has none that changes anything, and sends one all the same.
    const send = async (path: string) => {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await page
        .locator('main form')
        .first()
        .evaluate((form: HTMLFormElement, action) => {
          form.method = 'post';
          form.action = action;
          form.submit();
        }, path);
      const status = (await answer).status();
      await page.getByRole('heading', { level: 1 }).waitFor();
      return status;
    };
    for (const [path, status, title, words] of [
      ['/travel-times', 403, shell.errorTitle, problems.forbidden({})],
      ['/forecast', 405, shell.notFoundTitle, problems.not_found({})],
    ] as const) {
      await page.goto('/travel-times');
      expect(await send(path)).toBe(status);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
      await page.getByText(words).waitFor();
      expect(await page.title()).toContain(shell.productName);
      await page.getByRole('button', { name: shell.signOut }).waitFor();
    }
  },
);

it.each(languages)(
  'a page that the network did not bring says so in the language of the last one, in %s',
  async (language) => {
    const { shell } = texts[language];
    const page = await visit({ language });
    await signIn(page, 'planner@labour-cities.example', '/requests');
    const another = page.locator('main a[href*="?state="]').first();
    await another.waitFor();
    await page.context().setOffline(true);
    await another.click();
    await page.getByRole('heading', { level: 1, name: shell.errorTitle }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.title()).toContain(shell.productName);
  },
);
