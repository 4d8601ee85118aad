import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    address: string;
    dataFolder: string;
  }
}

/** The whole product as a user starts it: its own process, its own Postgres, the demonstration data. */
export default async function startProduct(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'labour-cities-browser-'));
  chmodSync(dataFolder, 0o755);
  const product = spawn(process.execPath, ['app/server/start.ts'], {
    env: { ...process.env, NODE_ENV: 'test', PORT: '0', DATA_FOLDER: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => product.once('exit', () => done()));
  let output = '';
  const address = new Promise<string>((found, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match = /Labour Cities: (http:\/\/localhost:\d+)/.exec(output);
      if (match?.[1]) found(match[1]);
      // What is a fault of the product should be seen by whoever reads the tests' output.
      for (const line of chunk.toString().split('\n'))
        if (line.includes('"event":"fault"')) console.error(line);
    };
    product.stdout.on('data', read);
    product.stderr.on('data', read);
    product.once('exit', (code) => failed(new Error(`The product ended with ${code}:\n${output}`)));
  });
  const stop = async () => {
    product.kill('SIGTERM');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    project.provide('address', await address);
    project.provide('dataFolder', dataFolder);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
