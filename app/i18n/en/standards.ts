import type { Why } from '#app/domain/standards/composition.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';

const criteria = (count: number) => plural('en', count, { one: 'criterion', other: 'criteria' });

export const standards = {
  allowed: 'allowed',
  whereMoreLive: (people: string) => `where more than ${people} people live`,
  clause: (clause: string) => `at ${isolate(clause)}`,
  published: (instrument: string, year: number | null) =>
    year === null ? isolate(instrument) : `${isolate(instrument)} (${year})`,
  contradict: 'they contradict each other',
  openQuestions: 'Open questions',
  openQuestionsLead: 'What was looked for and not found. A ministry that has these texts can settle them.',

  version: (name: string, version: number) => `${isolate(name)}, version ${version}`,
  insteadOf: 'Instead of:',
  because: (reason: string) => `Because: ${isolate(reason)}`,
  composedOver: (base: string) => `Composed over: ${isolate(base)}`,
  leftOut: 'Left out of the base',
  adoptions: 'Adoptions',
  adoptionsLead:
    'Which standard holds from which day on. Capacity follows it on every day, past and to come.',
  standard: 'Standard',
  from: 'In force from',
  by: 'Signed by',
  why: 'Why',
  residentsUntil: 'Residents leave by',
  state: 'State',
  states: { past: 'replaced', in_force: 'in force', to_come: 'to come' },
  noAdoptions: 'No standard was ever adopted.',
  proposedAdoptions: 'Adoptions that are proposed',
  proposedBy: 'Proposed by',
  ownStandards: 'The ministry’s own standards',
  ownStandardsLead: 'Composed, and in force only once adopted.',
  lastAdopted: 'Last adopted from',
  neverAdopted: 'never adopted',
  adopt: 'Adopt…',
  adoptThis: (standard: string) => `Adopt… ${isolate(standard)}`,

  compose: 'Compose a standard',
  composeLead:
    'Choose a standard as the base, then lay rules of other instruments over it: the stricter stands. Nothing is in force before it is adopted.',
  base: 'The base',
  baseHint: 'Another base begins anew, without what is ticked below.',
  useBase: 'Use this base',
  inForceToday: (name: string) => `${name} (in force today)`,
  undecided: (count: number) => `${criteria(count)} still to be decided`,
  decided: 'Everything is decided.',
  baseCriteria: (count: number) => `What the base asks: ${criteria(count)}`,
  otherCriteria: (count: number) => `What the base says nothing of: ${criteria(count)}`,
  rules: 'Rules; tick those that are to apply',
  rulesOf: (criterion: string) => `Rules: ${criterion}`,
  ofBase: 'base',
  contradictsBase: 'contradicts the base',
  applies: 'What then applies',
  appliesNothing: 'nothing',
  whys: {
    only_rule: 'the only rule',
    stricter: 'the stricter rule',
    chosen: 'chosen',
  } satisfies Record<Exclude<Why, null>, string>,
  toDecide: 'to be decided',
  reasonFor: (criterion: string) => `Why: ${criterion}`,
  nameTitle: 'The name of the standard',
  fields: { nameAr: 'Name in Arabic', name: 'Name in English' },
  save: 'Save the standard',

  adoptTitle: (standard: string) => `Adopt: ${isolate(standard)}`,
  adoptLead:
    'Nothing changes yet: you see which rooms shrink, who would have to leave and where they would go. A second planner signs.',
  composed: 'The standard was saved. It is in force only once it is adopted.',
  reasonHint: 'Everybody in the ministry reads this beside the standard.',
  asks: 'What it asks',
};

export type StandardsTexts = typeof standards;
