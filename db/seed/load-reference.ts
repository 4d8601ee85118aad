import { randomUUID } from 'node:crypto';
import { readSites } from '#db/reference/reference.ts';
import { copySites } from './copy-places.ts';
import { copyInstruments } from './copy-standards.ts';
import { copyAsOwner } from './owner-copy.ts';

/**
 * Loads the facts with sources, and nothing made up, into an empty, migrated database: the six sites, still planned and
 * without boundary or area, since none is published; and the published instruments, none of them adopted.
 */
export async function loadReference(url: string): Promise<void> {
  await copyAsOwner(url, { action: 'database.seeded', scale: 'reference' }, async (copy) => {
    await copyInstruments(copy, randomUUID);
    await copySites(
      copy,
      readSites().map((reference) => ({
        id: randomUUID(),
        reference,
        status: 'planned',
        note: reference.coord_basis,
        drawn: null,
      })),
    );
  });
}
