import type { ScenarioChange } from './scenario.ts';

export type ScenarioKind = ScenarioChange['kind'];

export const scenarioKinds = [
  'open_building',
  'close_building',
  'standard',
  'priority',
  'options',
  'more_workers',
] as const satisfies readonly ScenarioKind[];

/** Of these a scenario supposes one at most. */
export const isSingle = (kind: ScenarioKind) => kind === 'standard' || kind === 'options';

/** Priorities as planners give them to requests, the highest first; 100 is a relocation’s. */
export const priorities = [100, 50, 20, 10, 0] as const;

export const MOST_CHANGES = 12;

/** What is typed of a change of each kind; the options of a plan have a form of their own. */
export const fieldsOf = {
  open_building: ['building', 'from'],
  close_building: ['building', 'from'],
  standard: ['standard', 'from'],
  priority: ['whose', 'priority'],
  options: [],
  more_workers: ['count', 'women', 'nights', 'from', 'to', 'near'],
} as const satisfies Record<ScenarioKind, readonly string[]>;

export type ScenarioField = (typeof fieldsOf)[ScenarioKind][number];

/** A change in the form: its number, which stays while others come and go, and its kind. */
export interface FormChange {
  readonly index: number;
  readonly kind: ScenarioKind;
}

/** The name of a change’s field in the form. */
export const fieldName = ({ index }: FormChange, field: ScenarioField) => `${field}_${index}`;

/** Of the form’s `changes`, each `2:open_building`: what is none is passed over. */
export function readFormChanges(listed: readonly string[]): FormChange[] {
  return listed.slice(0, MOST_CHANGES).flatMap((text) => {
    const [, index, named] = /^(\d{1,3}):(\w+)$/.exec(text) ?? [];
    const kind = scenarioKinds.find((each) => each === named);
    return index !== undefined && kind ? [{ index: Number(index), kind }] : [];
  });
}

export const writeFormChange = ({ index, kind }: FormChange) => `${index}:${kind}`;
