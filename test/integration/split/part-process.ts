import { openDatabase } from '#db/migrate.ts';
import { startTakingParts } from '#app/server/background/part-taker.ts';

/** Takes parts of plans until it is killed: `part-process.ts <login url> <solver>`. */
const [loginUrl = '', solver = ''] = process.argv.slice(2);
await startTakingParts(openDatabase(loginUrl, { connections: 2 }), loginUrl, { atOnce: 1, solver });
console.log('ready');
