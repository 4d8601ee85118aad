import { data } from '@remix-run/node';
import type { z } from 'zod';
import type { FieldProblemCode, FieldProblems, Refusal } from '#app/domain/problem.ts';
import { fieldProblemCodes, isProblemError, problemStatus } from '#app/domain/problem.ts';

type ReadForm<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly answer: ReturnType<typeof refuseForm> };

const SECRET_FIELD = /password/i;

/**
 * Reads a form by its schema, whose messages are codes of field problems. A field that stands several times in the form
 * is read as a list where the schema asks for one (`workers` → `string[]`).
 */
export function readForm<Schema extends z.ZodObject>(
  schema: Schema,
  form: FormData,
): ReadForm<z.output<Schema>> {
  const lists = new Set(Object.keys(schema.shape).filter((name) => isList(schema.shape[name])));
  const values = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [
      name,
      lists.has(name) ? form.getAll(name).map(String) : (form.get(name)?.toString() ?? undefined),
    ]),
  );
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems: Record<string, FieldProblemCode> = {};
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? '');
    problems[field] ??=
      fieldProblemCodes.find((code) => code === issue.message) ??
      (issue.code === 'invalid_type' ? 'required' : 'not_a_choice');
  }
  return { ok: false, answer: refuseForm(problems, form) };
}

/** The fields of a form as they were typed; one that the form lacks is empty. */
export function readTyped<Name extends string>(form: FormData, names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, form.get(name)?.toString() ?? ''])) as Record<
    Name,
    string
  >;
}

/** The answer to a form whose fields are wrong: 422, the problems by field, and what was typed. */
export function refuseForm(problems: FieldProblems, form: FormData) {
  return data({ problems, ...typedIn(form) } satisfies Refusal, { status: 422 });
}

/** The answer to a form that was refused as a whole, with what was typed. @throws what is no problem */
export function refuseWhole(error: unknown, form: FormData) {
  if (!isProblemError(error)) throw error;
  const { problem } = error;
  return data({ problem, ...typedIn(form) } satisfies Refusal, { status: problemStatus[problem.code] });
}

function typedIn(form: FormData): Pick<Required<Refusal>, 'typed' | 'chosen'> {
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && !SECRET_FIELD.test(name) ? [{ name, value }] : [],
  );
  const several = [...Map.groupBy(fields, ({ name }) => name)].filter(([, values]) => values.length > 1);
  return {
    typed: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    chosen: Object.fromEntries(several.map(([name, values]) => [name, values.map(({ value }) => value)])),
  };
}

function isList(schema: unknown): boolean {
  return (schema as { def?: { type?: string } } | undefined)?.def?.type === 'array';
}
