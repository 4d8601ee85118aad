import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import type {
  CapacityChangeKind,
  CapacityChangeState,
} from '#app/domain/capacity/changes/capacity-change.ts';
import type { BuildingJudgement, SiteJudgement } from '#app/domain/capacity/judging/judgement.ts';
import type { PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import type { Position } from '#app/domain/allocation/distance.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';
import type { Day } from '#app/domain/dates.ts';
import type { Rule, Scope, Severity } from '#app/domain/standards/criterion.ts';
import { severities } from '#app/domain/standards/criterion.ts';
import type { Fact } from '#app/domain/standards/yardstick.ts';
import type { Answerable } from './answerable.ts';
import type { Question, QuestionKind } from './checklist.ts';
import { checklistOf, peopleQuestion, placesToCheck, questionId } from './checklist.ts';
import type { InspectionReason, PackedInspection } from './day-pack.ts';
import type { DrawnFinding, InspectionOutcome } from './findings.ts';
import { outcomeOf } from './findings.ts';
import type { InspectionRecord } from './inspection-record.ts';
import { recordOf, valueOf } from './inspection-record.ts';
import type { Verdict } from './judged-answers.ts';
import { capacityAsFound, judgeAnswers, placeAsFound } from './judged-answers.ts';
import type { AnswerValue, OperationOf } from './operation.ts';

/**
 * An inspection as it is told: what stands on the screen while it is reviewed, and what is kept, whole, once it is
 * published. It holds keys instead of words, so that it reads in either language, and names as they were.
 */
export interface InspectionReport {
  readonly number: number;
  readonly reason: InspectionReason;
  readonly place: ReportedPlace;
  readonly standard: { readonly name: string; readonly nameAr: string | null; readonly version: number };
  readonly inspectors: readonly string[];
  readonly scheduledOn: Day;
  /** Instants. */
  readonly startedAt: string | null;
  readonly submittedAt: string | null;
  /** What follows from the findings by rule. */
  readonly proposedOutcome: InspectionOutcome;
  readonly outcome: InspectionOutcome;
  readonly summary: string;
  readonly places: readonly CheckedPlace[];
  readonly findings: readonly ReportedFinding[];
  readonly photos: readonly ReportedPhoto[];
  readonly remarks: readonly Said[];
  readonly signatures: readonly {
    readonly by: 'inspector' | 'representative';
    readonly name: string;
    /** An SVG path in a box of 600 × 200. */
    readonly strokes: string;
    readonly at: string;
  }[];
  readonly refusals: readonly { readonly name: string; readonly reason: string; readonly at: string }[];
  readonly stamps: readonly ReportedStamp[];
  readonly changes: readonly ReportedChange[];
  /** Acts that arrived after the inspection was submitted. */
  readonly lateActs: number;
}

export interface ReportedPlace extends Position {
  readonly siteKey: string;
  readonly siteAr: string;
  readonly siteEn: string;
  readonly buildingId: string | null;
  readonly buildingName: string | null;
  /** The names of the only rooms that were looked at; null for all. */
  readonly onlyRooms: readonly string[] | null;
}

interface Said {
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

/** Where a phone was; the distance is to the building, or to the middle of the site. */
interface ReportedStamp extends Position {
  readonly accuracyM: number;
  readonly distanceM: number;
  readonly by: string;
  readonly at: string;
}

/** A photo, with what its camera wrote of itself beside when its taking was recorded. */
export interface ReportedPhoto {
  readonly photoId: string;
  readonly hash: string;
  readonly questionId: string | null;
  readonly at: string;
  readonly by: string;
  readonly takenAt: string | null;
  /** From where its camera says it was taken to the building; null where it doesn't say. */
  readonly distanceM: number | null;
  readonly isSetAside: boolean;
  /** Its file arrived. */
  readonly isHere: boolean;
}

/** What was asked and answered in one place. */
export interface CheckedPlace {
  readonly scope: Scope;
  readonly floor: number | null;
  readonly roomName: string | null;
  /** People as counted, as assigned, and how many the standard allows as the place was found. */
  readonly counted: number | null;
  readonly assigned: number;
  readonly certain: number | null;
  readonly possible: number | null;
  readonly answers: readonly ReportedAnswer[];
}

export interface ReportedAnswer {
  readonly questionId: string;
  readonly kind: QuestionKind;
  readonly key: string;
  readonly fact: Fact | null;
  readonly unit: string | null;
  /** Null while nothing stands: nobody answered, or two did differently. */
  readonly value: AnswerValue | null;
  readonly isConflict: boolean;
  readonly note: string;
  readonly by: string;
  readonly at: string | null;
  /** What was on record before. */
  readonly known: number | boolean | null;
  readonly verdicts: readonly {
    readonly key: string;
    readonly rule: WordedRule;
    readonly severity: Severity;
    readonly isMet: boolean | null;
    readonly allows: number | null;
  }[];
}

type WordedRule = Pick<Rule, 'operator' | 'threshold' | 'unit' | 'appliesAbove'>;

export interface ReportedFinding {
  readonly id: string;
  readonly criterionKey: string;
  readonly severity: Severity;
  readonly scope: Scope;
  readonly floor: number | null;
  readonly roomName: string | null;
  readonly rule: WordedRule;
  /** Where the rule stands in its instrument, and how sure the figure is. */
  readonly clause: string | null;
  readonly confidence: string | null;
  readonly instrument: { readonly name: string; readonly url: string | null } | null;
  readonly measured: DrawnFinding['measured'] | null;
  readonly note: string;
  readonly hashes: readonly string[];
  readonly answerable: Answerable;
  readonly isRepeated: boolean;
  /** When it is to be put right, and was; null where nothing is to be done. */
  readonly action: { readonly dueOn: Day; readonly completedOn: Day | null } | null;
  /** Taken back: why. */
  readonly withdrawn: { readonly reason: string; readonly by: string; readonly at: string } | null;
}

/** A closing or a measurement that the inspection caused. */
export interface ReportedChange extends Omit<ClosingPlace, 'siteId'> {
  readonly id: string;
  readonly number: number;
  readonly kind: CapacityChangeKind;
  readonly state: CapacityChangeState;
  readonly effectiveFrom: Day;
  readonly roomName: string | null;
  readonly bedLabel: string | null;
}

/** Findings that stand, the gravest first, as they are told. */
export function standingFindings(report: Pick<InspectionReport, 'findings'>): readonly ReportedFinding[] {
  return report.findings
    .filter(({ withdrawn }) => withdrawn === null)
    .sort((one, other) => severities.indexOf(other.severity) - severities.indexOf(one.severity));
}

/** What else is known of an inspection than what was recorded by phones. */
interface ReportFacts {
  readonly standardVersion: number;
  readonly startedAt: string | null;
  readonly submittedAt: string | null;
  readonly outcome: InspectionOutcome | null;
  readonly summary: string;
  readonly findings: readonly ReportedFinding[];
  readonly changes: readonly ReportedChange[];
  /** Names of accounts, by identifier. */
  readonly names: ReadonlyMap<string, string>;
  /** Of the site's middle. */
  readonly sitePoint: Position;
  /** Hashes of photos whose files have arrived. */
  readonly arrived: ReadonlySet<string>;
  /** Identifiers of acts that arrived after it was submitted. */
  readonly late: ReadonlySet<string>;
}

/** The report of an inspection as it stands. */
export function reportOf(pack: PackedInspection, facts: ReportFacts): InspectionReport {
  const record = recordOf(pack.operations);
  const by = new Map(pack.operations.map(({ id, accountId }) => [id, facts.names.get(accountId) ?? '']));
  const nameOf = ({ id }: { readonly id: string }) => by.get(id) ?? '';
  const building = pack.plan.buildings.find(({ id }) => id === pack.inspected.facts.id);
  const { longitude, latitude } = building ?? facts.sitePoint;
  const here = { longitude, latitude };
  const rooms =
    pack.inspected.kind === 'building' ? pack.inspected.facts.floors.flatMap((floor) => floor.rooms) : [];
  const proposedOutcome = outcomeOf(
    standingFindings(facts).map(({ severity }) => severity),
    checklistOf(pack).every(({ id }) => record.answers.has(id)),
  );
  return {
    number: pack.number,
    reason: pack.reason,
    place: {
      siteKey: pack.site.key,
      siteAr: pack.site.nameAr,
      siteEn: pack.site.nameEn,
      buildingId: pack.inspected.kind === 'building' ? pack.inspected.facts.id : null,
      buildingName: pack.buildingName,
      onlyRooms: pack.roomIds && rooms.filter(({ id }) => pack.roomIds?.includes(id)).map(({ name }) => name),
      ...here,
    },
    standard: { ...pack.standard, version: facts.standardVersion },
    inspectors: pack.inspectors.map(({ displayName }) => displayName),
    scheduledOn: pack.scheduledOn,
    startedAt: facts.startedAt,
    submittedAt: facts.submittedAt,
    proposedOutcome,
    outcome: facts.outcome ?? proposedOutcome,
    summary: facts.summary,
    places: checkedPlaces(pack, record, nameOf),
    findings: facts.findings,
    photos: record.photos.map(({ operation, isSetAside }) => ({
      photoId: operation.body.photoId,
      hash: operation.body.hash,
      questionId: operation.body.questionId,
      at: operation.recordedAt,
      by: nameOf(operation),
      takenAt: operation.body.takenAt,
      distanceM: operation.body.takenAtPosition && distanceMetres(operation.body.takenAtPosition, here),
      isSetAside,
      isHere: facts.arrived.has(operation.body.hash),
    })),
    remarks: record.remarks.map((each) => ({ note: each.body.note, by: nameOf(each), at: each.recordedAt })),
    signatures: record.signatures.map(({ body, recordedAt }) => ({ ...body, at: recordedAt })),
    refusals: record.refusals.map(({ body, recordedAt }) => ({ ...body, at: recordedAt })),
    stamps: record.stamps.map((each) => ({
      longitude: each.body.longitude,
      latitude: each.body.latitude,
      accuracyM: Math.round(each.body.accuracyM),
      distanceM: distanceMetres(each.body, here),
      by: nameOf(each),
      at: each.recordedAt,
    })),
    changes: facts.changes,
    lateActs: facts.late.size,
  };
}

function checkedPlaces(
  pack: PackedInspection,
  record: InspectionRecord,
  nameOf: (act: { readonly id: string }) => string,
): CheckedPlace[] {
  const questions = checklistOf(pack);
  const verdicts = Map.groupBy(judgeAnswers({ ...pack, questions, record }), ({ question }) => question.id);
  const asked = Map.groupBy(questions, ({ scope, place }) => questionId(scope, place, ''));
  const found = capacityAsFound(placeAsFound(pack.inspected, questions, record), pack.criteria);
  const allowed = allowances(found);
  return placesToCheck(pack.inspected, pack.roomIds).map(({ scope, place, facts }) => {
    const id = questionId(scope, place, '');
    const people = peopleIn(pack, scope, place, record);
    return {
      scope,
      floor: place.floor,
      roomName: 'designBeds' in facts ? facts.name : null,
      ...people,
      certain: finite(allowed.get(id)?.certain),
      possible: finite(allowed.get(id)?.possible),
      answers: (asked.get(id) ?? []).map((question) =>
        reportedAnswer(question, record, verdicts.get(question.id) ?? [], nameOf),
      ),
    };
  });
}

const finite = (count: number | undefined) => (count !== undefined && Number.isFinite(count) ? count : null);

/** How many people each place may hold as it was found, by the same names as the checklist's places. */
function allowances(found: BuildingJudgement | SiteJudgement) {
  const whole = { buildingId: null, floor: null, roomId: null };
  if (!('floors' in found)) return new Map([[questionId('site', whole, ''), found]]);
  return new Map([
    [questionId('building', whole, ''), found],
    ...found.floors.flatMap((floor) => [
      [questionId('floor', { ...whole, floor: floor.floor }, ''), floor] as const,
      ...floor.rooms.map((room) => [questionId('room', { ...whole, roomId: room.id }, ''), room] as const),
    ]),
  ] as (readonly [string, { readonly certain: number; readonly possible: number }])[]);
}

/** People of the place's rooms: as counted where every one of them was, and as assigned. */
function peopleIn(
  { inspected, roomIds, assigned }: PackedInspection,
  scope: Scope,
  place: PlaceWithin,
  record: InspectionRecord,
): Pick<CheckedPlace, 'counted' | 'assigned'> {
  if (inspected.kind === 'site') return { counted: null, assigned: assigned[inspected.facts.id] ?? 0 };
  const rooms = inspected.facts.floors
    .filter(({ floor }) => scope === 'building' || floor === place.floor)
    .flatMap((floor) => floor.rooms)
    .filter(({ id }) => scope !== 'room' || id === place.roomId)
    .filter(({ id }) => roomIds === null || roomIds.includes(id));
  const counts = rooms.map(({ id }) => valueOf(record, peopleQuestion(id)));
  return {
    counted: counts.every((count) => typeof count === 'number')
      ? counts.reduce((sum, count) => sum + count, 0)
      : null,
    assigned: rooms.reduce((sum, { id }) => sum + (assigned[id] ?? 0), 0),
  };
}

function reportedAnswer(
  { id, kind, key, fact, unit, known }: Question,
  record: InspectionRecord,
  verdicts: readonly Verdict[],
  nameOf: (act: { readonly id: string }) => string,
): ReportedAnswer {
  const answer = record.answers.get(id);
  const given: readonly OperationOf<'answered'>[] =
    answer?.kind === 'settled' ? answer.by : (answer?.answers ?? []);
  return {
    questionId: id,
    kind,
    key,
    fact,
    unit,
    value: valueOf(record, id),
    isConflict: answer?.kind === 'conflict',
    note: answer?.kind === 'settled' ? answer.note : '',
    by: [...new Set(given.map(nameOf))].join(' · '),
    at: given.at(-1)?.recordedAt ?? null,
    known,
    verdicts: verdicts.map(({ rule, isMet, allows }) => ({
      key: rule.key,
      rule: {
        operator: rule.operator,
        threshold: rule.threshold,
        unit: rule.unit,
        appliesAbove: rule.appliesAbove,
      },
      severity: rule.severity,
      isMet,
      allows,
    })),
  };
}

/** Answers that stand, criteria met, not met, and such as nothing can be said of, all together. */
export function tallyOf(places: readonly CheckedPlace[]): {
  readonly asked: number;
  readonly answered: number;
  readonly met: number;
  readonly notMet: number;
  readonly unknown: number;
} {
  const answers = places.flatMap((place) => place.answers);
  const verdicts = answers.flatMap((answer) => answer.verdicts);
  const count = (wanted: boolean | null) => verdicts.filter(({ isMet }) => isMet === wanted).length;
  return {
    asked: answers.length,
    answered: answers.filter(({ value }) => value !== null).length,
    met: count(true),
    notMet: count(false),
    unknown: count(null),
  };
}

/** How one version of a report differs from the one before. */
export interface ReportDifferences {
  readonly outcome: { readonly before: InspectionOutcome; readonly after: InspectionOutcome } | null;
  readonly summary: { readonly before: string; readonly after: string } | null;
  readonly withdrawn: readonly ReportedFinding[];
  readonly added: readonly ReportedFinding[];
  /** Answers that stand otherwise. */
  readonly answers: number;
  readonly photos: number;
}

export function differencesOf(before: InspectionReport, after: InspectionReport): ReportDifferences {
  const standing = (report: InspectionReport) => new Set(standingFindings(report).map(({ id }) => id));
  const [then, now] = [standing(before), standing(after)];
  const valuesOf = (report: InspectionReport) =>
    new Map(
      report.places.flatMap(({ answers }) => answers.map(({ questionId, value }) => [questionId, value])),
    );
  const [valuesThen, valuesNow] = [valuesOf(before), valuesOf(after)];
  const arrived = (report: InspectionReport) => report.photos.filter(({ isHere }) => isHere).length;
  return {
    outcome: before.outcome === after.outcome ? null : { before: before.outcome, after: after.outcome },
    summary: before.summary === after.summary ? null : { before: before.summary, after: after.summary },
    withdrawn: after.findings.filter(({ id }) => then.has(id) && !now.has(id)),
    added: after.findings.filter(({ id }) => !then.has(id) && now.has(id)),
    answers: [...valuesNow].filter(([id, value]) => valuesThen.get(id) !== value).length,
    photos: arrived(after) - arrived(before),
  };
}
