import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { Role } from '#app/domain/identity/actor.ts';
import { roles } from '#app/domain/identity/actor.ts';
import type { Access } from '#app/routes.ts';
import { pages } from '#app/routes.ts';
import { demonstrationAccounts } from '#db/seed/accounts.ts';
import { post, sessionCookie } from './session.ts';

const NOWHERE = '01890000-0000-7000-8000-000000000000';
const cookies = new Map<Role, string>();

beforeAll(async () => {
  for (const role of roles) {
    const account = demonstrationAccounts.find((candidate) => candidate.role === role);
    if (!account) throw new Error(`No demonstration account is a ${role}`);
    cookies.set(role, await sessionCookie(account.email));
  }
});

const pathOf = (path: string) =>
  path === '*' ? '/nothing/here' : path.replace(':siteKey', 'al-subiya').replace(/:\w+Id/g, NOWHERE);

function get(path: string, cookie?: string): Promise<Response> {
  return fetch(`${inject('address')}${path}`, {
    redirect: 'manual',
    headers: cookie ? { Cookie: cookie } : {},
  });
}

const guarded = pages.filter((page) => page.access !== 'anyone');

describe('an outsider', () => {
  it.each(guarded.map((page) => page.path))('is led to sign in from %s', async (path) => {
    const page = await get(pathOf(path));
    expect(page.status).toBe(302);
    expect(page.headers.get('Location')).toBe(`/sign-in?next=${encodeURIComponent(pathOf(path))}`);
    // The same page as data, as the browser asks for it after the first page: nothing but the way to sign in.
    const asData = await get(`${pathOf(path)}.data`);
    expect(await asData.text()).toContain('/sign-in');
  });

  it.each(guarded.map((page) => page.path))('changes nothing at %s', async (path) => {
    const answer = await post(pathOf(path), { intent: 'anything' });
    expect([302, 401, 405]).toContain(answer.status);
  });
});

describe.each(roles)('a signed-in %s', (role) => {
  it.each(guarded.map((page) => [page.path, page.access, page.act ?? page.access] as const))(
    'at %s gets what the table says',
    async (path, access, act) => {
      const mayCall = (who: Access) => who === 'signed_in' || who.includes(role);
      const allowed = mayCall(access);
      const { status } = await get(pathOf(path), cookies.get(role));
      if (allowed) expect([200, 302, 404]).toContain(status);
      else expect(status).toBe(403);
      if (!mayCall(act)) {
        const answer = await post(pathOf(path), { intent: 'anything' }, { Cookie: cookies.get(role) ?? '' });
        expect([403, 405]).toContain(answer.status);
      }
    },
  );
});

describe('every page', () => {
  it('answers no mutation that comes from another site', async () => {
    for (const page of pages) {
      const answer = await fetch(`${inject('address')}${pathOf(page.path)}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: 'https://elsewhere.example', Cookie: cookies.get('planner') ?? '' },
        body: new URLSearchParams({ intent: 'anything' }),
      });
      expect([page.path, answer.status]).toEqual([page.path, 403]);
    }
  });

  it('bears a content policy without anything inline, and is kept by no cache', async () => {
    const answer = await get('/sign-in');
    const policy = answer.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toMatch(/script-src 'nonce-[^']+' 'strict-dynamic'/);
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const html = await answer.text();
    expect(html).not.toMatch(/\sstyle="/);
    expect(html).not.toMatch(/\son\w+="/);
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toContain('nonce="');
  });
});
