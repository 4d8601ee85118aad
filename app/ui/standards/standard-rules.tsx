import type { Decision } from '#app/domain/standards/composition.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';
import type { SourceInstrument } from './rule-source.tsx';
import { RuleSource } from './rule-source.tsx';
import { useStandardName } from './standard-name.ts';

export interface ShownStandard {
  readonly rules: readonly Rule[];
  readonly origins: readonly SourceInstrument[];
  readonly composition: {
    readonly base: { readonly name: string; readonly nameAr: string | null; readonly version: number | null };
    readonly decisions: readonly Decision[];
  } | null;
}

/** A standard's criteria, with where each comes from and, where it was composed, what gave way to it and why. */
export function StandardRules({ standard }: { standard: ShownStandard }) {
  const { places, standards } = useSpeech().texts;
  const inWords = useRuleInWords();
  const nameOf = useStandardName();
  const { rules, origins, composition } = standard;
  const instrumentOf = (rule: Rule) => origins.find(({ key }) => key === rule.standardKey);
  const decisions = new Map((composition?.decisions ?? []).map((decision) => [decision.key, decision]));
  const baseName = (base: { name: string; nameAr: string | null; version: number | null }) =>
    base.version === null ? nameOf(base) : standards.version(nameOf(base), base.version);
  const standing = new Set(rules.map(({ key }) => key));
  const leftOut = [...decisions.values()].filter(({ key }) => !standing.has(key));
  return (
    <>
      {composition ? (
        <p className="mb-4 text-muted">{standards.composedOver(baseName(composition.base))}</p>
      ) : null}
      <DataTable
        caption={standards.asks}
        rows={rules}
        rowKey={(rule) => rule.id}
        columns={[
          {
            key: 'key',
            header: places.criterion,
            rowHeader: true,
            cell: (rule) => places.criteria[rule.key] ?? rule.key,
          },
          { key: 'threshold', header: places.threshold, cell: inWords },
          {
            key: 'scope',
            header: places.scope,
            cell: (rule) => places.scopes[rule.scope] ?? rule.scope,
          },
          {
            key: 'severity',
            header: places.severity,
            cell: (rule) => places.severities[rule.severity] ?? rule.severity,
          },
          {
            key: 'origin',
            header: places.origin,
            wide: true,
            cell: (rule) => (
              <>
                <RuleSource rule={rule} instrument={instrumentOf(rule)} />
                <GaveWay decision={decisions.get(rule.key)} instrumentOf={instrumentOf} />
              </>
            ),
          },
        ]}
      />
      {leftOut.length > 0 ? (
        <section className="mt-4">
          <h3 className="mb-2">{standards.leftOut}</h3>
          <ul className="flex list-disc flex-col gap-2 ps-5">
            {leftOut.map((decision) => (
              <li key={decision.key}>
                {places.criteria[decision.key] ?? decision.key}
                <GaveWay decision={decision} instrumentOf={instrumentOf} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** Which rules gave way, and why. */
function GaveWay({
  decision,
  instrumentOf,
}: {
  decision: Decision | undefined;
  instrumentOf: (rule: Rule) => SourceInstrument | undefined;
}) {
  const { places, standards } = useSpeech().texts;
  const inWords = useRuleInWords();
  if (!decision) return null;
  return (
    <span className="block text-sm text-muted">
      {decision.losing.length > 0 ? standards.insteadOf : null}
      {decision.losing.map((rule, index) => (
        <span key={index}>
          {index > 0 ? ' · ' : ' '}
          <bdi>
            {inWords(rule)} ({places.scopes[rule.scope] ?? rule.scope}
            {instrumentOf(rule) ? `, ${instrumentOf(rule)?.jurisdiction}` : ''})
          </bdi>
        </span>
      ))}
      {decision.reason ? <span className="block">{standards.because(decision.reason)}</span> : null}
    </span>
  );
}
