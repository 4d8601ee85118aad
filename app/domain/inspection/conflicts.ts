import { latinNumber, readDecimal } from '#app/domain/typed-text.ts';
import type { FieldProblems } from '#app/domain/problem.ts';
import type { Question } from './checklist.ts';
import { checklistOf } from './checklist.ts';
import type { PackedInspection } from './day-pack.ts';
import { recordOf } from './inspection-record.ts';
import type { AnswerValue } from './operation.ts';

/** A question that two answered differently, not knowing of each other, with all that each of them recorded of it. */
export interface Conflict {
  readonly question: Pick<Question, 'id' | 'kind' | 'key' | 'fact' | 'unit' | 'scope'> & {
    readonly floor: number | null;
    readonly roomName: string | null;
  };
  readonly answers: readonly {
    readonly operationId: string;
    readonly value: AnswerValue;
    readonly note: string;
    readonly by: string;
    readonly at: string;
    /** Hashes of the photos that the same phone took of it. */
    readonly photos: readonly string[];
  }[];
}

/** @param names of accounts, by identifier */
export function conflictsOf(pack: PackedInspection, names: ReadonlyMap<string, string>): Conflict[] {
  const record = recordOf(pack.operations);
  if (record.conflicts.length === 0) return [];
  const accountOf = new Map(pack.operations.map(({ id, accountId }) => [id, accountId]));
  const rooms =
    pack.inspected.kind === 'building' ? pack.inspected.facts.floors.flatMap((floor) => floor.rooms) : [];
  return checklistOf(pack).flatMap(({ id, kind, key, fact, unit, scope, place }) => {
    const answer = record.answers.get(id);
    if (answer?.kind !== 'conflict') return [];
    const roomName = rooms.find((room) => room.id === place.roomId)?.name ?? null;
    return {
      question: { id, kind, key, fact, unit, scope, floor: place.floor, roomName },
      answers: answer.answers.map((given) => ({
        operationId: given.id,
        value: given.body.value,
        note: given.body.note,
        by: names.get(accountOf.get(given.id) ?? '') ?? '',
        at: given.recordedAt,
        photos: record.photos
          .filter(({ operation }) => operation.phoneId === given.phoneId && operation.body.questionId === id)
          .map(({ operation }) => operation.body.hash),
      })),
    };
  });
}

/** What is chosen where none of the answers given is right. */
export const OTHER_VALUE = 'other';

/** A value as a form bears it. */
export const valueText = (value: AnswerValue): string => String(value);

/** Reads the answer that is to stand: one of those given, or another one as typed. */
export function readSettlement(
  { choice, other }: { readonly choice: string; readonly other: string },
  { question, answers }: Conflict,
): { ok: true; value: AnswerValue } | { ok: false; problems: FieldProblems } {
  const given = answers.find(({ value }) => valueText(value) === choice);
  if (given) return { ok: true, value: given.value };
  if (choice === 'not_applicable') return { ok: true, value: choice };
  if (question.kind === 'yes_no') {
    if (choice === 'true' || choice === 'false') return { ok: true, value: choice === 'true' };
    return { ok: false, problems: { choice: choice ? 'not_a_choice' : 'required' } };
  }
  if (choice !== OTHER_VALUE)
    return { ok: false, problems: { choice: choice ? 'not_a_choice' : 'required' } };
  if (!latinNumber(other)) return { ok: false, problems: { other: 'required' } };
  const value = readDecimal(other);
  if (value === null) return { ok: false, problems: { other: 'not_a_number' } };
  if (value < 0) return { ok: false, problems: { other: 'negative_number' } };
  if (question.kind === 'people' && !Number.isInteger(value))
    return { ok: false, problems: { other: 'not_a_whole_number' } };
  return { ok: true, value };
}
