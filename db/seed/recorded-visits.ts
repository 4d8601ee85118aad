import type { BuildingFacts, Facilities, RoomFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Question } from '#app/domain/inspection/checklist.ts';
import { checklistOf } from '#app/domain/inspection/checklist.ts';
import type { RecordedOperation } from '#app/domain/inspection/day-pack.ts';
import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import { findingsOf } from '#app/domain/inspection/findings.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { Assigned } from '#app/domain/inspection/judged-answers.ts';
import { judgeAnswers } from '#app/domain/inspection/judged-answers.ts';
import type { AnswerValue, OperationOf } from '#app/domain/inspection/operation.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import type { MadeBuilding, MadePlaces } from './places.ts';
import type { Chance } from './random.ts';

/** A visit, and what it is said to have found. */
export interface VisitToRecord {
  readonly id: string;
  readonly building: MadeBuilding;
  readonly scheduledOn: Day;
  readonly inspectorId: string;
  readonly secondInspectorId: string | null;
  readonly faults: readonly Pick<DrawnFinding, 'questionId' | 'measured' | 'note'>[];
}

/** What is known where visits are recorded. */
export interface Ground {
  readonly places: MadePlaces;
  readonly rules: AskedRules;
  /** Of today, by the room's identifier. */
  readonly residents: ReadonlyMap<string, number>;
  /** Of accounts, by identifier. */
  readonly names: ReadonlyMap<string, string>;
}

/** The rules that inspections ask after. */
export interface AskedRules {
  readonly adopted: readonly Rule[];
  readonly lifeSafety: readonly Rule[];
}

const SECONDS_AN_ACT = 40;
const BEGINS = '05:30:00';
const SIGNATURE = 'M 60 140 L 110 60 L 150 150 L 210 70 L 250 140 L 330 90 L 420 130 L 520 80';

/**
 * The acts of the phones that recorded a visit, and what they find by the rules: everything in order but what the visit is
 * said to have found. Where two share it, the second answered one question otherwise, knowing of no other answer, if asked.
 */
export function recordVisit(
  chance: Chance,
  visit: VisitToRecord,
  { places, rules, residents, names, isAtOdds = false }: Ground & { readonly isAtOdds?: boolean },
): { readonly operations: RecordedOperation[]; readonly findings: DrawnFinding[] } {
  const inspected = { kind: 'building', facts: factsOf(places, visit.building) } as const;
  const asked = { inspected, roomIds: null, criteria: rules.adopted };
  const questions = checklistOf({ ...asked, lifeSafety: rules.lifeSafety });
  const rooms = inspected.facts.floors.flatMap((floor) => floor.rooms);
  const assigned: Assigned = Object.fromEntries(rooms.map(({ id }) => [id, residents.get(id) ?? 0]));
  const found = new Map(visit.faults.map((fault) => [fault.questionId, fault]));
  const phone = phoneOf(chance, visit, visit.inspectorId);
  const { longitude, latitude } = visit.building;
  const operations: RecordedOperation[] = [
    phone.act('started', {}),
    phone.act('stamped', { longitude, latitude, accuracyM: chance.whole(4, 15) }),
    ...questions.map((question) => {
      const fault = found.get(question.id);
      const value = fault?.measured.value ?? usualAnswer(question, assigned);
      return phone.act('answered', { questionId: question.id, value, note: fault?.note ?? '', replaces: [] });
    }),
  ];
  if (isAtOdds && visit.secondInspectorId) {
    const other = phoneOf(chance, visit, visit.secondInspectorId);
    const exits = questions.find(({ key }) => key === 'roof_and_exit_doors_open_from_inside');
    operations.push(other.act('started', {}));
    if (exits)
      operations.push(
        other.act('answered', {
          questionId: exits.id,
          value: false,
          note: 'باب السطح كان مقفلاً حين صعدت إليه.',
          replaces: [],
        }),
      );
  }
  operations.push(
    phone.act('noted', { note: 'رافقنا مشرف المبنى في الجولة كلها.' }),
    phone.act('signed', { by: 'inspector', name: names.get(visit.inspectorId) ?? '', strokes: SIGNATURE }),
    phone.act('signature_refused', { name: 'مشرف المبنى', reason: 'طلب مراجعة إدارته أولاً.' }),
  );
  operations.push(phone.act('submitted', { upTo: upToNow(operations) }));
  const record = recordOf(operations);
  return {
    operations,
    findings: findingsOf(judgeAnswers({ ...asked, questions, record, assigned }), record),
  };
}

/** What is there mostly: as on record, people as assigned, and nothing that is forbidden. */
function usualAnswer({ kind, known, place, criteria }: Question, assigned: Assigned): AnswerValue {
  if (kind === 'people') return assigned[place.roomId ?? ''] ?? 0;
  if (known !== null) return known;
  const [rule] = criteria;
  // A nurse is asked for where more than 200 live together, and there is none.
  return rule?.operator === 'required' && rule.appliesAbove === null;
}

/** Acts are counted phone by phone. */
function phoneOf(chance: Chance, visit: VisitToRecord, accountId: string) {
  const phoneId = chance.id();
  let sequence = 0;
  const began = Date.parse(`${visit.scheduledOn}T${BEGINS}Z`);
  return {
    act: <Kind extends RecordedOperation['kind']>(kind: Kind, body: OperationOf<Kind>['body']) => {
      sequence++;
      return {
        id: chance.id(),
        inspectionId: visit.id,
        accountId,
        phoneId,
        sequence,
        recordedAt: new Date(began + sequence * SECONDS_AN_ACT * 1000).toISOString(),
        kind,
        body,
      } as unknown as RecordedOperation;
    },
  };
}

function upToNow(operations: readonly RecordedOperation[]): Record<string, number> {
  const upTo: Record<string, number> = {};
  for (const { phoneId, sequence } of operations) upTo[phoneId] = Math.max(upTo[phoneId] ?? 0, sequence);
  return upTo;
}

function factsOf({ rooms, facilities }: MadePlaces, building: MadeBuilding): BuildingFacts {
  const own = facilities.filter(({ buildingId }) => buildingId === building.id);
  const facilitiesOf = (floor: number | null): Facilities =>
    Object.fromEntries(own.filter((each) => each.floor === floor).map(({ kind, count }) => [kind, count]));
  const inBuilding = rooms.filter((room) => room.building.id === building.id);
  return {
    id: building.id,
    name: building.name,
    floorCount: building.floorCount,
    facilities: facilitiesOf(null),
    measured: {},
    floors: Array.from({ length: building.floorCount }, (_, floor) => ({
      floor,
      facilities: facilitiesOf(floor),
      measured: {},
      rooms: inBuilding.filter((room): boolean => room.floor === floor) satisfies readonly RoomFacts[],
    })),
  };
}
