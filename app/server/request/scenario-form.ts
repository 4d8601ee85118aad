import type { ScenarioChoices } from '#app/data/placement/scenario-choices.ts';
import { optionsForm, optionsOfForm } from '#app/domain/allocation/options-form.ts';
import { priorityClasses } from '#app/domain/allocation/options.ts';
import type { PriorityTarget, ScenarioChange } from '#app/domain/allocation/scenario.ts';
import type { FormChange, ScenarioField } from '#app/domain/allocation/scenario-fields.ts';
import { fieldName, isSingle, priorities, readFormChanges } from '#app/domain/allocation/scenario-fields.ts';
import type { Day } from '#app/domain/dates.ts';
import { isDay } from '#app/domain/dates.ts';
import { readNights } from '#app/domain/placement/request-dates.ts';
import { readNeededCount } from '#app/domain/places/measure.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { readName, right, wrong } from '#app/domain/typed-text.ts';
import { readForm, refuseForm } from './form.ts';

interface ReadScenario {
  readonly name: string;
  readonly note: string;
  readonly changes: readonly ScenarioChange[];
}

const LONGEST = { name: 120, note: 1000 } as const;
/** Of a scenario, all its changes together. */
const MOST_WORKERS = 1_000_000;

/** The name and note of a scenario, as its own page changes them too. */
export function readDescription(form: FormData) {
  const name = readName(form.get('name')?.toString() ?? '', LONGEST.name);
  const note = form.get('note')?.toString().trim() ?? '';
  const problems: Record<string, FieldProblemCode> = {};
  if (!name.ok) problems['name'] = name.code;
  if (note.length > LONGEST.note) problems['note'] = 'too_long';
  return { name: name.ok ? name.value : '', note, problems };
}

/** Reads the form of a new scenario, whose places, standards and requests are among those to choose from. */
export function readScenarioForm(
  form: FormData,
  { choices, today }: { choices: ScenarioChoices; today: Day },
): { ok: true; value: ReadScenario } | { ok: false; answer: ReturnType<typeof refuseForm> } {
  const { name, note, problems } = readDescription(form);
  const listed = readFormChanges(form.getAll('changes').map(String));
  const changes: ScenarioChange[] = [];
  for (const each of listed.filter(
    ({ kind }, index) => !isSingle(kind) || listed.findIndex((other) => other.kind === kind) === index,
  )) {
    if (each.kind === 'options') {
      const read = readForm(optionsForm, form);
      // Its own problems come with the answer, those of the other fields with them.
      if (read.ok) changes.push({ kind: 'options', options: optionsOfForm(read.value) });
      else Object.assign(problems, read.answer.data.problems);
      continue;
    }
    const change = readChange(each, { form, choices, today, problems });
    if (change) changes.push(change);
  }
  const further = changes.reduce((sum, each) => sum + (each.kind === 'more_workers' ? each.count : 0), 0);
  if (further > MOST_WORKERS)
    for (const each of listed)
      if (each.kind === 'more_workers') problems[fieldName(each, 'count')] = 'too_many';
  if (listed.length === 0) problems['add'] = 'required';
  return Object.keys(problems).length > 0
    ? { ok: false, answer: refuseForm(problems, form) }
    : { ok: true, value: { name, note, changes } };
}

