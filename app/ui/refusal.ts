import { useActionData } from '@remix-run/react';
import type { Refusal } from '#app/domain/problem.ts';

/** Why the page's form was refused; empty when it wasn't, or when the action answered something else. */
export function useRefusal(): Refusal {
  return useActionData<Refusal>() ?? {};
}
