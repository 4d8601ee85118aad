import type { BuildingJudgement, SiteJudgement } from '#app/domain/capacity/judging/judgement.ts';
import { judgeBuilding, judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import type { FactsChange } from '#app/domain/capacity/judging/facts-change.ts';
import { withFacts } from '#app/domain/capacity/judging/facts-change.ts';
import { allowanceOf } from '#app/domain/capacity/judging/limit.ts';
import type { PlaceFacts, RoomFacts } from '#app/domain/capacity/judging/place-facts.ts';
import { placesWithin } from '#app/domain/capacity/judging/place-facts.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { InspectedPlace, Question } from './checklist.ts';
import { people, peopleQuestion, placesToCheck, questionId, sumOfPeople } from './checklist.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { valueOf } from './inspection-record.ts';
import type { AnswerValue } from './operation.ts';
import { isPossible } from './plausibility.ts';

/** One criterion in one place, judged by what was answered. */
export interface Verdict {
  readonly rule: Rule;
  readonly question: Question;
  /** Null while what it is judged by isn't known, or has no sense there. */
  readonly isMet: boolean | null;
  readonly value: AnswerValue | null;
  /** Who sleeps in the place: counted, or where nobody counted, as assigned. */
  readonly people: number;
  /** How many the criterion allows there; null where it doesn't count people. */
  readonly allows: number | null;
}

/** People who should sleep in each room, by its identifier, as assigned; where a site is inspected, in all of it, by its own. */
export type Assigned = Readonly<Record<string, number>>;

/** The facts that the answers tell, where they differ from what is on record or add to it. */
export function factsTold(
  siteId: string,
  questions: readonly Question[],
  record: InspectionRecord,
): FactsChange {
  const rooms = new Map<string, { roomId: string; floorAreaM2?: number; ceilingHeightM?: number }>();
  const facilities: FactsChange['facilities'][number][] = [];
  const measured: FactsChange['measured'][number][] = [];
  for (const question of questions) {
    const { fact, known, place } = question;
    const value = answerTo(question, record);
    if (!fact || value === null || value === 'not_applicable' || value === known) continue;
    if (fact.kind === 'measured') measured.push({ ...place, key: fact.key, value });
    else if (typeof value !== 'number') continue;
    else if (fact.kind === 'facility') facilities.push({ ...place, kind: fact.key, count: value });
    else if (place.roomId !== null && (fact.key === 'floor_area_m2' || fact.key === 'ceiling_height_m')) {
      const room = rooms.get(place.roomId) ?? { roomId: place.roomId };
      rooms.set(place.roomId, {
        ...room,
        [fact.key === 'floor_area_m2' ? 'floorAreaM2' : 'ceilingHeightM']: value,
      });
    }
  }
  return { siteId, rooms: [...rooms.values()], facilities, measured };
}

/** The place as it is by what was answered. */
export function placeAsFound(
  inspected: InspectedPlace,
  questions: readonly Question[],
  record: InspectionRecord,
): InspectedPlace {
  return placeWith(inspected, factsTold(inspected.facts.id, questions, record));
}

function placeWith(inspected: InspectedPlace, change: FactsChange): InspectedPlace {
  if (inspected.kind === 'site') return { kind: 'site', facts: withFacts(inspected.facts, change) };
  const site = { id: '', facilities: {}, measured: {}, buildings: [inspected.facts] };
  const [facts = inspected.facts] = withFacts(site, change).buildings;
  return { kind: 'building', facts };
}

/**
 * Whether these facts let more people live in the place than what is on record does. One inspector alone takes beds away
 * at once, and gives none: figures that raise the capacity wait for a second signature.
 */
export function raisesCapacity(
  inspected: InspectedPlace,
  criteria: readonly Rule[],
  facts: FactsChange,
): boolean {
  const before = capacityAsFound(inspected, criteria).certain;
  return capacityAsFound(placeWith(inspected, facts), criteria).certain > before;
}

/** How many the place may hold by the adopted standard, as it was found. */
export function capacityAsFound(
  found: InspectedPlace,
  criteria: readonly Rule[],
): BuildingJudgement | SiteJudgement {
  return found.kind === 'building' ? judgeBuilding(found.facts, criteria) : judgeSite(found.facts, criteria);
}

/**
 * What was answered, or null where nothing stands, or what stands can't answer what is asked: a phone may send anything. A
 * fact that the record of a place bears is taken as it is kept there, to the hundredth.
 */
function answerTo(question: Question, record: InspectionRecord): AnswerValue | null {
  const value = valueOf(record, question.id);
  if (value === null || value === 'not_applicable') return value;
  if (typeof value === 'boolean') return question.kind === 'yes_no' ? value : null;
  if (question.kind === 'yes_no' || !isPossible(question, value)) return null;
  return question.fact?.kind === 'record' ? Math.round(value * 100) / 100 : value;
}

/** Every criterion of every place, in the order of the checklist; then the limits of people above rooms. */
export function judgeAnswers({
  inspected,
  roomIds,
  criteria,
  questions,
  record,
  assigned,
}: {
  inspected: InspectedPlace;
  roomIds: readonly string[] | null;
  criteria: readonly Rule[];
  questions: readonly Question[];
  record: InspectionRecord;
  assigned: Assigned;
}): Verdict[] {
  const found = placeAsFound(inspected, questions, record);
  const places = placesToCheck(found, null);
  const factsOf = new Map(places.map(({ scope, place, facts }) => [questionId(scope, place, ''), facts]));
  const asked = questions.flatMap((question) => {
    const facts = factsOf.get(questionId(question.scope, question.place, ''));
    if (!facts) return [];
    const people = peopleIn(facts, record, assigned);
    const value = answerTo(question, record);
    return question.criteria.map((rule) => ({
      rule,
      question,
      value,
      people,
      ...judge(rule, facts, { value, people }),
    }));
  });
  const summed = placesToCheck(found, roomIds).flatMap((each) => {
    if (each.scope === 'room') return [];
    const people = peopleIn(each.facts, record, assigned);
    const value = isCounted(each.facts, record) ? people : null;
    return criteria
      .filter((rule) => rule.scope === each.scope && yardstickOf(rule).kind === 'ceiling')
      .map((rule) => ({
        rule,
        question: sumOfPeople(each, [rule]),
        value,
        people,
        ...judge(rule, each.facts, { value, people }),
      }));
  });
  return [...asked, ...summed];
}

function judge(
  rule: Rule,
  facts: PlaceFacts,
  { value, people }: { value: AnswerValue | null; people: number },
): Pick<Verdict, 'isMet' | 'allows'> {
  if (value === 'not_applicable') return { isMet: null, allows: null };
  const yardstick = yardstickOf(rule);
  if (yardstick.kind === 'gate' || yardstick.kind === 'kept') {
    if (value === null) return { isMet: null, allows: null };
    const isExempt = rule.appliesAbove !== null && people <= rule.appliesAbove;
    return { isMet: isExempt || passes(rule, value), allows: null };
  }
  const { certain, possible } = allowanceOf({ criterion: rule, yardstick }, facts);
  if (people <= certain) return { isMet: value === null ? null : true, allows: finite(certain) };
  return { isMet: people > possible ? false : null, allows: finite(certain) };
}

const finite = (allows: number) => (Number.isFinite(allows) ? allows : null);

function passes({ operator, threshold }: Rule, value: number | boolean): boolean {
  switch (operator) {
    case 'required':
      return Number(value) > 0;
    case 'forbidden':
      return Number(value) <= 0;
    case 'min':
      return Number(value) >= Number(threshold);
    case 'max':
      return Number(value) <= Number(threshold);
  }
}

/** Who sleeps in the place: as counted, or where nobody counted, as assigned. */
function peopleIn(facts: PlaceFacts, record: InspectionRecord, assigned: Assigned): number {
  if ('designBeds' in facts) return countedIn(facts, record) ?? assigned[facts.id] ?? 0;
  // A site is inspected without its buildings.
  if ('buildings' in facts) return assigned[facts.id] ?? 0;
  return placesWithin(facts).reduce((sum, each) => sum + peopleIn(each, record, assigned), 0);
}

/** True where people were counted in every room. */
function isCounted(facts: PlaceFacts, record: InspectionRecord): boolean {
  if ('designBeds' in facts) return countedIn(facts, record) !== null;
  return !('buildings' in facts) && placesWithin(facts).every((each) => isCounted(each, record));
}

function countedIn(room: RoomFacts, record: InspectionRecord): number | null {
  const counted = valueOf(record, peopleQuestion(room.id));
  return typeof counted === 'number' && isPossible(people, counted) ? counted : null;
}
