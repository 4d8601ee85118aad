import type { Rule } from '#app/domain/standards/comparison.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Tag } from '#app/ui/page.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { Tabs } from '#app/ui/tabs.tsx';
import { useRuleInWords } from './rule-in-words.ts';

interface Instrument {
  readonly key: string;
  readonly name: string;
  readonly jurisdiction: string | null;
  readonly year: number | null;
  readonly url: string | null;
  readonly confidence: string;
}

interface Compared {
  readonly key: string;
  readonly rules: readonly Rule[];
  readonly strictest: readonly string[];
}

/** Criterion by criterion what each published instrument asks, with its source and how sure the figure is. */
export function InstrumentComparison({
  instruments,
  criteria,
  isEvery,
}: {
  instruments: readonly Instrument[];
  criteria: readonly Compared[];
  isEvery: boolean;
}) {
  const { places } = useSpeech().texts;
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
            cell: (criterion) => places.criteria[criterion.key] ?? criterion.key,
          },
          {
            key: 'rules',
            header: places.says,
            cell: (criterion) => (
              <ul className="flex flex-col gap-1 text-start">
                {inOrder(criterion.rules).map((rule, index) => {
                  const instrument = order.get(rule.standardKey);
                  return (
                    <li key={`${rule.standardKey} ${index}`}>
                      <span className="font-semibold">{inWords(rule)}</span>{' '}
                      {criterion.strictest.includes(rule.standardKey) ? (
                        <Tag tone="brand">{places.strictest}</Tag>
                      ) : null}{' '}
                      <span className="text-muted">{places.scopes[rule.scope] ?? rule.scope} ·</span>{' '}
                      <a href={instrument?.url ?? ''} rel="noreferrer">
                        <bdi>
                          {instrument?.jurisdiction}, {instrument?.name}
                          {instrument?.year ? ` (${instrument.year})` : ''}
                        </bdi>
                      </a>{' '}
                      <span className="text-sm text-muted">
                        {places.confidence[instrument?.confidence ?? ''] ?? instrument?.confidence}
                        {rule.note ? (
                          <>
                            {' · '}
                            <bdi>{rule.note}</bdi>
                          </>
                        ) : null}
                      </span>
                    </li>
                  );
                })}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}
