import { z } from 'zod';
import type { Id } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';

/** An identifier out of a URL. @throws ProblemError not_found when it can't be one */
export function recordId<Name extends string>(text: string | undefined): Id<Name> {
  const parsed = z.uuid().safeParse(text);
  if (!parsed.success) throw new ProblemError('not_found');
  return parsed.data as Id<Name>;
}
