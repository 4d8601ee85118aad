import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAccountByEmail } from '#app/data/identity/accounts.ts';
import { listSitesWithOccupancy } from '#app/data/places/places.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { passwordMatches } from '#app/server/identity/passwords.ts';
import { makeAccount, readAccountWords } from '#db/new-account.ts';
import { loadReference } from '#db/seed/load-reference.ts';
import { isEmpty } from '#db/seed/owner-copy.ts';
import { openFreshDatabase } from './fresh-database.ts';

const fresh = openFreshDatabase('empty');
const password = 'a long and good password';

describe('a ministry’s own empty database', () => {
  beforeAll(async () => {
    expect(await isEmpty(fresh.ownerUrl)).toBe(true);
    await loadReference(fresh.ownerUrl);
  });
  afterAll(async () => expect(await isEmpty(fresh.ownerUrl)).toBe(false));

  it('gets the six sites as they are known, with no boundary, area or bed made up', async () => {
    const sites = await transact(fresh.database, system, (t) =>
      listSitesWithOccupancy(t, { day: '2026-11-24' }),
    );
    expect(sites).toHaveLength(6);
    for (const site of sites) {
      expect(site).toMatchObject({
        status: 'planned',
        boundary: null,
        areaM2: null,
        available: 0,
        vacant: 0,
      });
      expect(site.sources.length).toBeGreaterThan(0);
    }
  });

  it('gets its first account from the command line, once an e-mail', async () => {
    const words = readAccountWords({ role: 'administrator', email: 'First@Ministry.example', name: 'First' });
    await makeAccount(fresh.database, words, password);
    const found = await transact(fresh.database, system, (t) =>
      findAccountByEmail(t, { email: 'first@ministry.example' }),
    );
    expect(await passwordMatches(found?.passwordHash ?? null, password)).toBe(true);
    await expect(makeAccount(fresh.database, words, password)).rejects.toThrow(/already/);
  });

  it('enters an employer with its first account, and knows it for the second one', async () => {
    for (const email of ['one@employer.example', 'two@employer.example']) {
      const words = {
        role: 'employer',
        email,
        name: 'Somebody',
        employer: 'A Company',
        'file-number': 'KW-1',
      };
      await makeAccount(fresh.database, readAccountWords(words), password);
    }
    const rows = await fresh.owner.selectFrom('employer').select(['name', 'fileNumber']).execute();
    expect(rows).toEqual([{ name: 'A Company', fileNumber: 'KW-1' }]);
  });

  it('is told which word of an account is wrong', () => {
    expect(() => readAccountWords({ role: 'king', email: 'nowhere', name: ' ' })).toThrow(
      /--role.*\n.*--email.*\n.*--name/,
    );
    expect(() =>
      readAccountWords({ role: 'employer', email: 'a@b.example', name: 'Somebody', employer: 'A Company' }),
    ).toThrow(/--employer: with --file-number/);
  });
});
