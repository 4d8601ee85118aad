import { request as httpRequest } from 'node:http';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { addDays } from '#app/domain/dates.ts';
import { civilIdWithSerial } from '#app/domain/identity/civil-id.ts';
import { readCsv } from '#app/server/csv/csv-file.ts';
import type { Language } from '#app/i18n/language.ts';
import { texts } from '#app/i18n/texts.ts';
import { post, sessionCookie } from './session.ts';

const IMPORT = '/employer/workers/import';
const HEADER = 'full name,civil ID,birth date,sex,shift,languages,access needs';
let ours: string;
let theirs: string;

beforeAll(async () => {
  ours = await sessionCookie('employer@labour-cities.example');
  theirs = await sessionCookie('second.employer@labour-cities.example');
});

let serial = 0;
/** A civil ID that the demonstration has given to nobody: its serials begin at 1, and these are at the other end. */
function aNewCivilId(): string {
  for (;;) {
    const civilId = civilIdWithSerial(addDays('1985-03-04', serial), 9_000 + (serial++ % 900));
    if (civilId) return civilId;
  }
}

const aLine = ({ name = 'Rajesh Kumar', civilId = aNewCivilId(), sex = 'male' } = {}) =>
  `${name},${civilId},,${sex},day,hi; en,`;
const roster = (...lines: string[]) => [HEADER, ...lines].join('\r\n');

/** Posts a form that may bear a file, as a browser does. */
function upload(
  path: string,
  fields: Record<string, string | File>,
  { cookie = ours, language = 'en' as Language } = {},
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(`${inject('address')}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: inject('address'), Cookie: `${cookie}; language=${language}` },
    body: form,
  });
}

const preview = (file: File, language: Language = 'en') =>
  upload(IMPORT, { intent: 'preview', file }, { language });
const commit = (text: string, cookie = ours) =>
  upload(IMPORT, { intent: 'commit', roster: text }, { cookie });
const aFile = (content: string | Uint8Array<ArrayBuffer>, name = 'roster.csv') => new File([content], name);

const get = (path: string, cookie = ours) =>
  fetch(`${inject('address')}${path}`, { redirect: 'manual', headers: { Cookie: `${cookie}; language=en` } });
const isUp = async () => (await get('/health')).status === 200;

/** What stands on the page, as it is read. */
function wordsOf(html: string): string {
  return unescaped(
    html
      .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' '),
  );
}
const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The hidden fields of the form on the page that goes to `action`, as a browser would send them. */
function hiddenFields(html: string, action: string): Record<string, string> {
  const form = new RegExp(`<form[^>]*action="${action}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? '';
  const textarea = /<textarea[^>]*name="(\w+)"[^>]*>([\s\S]*?)<\/textarea>/.exec(form);
  const fields = new Map<string, string>();
  if (textarea?.[1]) fields.set(textarea[1], unescaped(textarea[2] ?? ''));
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g))
    fields.set(/name="(\w+)"/.exec(input)?.[1] ?? '', unescaped(/value="([^"]*)"/.exec(input)?.[1] ?? ''));
  return Object.fromEntries(fields);
}

const exportedRows = async (cookie = ours) =>
  readCsv(await (await get('/employer/workers/export.csv', cookie)).text()).map((row) => row.cells);
const timesExported = async (civilId: string, cookie = ours) =>
  (await exportedRows(cookie)).filter((cells) => cells[1] === civilId).length;

