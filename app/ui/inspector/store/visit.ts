import type { BuildingJudgement, SiteJudgement } from '#app/domain/capacity/judging/judgement.ts';
import type { PlaceToCheck, Question } from '#app/domain/inspection/checklist.ts';
import { checklistOf, placesToCheck, questionId } from '#app/domain/inspection/checklist.ts';
import type { PackedInspection, RecordedOperation } from '#app/domain/inspection/day-pack.ts';
import type { InspectionRecord } from '#app/domain/inspection/inspection-record.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import type { Verdict } from '#app/domain/inspection/judged-answers.ts';
import { capacityAsFound, judgeAnswers, placeAsFound } from '#app/domain/inspection/judged-answers.ts';

export type ActState = 'unsent' | 'held' | 'refused';

/** An act as it lies on the phone. `held`: the server has it. */
export type HeldAct = RecordedOperation & { readonly state: ActState; readonly problem: string | null };

/** What the pack alone says; it stays while acts are added. */
interface Prepared {
  readonly pack: PackedInspection;
  readonly questions: readonly Question[];
  readonly capacityOnRecord: BuildingJudgement | SiteJudgement;
}

/** One visit with all that follows from what was recorded. */
export interface Visit extends Prepared {
  readonly acts: readonly HeldAct[];
  readonly record: InspectionRecord;
  readonly verdicts: readonly Verdict[];
  readonly capacity: BuildingJudgement | SiteJudgement;
}

export function prepareVisit(pack: PackedInspection): Prepared {
  const { inspected, roomIds, criteria, lifeSafety } = pack;
  return {
    pack,
    questions: checklistOf({ inspected, roomIds, criteria, lifeSafety }),
    capacityOnRecord: capacityAsFound(inspected, criteria),
  };
}

export function visitOf({ pack, questions, capacityOnRecord }: Prepared, acts: readonly HeldAct[]): Visit {
  const { inspected, roomIds, assigned, criteria } = pack;
  const record = recordOf(acts);
  return {
    pack,
    questions,
    capacityOnRecord,
    acts,
    record,
    verdicts: judgeAnswers({ inspected, roomIds, criteria, questions, record, assigned }),
    capacity: capacityAsFound(placeAsFound(inspected, questions, record), criteria),
  };
}

/** How many people a room may hold as found; null of a room that the building doesn't have. */
export function roomCapacity(capacity: BuildingJudgement | SiteJudgement, roomId: string) {
  const floors = 'floors' in capacity ? capacity.floors : [];
  return floors.flatMap(({ rooms }) => rooms).find(({ id }) => id === roomId) ?? null;
}

export type PlaceState = 'untouched' | 'begun' | 'done' | 'wanting' | 'conflict';

/** A place of the visit with its part of the checklist. */
export interface PlaceProgress extends PlaceToCheck {
  /** Names it within the visit, in addresses too. */
  readonly key: string;
  readonly questions: readonly Question[];
  readonly verdicts: readonly Verdict[];
  readonly answered: number;
  readonly state: PlaceState;
}

/** The places in which something is asked, in the order in which one walks. */
export function placesOf({ pack, questions, record, verdicts }: Visit): readonly PlaceProgress[] {
  const keyOf = ({ scope, place }: Pick<PlaceToCheck, 'scope' | 'place'>) =>
    questionId(scope, place, '').slice(0, -1);
  const questionsOf = Map.groupBy(questions, keyOf);
  const verdictsOf = Map.groupBy(verdicts, ({ question }) => keyOf(question));
  return placesToCheck(pack.inspected, pack.roomIds).flatMap((each) => {
    const key = keyOf(each);
    const own = questionsOf.get(key) ?? [];
    if (own.length === 0) return [];
    const answers = own.map(({ id }) => record.answers.get(id)?.kind ?? null);
    const answered = answers.filter((kind) => kind === 'settled').length;
    const judged = verdictsOf.get(key) ?? [];
    const state = answers.includes('conflict')
      ? 'conflict'
      : judged.some(({ isMet }) => isMet === false)
        ? 'wanting'
        : answered === own.length
          ? 'done'
          : answered > 0
            ? 'begun'
            : 'untouched';
    return [{ ...each, key, questions: own, verdicts: judged, answered, state }];
  });
}
