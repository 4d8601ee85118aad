import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs every check of the product, each to its end, and counts them on the last line. */
const folder = mkdtempSync(join(tmpdir(), 'labour-cities-results-'));
const results = join(folder, 'results.json');
let passed = 0;
let failed = 0;

for (const [name, command, words] of [
  ['Lint', 'eslint', ['.']],
  ['Format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['Types', 'tsc', []],
] as const) {
  console.log(`\n${name}: ${command} ${words.join(' ')}`);
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

for (const project of ['unit', 'integration', 'browser']) {
  console.log(`\nTests: ${project}`);
  rmSync(results, { force: true });
  spawnSync(
    'vitest',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
    {
      stdio: 'inherit',
    },
  );
  const counts = readCounts();
  passed += counts.passed;
  failed += counts.failed;
}
rmSync(folder, { recursive: true, force: true });

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** A project that broke before it could count is one failure; so is a file whose tests could not be collected. */
function readCounts(): { passed: number; failed: number } {
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
