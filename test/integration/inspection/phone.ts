import { randomUUID } from 'node:crypto';
import { exchangeOperations } from '#app/data/inspection/exchange.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import type { AnswerValue, Operation, OperationKind, OperationOf } from '#app/domain/inspection/operation.ts';

type BodyOf<Kind extends OperationKind> = OperationOf<Kind>['body'];

/** A phone that records acts of one inspection, in the order of the calls, a second apart. */
export function aPhone(
  inspectionId: string,
  { phoneId = randomUUID(), clock = Date.now() - 3_600_000 } = {},
) {
  const operations: Operation[] = [];
  const record = <Kind extends OperationKind>(kind: Kind, body: BodyOf<Kind>): OperationOf<Kind> => {
    const operation = {
      ...{ id: randomUUID(), inspectionId, phoneId, sequence: operations.length + 1, kind, body },
      recordedAt: new Date(clock + operations.length * 1000).toISOString(),
    } as unknown as OperationOf<Kind>;
    operations.push(operation);
    return operation;
  };
  return {
    phoneId,
    operations: operations as readonly Operation[],
    record,
    answer: (questionId: string, value: AnswerValue, replaces: readonly string[] = []) =>
      record('answered', { questionId, value, note: '', replaces: [...replaces] }),
    photograph: (hash: string, questionId: string | null = null) =>
      record('photographed', {
        ...{ photoId: randomUUID(), questionId, hash, bytes: 1000, mediaType: 'image/jpeg' },
        ...{ width: 100, height: 100, takenAt: null, takenAtPosition: null },
      }),
    /** `others`: how many acts of other phones whoever submits had before them. */
    submit: (others: Readonly<Record<string, number>> = {}) =>
      record('submitted', { upTo: { ...others, [phoneId]: operations.length } }),
  };
}

/** Sends as the inspector does. */
export const send = (
  database: Database,
  actor: SignedInActor,
  sent: readonly unknown[],
  {
    inspectionIds = [],
    arrivals = {},
  }: { inspectionIds?: readonly string[]; arrivals?: Readonly<Record<string, number>> } = {},
) =>
  transact(database, actor, (t) =>
    exchangeOperations(t, { sent, inspectionIds, arrivals, accountId: actor.accountId, now: new Date() }),
  );
