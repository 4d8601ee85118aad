import { Form } from '@remix-run/react';
import { useMemo, useState } from 'react';
import type { Refusal } from '#app/domain/problem.ts';
import { compareInstruments } from '#app/domain/standards/comparison.ts';
import { compose, compositionOf, rulesToOffer } from '#app/domain/standards/composition.ts';
import { reasonField } from '#app/domain/standards/composition-form.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import { CriterionChoices } from './criterion-choices.tsx';
import type { SourceInstrument } from './rule-source.tsx';
import { UndecidedList } from './undecided-list.tsx';

/**
 * A standard in the making: what is ticked is composed as it is ticked, by the rules that judge it once more when it is
 * saved. Nothing that was ticked or typed is lost when it is refused.
 */
export function Composer({
  base,
  instruments,
  published,
  refusal: { problem, problems, typed, chosen },
}: {
  base: { readonly id: string; readonly rules: readonly Rule[] };
  instruments: readonly SourceInstrument[];
  published: readonly Rule[];
  refusal: Refusal;
}) {
  const { texts } = useSpeech();
  const { standards, places } = texts;
  const offered = useMemo(() => rulesToOffer(base.rules, published), [base.rules, published]);
  const compared = useMemo(() => compareInstruments(published), [published]);
  const keys = [...new Set([...base.rules.map(({ key }) => key), ...compared.map(({ key }) => key)])];
  const inBase = new Set(base.rules.map(({ key }) => key));

  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    new Set(typed ? (chosen?.['rules'] ?? [typed['rules'] ?? '']) : base.rules.map(({ id }) => id)),
  );
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(
    new Map(keys.map((key) => [key, typed?.[reasonField(key)] ?? ''])),
  );
  const composed = useMemo(
    () => compose(compositionOf({ base: base.rules, offered, ticked, reasons })),
    [base.rules, offered, ticked, reasons],
  );
  const tick = (id: string) =>
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });

  const choicesOf = (some: readonly string[], caption: string) => (
    <CriterionChoices
      caption={caption}
      criteria={some.map((key) => ({
        key,
        base: base.rules.filter((rule) => rule.key === key),
        offered: offered.filter((rule) => rule.key === key),
        strictest: compared.find((each) => each.key === key)?.strictest ?? [],
        composed: composed.criteria.find((each) => each.key === key),
        undecided: composed.undecided.find((each) => each.key === key),
        reason: reasons.get(key) ?? '',
      }))}
      instruments={instruments}
      ticked={ticked}
      onTick={tick}
      onReason={(key, reason) => setReasons((before) => new Map(before).set(key, reason))}
    />
  );
  const asked = keys.filter((key) => inBase.has(key));
  const others = keys.filter((key) => !inBase.has(key));
  const isAdding = composed.criteria.some(({ key, standing }) => !inBase.has(key) && standing.length > 0);
  const wordOf = (key: string) => places.criteria[key] ?? key;
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <input type="hidden" name="base" value={base.id} />
      <ProblemNotice problem={problem} />
      <FieldProblemSummary
        problems={problems}
        labels={{
          ...Object.fromEntries(keys.map((key) => [reasonField(key), wordOf(key)])),
          ...standards.fields,
        }}
      />
      <UndecidedList undecided={composed.undecided} />
      {choicesOf(asked, standards.baseCriteria(asked.length))}
      <details open={isAdding} className="flex flex-col gap-3">
        <summary className="min-h-11 cursor-pointer py-2 text-lg font-semibold">
          {standards.otherCriteria(others.length)}
        </summary>
        {choicesOf(others, standards.otherCriteria(others.length))}
      </details>
      <Card title={standards.nameTitle} className="flex max-w-2xl flex-col gap-5">
        {(['nameAr', 'name'] as const).map((name) => (
          <TextField
            key={name}
            id={name}
            name={name}
            dir="auto"
            lang={name === 'nameAr' ? 'ar' : 'en'}
            maxLength={200}
            label={standards.fields[name]}
            defaultValue={typed?.[name]}
            problem={problems?.[name]}
          />
        ))}
        <div>
          <SubmitButton>{standards.save}</SubmitButton>
        </div>
      </Card>
    </Form>
  );
}
