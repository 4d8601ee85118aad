import type { BuildingFacts, PlaceFacts, SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { amountOf } from '#app/domain/capacity/judging/amount.ts';
import type { PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import type { Rule, Scope } from '#app/domain/standards/criterion.ts';
import { isAllowance } from '#app/domain/standards/criterion.ts';
import type { Fact } from '#app/domain/standards/yardstick.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';

/** The place that is inspected, with the facts on record; of a site its own facts only. */
export type InspectedPlace =
  | { readonly kind: 'building'; readonly facts: BuildingFacts }
  | { readonly kind: 'site'; readonly facts: SiteFacts };

/** What is asked: how many people, how much or how many of something, or whether something is so. */
export type QuestionKind = 'people' | 'number' | 'yes_no';

/** One thing to look at in one place; several criteria may be judged by its answer. */
export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly scope: Scope;
  readonly place: PlaceWithin;
  /** The key of what is asked: a fact's, a facility's, or `people`. */
  readonly key: string;
  /** Null for people, and for what the database itself keeps. */
  readonly fact: Fact | null;
  readonly unit: string | null;
  readonly criteria: readonly Rule[];
  /** What is on record; null where nobody has measured it. */
  readonly known: number | boolean | null;
}

/** Of a place within the one inspected: unique, and the same on every phone. */
export function questionId(scope: Scope, { floor, roomId }: PlaceWithin, key: string): string {
  const place =
    scope === 'room' ? `room/${roomId ?? ''}` : scope === 'floor' ? `floor/${floor ?? ''}` : scope;
  return `${place}/${key}`;
}

/** How many people sleep in the room. */
export const peopleQuestion = (roomId: string) =>
  questionId('room', { buildingId: null, floor: null, roomId }, PEOPLE);

/** What a limit of people above a room is judged by: it isn't asked, since people are counted room by room. */
export const sumOfPeople = ({ scope, place }: PlaceToCheck, criteria: readonly Rule[]): Question => ({
  ...people,
  id: questionId(scope, place, PEOPLE),
  scope,
  place,
  criteria,
  known: null,
});

/** A place with its facts, as the checklist goes through them: the building, then floor by floor, room by room. */
export interface PlaceToCheck {
  readonly scope: Scope;
  readonly place: PlaceWithin;
  readonly facts: PlaceFacts;
}

/** @param roomIds the only rooms to look at; null for all */
export function placesToCheck(inspected: InspectedPlace, roomIds: readonly string[] | null): PlaceToCheck[] {
  if (inspected.kind === 'site')
    return [
      { scope: 'site', place: { buildingId: null, floor: null, roomId: null }, facts: inspected.facts },
    ];
  const { facts } = inspected;
  const at = (floor: number | null, roomId: string | null): PlaceWithin => ({
    buildingId: facts.id,
    floor,
    roomId,
  });
  const wanted = roomIds && new Set(roomIds);
  return [
    ...(wanted ? [] : [{ scope: 'building' as const, place: at(null, null), facts }]),
    ...facts.floors.flatMap((floor) => [
      ...(wanted ? [] : [{ scope: 'floor' as const, place: at(floor.floor, null), facts: floor }]),
      ...floor.rooms
        .filter((room) => !wanted || wanted.has(room.id))
        .map((room) => ({ scope: 'room' as const, place: at(floor.floor, room.id), facts: room })),
    ]),
  ];
}

/**
 * The questions of an inspection, drawn from the standard that is adopted and from what is asked always. In every room
 * people are counted.
 */
export function checklistOf({
  inspected,
  roomIds,
  criteria,
  lifeSafety,
}: {
  inspected: InspectedPlace;
  roomIds: readonly string[] | null;
  criteria: readonly Rule[];
  lifeSafety: readonly Rule[];
}): Question[] {
  const adopted = new Set(criteria.map(({ key, scope }) => `${scope} ${key}`));
  const rules = [
    ...criteria,
    ...lifeSafety.filter(({ key, scope }) => !adopted.has(`${scope} ${key}`)),
  ].filter((rule) => !isAllowance(rule));
  return placesToCheck(inspected, roomIds).flatMap((each) => questionsAt(each, rules));
}

function questionsAt({ scope, place, facts }: PlaceToCheck, rules: readonly Rule[]): Question[] {
  const asked = rules
    .filter((rule) => rule.scope === scope)
    .map((rule) => ({ rule: rule as Rule | null, ...whatToAsk(rule) }))
    .filter(({ isSeen }) => isSeen);
  if (scope === 'room' && !asked.some(({ key }) => key === PEOPLE))
    asked.unshift({ rule: null, isSeen: true, ...people });
  return [...Map.groupBy(asked, ({ key }) => key)].flatMap(([key, group]) => {
    const [first] = group;
    if (!first) return [];
    return [
      {
        id: questionId(scope, place, key),
        kind: first.kind,
        scope,
        place,
        key,
        fact: first.fact,
        unit: first.unit,
        criteria: group.flatMap(({ rule }) => (rule ? [rule] : [])),
        known: first.fact && amountOf(facts, first.fact).value,
      },
    ];
  });
}

const PEOPLE = 'people';
/** What is asked where people are counted. */
export const people = { kind: 'people', key: PEOPLE, fact: null, unit: 'persons' } as const;

/** What an inspector looks at to judge a rule. `isSeen` is false where there is nothing to see. */
function whatToAsk(
  rule: Rule,
): Pick<Question, 'kind' | 'key' | 'fact' | 'unit'> & { readonly isSeen: boolean } {
  const yardstick = yardstickOf(rule);
  switch (yardstick.kind) {
    case 'ceiling':
      // Above a room, people are the sum of those counted room by room.
      return { ...people, isSeen: rule.scope === 'room' };
    case 'kept':
      return { kind: 'yes_no', key: rule.key, fact: null, unit: null, isSeen: true };
    case 'service':
      return { kind: 'number', key: yardstick.fact.key, fact: yardstick.fact, unit: null, isSeen: true };
    case 'share': {
      const { fact } = yardstick;
      return {
        kind: 'number',
        key: fact.key,
        fact,
        unit: fact.kind === 'record' ? 'm2' : null,
        isSeen: true,
      };
    }
    case 'gate': {
      const { fact } = yardstick;
      const isWhether = typeof rule.threshold === 'boolean' && fact.kind !== 'facility';
      return { kind: isWhether ? 'yes_no' : 'number', key: fact.key, fact, unit: rule.unit, isSeen: true };
    }
  }
}
