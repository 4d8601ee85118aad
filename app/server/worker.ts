import { availableParallelism } from 'node:os';
import { StartRefused, startEmbeddedPostgres } from '#db/embedded.ts';
import { openDatabase, prepareDatabase } from '#db/migrate.ts';
import { startTakingParts } from './background/part-taker.ts';
import { readEnvironment } from './environment.ts';

/** A process that does nothing but help with large plans: as many of them, on as many machines, as one likes. */
try {
  const { databaseUrl, dataFolder, key } = readEnvironment(process.env);
  const ownerUrl = databaseUrl ?? (await startEmbeddedPostgres(dataFolder, { onlyRunning: true })).url;
  const loginUrl = await prepareDatabase(ownerUrl, key);
  const database = openDatabase(loginUrl, { connections: 2 });
  const taker = await startTakingParts(database, loginUrl, { atOnce: availableParallelism() });
  const stop = async () => {
    await taker.stop();
    await database.destroy();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  console.log('Takes parts of large plans. Ctrl-C stops it.');
} catch (error) {
  console.error(error instanceof StartRefused ? `\n${error.message}` : error);
  process.exit(1);
}
