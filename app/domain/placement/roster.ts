import type { Day } from '#app/domain/dates.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { findColumns, wordReader } from '#app/domain/typed-text.ts';
import type { TypedWorker, WorkerFacts, WorkerField } from './worker-facts.ts';
import { readWorkerFacts, workerFields } from './worker-facts.ts';

export const MOST_ROSTER_ROWS = 20_000;

/** Headers that name each column, in both languages; the first is the one that the template writes. */
export const rosterHeaders: Readonly<Record<WorkerField, readonly string[]>> = {
  fullName: ['full name / الاسم الكامل', 'full name', 'name', 'الاسم الكامل', 'الاسم', 'اسم العامل'],
  civilId: ['civil ID / الرقم المدني', 'civil id', 'civil_id', 'civilid', 'الرقم المدني'],
  birthDate: ['birth date / تاريخ الميلاد', 'birth date', 'date of birth', 'تاريخ الميلاد'],
  sex: ['sex / الجنس', 'sex', 'gender', 'الجنس'],
  shift: ['shift / النوبة', 'shift', 'النوبة', 'الوردية'],
  languages: ['languages / اللغات', 'languages', 'language', 'اللغات', 'اللغة'],
  accessNeeds: ['access needs / الاحتياجات', 'access needs', 'needs', 'الاحتياجات'],
};

/** Columns that a roster may leave out: the civil ID tells the birth date, and most have no needs. */
const optionalFields: readonly WorkerField[] = ['birthDate', 'accessNeeds'];

/** Words that people write for the values. */
const valueOf = wordReader({
  m: 'male',
  man: 'male',
  male: 'male',
  ذكر: 'male',
  رجل: 'male',
  f: 'female',
  woman: 'female',
  female: 'female',
  أنثى: 'female',
  امرأة: 'female',
  day: 'day',
  'day shift': 'day',
  نهار: 'day',
  نهارية: 'day',
  'نوبة نهارية': 'day',
  صباحية: 'day',
  night: 'night',
  'night shift': 'night',
  ليل: 'night',
  ليلية: 'night',
  'نوبة ليلية': 'night',
  مسائية: 'night',
  rotating: 'rotating',
  'rotating shift': 'rotating',
  متناوبة: 'rotating',
  'نوبة متناوبة': 'rotating',
  arabic: 'ar',
  العربية: 'ar',
  عربي: 'ar',
  english: 'en',
  الإنجليزية: 'en',
  انجليزي: 'en',
  hindi: 'hi',
  الهندية: 'hi',
  هندي: 'hi',
  bengali: 'bn',
  bangla: 'bn',
  البنغالية: 'bn',
  بنغالي: 'bn',
  urdu: 'ur',
  الأردية: 'ur',
  أردو: 'ur',
  nepali: 'ne',
  النيبالية: 'ne',
  نيبالي: 'ne',
  tamil: 'ta',
  التاميلية: 'ta',
  malayalam: 'ml',
  المالايالامية: 'ml',
  filipino: 'fil',
  tagalog: 'fil',
  الفلبينية: 'fil',
  sinhala: 'si',
  السنهالية: 'si',
  'step-free': 'step_free',
  'step free': 'step_free',
  'step-free way in and accessible room': 'step_free',
  'مدخل بلا درج': 'step_free',
  'مدخل بلا درج وغرفة مهيأة': 'step_free',
  'lower bed': 'lower_bed',
  'no upper bunk': 'lower_bed',
  'سرير سفلي': 'lower_bed',
  'ليس سريرًا علويًا': 'lower_bed',
});

const listOf = (text: string) =>
  text
    .split(/[;|،,/]/)
    .map(valueOf)
    .filter(Boolean);

export interface RosterRow {
  /** The row's line in the file: the headers stand in line 1. */
  readonly line: number;
  readonly cells: Readonly<Partial<Record<WorkerField, string>>>;
}

export interface RightRow extends RosterRow {
  readonly facts: WorkerFacts;
}

export interface WrongRow extends RosterRow {
  readonly problems: readonly { readonly field: WorkerField; readonly code: FieldProblemCode }[];
}

/** Which column each field stands in; `missing` names the headers that a roster can't do without. */
export function readHeaders(headers: readonly string[]): {
  columns: ReadonlyMap<WorkerField, number>;
  missing: readonly string[];
} {
  const columns = findColumns(headers, rosterHeaders);
  const missing = workerFields.filter((field) => !columns.has(field) && !optionalFields.includes(field));
  return { columns, missing: missing.map((field) => rosterHeaders[field][0] ?? field) };
}

/** Judges every row by itself: a wrong one never stops the right ones. A civil ID counts once, where it first stands. */
export function judgeRoster(
  rows: readonly RosterRow[],
  today: Day,
): { right: RightRow[]; wrong: WrongRow[] } {
  const right: RightRow[] = [];
  const wrong: WrongRow[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const read = readWorkerFacts(typedWorker(row.cells), today);
    if (!read.ok) {
      const problems = workerFields.flatMap((field) =>
        read.problems[field] ? [{ field, code: read.problems[field] }] : [],
      );
      wrong.push({ ...row, problems });
    } else if (seen.has(read.facts.civilId)) {
      wrong.push({ ...row, problems: [{ field: 'civilId', code: 'civil_id_repeated' }] });
    } else {
      seen.add(read.facts.civilId);
      right.push({ ...row, facts: read.facts });
    }
  }
  return { right, wrong };
}

function typedWorker(cells: RosterRow['cells']): TypedWorker {
  return {
    fullName: cells.fullName ?? '',
    civilId: cells.civilId ?? '',
    birthDate: cells.birthDate ?? '',
    sex: valueOf(cells.sex ?? ''),
    shift: valueOf(cells.shift ?? ''),
    languages: listOf(cells.languages ?? ''),
    accessNeeds: listOf(cells.accessNeeds ?? ''),
  };
}
