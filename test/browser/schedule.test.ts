import { expect, inject, it } from 'vitest';
import { addDays } from '#app/domain/dates.ts';
import { texts } from '#app/i18n/texts.ts';
import { createFormat } from '#app/i18n/format.ts';
import { demonstrationAccounts } from '#db/seed/accounts.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { expectFitsTelephone } from './pictures.ts';

const { visit } = openBrowser();
const { schedule, own, risk } = texts.en.inspections;

it('a week is proposed, confirmed, moved by keyboard and mouse, and followed by the inspector’s calendar', async () => {
  const page = await visit();
  await signIn(page, 'planner@labour-cities.example');
  await page.goto('/inspections/risk');
  await page.getByRole('link', { name: risk.proposeRiskiest }).click();
  const proposal = page.locator('section', { hasText: schedule.proposalTitle }).first();
  await proposal.waitFor();
  await expectAccessible(page, 'schedule-proposed');
  await expectFitsTelephone(page, 'schedule-proposed');

  // The first two visits are kept.
  const boxes = proposal.getByRole('checkbox');
  const count = await boxes.count();
  expect(count).toBeGreaterThan(4);
  const name = /\u2068(.+?)\u2069/.exec((await boxes.first().getAttribute('aria-label')) ?? '')?.[1] ?? '';
  const day = (await boxes.first().inputValue()).split(' ')[2] ?? '';
  const inspectorName = await proposal.locator('h3 bdi').first().innerText();
  for (let index = 2; index < count; index++) await boxes.nth(index).uncheck();
  await proposal.getByRole('button', { name: schedule.confirm(2) }).click();
  await page.getByText(schedule.planned).waitFor();

  const board = page.getByRole('table', { name: schedule.board });
  const card = board.getByRole('article').filter({ hasText: name }).first();
  const id = (await card.getByRole('link').first().getAttribute('href'))?.split('/').at(-1) ?? '';
  const target = addDays(day, 2);
  await card.locator('summary').focus();
  await page.keyboard.press('Enter');
  await card.getByLabel(schedule.fields.day).fill(target);
  await page.keyboard.press('Enter');
  const undo = page.getByRole('button', { name: schedule.undo });
  await undo.waitFor();
  await expectAccessible(page, 'schedule-moved');

  const email = demonstrationAccounts.find(({ displayName }) => displayName === inspectorName)?.email ?? '';
  const inspector = await visit();
  await signIn(inspector, email, '/inspections/own');
  await inspector.getByRole('button', { name: own.make }).click();
  const address = await inspector.getByLabel(own.address).inputValue();
  const read = (path: string) => fetch(new URL(path, inject('address')));
  const calendarDay = async () => {
    const answer = await read(new URL(address).pathname);
    expect(answer.headers.get('content-type')).toContain('text/calendar');
    const calendar = (await answer.text()).replaceAll('\r\n ', '');
    const event = calendar.split('BEGIN:VEVENT').find((each) => each.includes(`UID:${id}@labour-cities`));
    return /DTSTART;TZID=Asia\/Kuwait:(\d{8})T/.exec(event ?? '')?.[1];
  };
  expect(await calendarDay()).toBe(target.replaceAll('-', ''));
  expect((await read('/calendar/guessed.ics')).status).toBe(404);

  await undo.click();
  await page.getByText(schedule.undone).waitFor();
  expect(await calendarDay()).toBe(day.replaceAll('-', ''));

  const column = await board
    .getByRole('columnheader')
    .allInnerTexts()
    .then((headers) => headers.indexOf(createFormat('en').weekday(target)));
  await card.dragTo(board.getByRole('row', { name: inspectorName }).locator('> *').nth(column));
  await undo.waitFor();
  expect(await calendarDay()).toBe(target.replaceAll('-', ''));

  await card.locator('summary').click();
  await card.getByRole('button', { name: schedule.callOff }).click();
  await page.getByRole('dialog').getByRole('button', { name: schedule.callOff }).click();
  await page.getByText(schedule.calledOff).waitFor();
  expect(await calendarDay()).toBeUndefined();
});
