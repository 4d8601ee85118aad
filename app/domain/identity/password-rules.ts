import type { FieldProblemCode } from '#app/domain/problem.ts';

/** OWASP ASVS 5.0, 6.2.1 asks for eight at least and recommends fifteen; length is all that is asked. */
export const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 1024;

/** What is wrong with a new password, if anything. */
export function passwordFault(next: string, current: string): FieldProblemCode | null {
  if (!next) return 'required';
  if (next.length < SHORTEST_PASSWORD || new Set(next).size < 4) return 'password_too_short';
  if (next.length > LONGEST_PASSWORD) return 'too_long';
  return next === current ? 'password_same' : null;
}
