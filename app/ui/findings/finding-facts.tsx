import { Link } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import { daysBetween } from '#app/domain/dates.ts';
import type { Answerable } from '#app/domain/inspection/answerable.ts';
import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, EstimateMark, Facts } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';
import type { SourceInstrument } from '#app/ui/standards/rule-source.tsx';
import { RuleSource } from '#app/ui/standards/rule-source.tsx';

/** What was found and what is required, who answers for it, and how it stands. */
export function FindingFacts({
  finding,
  instrument,
  today,
}: {
  finding: {
    readonly rule: Omit<Rule, 'id' | 'scope' | 'severity'>;
    readonly answerable: Answerable;
    readonly measured: DrawnFinding['measured'] | null;
    readonly note: string;
    readonly foundAt: string | Date;
    readonly inspection: { readonly id: string; readonly number: number };
    readonly repeatsId: string | null;
    readonly dueOn: Day;
    readonly completed: { readonly at: string | Date; readonly byName: string } | null;
    readonly reinspectionNumber: number | null;
  };
  /** Undefined for a rule of the ministry's own. */
  instrument: SourceInstrument | undefined;
  today: Day;
}) {
  const { texts, format } = useSpeech();
  const { findings } = texts;
  const ruleWords = useRuleInWords();
  const { found } = useReportWords();
  const { completed, dueOn, reinspectionNumber } = finding;
  return (
    <Card>
      <Facts
        facts={[
          {
            label: findings.found,
            value: found({ criterionKey: finding.rule.key, measured: finding.measured }),
          },
          { label: findings.required, value: ruleWords(finding.rule) },
          {
            label: findings.source,
            value: instrument ? (
              <span className="font-normal">
                <RuleSource rule={finding.rule} instrument={instrument} />
              </span>
            ) : (
              findings.ownRule
            ),
          },
          ...(finding.note ? [{ label: findings.note, value: <bdi>{finding.note}</bdi> }] : []),
          {
            label: findings.foundAt,
            value: (
              <>
                <Link to={`/inspections/${finding.inspection.id}`}>
                  {findings.inspection(finding.inspection.number)}
                </Link>
                {' · '}
                {format.instant(finding.foundAt)}
              </>
            ),
          },
          ...(finding.repeatsId
            ? [
                {
                  label: findings.repeated,
                  value: <Link to={`/findings/${finding.repeatsId}`}>{findings.earlier}</Link>,
                },
              ]
            : []),
          {
            label: findings.answerable,
            value: (
              <>
                {texts.terms.answerable[finding.answerable]}{' '}
                <EstimateMark>{findings.answerableIsOurs}</EstimateMark>
              </>
            ),
          },
          {
            label: findings.dueOn,
            value: (
              <>
                {format.day(dueOn)}
                {!completed && dueOn < today ? (
                  <span className="block text-danger">{findings.overdueBy(daysBetween(dueOn, today))}</span>
                ) : null}
              </>
            ),
          },
          ...(completed
            ? [
                {
                  label: findings.completed,
                  value: [
                    findings.by(completed.byName, format.instant(completed.at)),
                    reinspectionNumber === null ? '' : findings.byReinspection(reinspectionNumber),
                  ]
                    .filter(Boolean)
                    .join(' · '),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
