import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '#app/domain/csv-text.ts';
import { readCsv } from '#app/server/csv/csv-file.ts';

/** What a spreadsheet sees in the first cell, after the quotes are taken off. */
const firstCell = (text: string) => csvText([[text, 'end']]).replace(/^\ufeff"?/, '');

const readBack = (rows: string[][]) => readCsv(csvText(rows)).map((row) => row.cells);

/** Texts as people and attackers write them: the signs that matter stand close together. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom("'", '"', '=', '+', '-', '@', ',', ';', '\t', '\n', ' ', 'ع', 'x') }),
);

describe('a CSV file for a spreadsheet', () => {
  it.each([
    '=HYPERLINK("http://x")',
    '+965 1234 5678',
    '-',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '-Ali',
    '=Ali',
    '＝1+1',
    '＠SUM',
  ])('never lets %j be run, and reads it back as it was', (text) => {
    expect(firstCell(text)).toMatch(/^'/);
    expect(readBack([[text, 'end']])).toEqual([[text.replaceAll('\r', '\n'), 'end']]);
  });

  it.each(["'=not ours", "''+", "O'Brien", "'quoted'", "'", 'a-b', '١٢٣', ' padded '])(
    'leaves %j itself',
    (text) => {
      expect(readBack([[text, 'end']])).toEqual([[text, 'end']]);
    },
  );

  it('bears the mark by which Excel shows Arabic', () => {
    expect(csvText([['الاسم']]).startsWith('\ufeff')).toBe(true);
  });

  it('gives back any text as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        // A row is told from an empty line by its last cell.
        const told = rows.map((row) => [...row, 'end']);
        expect(readBack([['header', 'end'], ...told])).toEqual([
          ['header', 'end'],
          ...told.map((row) => row.map((cell) => cell.replace(/\r\n?/g, '\n'))),
        ]);
      }),
      { numRuns: 500 },
    );
  });

  it('starts no cell with a sign that a spreadsheet takes for a formula', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(firstCell(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
      { numRuns: 500 },
    );
  });
});
