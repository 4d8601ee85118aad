import { data } from '@remix-run/node';
import type { StoredFacts } from '#app/data/placement/workers.ts';
import type { TypedWorker, WorkerFacts } from '#app/domain/placement/worker-facts.ts';
import { isProblemError, problemStatus } from '#app/domain/problem.ts';
import type { Secrets } from '#app/server/identity/secrets.ts';

/** A worker's form as it was typed. */
export function readTypedWorker(form: FormData): TypedWorker {
  const text = (name: string) => form.get(name)?.toString() ?? '';
  return {
    fullName: text('fullName'),
    civilId: text('civilId'),
    birthDate: text('birthDate'),
    sex: text('sex'),
    shift: text('shift'),
    languages: form.getAll('languages').map(String),
    accessNeeds: form.getAll('accessNeeds').map(String),
  };
}

/** The facts as the database keeps them: the civil ID encrypted, with the hash that it is found by. */
export function sealFacts({ civilId, ...facts }: WorkerFacts, secrets: Secrets): StoredFacts {
  return { ...facts, ...secrets.sealCivilId(civilId) };
}

/** The answer to a worker's form that the register refused: the problem, and what was typed. @throws what is no problem */
export function refuseWorker(error: unknown, worker: TypedWorker) {
  if (!isProblemError(error)) throw error;
  return data({ problem: error.problem, worker }, { status: problemStatus[error.problem.code] });
}
