import type { Day } from '#app/domain/dates.ts';
import type { CivilId } from '#app/domain/identity/civil-id.ts';
import { parseCivilId } from '#app/domain/identity/civil-id.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import { readDay, readName } from '#app/domain/typed-text.ts';
import type { AccessNeed, Sex, Shift, WorkerLanguage } from './people.ts';
import { accessNeeds, sexes, shifts, workerLanguages } from './people.ts';

/** What an employer tells of a worker. */
export interface WorkerFacts {
  readonly fullName: string;
  readonly civilId: CivilId;
  readonly birthDate: Day;
  readonly sex: Sex;
  readonly shift: Shift;
  readonly languages: readonly WorkerLanguage[];
  readonly accessNeeds: readonly AccessNeed[];
}

export const workerFields = [
  'fullName',
  'civilId',
  'birthDate',
  'sex',
  'shift',
  'languages',
  'accessNeeds',
] as const;
export type WorkerField = (typeof workerFields)[number];

/** The same as it was typed, in a form or in a roster's row. */
export interface TypedWorker extends Readonly<
  Record<Exclude<WorkerField, 'languages' | 'accessNeeds'>, string>
> {
  readonly languages: readonly string[];
  readonly accessNeeds: readonly string[];
}

type WorkerProblems = Partial<Record<WorkerField, FieldProblemCode>>;

const LONGEST_NAME = 200;
const YOUNGEST_YEARS = 18;

/** Reads a worker's facts, or says of each field what is wrong with it. The birth date may be left to the civil ID. */
export function readWorkerFacts(
  typed: TypedWorker,
  today: Day,
): { ok: true; facts: WorkerFacts } | { ok: false; problems: WorkerProblems } {
  const problems: WorkerProblems = {};
  const fullName = readName(typed.fullName, LONGEST_NAME);
  if (!fullName.ok) problems.fullName = fullName.code;

  const civilId = parseCivilId(typed.civilId);
  if (!typed.civilId.trim()) problems.civilId = 'required';
  else if (!civilId.ok) problems.civilId = `civil_id_${civilId.reason}`;

  const birthDate = readDay(typed.birthDate);
  if (birthDate === null) problems.birthDate = 'not_a_day';
  else if (civilId.ok && birthDate && birthDate !== civilId.birthDate)
    problems.birthDate = 'birth_date_differs';
  else if (civilId.ok && civilId.birthDate > yearsBefore(today, YOUNGEST_YEARS))
    problems.birthDate = 'too_young';

  const sex = sexes.find((each) => each === typed.sex);
  if (!sex) problems.sex = typed.sex ? 'not_a_choice' : 'required';
  const shift = shifts.find((each) => each === typed.shift);
  if (!shift) problems.shift = typed.shift ? 'not_a_choice' : 'required';
  const languages = workerLanguages.filter((each) => typed.languages.includes(each));
  if (languages.length < new Set(typed.languages).size) problems.languages = 'not_a_choice';
  else if (languages.length === 0) problems.languages = 'required';
  const needs = accessNeeds.filter((each) => typed.accessNeeds.includes(each));
  if (needs.length < new Set(typed.accessNeeds).size) problems.accessNeeds = 'not_a_choice';

  if (Object.keys(problems).length > 0 || !fullName.ok || !civilId.ok || !sex || !shift)
    return { ok: false, problems };
  return {
    ok: true,
    facts: {
      fullName: fullName.value,
      civilId: civilId.civilId,
      birthDate: civilId.birthDate,
      sex,
      shift,
      languages,
      accessNeeds: needs,
    },
  };
}

function yearsBefore(day: Day, years: number): Day {
  return `${String(Number(day.slice(0, 4)) - years).padStart(4, '0')}${day.slice(4)}`;
}
