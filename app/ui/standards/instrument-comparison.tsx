import type { Rule } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import type { SourceInstrument } from './rule-source.tsx';
import { RuleSource } from './rule-source.tsx';

interface Compared {
  readonly key: string;
  readonly rules: readonly Rule[];
  readonly strictest: readonly string[];
  readonly isContradictory: boolean;
}

/** Criterion by criterion what each published instrument asks, with its source and how sure the figure is. */
export function InstrumentComparison({
  instruments,
  criteria,
  isEvery,
}: {
  instruments: readonly SourceInstrument[];
  criteria: readonly Compared[];
  isEvery: boolean;
}) {
  const { places, standards } = useSpeech().texts;
  const inWords = useRuleInWords();
  const order = new Map(instruments.map((instrument, index) => [instrument.key, { ...instrument, index }]));
  const inOrder = (rules: readonly Rule[]) =>
    [...rules].sort(
      (one, other) => (order.get(one.standardKey)?.index ?? 0) - (order.get(other.standardKey)?.index ?? 0),
    );
  return (
    <>
      <p className="mb-4 max-w-prose text-muted">{places.instrumentsLead}</p>
      <Tabs
        label={places.criterion}
        tabs={[
          { to: '?view=instruments', label: places.severalOnly, current: !isEvery },
          { to: '?view=instruments&criteria=all', label: places.everyCriterion, current: isEvery },
        ]}
      />
      <DataTable
        caption={places.instrumentsView}
        rows={criteria}
        rowKey={(criterion) => criterion.key}
        columns={[
          {
            key: 'key',
            header: places.criterion,
            rowHeader: true,
            cell: (criterion) => (
              <>
                {places.criteria[criterion.key] ?? criterion.key}{' '}
                {criterion.isContradictory ? <Tag tone="warning">{standards.contradict}</Tag> : null}
              </>
            ),
          },
          {
            key: 'rules',
            header: places.says,
            wide: true,
            cell: (criterion) => (
              <ul className="flex flex-col gap-1">
                {inOrder(criterion.rules).map((rule) => (
                  <li key={rule.id}>
                    <span className="font-semibold">{inWords(rule)}</span>{' '}
                    {criterion.strictest.includes(rule.standardKey) ? (
                      <Tag tone="brand">{places.strictest}</Tag>
                    ) : null}{' '}
                    <span className="text-muted">{places.scopes[rule.scope] ?? rule.scope} ·</span>{' '}
                    <RuleSource rule={rule} instrument={order.get(rule.standardKey)} />
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}
