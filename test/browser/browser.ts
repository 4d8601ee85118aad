import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import packagedChromium from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { Language } from '#app/i18n/language.ts';
import { demonstrationPassword } from '#db/seed/accounts.ts';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium: the machine's own where there is one, else the one out of the package registry. */
export async function browserPath(): Promise<string> {
  const own = process.env['CHROMIUM'] ?? SYSTEM_BROWSERS.find((path) => existsSync(path));
  return own ?? packagedChromium.executablePath();
}

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await browserPath(), args: browserFlags });
}

export interface Visit {
  readonly language?: Language;
  readonly width?: number;
  readonly dark?: boolean;
  readonly javaScript?: boolean;
}

/**
 * A browser for this test file; each `visit` is a new person with an empty profile. `address`: of a product of the file's
 * own, where what it does would disturb others.
 */
export function openBrowser({ address = () => inject('address') }: { address?: () => string } = {}): {
  visit: (visit?: Visit) => Promise<Page>;
} {
  let browser: Browser | undefined;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
  });
  return {
    async visit({ language = 'en', width = 1440, dark = false, javaScript = true } = {}) {
      if (!browser) throw new Error('visit is for inside a test');
      const context = await browser.newContext({
        baseURL: address(),
        viewport: { width, height: 900 },
        colorScheme: dark ? 'dark' : 'light',
        javaScriptEnabled: javaScript,
        reducedMotion: 'reduce',
      });
      await context.addCookies([{ name: 'language', value: language, url: address() }]);
      contexts.push(context);
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      // A script that the content policy refused, or that broke, fails the test that met it.
      page.on('pageerror', (error) => {
        throw error;
      });
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) throw new Error(message.text());
      });
      return page;
    },
  };
}

/**
 * Signs in by the form, as a person would. `next`: where to go on, instead of the role's own first page; an inspector's
 * app loads itself anew when it is first opened, which would cut off whatever a test opens then.
 */
export async function signIn(page: Page, email: string, next?: string): Promise<void> {
  await page.goto(next ? `/sign-in?${new URLSearchParams({ next })}` : '/sign-in');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(demonstrationPassword);
  await page.locator('form button[type=submit]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** What axe finds against WCAG 2.2 AA, told shortly; expected to be nothing. `rule`: only that one is looked at. */
export async function expectAccessible(page: Page, where: string, rule?: string): Promise<void> {
  const axe = new AxeBuilder({ page });
  const chosen = rule
    ? axe.withRules([rule])
    : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  const { violations } = await chosen.analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    where,
  ).toEqual([]);
}
