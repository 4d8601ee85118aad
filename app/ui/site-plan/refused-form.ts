import type { FieldProblems } from '#app/domain/problem.ts';

/** Why a form was refused, by field, and what was typed; both undefined for a form that wasn't. */
export interface RefusedForm {
  readonly problems: FieldProblems | undefined;
  readonly typed: Readonly<Record<string, string>> | undefined;
}
