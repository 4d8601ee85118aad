import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '#app/server/stale-build.ts';

/** What was counted of one check: a tool that finds nothing to complain of is one that passed. */
interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const folder = mkdtempSync(join(tmpdir(), 'labour-cities-results-'));

const tool = (command: string, ...words: string[]) => ({
  name: [command, ...words].join(' '),
  count: async (): Promise<Counts> =>
    (await run(command, words)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 },
});

const tests = (project: string) => ({
  name: `tests: ${project}`,
  count: async (): Promise<Counts> => {
    const results = join(folder, `${project}.json`);
    await run('vitest', [
      ...['run', '--project', project],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    ]);
    return readCounts(results);
  },
});

/** Checks that go on side by side, each row one after the other: whoever drives a browser mostly waits. */
const rows = [
  [
    tool('eslint', '.'),
    tool('prettier', '--check', '--log-level', 'warn', '.'),
    tool('tsc'),
    tests('unit'),
    tests('integration'),
    tests('screens'),
  ],
  [tests('browser')],
];

/** Runs every check of the product, each to its end, and counts them on the last line. */
const total = { passed: 0, failed: 0 };
// Once, before several products start on it.
await buildIfStale();
await Promise.all(
  rows.map(async (row) => {
    for (const { name, count } of row) {
      const { passed, failed } = await count();
      console.log(`\n${name}: ${passed} passed, ${failed} failed\n`);
      total.passed += passed;
      total.failed += failed;
    }
  }),
);
rmSync(folder, { recursive: true, force: true });

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Its exit code; what it says is told whole once it ends, so that two don't speak at once. */
function run(command: string, words: readonly string[]): Promise<number | null> {
  return new Promise((ended) => {
    const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error) => said.push(Buffer.from(String(error))));
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      ended(code);
    });
  });
}

/** A project that broke before it could count is one failure; so is a file whose tests could not be collected. */
function readCounts(results: string): Counts {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, success, testResults } = JSON.parse(
      readFileSync(results, 'utf8'),
    ) as {
      numPassedTests: number;
      numFailedTests: number;
      numPendingTests: number;
      success: boolean;
      testResults: { status: string; assertionResults: unknown[] }[];
    };
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    const unsuccessful = numFailedTests + numPendingTests + broken;
    return { passed: numPassedTests, failed: success ? unsuccessful : Math.max(1, unsuccessful) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
