import type { PublishedVersion } from '#app/data/inspection/published-reports.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { InspectionReport, ReportDifferences, ReportedFinding } from '#app/domain/inspection/report.ts';
import { standingFindings, tallyOf } from '#app/domain/inspection/report.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { createFormat } from '#app/i18n/format.ts';
import { isolate } from '#app/i18n/isolate.ts';
import type { Language } from '#app/i18n/language.ts';
import { reportWords } from '#app/i18n/report-words.ts';
import { ruleInWords } from '#app/i18n/rule-in-words.ts';
import { texts } from '#app/i18n/texts.ts';

type Tone = 'success' | 'warning' | 'danger' | 'neutral';
interface Said {
  readonly said: string;
  readonly tone: Tone;
}
type Fact = readonly [label: string, value: string];
interface Section<Each> {
  readonly title: string;
  readonly list: readonly Each[];
}

/** All that report.typ sets, in the words of one language. */
export interface ReportDocument {
  readonly language: Language;
  readonly product: string;
  readonly title: string;
  readonly place: string;
  readonly outcome: Said & { readonly note: string };
  readonly summary: string;
  readonly facts: readonly Fact[];
  readonly correction: {
    readonly title: string;
    readonly reason: string;
    readonly differences: readonly string[];
  } | null;
  readonly tally: {
    readonly title: string;
    readonly columns: readonly string[];
    readonly row: readonly string[];
  };
  readonly findings: Section<PrintedFinding> & { readonly none: string; readonly photoAwaited: string };
  readonly withdrawn: Section<string>;
  readonly changes: Section<string>;
  readonly heads: {
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
  };
  readonly remarks: Section<{ readonly note: string; readonly by: string }>;
  readonly signatures: Section<{
    readonly role: string;
    readonly name: string;
    readonly at: string;
    /** An SVG picture; null where somebody refused, and `reason` says why. */
    readonly drawing: string | null;
    readonly reason: string;
  }> & { readonly none: string };
  readonly notes: readonly string[];
  /** `{page}` and `{pages}` stand for the numbers. */
  readonly pageOf: string;
  readonly version: string;
  readonly hash: string;
}

interface PrintedFinding {
  readonly severity: Said;
  readonly criterion: string;
  readonly place: string;
  readonly mark: string;
  readonly facts: readonly Fact[];
  readonly photos: readonly { readonly path: string | null; readonly caption: string }[];
}

const outcomeTones: Readonly<Record<InspectionOutcome, Tone>> = {
  passed: 'success',
  conditional: 'warning',
  failed: 'danger',
};
const severityTones: Readonly<Record<Severity, Tone>> = {
  minor: 'neutral',
  major: 'warning',
  critical: 'danger',
};

/** Where the template finds a photo's thumbnail. */
export const photoPath = (hash: string) => `/photos/${hash}.jpg`;

/**
 * A published version as it is printed.
 * @param differences from the version before; null of the first
 * @param photos hashes of those whose thumbnails are there
 */
