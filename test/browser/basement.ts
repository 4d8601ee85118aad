import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import sharp from 'sharp';
import { browserFlags, browserPath } from './browser.ts';

/** A phone whose battery can die: a browser in a process of its own, with a profile that outlives it. */
export interface Phone {
  /** A page of the browser as it runs now; it is another one after the phone was switched on again. */
  readonly page: () => Page;
  readonly setOffline: (offline: boolean) => Promise<void>;
  /** Closes the page whatever it is doing, and opens an empty one. */
  readonly killPage: () => Promise<void>;
  /** Ends the browser as a dead battery does, and starts it anew on the same profile. */
  readonly dieAndSwitchOn: () => Promise<void>;
  readonly throwAway: () => Promise<void>;
}

export async function buyPhone(): Promise<Phone> {
  const profile = mkdtempSync(join(tmpdir(), 'labour-cities-phone-'));
  let running = await switchOn(profile);
  let isOffline = false;
  const context = (): BrowserContext => {
    const [first] = running.browser.contexts();
    if (!first) throw new Error('The browser has no profile.');
    return first;
  };
  let page = await openPage(context());
  const kill = async () => {
    const dead = new Promise((done) => running.process.once('close', done));
    running.process.kill('SIGKILL');
    await dead;
    await running.browser.close().catch(() => undefined);
  };
  return {
    page: () => page,
    async setOffline(offline) {
      isOffline = offline;
      await context().setOffline(offline);
    },
    async killPage() {
      // A page is closed while the next one is open already: without any, the browser would end.
      const next = await openPage(context());
      await page.close({ runBeforeUnload: false });
      page = next;
    },
    async dieAndSwitchOn() {
      await kill();
      running = await switchOn(profile);
      await context().setOffline(isOffline);
      page = await openPage(context());
    },
    async throwAway() {
      await kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function openPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  page.setDefaultTimeout(20_000);
  // The content policy lets no script read a picture back by its address: the blobs are kept as they are made.
  await page.addInitScript(() => {
    const shownBlobs = new Map<string, Blob>();
    Object.assign(window, { shownBlobs });
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      const url = make(blob);
      if (blob instanceof Blob) shownBlobs.set(url, blob);
      return url;
    };
  });
  return page;
}

async function switchOn(profile: string): Promise<{ browser: Browser; process: ChildProcess }> {
  for (const lock of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    if (existsSync(join(profile, lock))) rmSync(join(profile, lock));
  const child = spawn(
    await browserPath(),
    [...browserFlags, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let output = '';
  const address = await new Promise<string>((found, failed) => {
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(output);
      if (match?.[1]) found(match[1]);
    });
    child.once('close', () => failed(new Error(`The browser ended:\n${output}`)));
  });
  return { browser: await chromium.connectOverCDP(address), process: child };
}

/** A picture as a camera writes it: noise that is unlike any other, the time and the place in its EXIF. */
export function takePicture(seed: number, { width, height } = { width: 160, height: 120 }): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 7 + seed * 37 + ((at * at) >> 9) * 13) & 255;
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .withExif({
      IFD2: { DateTimeOriginal: '2026:11:26 09:30:00', OffsetTimeOriginal: '+03:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '29/1 20/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '47/1 40/1 0/1',
      },
    })
    .toBuffer();
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
