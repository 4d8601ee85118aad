import packagedChromium from '@sparticuz/chromium';
import { chromium } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
const address = process.argv[2];
const plan = JSON.parse(process.argv[3]); // [[email, path, name, ...links]]
const looks = JSON.parse(process.argv[4] ?? '[["en",1440],["ar",360]]');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? await packagedChromium.executablePath(), args: ['--no-sandbox','--disable-gpu'] });
for (const [language, width, dark] of looks) {
  const pages = new Map();
  for (const [email, path, name, ...links] of plan) {
    let page = pages.get(email);
    if (!page) {
      const context = await browser.newContext({ baseURL: address, viewport: { width, height: 900 }, colorScheme: dark ? 'dark' : 'light' });
      await context.addCookies([{ name: 'language', value: language, url: address }]);
      page = await context.newPage();
      page.on('pageerror', (e) => console.log('PAGEERROR', name, e.message));
      page.on('console', (m) => m.type() === 'error' && console.log('CONSOLE', name, m.text().slice(0, 200)));
      await page.goto('/sign-in');
      await page.locator('#email').fill(email + '@labour-cities.example');
      await page.locator('#password').fill('a decent bed for every worker');
      await page.locator('form button[type=submit]').last().click();
      await page.waitForURL((u) => !u.pathname.startsWith('/sign-in'));
      pages.set(email, page);
    }
    const answer = await page.goto(path);
    for (const link of links) { const href = await page.locator(link).first().getAttribute('href'); await page.goto(new URL(href, page.url()).href); }
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']).analyze();
    console.log(name, language, width, answer.status(), page.url().replace(address, ''), 'wide', wide, 'h1', await page.locator('h1').count(), violations.map((v) => v.id + ': ' + v.nodes[0].html.slice(0,150)));
    await page.screenshot({ path: `/tmp/closure-shots/${name}-${language}-${width}.png`, fullPage: true });
    if (name.startsWith('notice')) { await page.pdf({ path: `/tmp/closure-shots/${name}-${language}.pdf`, format: 'A4' }).catch((e) => console.log(e.message)); }
  }
}
await browser.close();
