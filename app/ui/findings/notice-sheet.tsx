import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Answerable } from '#app/domain/inspection/answerable.ts';
import type { EscalationStep, NextStep } from '#app/domain/inspection/escalation.ts';
import type { DrawnFinding } from '#app/domain/inspection/findings.ts';
import type { Rule, Severity } from '#app/domain/standards/criterion.ts';
import type { Language } from '#app/i18n/language.ts';
import { directionOf, languages } from '#app/i18n/language.ts';
import { usePlaceInWords } from '#app/ui/changes/place-in-words.ts';
import { useReportWords } from '#app/ui/inspections/report-words.ts';
import { LanguageProvider, useSpeech } from '#app/ui/language-context.tsx';
import { Facts } from '#app/ui/page.tsx';
import { useRuleInWords } from '#app/ui/places/rule-in-words.ts';

interface SheetNotice {
  readonly number: number;
  readonly step: EscalationStep;
  readonly issuedOn: Day;
  readonly actBy: Day;
  readonly next: NextStep | null;
  readonly isClosed: boolean;
  readonly instrument: {
    readonly name: string;
    readonly year: number | null;
    readonly confidence: string;
  } | null;
  readonly finding: {
    readonly rule: Pick<
      Rule,
      'key' | 'operator' | 'threshold' | 'unit' | 'appliesAbove' | 'clause' | 'confidence'
    >;
    readonly severity: Severity;
    readonly answerable: Answerable;
    readonly measured: DrawnFinding['measured'] | null;
    readonly note: string;
    readonly foundAt: string | Date;
    readonly place: NamedPlace;
    readonly inspection: { readonly number: number };
  };
}

/** A notice as it is printed: on one page of A4, in Arabic and, below, in English. */
export function NoticeSheet({ notice }: { notice: SheetNotice }) {
  return (
    <article className="mx-auto flex max-w-3xl flex-col gap-6 rounded-lg border border-line bg-surface p-6 print:max-w-none print:break-after-page print:gap-4 print:border-0 print:p-0 print:text-[13px] print:leading-snug">
      {languages.map((language) => (
        <LanguageProvider key={language} language={language}>
          <Half notice={notice} language={language} />
        </LanguageProvider>
      ))}
    </article>
  );
}

function Half({ notice, language }: { notice: SheetNotice; language: Language }) {
  const { texts, format } = useSpeech();
  const { findings, shell, places, standards } = texts;
  const { criteria } = places;
  const { sheet } = findings;
  const placeWords = usePlaceInWords();
  const ruleWords = useRuleInWords();
  const { found } = useReportWords();
  const { finding, instrument, next } = notice;
  const { rule, place } = finding;
  const site = language === 'ar' ? place.siteAr : place.siteEn;
  // What is no law isn't told as one: how sure the rule is stands beside it.
  const confidence = rule.confidence ?? instrument?.confidence ?? '';
  const basis = instrument
    ? [
        standards.published(instrument.name, instrument.year),
        rule.clause && standards.clause(rule.clause),
        places.confidence[confidence] ?? confidence,
      ]
        .filter(Boolean)
        .join(' · ')
    : findings.ownRule;
  const follows = [
    next ? findings.nextStep(findings.steps[next.step], format.day(next.on)) : sheet.nothingNext,
    ...(notice.isClosed ? [sheet.reopens] : []),
  ].join(' ');
  return (
    <section
      lang={language}
      dir={directionOf[language]}
      className="flex flex-col gap-3 border-line not-last:border-b not-last:pb-6 print:gap-2 print:not-last:pb-4"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-3">
        <h2>{sheet.titles[notice.step]}</h2>
        <p className="text-muted">
          {shell.productName} · {findings.notice(notice.number)} · {format.day(notice.issuedOn)}
        </p>
      </header>
      <p>{sheet.asks[notice.step]}</p>
      <Facts
        facts={[
          {
            label: sheet.to,
            value:
              notice.step === 'referral'
                ? sheet.toProsecution
                : [
                    sheet.siteManagerOf(site),
                    ...(finding.answerable === 'site_manager'
                      ? []
                      : [texts.terms.answerable[finding.answerable]]),
                  ].join(texts.terms.comma),
          },
          { label: findings.place, value: placeWords(place) },
          {
            label: findings.finding,
            value: `${criteria[rule.key] ?? rule.key} (${places.severities[finding.severity]})`,
          },
          { label: findings.required, value: ruleWords(rule) },
          { label: findings.found, value: found({ criterionKey: rule.key, measured: finding.measured }) },
          ...(finding.note ? [{ label: findings.note, value: <bdi>{finding.note}</bdi> }] : []),
          { label: sheet.basis, value: <bdi>{basis}</bdi> },
          {
            label: findings.foundAt,
            value: `${format.instant(finding.foundAt)} · ${findings.inspection(finding.inspection.number)}`,
          },
          { label: findings.actBy, value: format.day(notice.actBy) },
          { label: sheet.next, value: follows },
        ]}
      />
      <p className="text-sm text-muted print:text-[11px]">{findings.daysAreOurs}</p>
      <p className="border-t border-dashed border-control pt-5 print:pt-4">{sheet.signature}: ……………………………</p>
    </section>
  );
}
