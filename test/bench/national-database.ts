import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { prepareDatabase } from '#db/migrate.ts';
import type { Scale } from '#db/seed/seed.ts';
import { seed } from '#db/seed/seed.ts';

/** A Postgres of its own with demonstration data; national: 400,000 beds, 300,000 workers, 20,000 employers. */
export interface NationalDatabase {
  /** As the superuser, past row-level security. */
  readonly ownerUrl: string;
  /** As the product connects. */
  readonly loginUrl: string;
  /** The installation's key. */
  readonly key: Buffer;
  /** Stops the server and removes its data. */
  readonly remove: () => Promise<void>;
}

/** Takes about a minute. The server runs with the settings that the product gives its embedded one, durable commits too. */
export async function makeNationalDatabase(scale: Scale = 'national'): Promise<NationalDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'labour-cities-bench-'));
  chmodSync(folder, 0o755);
  const key = Buffer.alloc(32, 7);
  const postgres = await startEmbeddedPostgres(folder);
  const remove = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const loginUrl = await prepareDatabase(postgres.url, key);
    await seed({ url: postgres.url, key, scale });
    return { ownerUrl: postgres.url, loginUrl, key, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
