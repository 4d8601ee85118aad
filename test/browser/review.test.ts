import { describe, expect, it } from 'vitest';
import { texts } from '#app/i18n/texts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone, keepPicture } from './pictures.ts';

const { visit } = openBrowser();

describe('a submitted inspection', () => {
  it('is reviewed, published, read as PDF and corrected', async () => {
    const { reports, terms, problems, fieldProblems } = texts.ar;
    const page = await visit({ language: 'ar' });
    await signIn(page, 'supervisor@labour-cities.example');
    expect(new URL(page.url()).search).toBe('?state=submitted');
    const critical = page.getByRole('row').filter({ hasText: /منها \d+ حرجة/ });
    await critical.first().getByRole('link').click();
    await page.getByRole('heading', { name: reports.review.title }).waitFor();
    const address = new URL(page.url()).pathname;
    await page.getByText(reports.finding.withdraw).first().click();
    await page.getByRole('button', { name: reports.finding.withdrawNow }).first().click();
    await page.getByText(fieldProblems.required).waitFor();
    await page.getByLabel(reports.finding.withdrawReason).first().fill('عُدّ الضيوف خطأ');
    await page.getByRole('button', { name: reports.finding.withdrawNow }).first().click();
    await page.getByText(reports.finding.takenBack).waitFor();
    await page.getByText('عُدّ الضيوف خطأ').waitFor();

    // What follows from the inspection is drawn anew without the finding.
    let mark = '';
    const isSettled = async () => {
      const before = mark;
      await page.goto(address);
      mark = await page.locator('input[name=agreedTo]').inputValue();
      const isDrawn = (await page.getByText(problems.inspection_not_judged({})).count()) === 0;
      return isDrawn && mark === before;
    };
    await expect.poll(isSettled, { interval: 3000, timeout: 60_000 }).toBe(true);
    await page.waitForLoadState('networkidle');

    const confirm = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
    };
    await page.locator('#outcome').selectOption('passed');
    await confirm(reports.review.publish);
    await page.locator('#summary-problem').waitFor();
    expect(await page.locator('#outcome').inputValue()).toBe('passed');
    await keepPicture(page, 'review-refused-ar');
    await page.locator('#outcome').selectOption('failed');
    await page.locator('#summary').fill('باب السطح مقفل. The door is chained.');
    await confirm(reports.review.publish);
    await page.getByText(reports.review.published).waitFor();
    await expectAccessible(page, 'a published inspection');
    await expectFitsTelephone(page, 'inspection-published-ar-360');

    const pdf = await page.request.get(`${address}/report.pdf?paper=en`);
    expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await page.request.get(`${address}/report.pdf?version=2`)).status()).toBe(404);

    await page.goto(address);
    await page.getByRole('heading', { name: reports.review.correct }).waitFor();
    await page.locator('#reason').fill('الباب فُتح أثناء الزيارة');
    await page.locator('#summary').fill('فُتح الباب.');
    await confirm(reports.review.publishCorrection);
    await page.getByText(reports.review.corrected).waitFor();
    await page.goto(`${address}?view=versions`);
    await page.getByText(reports.differences.summary).waitFor();
    expect(await page.getByRole('link', { name: reports.version(1), exact: true }).count()).toBe(1);
    await keepPicture(page, 'inspection-versions-ar');
    await page.goto(`${address}?version=1`);
    await page.getByText('The door is chained.').waitFor();
    expect(await page.getByText(terms.inspectionOutcome.failed).count()).toBeGreaterThan(0);
  });
});
