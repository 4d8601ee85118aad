import type { Standard } from '#app/data/standards/standards.ts';
import type { Composed } from '#app/domain/standards/composition.ts';
import { compose, compositionOf, rulesToOffer, standingRules } from '#app/domain/standards/composition.ts';
import { compositionForm, reasonField, reasonsForm } from '#app/domain/standards/composition-form.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readForm, refuseForm } from './form.ts';

type ReadComposition =
  | { readonly ok: true; readonly name: string; readonly nameAr: string; readonly composed: Composed }
  | { readonly ok: false; readonly answer: ReturnType<typeof refuseForm> };

/**
 * The standard that the form composes over `base`, with every name and reason that it needs.
 * @throws ProblemError composition_empty
 */
export function readComposition(
  form: FormData,
  { base, published }: { base: Standard; published: readonly Rule[] },
): ReadComposition {
  const read = readForm(compositionForm, form);
  if (!read.ok) return read;
  const offered = rulesToOffer(base.rules, published);
  const keys = [...new Set([...base.rules, ...offered].map(({ key }) => key))];
  const readReasons = readForm(reasonsForm(keys), form);
  if (!readReasons.ok) return readReasons;
  const reasons = new Map(keys.map((key) => [key, readReasons.value[reasonField(key)] ?? '']));
  const { rules, name, nameAr } = read.value;
  const composed = compose(compositionOf({ base: base.rules, offered, ticked: new Set(rules), reasons }));
  if (composed.undecided.length > 0) {
    const problems = composed.undecided.map(({ key, code }) => [reasonField(key), code] as const);
    return { ok: false, answer: refuseForm(Object.fromEntries(problems), form) };
  }
  if (standingRules(composed).length === 0) throw new ProblemError('composition_empty');
  return { ok: true, name, nameAr, composed };
}
