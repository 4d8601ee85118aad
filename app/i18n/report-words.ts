import type { AnswerValue } from '#app/domain/inspection/operation.ts';
import type { QuestionKind } from '#app/domain/inspection/checklist.ts';
import type {
  ReportDifferences,
  ReportedChange,
  ReportedFinding,
  ReportedPlace,
} from '#app/domain/inspection/report.ts';
import type { Scope } from '#app/domain/standards/criterion.ts';
import type { Fact } from '#app/domain/standards/yardstick.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { Format } from './format.ts';
import { isolate } from './isolate.ts';
import type { Language } from './language.ts';
import type { Texts } from './texts.ts';

interface Speech {
  readonly texts: Texts;
  readonly format: Format;
  readonly language: Language;
}

/** What an inspection's report says, in words: the same on the screen and on paper. */
export function reportWords({ texts, format, language }: Speech) {
  const { places, reports, limits, terms } = texts;

  const site = ({ siteAr, siteEn }: Pick<ReportedPlace, 'siteAr' | 'siteEn'>) =>
    language === 'ar' ? siteAr : siteEn;

  const inspectedPlace = (place: Pick<ReportedPlace, 'siteAr' | 'siteEn' | 'buildingName'>): string =>
    place.buildingName === null
      ? reports.wholeSite(site(place))
      : [site(place), places.building(place.buildingName)].join(terms.comma);

  const placeWithin = ({
    scope,
    floor,
    roomName,
  }: {
    readonly scope: Scope;
    readonly floor: number | null;
    readonly roomName: string | null;
  }): string => {
    if (roomName !== null) return places.room(roomName);
    if (floor !== null) return places.floor(floor);
    return scope === 'site' ? reports.theSite : reports.theBuilding;
  };

  const question = ({ key, fact }: { readonly key: string; readonly fact: Fact | null }): string => {
    if (key === 'people') return reports.people;
    const ofFact = fact && (fact.kind === 'facility' ? limits.facility[fact.key] : limits.fact[fact.key]);
    return ofFact ?? places.criteria[key] ?? key;
  };

  const value = (
    answer: AnswerValue | null,
    { kind, unit }: { readonly kind: QuestionKind | null; readonly unit: string | null },
  ): string => {
    if (answer === null) return reports.notAnswered;
    if (answer === 'not_applicable') return reports.notApplicable;
    if (typeof answer === 'boolean') return answer ? places.yes : places.no;
    if (kind === 'people') return format.number(answer);
    return [format.number(answer), places.units[unit ?? ''] ?? unit ?? ''].filter(Boolean).join(' ');
  };

  /** What was found where a criterion wasn't met: the measure, and where people are counted, how many and how many may. */
  const found = ({ criterionKey, measured }: Pick<ReportedFinding, 'criterionKey' | 'measured'>): string => {
    if (!measured) return reports.unasked;
    const yardstick = yardstickOf({ key: criterionKey, threshold: measured.threshold });
    // A facility's count bears no unit, and neither does what is counted by the head.
    const unit =
      yardstick.kind === 'gate' ? measured.unit : yardstick.kind === 'share' ? unitOf(yardstick.fact) : null;
    const fact = 'fact' in yardstick ? yardstick.fact : null;
    const seen = yardstick.kind === 'ceiling' ? '' : value(measured.value, { kind: null, unit });
    const named = fact?.kind === 'facility' && seen ? `${question({ key: fact.key, fact })}: ${seen}` : seen;
    const people =
      measured.allows === null
        ? ''
        : reports.peopleAllowed(format.number(measured.people), format.number(measured.allows));
    return [named, people].filter(Boolean).join(terms.semicolon);
  };

  const unitOf = (fact: Fact) => (fact.kind === 'record' ? 'm2' : null);

  const differences = (differences: ReportDifferences): string[] => {
    const { outcome, summary, withdrawn, added, answers, photos } = differences;
    const words = reports.differences;
    const name = (finding: ReportedFinding) =>
      `${isolate(places.criteria[finding.criterionKey] ?? finding.criterionKey)} (${placeWithin(finding)})`;
    return [
      outcome &&
        words.outcome(terms.inspectionOutcome[outcome.before], terms.inspectionOutcome[outcome.after]),
      ...withdrawn.map((finding) => words.withdrawn(name(finding))),
      ...added.map((finding) => words.added(name(finding))),
      summary && words.summary,
      answers > 0 && words.answers(answers),
      photos > 0 && words.photos(photos),
    ].filter((said) => typeof said === 'string');
  };

  /** A closing or a measurement that followed, with its place. */
  const changeDone = ({ kind, floor, roomName, bedLabel }: ReportedChange): string => {
    const place = placeWithin({ scope: 'building', floor, roomName });
    return reports.change[kind](
      bedLabel === null ? place : [place, texts.changes.place.bed(bedLabel)].join(terms.comma),
    );
  };

  return { changeDone, site, inspectedPlace, placeWithin, question, value, found, differences };
}