function readChange(
  each: FormChange,
  {
    form,
    choices,
    today,
    problems,
  }: {
    form: FormData;
    choices: ScenarioChoices;
    today: Day;
    problems: Record<string, FieldProblemCode>;
  },
): ScenarioChange | null {
  const typed = (field: ScenarioField) => form.get(fieldName(each, field))?.toString().trim() ?? '';
  const valueOf = <Value>(field: ScenarioField, read: Read<Value>): Value | null => {
    if (read.ok) return read.value;
    problems[fieldName(each, field)] = read.code;
    return null;
  };
  const from = () => valueOf('from', readFirstDay(typed('from'), today));
  switch (each.kind) {
    case 'open_building':
    case 'close_building': {
      const offered = choices.buildings.filter(({ isOpen }) => isOpen === (each.kind === 'close_building'));
      const building = valueOf('building', chosen(offered, typed('building')));
      const day = from();
      return building && day ? { kind: each.kind, buildingId: building.id, from: day } : null;
    }
    case 'standard': {
      const standard = valueOf('standard', chosen(choices.standards, typed('standard')));
      const day = from();
      return standard && day ? { kind: 'standard', standardId: standard.id, from: day } : null;
    }
    case 'priority': {
      const whose = valueOf('whose', readTarget(typed('whose'), choices));
      const priority = priorities.find((value) => String(value) === typed('priority'));
      if (priority === undefined) problems[fieldName(each, 'priority')] = 'not_a_choice';
      return whose && priority !== undefined ? { kind: 'priority', whose, priority } : null;
    }
    case 'more_workers':
      return readMoreWorkers({ typed, valueOf, choices, today });
    case 'options':
      return null;
  }
}

function readMoreWorkers({
  typed,
  valueOf,
  choices,
  today,
}: {
  typed: (field: ScenarioField) => string;
  valueOf: <Value>(field: ScenarioField, read: Read<Value>) => Value | null;
  choices: ScenarioChoices;
  today: Day;
}): ScenarioChange | null {
  const within = (least: number, most: number) => ({ least, most, outside: 'too_many' }) as const;
  const count = valueOf('count', readNeededCount(typed('count'), within(1, MOST_WORKERS)));
  const part = within(0, count ?? MOST_WORKERS);
  const women = valueOf('women', readNeededCount(typed('women') || '0', part));
  const nights = valueOf('nights', readNeededCount(typed('nights') || '0', part));
  const near = valueOf('near', readNear(typed('near'), choices));
  const read = readNights({ firstNight: typed('from'), lastNight: typed('to') }, today);
  if (!read.ok) {
    const { firstNight, lastNight } = read.problems;
    if (firstNight) valueOf('from', wrong(firstNight));
    if (lastNight) valueOf('to', wrong(lastNight));
    return null;
  }
  return count !== null && women !== null && nights !== null && near
    ? { kind: 'more_workers', count, women, nights, ...near, ...read.range }
    : null;
}

function readFirstDay(text: string, today: Day): Read<Day> {
  if (text === '') return wrong('required');
  if (!isDay(text)) return wrong('not_a_day');
  return text < today ? wrong('starts_in_past') : right(text);
}

function chosen<Item extends { readonly id: string }>(items: readonly Item[], id: string): Read<Item> {
  const item = items.find((each) => each.id === id);
  return item ? right(item) : wrong(id === '' ? 'required' : 'not_a_choice');
}

/** `class:danger`, `employer:` or `request:` and an identifier. */
function readTarget(text: string, { requests }: ScenarioChoices): Read<PriorityTarget> {
  const [kind, value = ''] = text.split(':', 2);
  const priorityClass = priorityClasses.find((each) => each === value);
  if (kind === 'class' && priorityClass) return right({ kind, priorityClass });
  const ofEmployer = requests.find(({ employerId }) => employerId === value);
  if (kind === 'employer' && ofEmployer) return right({ kind, employerId: ofEmployer.employerId });
  const request = requests.find(({ id }) => id === value);
  if (kind === 'request' && request) return right({ kind, requestId: request.id });
  return wrong(text === '' ? 'required' : 'not_a_choice');
}

/** `site:` or `workplace:` and an identifier. */
function readNear(text: string, { sites, requests }: ScenarioChoices) {
  const [kind, id = ''] = text.split(':', 2);
  const site = kind === 'site' ? sites.find((each) => each.id === id) : undefined;
  const workplace = kind === 'workplace' ? requests.find(({ workplaceId }) => workplaceId === id) : undefined;
  const place = site ?? workplace;
  if (!place) return wrong(text === '' ? 'required' : 'not_a_choice');
  const { longitude, latitude } = place;
  return right({ nearSiteId: site?.id ?? null, longitude, latitude });
}
