import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { ReportJob, ReportAnswer } from './report-printer.ts';
import { photoPath } from './report-document.ts';

const fonts = dirname(
  createRequire(import.meta.url).resolve('@expo-google-fonts/ibm-plex-sans-arabic/package.json'),
);
const workspace = fileURLToPath(new URL('.', import.meta.url));
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontPaths: ['400Regular', '600SemiBold', '700Bold'].map((weight) => join(fonts, weight)) }],
});

function print({ document, photos }: ReportJob): Uint8Array {
  for (const { hash, bytes } of photos)
    compiler.mapShadow(join(workspace, photoPath(hash)), Buffer.from(bytes));
  try {
    const compiled = compiler.compile({
      mainFilePath: join(workspace, 'report.typ'),
      inputs: { document: JSON.stringify(document) },
    });
    if (!compiled.result)
      throw new Error(JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'The report can’t be set.'));
    return new Uint8Array(compiler.pdf(compiled.result));
  } finally {
    compiler.resetShadow();
    compiler.evictCache(2);
  }
}

parentPort?.on('message', (job: ReportJob) => {
  let answer: ReportAnswer;
  try {
    answer = { id: job.id, pdf: print(job) };
  } catch (error) {
    answer = { id: job.id, failure: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(answer);
});
