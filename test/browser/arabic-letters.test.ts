import { expect, inject, it } from 'vitest';
import { sessionCookie } from './session.ts';

it.each(['/requests', '/sites/al-subiya', '/forecast'])(
  'every Arabic letter of %s comes whole, wherever a buffer of the server ends',
  async (path) => {
    const session = await sessionCookie('planner@labour-cities.example');
    const answer = await fetch(`${inject('address')}${path}`, {
      headers: { Cookie: `${session}; language=ar` },
    });
    const page = new Uint8Array(await answer.arrayBuffer());
    expect(page.length).toBeGreaterThan(50_000);
    // A letter for which a buffer has no room left is followed by zeros.
    expect(page.filter((byte) => byte === 0)).toHaveLength(0);
  },
);
