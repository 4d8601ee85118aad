import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import type { DayPack, PackedInspection } from '#app/domain/inspection/day-pack.ts';
import { texts } from '#app/i18n/texts.ts';
import { aPhoto } from '#test/unit/files/hostile-files.ts';
import { expectAccessible, openBrowser, signIn } from './browser.ts';
import { sessionCookie } from './session.ts';

const { visit } = openBrowser();
const { findings } = texts.en;
const DOORS = 'building/roof_and_exit_doors_open_from_inside';

/** The inspector's phone, as far as what it sends and is given. */
async function aPhone() {
  const address = inject('address');
  const cookie = await sessionCookie('inspector@labour-cities.example');
  const headers = { Origin: address, Cookie: cookie, 'Content-Type': 'application/json' };
  const pack = async (): Promise<DayPack> =>
    (await fetch(`${address}/inspector/pack.json`, { headers })).json() as Promise<DayPack>;
  const submit = async ({ id: inspectionId }: PackedInspection, areDoorsOpen: boolean) => {
    const phoneId = randomUUID();
    const acts = [
      { kind: 'started', body: {} },
      { kind: 'answered', body: { questionId: DOORS, value: areDoorsOpen, note: 'Padlock', replaces: [] } },
      { kind: 'submitted', body: { upTo: { [phoneId]: 2 } } },
    ];
    const operations = acts.map((act, at) => ({
      ...{ id: randomUUID(), inspectionId, phoneId, sequence: at + 1 },
      ...{ recordedAt: new Date().toISOString(), ...act },
    }));
    const body = JSON.stringify({ operations, inspectionIds: [inspectionId] });
    const answer = await fetch(`${address}/inspector/sync`, { method: 'POST', headers, body });
    expect(((await answer.json()) as { held: string[] }).held).toHaveLength(3);
  };
  return { pack, submit };
}

const criterion = texts.en.places.criteria['roof_and_exit_doors_open_from_inside'] ?? '';

/** Reloads until it is there: what follows from an inspection is drawn in the background. */
async function waitFor(page: Page, address: string, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(address);
        return page.getByText(text, { exact: true }).count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
}

it('a locked exit closes the building; repaired and looked at again, it opens', async () => {
  const phone = await aPhone();
  const manager = await visit();
  await signIn(manager, 'site.manager@labour-cities.example');
  // One of the inspector's visits, at a site of this site manager.
  const { inspections } = await phone.pack();
  const visits = inspections.filter(
    ({ state, inspected }) => state === 'scheduled' && inspected.kind === 'building',
  );
  let visited: PackedInspection | undefined;
  for (const each of visits) {
    await manager.goto(`/findings?view=done&site=${each.site.key}`);
    if ((await manager.locator('main tbody tr').count()) > 0) visited = each;
  }
  expect(visited).toBeDefined();
  await phone.submit(visited!, false);
  const list = `/findings?q=${visited!.number}`;
  await waitFor(manager, list, criterion);
  const finding = (await manager.getByRole('link', { name: criterion }).getAttribute('href')) ?? '';
  await waitFor(manager, finding, findings.closed);
  await manager.getByRole('link', { name: findings.steps.closure }).click();
  await manager.getByRole('heading', { level: 2, name: findings.sheet.titles.closure }).waitFor();
  await expectAccessible(manager, 'notice of closure');

  await manager.goto(finding);
  await manager.getByLabel(findings.repairNote).fill('The padlock is gone.');
  await manager
    .getByLabel(findings.photos)
    .setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: await aPhoto() });
  await manager.getByRole('button', { name: findings.sendReport }).click();
  await manager.getByText(findings.done.reported).waitFor();
  const photo = manager.getByRole('img', { name: findings.photo(1) });
  expect(
    await photo.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(0);
  await expectAccessible(manager, 'finding with a repair');

  const supervisor = await visit();
  await signIn(supervisor, 'supervisor@labour-cities.example');
  await supervisor.goto(finding);
  await supervisor.getByRole('button', { name: findings.accept }).click();
  await supervisor.getByText(findings.done.accepted).waitFor();
  await supervisor.getByText(findings.closed).waitFor();
  await supervisor.getByLabel(findings.inspector).selectOption({ label: 'مريم الكندري' });
  await supervisor.getByRole('button', { name: findings.schedule }).click();
  await supervisor.getByText(findings.done.scheduled).waitFor();

  const again = (await phone.pack()).inspections.find(
    ({ reason, state, inspected }) =>
      reason === 'follow_up' && state === 'scheduled' && inspected.facts.id === visited!.inspected.facts.id,
  );
  await phone.submit(again!, true);
  await waitFor(supervisor, finding, findings.reopened);
  await supervisor.getByText(findings.byReinspection(again!.number)).waitFor();

  // Closed and opened on one day, it is remembered all the same.
  const history = `/sites/${again!.site.key}/buildings/${again!.inspected.facts.id}/history`;
  const { reports } = texts.en;
  for (const kind of ['closing', 'reopening']) {
    await supervisor.goto(`${history}?kind=${kind}`);
    await supervisor.locator('main').getByText(reports.theBuilding).first().waitFor();
  }
});