export function reportDocument(
  {
    report,
    published,
    differences,
    photos,
  }: {
    report: InspectionReport;
    published: PublishedVersion;
    differences: ReportDifferences | null;
    photos: ReadonlySet<string>;
  },
  language: Language,
): ReportDocument {
  const speech = { texts: texts[language], format: createFormat(language), language };
  const { format } = speech;
  const { reports, terms, places, shell, changes } = speech.texts;
  const words = reportWords(speech);
  const { list, finding: findingWords, paper } = reports;
  const fact = (label: string, value: string): Fact[] => (value === '' ? [] : [[label, value]]);
  const standard =
    language === 'ar' ? (report.standard.nameAr ?? report.standard.name) : report.standard.name;
  const photoOf = new Map(report.photos.map((photo) => [photo.hash, photo]));
  const tally = tallyOf(report.places);

  const printed = (finding: ReportedFinding): PrintedFinding => ({
    severity: {
      said: places.severities[finding.severity] ?? finding.severity,
      tone: severityTones[finding.severity],
    },
    criterion: places.criteria[finding.criterionKey] ?? finding.criterionKey,
    place: words.placeWithin(finding),
    mark: finding.isRepeated ? findingWords.repeated : '',
    facts: [
      ...fact(findingWords.required, ruleInWords(finding.rule, speech)),
      ...fact(findingWords.found, words.found(finding)),
      ...fact(findingWords.note, isolated(finding.note)),
      ...fact(findingWords.source, source(finding)),
      ...fact(findingWords.answerable, terms.answerable[finding.answerable]),
      ...fact(
        findingWords.due,
        finding.action === null
          ? findingWords.nothingDue
          : [
              `${format.day(finding.action.dueOn)} (${findingWords.dueHint})`,
              finding.action.completedOn && findingWords.completed(format.day(finding.action.completedOn)),
            ]
              .filter(Boolean)
              .join(terms.semicolon),
      ),
    ],
    photos: finding.hashes.map((hash) => {
      const photo = photoOf.get(hash);
      return {
        path: photos.has(hash) ? photoPath(hash) : null,
        caption: [photo && format.instant(photo.at), isolate(hash.slice(0, 16))].filter(Boolean).join(' · '),
      };
    }),
  });

  const source = ({ instrument, clause, confidence }: ReportedFinding): string =>
    instrument === null
      ? ''
      : [
          [isolate(instrument.name), clause && isolate(clause)].filter(Boolean).join(terms.comma),
          confidence && confidence !== 'verified' ? `(${places.confidence[confidence] ?? confidence})` : '',
        ]
          .filter(Boolean)
          .join(' ');

  return withoutVowels({
    language,
    product: shell.productName,
    title: reports.inspection(report.number),
    place: words.inspectedPlace(report.place),
    outcome: {
      said: terms.inspectionOutcome[report.outcome],
      tone: outcomeTones[report.outcome],
      note: paper.outcomeNote(terms.inspectionOutcome[report.proposedOutcome]),
    },
    summary: isolated(report.summary),
    facts: [
      ...(report.place.onlyRooms
        ? fact(paper.onlyRooms, report.place.onlyRooms.map((name) => places.room(name)).join(terms.comma))
        : []),
      ...fact(list.reason, terms.inspectionReason[report.reason]),
      ...fact(list.day, format.day(report.scheduledOn)),
      ...(report.startedAt ? fact(reports.began, format.instant(report.startedAt)) : []),
      ...(report.submittedAt ? fact(reports.submittedAt, format.instant(report.submittedAt)) : []),
      ...fact(list.inspectors, report.inspectors.map(isolate).join(terms.comma)),
      ...fact(
        reports.standard,
        [isolate(standard), reports.version(report.standard.version)].join(terms.comma),
      ),
      ...fact(reports.reviewedBy, isolate(published.publishedByName)),
    ],
    correction:
      differences === null
        ? null
        : {
            title: paper.corrects(published.version - 1),
            reason: isolated(published.correctionReason),
            differences: words.differences(differences),
          },
    tally: {
      title: paper.tally,
      columns: [reports.asked, reports.met, reports.notMet, reports.unknown],
      row: [
        reports.ofAll(format.number(tally.answered), format.number(tally.asked)),
        format.number(tally.met),
        format.number(tally.notMet),
        format.number(tally.unknown),
      ],
    },
    findings: {
      title: list.findings,
      none: findingWords.empty,
      photoAwaited: findingWords.photoAwaited,
      list: standingFindings(report).map(printed),
    },
    withdrawn: {
      title: paper.withdrawn,
      list: report.findings.flatMap((finding) =>
        finding.withdrawn
          ? `${places.criteria[finding.criterionKey] ?? finding.criterionKey} (${words.placeWithin(finding)}): ${isolated(finding.withdrawn.reason)}`
          : [],
      ),
    },
    changes: {
      title: reports.changes,
      list: report.changes.map(
        (change) =>
          `${words.changeDone(change)}${terms.comma}${reports.from(format.day(change.effectiveFrom))} (${changes.states[change.state]})`,
      ),
    },
    heads: {
      title: reports.answers.heads,
      columns: [
        reports.answers.place,
        reports.answers.counted,
        reports.answers.assigned,
        reports.answers.holds,
      ],
      rows: report.places.map((place) => [
        words.placeWithin(place),
        place.counted === null ? reports.answers.notCounted : format.number(place.counted),
        format.number(place.assigned),
        place.certain === null
          ? '—'
          : place.possible !== null && place.possible > place.certain
            ? isolate(reports.answers.upTo(format.number(place.certain), format.number(place.possible)))
            : format.number(place.certain),
      ]),
    },
    remarks: {
      title: reports.visit.remarks,
      list: report.remarks.map(({ note, by, at }) => ({
        note: isolated(note),
        by: reports.conflict.by(by, format.instant(at)),
      })),
    },
    signatures: {
      title: reports.visit.signatures,
      none: reports.visit.noSignatures,
      list: [
        ...report.signatures.map(({ by, name, strokes, at }) => ({
          role: reports.visit.signer[by],
          name: isolate(name),
          at: format.instant(at),
          drawing: drawn(strokes),
          reason: '',
        })),
        ...report.refusals.map(({ name, reason, at }) => ({
          role: reports.visit.refused,
          name: isolate(name),
          at: format.instant(at),
          drawing: null,
          reason: isolated(reason),
        })),
      ],
    },
    notes: [paper.proposals, paper.assigned],
    pageOf: paper.pageOf('{page}', '{pages}'),
    version: [
      reports.publishedVersion(published.version, format.instant(published.publishedAt)),
      paper.hash,
    ].join(terms.comma),
    hash: published.contentHash,
  });
}

/**
 * Our words without the marks of short vowels, which come out twice where somebody copies or searches a PDF's text. What
 * people wrote, between the signs of isolation, is left as it is.
 */
function withoutVowels<Printed>(printed: Printed): Printed {
  if (typeof printed === 'string')
    return printed.replaceAll(/\u2068[^\u2069]*\u2069|[\u064b-\u0652]/g, (found) =>
      found.length > 1 ? found : '',
    ) as Printed;
  if (Array.isArray(printed)) return printed.map(withoutVowels) as Printed;
  if (typeof printed !== 'object' || printed === null) return printed;
  return Object.fromEntries(
    Object.entries(printed).map(([key, value]) => [key, withoutVowels(value)]),
  ) as Printed;
}

/** What somebody wrote, paragraph by paragraph, kept from the direction of what stands around it. */
const isolated = (text: string) =>
  text
    .split('\n')
    .map((line) => (line ? isolate(line) : ''))
    .join('\n');

/** `strokes` was let in by its pattern, which knows nothing that ends an attribute. */
const drawn = (strokes: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="${strokes}" fill="none" stroke="#10201c" stroke-width="4" stroke-linecap="round"/></svg>`;
