import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { judgeRoster } from '#app/domain/placement/roster.ts';
import type { ProblemCode, ProblemDetails } from '#app/domain/problem.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import { readRoster } from '#app/server/csv/roster-file.ts';

const HEADERS = ['الاسم', 'الرقم المدني', 'الجنس', 'النوبة', 'اللغات'];
const ROW = ['راجيش كومار', '288020122596', 'ذكر', 'نهار', 'الهندية'];
const lines = (...rows: string[][]) => rows.map((row) => row.join(',')).join('\r\n');
const ROSTER = lines(HEADERS, ROW);

const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, byteOrder: 'little' | 'big'): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
  for (const [at, unit] of [0xfeff, ...text.split('').map((each) => each.charCodeAt(0))].entries())
    bytes.setUint16(2 * at, unit, byteOrder === 'little');
  return new Uint8Array(bytes.buffer);
}

/** Windows-1256, made from its decoder: which byte each character comes from. */
const windows1256 = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1256').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
function arabicWindows(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => {
    const byte = windows1256.get(character);
    if (byte === undefined) throw new Error(`Windows-1256 has no ${character}`);
    return byte;
  });
}

/** A zip archive with one file, as an .xlsx is one. */
function zip(name: string, content: string): Uint8Array<ArrayBuffer> {
  const body = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 0, 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(body.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return new Uint8Array(Buffer.concat([header, Buffer.from(name), body]));
}

const read = async (bytes: Uint8Array<ArrayBuffer>, name = 'roster.csv') =>
  readRoster(await readTextFile(new File([bytes], name, { type: 'text/csv' })));

async function problemOf(reading: Promise<unknown>): Promise<[ProblemCode, ProblemDetails]> {
  try {
    await reading;
  } catch (error) {
    if (isProblemError(error)) return [error.problem.code, error.problem.details];
    throw error;
  }
  throw new Error('The file was read');
}

const rowsIn = async (text: string) =>
  (await read(utf8(text))).map(({ line, cells }) => [line, cells.fullName, cells.civilId]);

describe('an Arabic roster is read', () => {
  it.each([
    ['UTF-8', utf8(ROSTER)],
    ['UTF-8 with its mark', utf8(`\ufeff${ROSTER}`)],
    ['UTF-16LE, Excel’s “Unicode text”', utf16(ROSTER.replaceAll(',', '\t'), 'little')],
    ['UTF-16BE', utf16(ROSTER, 'big')],
    ['the Arabic Windows encoding', arabicWindows(ROSTER)],
  ])('in %s', async (_, bytes) => {
    const rows = await read(bytes);
    expect(rows).toEqual([
      {
        line: 2,
        cells: { fullName: ROW[0], civilId: ROW[1], sex: ROW[2], shift: ROW[3], languages: ROW[4] },
      },
    ]);
    expect(judgeRoster(rows, '2026-06-15').right).toHaveLength(1);
  });

  it.each([
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('separated by %s, also where a header in quotes bears other separators', async (_, separator) => {
    const others = [',', ';', '\t'].filter((each) => each !== separator);
    const table = [
      [`"Address: block${others.join('').repeat(9)}street"`, ...HEADERS],
      ['"Block 4, Street 7; House 2"', '"Kumar, Rajesh; jr."', ...ROW.slice(1)],
      ['', ...ROW],
    ];
    expect(await rowsIn(table.map((row) => row.join(separator)).join('\n'))).toEqual([
      [2, 'Kumar, Rajesh; jr.', ROW[1]],
      [3, ROW[0], ROW[1]],
    ]);
  });

  it.each([
    ['\\r\\n', '\r\n'],
    ['\\n', '\n'],
    ['\\r', '\r'],
  ])(
    'with lines that end in %s, breaks within quotes, and blank lines; each row names its line',
    async (_, end) => {
      const name = `"Rajesh${end}Kumar${end}Singh"`;
      const file = [
        HEADERS.join(','),
        [name, ...ROW.slice(1)].join(','),
        '',
        ',,,,',
        ROW.join(','),
        '  ',
        ROW.join(','),
      ].join(end);
      expect(await rowsIn(file)).toEqual([
        [2, 'Rajesh\nKumar\nSingh', ROW[1]],
        [7, ROW[0], ROW[1]],
        [9, ROW[0], ROW[1]],
      ]);
    },
  );

  it('put together from files of different systems: no row swallows another', async () => {
    expect(
      await rowsIn(`${HEADERS.join(',')}\r\n${ROW.join(',')}\n${ROW.join(',')}\r${ROW.join(',')}`),
    ).toEqual([2, 3, 4].map((line) => [line, ROW[0], ROW[1]]));
  });

  it('that begins with blank lines, and rows shorter or longer than the first', async () => {
    const file = `\n\n${HEADERS.join(';')}\nراجيش;288020122596\n${ROW.join(';')};more;and more\n`;
    expect(await rowsIn(file)).toEqual([
      [4, 'راجيش', '288020122596'],
      [5, ROW[0], ROW[1]],
    ]);
  });

  it('with quotes inside a name that isn’t quoted', async () => {
    expect(await rowsIn(lines(HEADERS, ['Ali "Abu Bakr" Khan', ...ROW.slice(1)]))).toEqual([
      [2, 'Ali "Abu Bakr" Khan', ROW[1]],
    ]);
  });

  it('of 20,000 rows, the most there may be', async () => {
    const rows = await read(utf8(lines(HEADERS, ...Array.from({ length: 20_000 }, () => ROW))));
    expect(rows).toHaveLength(20_000);
    expect(rows.at(-1)?.line).toBe(20_001);
  });
});

describe('a file that is no roster is refused with its own word', () => {
  const openQuote = lines(HEADERS, ROW, ['"Rajesh', ...ROW.slice(1)], ROW, ROW);
  const earlyQuote = lines(HEADERS, ROW, ROW, ['"Rajesh" Kumar', ...ROW.slice(1)], ROW);
  const strayQuote = lines(HEADERS, ROW, ['"Rajesh', ...ROW.slice(1)], ROW, ['"Kumar"', ...ROW.slice(1)]);

  it.each<[string, Uint8Array<ArrayBuffer>, ProblemCode, ProblemDetails]>([
    ['an .xlsx renamed .csv', zip('xl/workbook.xml', '<workbook/>'.repeat(50)), 'file_not_text', {}],
    [
      'a PDF',
      utf8('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <</Type /Catalog>> endobj\n%%EOF'),
      'file_not_text',
      {},
    ],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      'file_not_text',
      {},
    ],
    ['text in UTF-16 without its mark', utf16(ROSTER, 'little').slice(2), 'file_not_text', {}],
    ['an empty file', utf8(''), 'file_empty', {}],
    ['a file of blanks', utf8('\ufeff \r\n\r\n'), 'file_empty', {}],
    ['the headers alone', utf8(`${HEADERS.join(',')}\r\n`), 'file_empty', {}],
    ['the headers and empty cells', utf8(lines(HEADERS, ['', '', '', '', ''])), 'file_empty', {}],
    ['a quote that is never closed', utf8(openQuote), 'file_not_csv', { line: 3 }],
    ['a quote that closes too early', utf8(earlyQuote), 'file_not_csv', { line: 4 }],
    ['a quote that a later row closes', utf8(strayQuote), 'file_not_csv', { line: 3 }],
    ['an open quote after blank lines', utf8(`${ROSTER}\n\n\n"x`), 'file_not_csv', { line: 5 }],
    ['an open quote in the first line', utf8(`"${ROSTER}`), 'file_not_csv', { line: 1 }],
    [
      'a letter',
      utf8('Dear Sir,\nplease find the workers attached.'),
      'file_columns_missing',
      {
        columns:
          'full name / الاسم الكامل, civil ID / الرقم المدني, sex / الجنس, shift / النوبة, languages / اللغات',
      },
    ],
    [
      'a roster without shifts',
      utf8('name,civil id,sex,languages\nA,1,m,hi'),
      'file_columns_missing',
      {
        columns: 'shift / النوبة',
      },
    ],
    [
      '20,001 rows',
      utf8(lines(HEADERS, ...Array.from({ length: 20_001 }, () => ROW))),
      'file_too_many_rows',
      {
        rows: 20_000,
      },
    ],
    ['5 MB and a byte', new Uint8Array(5 * 1_048_576 + 1).fill(0x20), 'file_too_large', { megabytes: 5 }],
  ])('%s', async (_, bytes, code, details) => {
    expect(await problemOf(read(bytes))).toEqual([code, details]);
  });

  it('no file chosen, or a field that bears none', async () => {
    expect(await problemOf(readTextFile(new File([], '')))).toEqual(['file_missing', {}]);
    expect(await problemOf(readTextFile('roster.csv'))).toEqual(['file_missing', {}]);
    expect(await problemOf(readTextFile(null))).toEqual(['file_missing', {}]);
  });

  it('but one of exactly 5 MB is read', async () => {
    const filler = ' '.repeat(5 * 1_048_576 - utf8(ROSTER).length);
    expect(await rowsIn(`${ROSTER}${filler}`)).toEqual([[2, ROW[0], ROW[1]]]);
  });
});