describe('a form that holds too much', () => {
  it.each([
    ['fields', 'a&'.repeat(3_000)],
    ['bytes', `email=${'a'.repeat(300_000)}`],
  ])('of %s is refused before it is read, also from nobody', async (_what, body) => {
    const answer = await fetch(`${inject('address')}/sign-in`, {
      method: 'POST',
      headers: {
        Origin: inject('address'),
        Cookie: 'language=en',
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body,
    });
    expect(answer.status).toBe(413);
    expect(wordsOf(await answer.text())).toContain(texts.en.problems.form_too_large({}));
  });
});

describe('a file of 50 MB', () => {
  const large = () => aFile(new Uint8Array(50 * 1_048_576).fill(0x61));

  it.each(['ar', 'en'] as const)('is refused in words (%s), and the product goes on', async (language) => {
    const answer = await preview(large(), language);
    expect(answer.status).toBe(413);
    const words = wordsOf(await answer.text());
    expect(words).toContain(texts[language].problems.file_too_large({ megabytes: 5 }));
    // The form is still there, for a smaller file.
    expect(words).toContain(texts[language].employer.file);
    expect(await isUp()).toBe(true);
  });

  it('is refused by every other form too, without a session as well', async () => {
    const signIn = await upload('/sign-in', { email: 'x', password: large() }, { cookie: '' });
    expect(signIn.status).toBe(413);
    const worker = await upload('/employer/workers/new', { fullName: large() });
    expect(worker.status).toBe(413);
    expect(await isUp()).toBe(true);
  });

  it('whose sender does not say how large it is, is not read into memory', async () => {
    const status = await new Promise<number | undefined>((answered, failed) => {
      const sending = httpRequest(
        `${inject('address')}/sign-in`,
        {
          method: 'POST',
          headers: {
            Origin: inject('address'),
            'Content-Type': 'application/x-www-form-urlencoded',
            'Transfer-Encoding': 'chunked',
          },
        },
        (answer) => {
          answer.resume();
          answered(answer.statusCode);
        },
      );
      sending.on('error', failed);
      for (let part = 0; part < 20; part++) sending.write(Buffer.alloc(1_048_576, 'a'));
      sending.end();
    });
    expect(status).toBe(413);
    expect(await isUp()).toBe(true);
  });
});

describe('a file that is no roster', () => {
  it.each([
    ['a spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0]), 415, 'file_not_text', {}],
    ['an empty file', '', 422, 'file_empty', {}],
    ['a quote never closed', roster(aLine(), '"Rajesh'), 422, 'file_not_csv', { line: 3 }],
    [
      'other columns',
      'a,b\n1,2',
      422,
      'file_columns_missing',
      {
        columns:
          'full name / الاسم الكامل, civil ID / الرقم المدني, sex / الجنس, shift / النوبة, languages / اللغات',
      },
    ],
  ] as const)('%s is answered in its own words', async (_, content, status, code, details) => {
    for (const language of ['ar', 'en'] as const) {
      const answer = await preview(aFile(content), language);
      expect(answer.status).toBe(status);
      expect(wordsOf(await answer.text())).toContain(texts[language].problems[code](details));
    }
  });

  it('and no file at all asks to choose one', async () => {
    const answer = await preview(new File([], ''));
    expect([answer.status, wordsOf(await answer.text())]).toEqual([
      422,
      expect.stringContaining(texts.en.problems.file_missing({})),
    ]);
  });
});

describe('a roster with right and wrong rows', () => {
  it('imports the right ones once, however often it is pressed, and gives the wrong ones back with what is wrong', async () => {
    const [first, second] = [aNewCivilId(), aNewCivilId()];
    const elsewhere = (await exportedRows(theirs))[1]?.[1] ?? '';
    const mine = (await exportedRows())[1]?.[1] ?? '';
    const text = roster(
      aLine({ name: '"Kumar, Rajesh"', civilId: first }),
      aLine({ name: '=cmd|calc', civilId: '123' }),
      aLine({ name: 'علي حسن', civilId: second, sex: 'ذكر' }),
      aLine({ name: 'Same Again', civilId: first }),
      aLine({ name: 'Not Ours', civilId: elsewhere }),
      aLine({ name: 'Known Already', civilId: mine }),
      aLine({ name: 'No Sex', sex: '' }),
    );

    const seen = await (await preview(aFile(text))).text();
    // Who is registered elsewhere is found out when it is saved, not before.
    expect(wordsOf(seen)).toContain(texts.en.employer.rightRows(3));
    expect(wordsOf(seen)).toContain(texts.en.employer.wrongRows(4));
    expect(await timesExported(first)).toBe(0);

    const pressed = await Promise.all([commit(text), commit(text), commit(text)]);
    const pages = await Promise.all(pressed.map((answer) => answer.text()));
    const added = pages.map((page) => / (\d) workers? (?:was|were) added/.exec(wordsOf(page))?.[1]);
    expect(added.sort()).toEqual(['0', '0', '2']);
    expect([await timesExported(first), await timesExported(second)]).toEqual([1, 1]);
    expect(await timesExported(elsewhere)).toBe(0);
    // Who pressed a moment later is not told that another employer has them.
    for (const page of pages) expect(wordsOf(page).split('registered with another employer')).toHaveLength(2);

    const winner = pages.find((page) => wordsOf(page).includes('2 workers were added')) ?? '';
    expect(wordsOf(winner)).toContain(texts.en.employer.wrongRows(5));
    const path = '/employer/workers/wrong-rows.csv';
    const download = await upload(path, hiddenFields(winner, path));
    expect(download.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    const file = await download.text();
    const { fieldProblems, employer } = texts.en;
    const wrong = (name: string, problem: string, civilId = expect.anything(), sex = 'male') => [
      name,
      civilId,
      '',
      sex,
      'day',
      'hi; en',
      '',
      problem,
    ];
    const civilId = (code: keyof typeof fieldProblems) =>
      `${employer.fields.civilId}: ${fieldProblems[code]}`;
    expect(
      readCsv(file)
        .slice(1)
        .map((row) => row.cells),
    ).toEqual([
      wrong('=cmd|calc', civilId('civil_id_length'), '123'),
      wrong('Same Again', civilId('civil_id_repeated'), first),
      wrong('Not Ours', civilId('civil_id_already_registered'), elsewhere),
      wrong('Known Already', civilId('civil_id_already_yours'), mine),
      wrong('No Sex', `${employer.fields.sex}: ${fieldProblems.required}`, expect.anything(), ''),
    ]);
    expect(file).toContain("'=cmd|calc");

    // Corrected, that very file is imported: the column that says what was wrong is passed over.
    const corrected = file.replace('123', aNewCivilId()).replace("'=cmd|calc", 'Anil');
    const again = wordsOf(await (await commit(corrected)).text());
    expect(again).toContain(texts.en.employer.imported(1));
  });

  it('tells nothing of who the other employer is', async () => {
    const [name, civilId] = (await exportedRows(theirs))[2] ?? [];
    const page = await (await commit(roster(aLine({ name: 'Not Ours', civilId })))).text();
    expect(wordsOf(page)).toContain(texts.en.fieldProblems.civil_id_already_registered);
    expect(page).not.toContain(name);
    expect(page).not.toContain('الواحة');
  });

  it('in the Arabic Windows encoding and nearly 5 MB, comes back whole to be saved', async () => {
    const civilId = aNewCivilId();
    const blank = new Uint8Array(4_900_000).fill(0xc8);
    const head = new TextEncoder().encode(`${HEADER},note\r\n${aLine({ civilId })},`);
    const page = await (await preview(aFile(Uint8Array.from([...head, ...blank])))).text();
    expect(wordsOf(page)).toContain(texts.en.employer.importRight(1));
    const text = unescaped(/<textarea[^>]*name="roster"[^>]*>([\s\S]*?)<\/textarea>/.exec(page)?.[1] ?? '');
    expect((await commit(text)).status).toBe(200);
    expect(await timesExported(civilId)).toBe(1);
  });
});

describe('the file of one’s own workers', () => {
  const names = ['=HYPERLINK("http://x")', '+965 1234', '-', '@home', "'=quoted", 'Kumar, "Raj"; jr.'];

  it('has no cell that a spreadsheet would run, and read back names everyone as before', async () => {
    for (const fullName of names) {
      const civilId = aNewCivilId();
      const saved = await post(
        '/employer/workers/new',
        { fullName, civilId, sex: 'male', shift: 'day', languages: 'hi' },
        { Cookie: ours },
      );
      expect(saved.status).toBe(302);
    }
    const file = await (await get('/employer/workers/export.csv')).text();
    expect(file).not.toMatch(/(^|,|\n)"?[=+\-@]/);
    expect((await exportedRows()).map((cells) => cells[0])).toEqual(expect.arrayContaining(names));

    // All of it imported again: everyone is known, nobody is wrong in another way.
    const answer = wordsOf(await (await commit(file)).text());
    const rows = (await exportedRows()).length - 1;
    expect(answer).toContain(texts.en.employer.imported(0));
    expect(answer.split(texts.en.fieldProblems.civil_id_already_yours).length - 1).toBe(Math.min(rows, 200));
  });
});

describe('a worker’s form', () => {
  const wrong = {
    fullName: '  ',
    civilId: '28802012259O',
    birthDate: '1988-02-30',
    sex: 'other',
    shift: 'dusk',
    languages: 'klingon',
    accessNeeds: 'wings',
  };

  it.each(['ar', 'en'] as const)(
    'with every field wrong says so of each (%s), and keeps what was typed',
    async (language) => {
      const answer = await post('/employer/workers/new', wrong, { Cookie: `${ours}; language=${language}` });
      expect(answer.status).toBe(422);
      const html = await answer.text();
      const { employer, fieldProblems } = texts[language];
      const expected = {
        fullName: 'required',
        civilId: 'civil_id_digits',
        birthDate: 'not_a_day',
        sex: 'not_a_choice',
        shift: 'not_a_choice',
        languages: 'not_a_choice',
        accessNeeds: 'not_a_choice',
      } as const;
      for (const [field, code] of Object.entries(expected))
        expect(wordsOf(html)).toContain(
          `${employer.fields[field as keyof typeof expected]} : ${fieldProblems[code]}`.replace(' : ', ': '),
        );
      expect(html).toMatch(/<input[^>]*name="civilId"[^>]*value="28802012259O"/);
    },
  );

  const typed = (civilId: string) => ({
    fullName: 'Typed With Care',
    civilId,
    sex: 'female',
    shift: 'night',
    languages: 'ta',
    accessNeeds: 'lower_bed',
  });
  const expectKept = (html: string, civilId: string) => {
    for (const value of ['Typed With Care', civilId])
      expect(html).toMatch(new RegExp(`<input[^>]*value="${value}"`));
    for (const value of ['female', 'night', 'ta', 'lower_bed'])
      expect(html).toMatch(new RegExp(`<input(?=[^>]*checked="")[^>]*value="${value}"`));
  };

  it('of somebody whom another employer registered says so, not who it is, and keeps what was typed', async () => {
    const [name = '', civilId = ''] = (await exportedRows(theirs))[1] ?? [];
    const answer = await post('/employer/workers/new', typed(civilId), { Cookie: `${ours}; language=en` });
    expect(answer.status).toBe(409);
    const html = await answer.text();
    expect(wordsOf(html)).toContain(texts.en.problems.civil_id_already_registered({}));
    expect(html).not.toContain(name);
    expect(html).not.toContain('الواحة');
    expectKept(html, civilId);
  });

  it('of somebody who is registered with oneself says so, also when the button is pressed twice at once', async () => {
    const civilId = aNewCivilId();
    const presses = await Promise.all(
      Array.from({ length: 4 }, () =>
        post('/employer/workers/new', typed(civilId), { Cookie: `${ours}; language=en` }),
      ),
    );
    const statuses = presses.map((answer) => answer.status).sort();
    expect(statuses).toEqual([302, 409, 409, 409]);
    for (const answer of presses.filter((each) => each.status === 409)) {
      const html = await answer.text();
      expect(wordsOf(html)).toContain(texts.en.problems.civil_id_already_yours({}));
      expectKept(html, civilId);
    }
    expect(await timesExported(civilId)).toBe(1);
  });

  it('changed to a civil ID that another worker of one’s own has says so, and changes nothing', async () => {
    const [one, other] = [aNewCivilId(), aNewCivilId()];
    await commit(
      roster(aLine({ name: 'Zz One', civilId: one }), aLine({ name: 'Zz Other', civilId: other })),
    );
    const list = await (
      await post('/employer/workers', { q: 'Zz Other' }, { Cookie: `${ours}; language=en` })
    ).text();
    const path = /href="(\/employer\/workers\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? '';
    const answer = await post(path, typed(one), { Cookie: `${ours}; language=en` });
    const html = await answer.text();
    expect([answer.status, wordsOf(html)]).toEqual([
      409,
      expect.stringContaining(texts.en.problems.civil_id_already_yours({})),
    ]);
    expectKept(html, one);
    expect(await timesExported(other)).toBe(1);
  });
});

describe('characters that can’t be stored', () => {
  it('in a name are left out, and in a search are refused in words, not by a fault', async () => {
    const civilId = aNewCivilId();
    const saved = await post(
      '/employer/workers/new',
      { fullName: 'Nul\0Name', civilId, sex: 'male', shift: 'day', languages: 'hi' },
      { Cookie: ours },
    );
    expect(saved.status).toBe(302);
    expect((await exportedRows()).find((cells) => cells[1] === civilId)?.[0]).toBe('Nul Name');

    for (const answer of [
      await post('/employer/workers', { q: 'a\0b' }, { Cookie: `${ours}; language=en` }),
      await post('/sign-in', { email: 'a\0b@example.com', password: 'x' }, { Cookie: 'language=en' }),
    ])
      expect(answer.status).toBe(422);
    const planner = await sessionCookie('planner@labour-cities.example');
    expect((await get('/requests?q=a%00b', planner)).status).toBe(422);
    expect((await get('/sites/a%00b', planner)).status).toBe(422);
  });
});

describe('somebody else’s worker', () => {
  it('can be neither opened, changed nor removed', async () => {
    const list = await (await get('/employer/workers', theirs)).text();
    const path = /href="(\/employer\/workers\/[0-9a-f-]{36})"/.exec(list)?.[1] ?? '';
    const before = await exportedRows(theirs);
    expect((await get(path, theirs)).status).toBe(200);
    expect((await get(path)).status).toBe(404);
    const fields = { fullName: 'Taken', civilId: aNewCivilId(), sex: 'male', shift: 'day', languages: 'hi' };
    expect((await post(path, fields, { Cookie: ours })).status).toBe(404);
    expect((await post(path, { intent: 'remove' }, { Cookie: ours })).status).toBe(404);
    expect(await exportedRows(theirs)).toEqual(before);
  });
});

describe('what no form sends', () => {
  it('identifiers that are none are refused beside the field', async () => {
    const planner = await sessionCookie('planner@labour-cities.example');
    for (const pair of [`${'-'.repeat(36)} ${'-'.repeat(36)}`, 'x', crypto.randomUUID()]) {
      const answer = await post('/travel-times', { intent: 'remove', pair }, { Cookie: planner });
      expect([pair, answer.status]).toEqual([pair, 422]);
    }
  });

  it('a page tells of nothing done by words that every object knows', async () => {
    const planner = await sessionCookie('planner@labour-cities.example');
    const plain = wordsOf(await (await get('/travel-times', planner)).text());
    for (const done of ['__proto__', 'constructor']) {
      const page = await get(`/travel-times?done=${done}`, planner);
      expect([done, page.status]).toEqual([done, 200]);
      const html = await page.text();
      expect(wordsOf(html)).toBe(plain);
      expect(html).not.toContain('role="status"');
    }
  });

  it.each([
    ['multipart/form-data', 'no boundary'],
    ['multipart/form-data; boundary=x', '--x\r\ncut off'],
    ['application/json', '{"intent":"commit"}'],
    ['text/plain', 'intent=commit'],
  ])('%s is refused as such, not as a fault of ours', async (type, body) => {
    for (const path of [IMPORT, '/employer/workers/new']) {
      const answer = await fetch(`${inject('address')}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: inject('address'), Cookie: ours, 'Content-Type': type },
        body,
      });
      expect([path, answer.status]).toEqual([path, 415]);
    }
  });
});
