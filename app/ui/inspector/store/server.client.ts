import type { SyncState } from './phone.ts';

/** Why the server gave no answer that can be used. */
export class NoAnswer extends Error {
  readonly phase: Extract<SyncState['phase'], 'offline' | 'sign_in_needed' | 'failed'>;
  /** Null where nothing arrived. */
  readonly status: number | null;
  /** The code of what went wrong, from the catalogue of problems. */
  readonly problem: string | null;
  constructor(phase: NoAnswer['phase'], status: number | null = null, problem: string | null = null) {
    super(phase);
    this.phase = phase;
    this.status = status;
    this.problem = problem;
  }
}

const ANSWER_MS = 30_000;

/** Asks the server. @throws NoAnswer */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
      ...init,
    });
  } catch {
    throw new NoAnswer('offline');
  }
  if (answer.type === 'opaqueredirect' || answer.status === 401) throw new NoAnswer('sign_in_needed');
  if (!answer.ok) throw new NoAnswer('failed', answer.status, await problemOf(answer));
  return answer;
}

async function problemOf(answer: Response): Promise<string | null> {
  const body = (await answer.json().catch(() => null)) as { problem?: { code?: string } } | null;
  return body?.problem?.code ?? null;
}
