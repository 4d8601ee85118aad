import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { DayPack } from '#app/domain/inspection/day-pack.ts';
import { sessionCookie } from './session.ts';

let cookie = '';
beforeAll(async () => {
  cookie = await sessionCookie('inspector@labour-cities.example');
});

const nothing = { operations: [], inspectionIds: [] };

/** Posts as the phone does; a text goes as it is. */
function send(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const address = inject('address');
  return fetch(`${address}/inspector/sync`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: address, Cookie: cookie, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const problemOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { problem: { code: string } }).problem.code,
];

describe('a phone that syncs', () => {
  it('is answered in JSON which acts are held and which never will be', async () => {
    const act = {
      ...{ id: randomUUID(), inspectionId: randomUUID(), phoneId: randomUUID(), sequence: 1 },
      ...{ recordedAt: new Date().toISOString(), kind: 'started', body: {} },
    };
    const answer = await send({ ...nothing, operations: [act, { ...act, kind: 'painted' }] });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([
      200,
      expect.stringMatching('application/json'),
    ]);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      held: [],
      refused: [
        { id: act.id, problem: 'not_readable' },
        { id: act.id, problem: 'not_yours' },
      ],
      inspections: [],
    });
  });

  it.each([
    ['no JSON', 'operations'],
    ['nothing', ''],
    ['null', null],
    ['a list', []],
    ['acts that are no list', { ...nothing, operations: {} }],
    ['inspections that are none', { ...nothing, inspectionIds: ['all'] }],
    ['more acts than go in one request', { ...nothing, operations: Array(1001).fill(null) }],
    ['an arrival that is no count', { ...nothing, arrivals: { [randomUUID()]: -1 } }],
  ])('is told that what it sent can’t be read: %s', async (_what, body) => {
    expect(await problemOf(await send(body))).toEqual([415, 'form_unreadable']);
  });

  it('is told so where it doesn’t say that it is JSON, or sends too much', async () => {
    expect(await problemOf(await send(nothing, { 'Content-Type': 'text/plain' }))).toEqual([
      415,
      'form_unreadable',
    ]);
    const large = JSON.stringify({ ...nothing, operations: ['x'.repeat(2_100_000)] });
    expect(await problemOf(await send(large))).toEqual([413, 'form_too_large']);
  });

  it('whose session has ended is told to sign in, and nothing is taken', async () => {
    expect(await problemOf(await send(nothing, { Cookie: '' }))).toEqual([401, 'sign_in_needed']);
  });

  it.each(['site.manager@labour-cities.example', 'employer@labour-cities.example'])(
    'of %s is refused',
    async (email) => {
      expect(await problemOf(await send(nothing, { Cookie: await sessionCookie(email) }))).toEqual([
        403,
        'forbidden',
      ]);
    },
  );
});

it('an inspector’s pack is theirs, has the days asked for, and is kept by no cache', async () => {
  const packOf = async (query: string) => {
    const answer = await fetch(`${inject('address')}/inspector/pack.json${query}`, {
      headers: { Cookie: cookie },
    });
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    return (await answer.json()) as DayPack;
  };
  const pack = await packOf('');
  expect(pack.inspections.length).toBeGreaterThan(0);
  for (const { inspectors } of pack.inspections)
    expect(inspectors.map(({ accountId }) => accountId)).toContain(pack.inspector.accountId);
  const today = await packOf('?days=0');
  // What is under way is taken along whenever it was planned for.
  const others = today.inspections.filter(({ state }) => state !== 'under_way');
  expect(others.every(({ scheduledOn }) => scheduledOn <= pack.today)).toBe(true);
  expect(await packOf('?days=many')).toMatchObject({ inspections: { length: pack.inspections.length } });
});
