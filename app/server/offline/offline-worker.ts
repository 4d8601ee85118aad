import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerBuild } from '@remix-run/node';
import { aroundPages } from '#app/routes.ts';

/** Where the app on the phone lives. */
const PAGE = '/inspector';
/** What stands around the page, the page, and what Remix tells every page of: where the first path leads. */
const ROUTES = [...aroundPages, 'routes/home', 'routes/inspector/app'];
const FONT = /\/assets\/[\w.-]+\.woff2/g;
const OTHER_FILES = ['/icon.svg', '/inspector.webmanifest', '/inspector-192.png'];

/** The script of the worker that keeps the inspector's app on the phone, with the files of this build that the app needs. */
export function writeOfflineWorker(build: ServerBuild): string {
  const script = readFileSync(new URL('./worker-script.js', import.meta.url), 'utf8');
  const files = [...filesOf(build), ...OTHER_FILES];
  const version = createHash('sha256').update(script).update(files.join('\n')).digest('hex').slice(0, 16);
  return `const VERSION = ${JSON.stringify(version)};\nconst FILES = ${JSON.stringify(files)};\nconst PAGE = ${JSON.stringify(PAGE)};\n${script}`;
}

function filesOf({ assets, routes: built }: ServerBuild): string[] {
  const routes = ROUTES.flatMap((id) => assets.routes[id] ?? []);
  const links = ROUTES.flatMap((id) => built[id]?.module.links?.() ?? []);
  const files = [
    assets.url,
    assets.entry.module,
    ...assets.entry.imports,
    ...routes.flatMap(({ module, imports = [], css = [] }) => [module, ...imports, ...css]),
    ...links.flatMap((link) => ('href' in link && link.href?.endsWith('.css') ? [link.href] : [])),
  ];
  const styles = files.filter((file) => file.endsWith('.css'));
  const fonts = styles.flatMap((file) => readFileSync(join('build/client', file), 'utf8').match(FONT) ?? []);
  return [...new Set([...files, ...fonts])];
}
