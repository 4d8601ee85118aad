import type { ComposedCriterion, Undecided } from '#app/domain/standards/composition.ts';
import { reasonField } from '#app/domain/standards/composition-form.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { relate } from '#app/domain/standards/strictness.ts';
import { CheckboxField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';
import type { SourceInstrument } from './rule-source.tsx';
import { RuleSource } from './rule-source.tsx';

interface CriterionChoice {
  readonly key: string;
  readonly base: readonly Rule[];
  readonly offered: readonly Rule[];
  /** Instruments that ask most. */
  readonly strictest: readonly string[];
  /** Missing where nothing is ticked. */
  readonly composed: ComposedCriterion | undefined;
  readonly undecided: Undecided | undefined;
  readonly reason: string;
}

interface Choosing {
  readonly instruments: readonly SourceInstrument[];
  /** Ids of rules. */
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ruleId: string) => void;
  readonly onReason: (key: string, reason: string) => void;
}

/** Criterion by criterion the rules to choose from, what then applies, and where a planner has to say why. */
export function CriterionChoices({
  caption,
  criteria,
  ...choosing
}: Choosing & { caption: string; criteria: readonly CriterionChoice[] }) {
  const { places, standards } = useSpeech().texts;
  return (
    <DataTable
      caption={caption}
      captionVisible
      rows={criteria}
      rowKey={(criterion) => criterion.key}
      columns={[
        {
          key: 'key',
          header: places.criterion,
          rowHeader: true,
          cell: ({ key }) => places.criteria[key] ?? key,
        },
        {
          key: 'rules',
          header: standards.rules,
          wide: true,
          cell: (criterion) => <RulesToTick criterion={criterion} {...choosing} />,
        },
        {
          key: 'applies',
          header: standards.applies,
          wide: true,
          cell: (criterion) => <WhatApplies criterion={criterion} {...choosing} />,
        },
      ]}
    />
  );
}

function RulesToTick({
  criterion: { key, base, offered, strictest },
  instruments,
  ticked,
  onTick,
}: Choosing & { criterion: CriterionChoice }) {
  const { places, standards } = useSpeech().texts;
  const inWords = useRuleInWords();
  const place = new Map(instruments.map(({ key: instrument }, index) => [instrument, index]));
  const inOrder = [...offered].sort(
    (one, other) => (place.get(one.standardKey) ?? 0) - (place.get(other.standardKey) ?? 0),
  );
  return (
    <fieldset>
      <legend className="sr-only">{standards.rulesOf(places.criteria[key] ?? key)}</legend>
      {[...base, ...inOrder].map((rule) => (
        <CheckboxField
          key={rule.id}
          name="rules"
          value={rule.id}
          checked={ticked.has(rule.id)}
          onChange={() => onTick(rule.id)}
          label={
            <>
              <span className="font-semibold">{inWords(rule)}</span>{' '}
              <span className="text-muted">({places.scopes[rule.scope] ?? rule.scope})</span>{' '}
              {base.includes(rule) ? <Tag>{standards.ofBase}</Tag> : null}{' '}
              {strictest.includes(rule.standardKey) ? <Tag tone="brand">{places.strictest}</Tag> : null}{' '}
              {!base.includes(rule) && base.some((other) => relate(rule, other) === 'opposed') ? (
                <Tag tone="warning">{standards.contradictsBase}</Tag>
              ) : null}
            </>
          }
          hint={
            <RuleSource
              rule={rule}
              instrument={instruments.find((instrument) => instrument.key === rule.standardKey)}
            />
          }
        />
      ))}
    </fieldset>
  );
}

function WhatApplies({
  criterion: { key, composed, undecided, reason },
  onReason,
}: Choosing & { criterion: CriterionChoice }) {
  const { places, standards } = useSpeech().texts;
  const inWords = useRuleInWords();
  const standing = composed?.standing ?? [];
  return (
    <div className="flex min-w-52 flex-col gap-2">
      {standing.length === 0 ? <p className="text-muted">{standards.appliesNothing}</p> : null}
      {undecided ? (
        <p>
          <Tag tone="warning">{standards.toDecide}</Tag>
        </p>
      ) : (
        standing.map((rule) => (
          <p key={rule.id}>
            <span className="font-semibold">{inWords(rule)}</span>{' '}
            <span className="text-muted">({places.scopes[rule.scope] ?? rule.scope})</span>
          </p>
        ))
      )}
      {composed?.why && standing.length > 0 ? (
        <p className="text-sm text-muted">{standards.whys[composed.why]}</p>
      ) : null}
      {undecided || reason ? (
        <TextField
          id={reasonField(key)}
          name={reasonField(key)}
          dir="auto"
          maxLength={500}
          label={standards.reasonFor(places.criteria[key] ?? key)}
          value={reason}
          onChange={(event) => onReason(key, event.currentTarget.value)}
          problem={undecided?.code}
        />
      ) : null}
    </div>
  );
}
