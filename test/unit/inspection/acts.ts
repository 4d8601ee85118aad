import type { AnswerValue, Operation, OperationKind, OperationOf } from '#app/domain/inspection/operation.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { aCriterion } from '#test/unit/capacity/place-builder.ts';

/** A made-up identifier that reads well in a failure: `act 7`, `phone 2`. */
const identifier = (kind: string, number: number) =>
  `${kind.padEnd(8, '0').slice(0, 8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const anId = (number: number) => identifier('aaaa', number);
export const aPhoneId = (number: number) => identifier('bbbb', number);
export const anInspectionId = identifier('cccc', 1);

type Act<Kind extends OperationKind> = Partial<Omit<OperationOf<Kind>, 'kind' | 'body'>>;

/** An act of this number, on phone 1 at that second unless told otherwise. */
export const anAct = <Kind extends OperationKind>(
  number: number,
  kind: Kind,
  body: OperationOf<Kind>['body'],
  act: Act<Kind> = {},
) =>
  ({
    id: anId(number),
    inspectionId: anInspectionId,
    phoneId: aPhoneId(1),
    sequence: number,
    recordedAt: new Date(Date.UTC(2026, 10, 26, 8, 0, number)).toISOString(),
    kind,
    body,
    ...act,
  }) as unknown as OperationOf<Kind>;

export const anAnswer = (
  number: number,
  questionId: string,
  value: AnswerValue,
  {
    replaces = [],
    note = '',
    ...act
  }: Act<'answered'> & { replaces?: readonly number[]; note?: string } = {},
) => anAct(number, 'answered', { questionId, value, note, replaces: replaces.map(anId) }, act);

/** The answers to these questions, in order. */
export const answersTo = (answers: Readonly<Record<string, AnswerValue>>): Operation[] =>
  Object.entries(answers).map(([question, value], at) => anAnswer(at + 1, question, value));

export const aRule = (rule: Partial<Rule> & Pick<Rule, 'key'>): Rule => ({
  ...{ id: `${rule.scope ?? 'room'} ${rule.key}`, clause: null, note: null, confidence: null },
  ...aCriterion(rule),
  ...rule,
});
