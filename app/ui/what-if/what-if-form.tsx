import { Form, useNavigation } from '@remix-run/react';
import type { FieldProblems } from '#app/domain/problem.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { facilityKinds } from '#app/domain/standards/yardstick.ts';
import type { TypedFacilities } from '#app/server/request/what-if-query.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField, SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';

type Named = Criterion & { readonly name: string };

interface WhatIfFormOf {
  readonly adopted: readonly Named[];
  readonly leftOut: readonly string[];
  readonly rules: readonly string[];
  readonly offered: readonly Named[];
  readonly instruments: readonly {
    readonly key: string;
    readonly name: string;
    readonly jurisdiction: string | null;
  }[];
  readonly typed: {
    readonly thresholds: Readonly<Record<string, string>>;
    readonly facilities: readonly TypedFacilities[];
  };
  readonly problems: FieldProblems;
}

interface NamedSite {
  readonly key: string;
  readonly name: string;
}

/** The adopted standard's rules to change or leave out, rules to add, and facilities to add. */
export function WhatIfForm({ form, sites }: { form: WhatIfFormOf; sites: readonly NamedSite[] }) {
  const { whatIf } = useSpeech().texts;
  const isBusy = useNavigation().state !== 'idle';
  return (
    <Form method="get" className="flex flex-col gap-6 rounded-lg border border-line bg-surface p-4 sm:p-5">
      <fieldset>
        <legend className="mb-3 text-lg font-semibold">{whatIf.standard}</legend>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {form.adopted.map((criterion) => (
            <CriterionFields key={criterion.name} criterion={criterion} form={form} />
          ))}
        </div>
      </fieldset>
      <RuleFields form={form} />
      <fieldset>
        <legend className="mb-1 text-lg font-semibold">{whatIf.facilities}</legend>
        <p className="mb-3 max-w-prose text-sm text-muted">{whatIf.facilitiesHint}</p>
        <FacilityFields form={form} sites={sites} />
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <SubmitButton disabled={isBusy}>{whatIf.workOut}</SubmitButton>
        <LinkButton to="/what-if">{whatIf.startAnew}</LinkButton>
      </div>
    </Form>
  );
}

/** One adopted rule: another figure for it where it has one, or to leave it out. */
function CriterionFields({ criterion, form }: { criterion: Named; form: WhatIfFormOf }) {
  const { places, whatIf } = useSpeech().texts;
  const inWords = useRuleInWords();
  const { name, key, scope, threshold } = criterion;
  const label = places.criteria[key] ?? key;
  const adopted = whatIf.adopted(inWords(criterion), places.scopes[scope] ?? scope);
  return (
    <div className="flex flex-col justify-end gap-1">
      {typeof threshold === 'number' ? (
        <TextField
          name={name}
          label={label}
          hint={adopted}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={form.typed.thresholds[name] ?? String(threshold)}
          problem={form.problems[name]}
        />
      ) : (
        <div>
          <p className="font-semibold">{label}</p>
          <p className="text-sm text-muted">{adopted}</p>
        </div>
      )}
      <CheckboxField
        name="without"
        value={name}
        label={
          <>
            {whatIf.leaveOut} <span className="sr-only">{label}</span>
          </>
        }
        defaultChecked={form.leftOut.includes(name)}
      />
    </div>
  );
}

/** Rules of instruments that were added, and one more to choose. */
function RuleFields({ form: { rules, offered, instruments } }: { form: WhatIfFormOf }) {
  const { places, whatIf } = useSpeech().texts;
  const inWords = useRuleInWords();
  const instrumentOf = new Map(instruments.map((instrument) => [instrument.key, instrument]));
  const words = (rule: Named) =>
    `${places.criteria[rule.key] ?? rule.key}: ${inWords(rule)} (${places.scopes[rule.scope] ?? rule.scope})`;
  const origin = ({ standardKey }: Named) => {
    const instrument = instrumentOf.get(standardKey);
    return [instrument?.jurisdiction, instrument?.name].filter(Boolean).join(', ') || standardKey;
  };
  return (
    <fieldset>
      <legend className="mb-3 text-lg font-semibold">{whatIf.rules}</legend>
      {offered
        .filter((rule) => rules.includes(rule.name))
        .map((rule) => (
          <CheckboxField
            key={rule.name}
            name="rule"
            value={rule.name}
            label={words(rule)}
            hint={<bdi>{origin(rule)}</bdi>}
            defaultChecked
          />
        ))}
      <div className="max-w-2xl">
        <SelectField
          name="rule"
          label={whatIf.addRule}
          optional
          defaultValue=""
          options={[
            { value: '', label: whatIf.noRule },
            ...offered
              .filter((rule) => !rules.includes(rule.name))
              .map((rule) => ({ value: rule.name, label: words(rule), group: origin(rule) })),
          ]}
        />
      </div>
    </fieldset>
  );
}

/** The facilities that were asked for, and a row to spare. */
function FacilityFields({
  form: { typed, problems },
  sites,
}: {
  form: WhatIfFormOf;
  sites: readonly NamedSite[];
}) {
  const { limits, places, whatIf } = useSpeech().texts;
  const spare = { site: sites[0]?.key ?? '', kind: 'toilet', count: '' };
  return (
    <div className="flex flex-col gap-4">
      {[...typed.facilities, spare].map((row, index) => (
        <div
          key={index}
          role="group"
          aria-label={whatIf.facilityRow(index + 1)}
          className="flex flex-wrap items-end gap-3"
        >
          <div className="w-28">
            <TextField
              name="count"
              label={whatIf.howMany}
              inputMode="numeric"
              autoComplete="off"
              defaultValue={row.count}
              problem={problems[`count${index}`]}
            />
          </div>
          <div className="w-56">
            <SelectField
              name="kind"
              label={whatIf.kind}
              defaultValue={row.kind}
              options={facilityKinds.map((kind) => ({ value: kind, label: limits.facility[kind] ?? kind }))}
            />
          </div>
          <div className="w-56">
            <SelectField
              name="site"
              label={places.site}
              defaultValue={row.site}
              options={sites.map(({ key, name }) => ({ value: key, label: name }))}
            />
          </div>
        </div>
      ))}
    </div>
  );
}
