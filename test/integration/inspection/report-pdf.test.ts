import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as mupdf from 'mupdf';
import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesOf } from '#app/domain/inspection/report.ts';
import type { Language } from '#app/i18n/language.ts';
import { reportDocument } from '#app/server/report/report-document.ts';
import { createReportPrinter } from '#app/server/report/report-printer.ts';
import { aFinding, aReport } from './a-report.ts';

const printer = createReportPrinter();
afterAll(printer.stop);

const PHOTO = 'ab'.repeat(32);
const AWAITED = 'cd'.repeat(32);
const first = aReport({ outcome: 'conditional' });
const report = aReport({
  findings: [
    ...first.findings,
    ...Array.from({ length: 6 }, (_, index) =>
      aFinding({
        id: `0190a000-0000-7000-8000-00000000010${index}`,
        criterionKey: 'persons_per_toilet',
        severity: 'minor',
        scope: 'floor',
        floor: index,
        roomName: null,
        rule: { operator: 'max', threshold: 15, unit: 'persons', appliesAbove: null },
        measured: { value: 3, people: 64, allows: 45, threshold: 15, unit: 'persons' },
        hashes: index === 0 ? [PHOTO, AWAITED] : [],
      }),
    ),
    aFinding({ id: 'x', withdrawn: { reason: 'Two were guests', by: 'S', at: '2026-11-25T08:00:00.000Z' } }),
  ],
});

function documentIn(language: Language) {
  return reportDocument(
    {
      report,
      published: {
        ...{ version: 2, outcome: 'failed', correctionReason: 'صورة وصلت متأخرة (late photo)' },
        ...{ publishedByName: 'عبير الفضلي', publishedAt: new Date('2026-11-25T08:00:00Z') },
        contentHash: '0f'.repeat(32),
      },
      differences: differencesOf(first, report),
      photos: new Set([PHOTO]),
    },
    language,
  );
}

/** Everything in the document that is set as text. */
function saidIn(printed: unknown): string[] {
  if (typeof printed === 'string') return /^<svg|^\/photos\//.test(printed) ? [] : [printed];
  if (typeof printed !== 'object' || printed === null) return [];
  return Object.entries(printed).flatMap(([key, value]) =>
    ['language', 'tone', 'pageOf', 'none'].includes(key) ? [] : saidIn(value),
  );
}

/** Words of letters and digits, in whatever form they were shaped; a script ends a word, as it does in what readers take out. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .replace(/[\p{Mn}\u0640]/gu, '')
    .match(/\p{Script=Arabic}+|[\p{Script=Latin}\p{N}]+/gu) ?? [];

/** Two letters that are drawn as one come out in either order. */
const lettersOf = (word: string) => [...word].sort().join('');

describe.each(['ar', 'en'] as const)('a report on paper, in %s', (language) => {
  let pdf: Uint8Array = new Uint8Array();
  beforeAll(async () => {
    const photo = await sharp({ create: { width: 480, height: 360, channels: 3, background: '#3366aa' } })
      .jpeg()
      .toBuffer();
    pdf = await printer.print({ document: documentIn(language), photos: [{ hash: PHOTO, bytes: photo }] });
  });

  it('says every word that was to be said, in its reader’s order', () => {
    const opened = mupdf.Document.openDocument(pdf, 'application/pdf');
    const text = Array.from({ length: opened.countPages() }, (_, at) =>
      opened.loadPage(at).toStructuredText('').asText(),
    ).join('\n');
    const extracted = wordsOf(text);
    const asWritten = new Set(extracted);
    const asLetters = new Set(extracted.map(lettersOf));
    // A letter under a vowel's mark comes out twice: only what people wrote bears any.
    const said = saidIn(documentIn(language)).map((each) => each.replace(/\S*[\u064b-\u0652]\S*/g, ''));
    const expected = [...new Set(said.flatMap(wordsOf))];
    expect(expected.length).toBeGreaterThan(100);
    expect(expected.filter((word) => !asLetters.has(lettersOf(word)))).toEqual([]);
    const exact = expected.filter((word) => asWritten.has(word)).length;
    expect(exact / expected.length).toBeGreaterThan(language === 'ar' ? 0.7 : 0.97);
    // What somebody typed is text, not markup, and a Latin name keeps its order inside an Arabic sentence.
    expect(text).toContain('#strong[not bold] $x^2$ @ref');
    expect(text).toContain('Rajesh Kumar');
    expect(text).toContain('2-14');
  });

  it('has every glyph, numbered pages of A4, and its photo', async () => {
    const opened = await getDocument({ data: pdf.slice(), verbosity: 0 }).promise;
    expect(opened.numPages).toBeGreaterThanOrEqual(3);
    expect(opened.numPages).toBeLessThanOrEqual(5);
    let glyphs = 0;
    let pictures = 0;
    for (let at = 1; at <= opened.numPages; at++) {
      const page = await opened.getPage(at);
      expect(page.view.map(Math.round)).toEqual([0, 0, 595, 842]);
      const { fnArray, argsArray } = await page.getOperatorList();
      fnArray.forEach((operator, index) => {
        if (operator === OPS.paintImageXObject) pictures++;
        if (operator !== OPS.showText) return;
        for (const glyph of argsArray[index][0] as (
          number | { originalCharCode: number; unicode: string }
        )[]) {
          if (typeof glyph === 'number') continue;
          glyphs++;
          // The font's first glyph is the box that stands for a missing one.
          expect(glyph.originalCharCode, `page ${at}, ${glyph.unicode}`).not.toBe(0);
        }
      });
      const footer = (await page.getTextContent()).items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ');
      expect(footer).toContain('0f'.repeat(32));
    }
    expect(glyphs).toBeGreaterThan(1000);
    expect(pictures).toBe(1);
    expect((await opened.getMetadata()).info).toMatchObject({ Title: documentIn(language).title });
  });

  it('is drawn, to be looked at where SCREENSHOTS names a folder', () => {
    const opened = mupdf.Document.openDocument(pdf, 'application/pdf');
    for (let at = 0; at < opened.countPages(); at++) {
      const picture = opened
        .loadPage(at)
        .toPixmap(mupdf.Matrix.scale(1.6, 1.6), mupdf.ColorSpace.DeviceRGB, false, true)
        .asPNG();
      expect(picture.length).toBeGreaterThan(10_000);
      const folder = process.env['SCREENSHOTS'];
      if (!folder) continue;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `report-${language}-${at + 1}.png`), picture);
    }
  });
});
