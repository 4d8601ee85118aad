import { ProblemError } from '#app/domain/problem.ts';

export function loader() {
  throw new ProblemError('not_found');
}

export const action = loader;

export default function NotFound() {
  return null;
}
