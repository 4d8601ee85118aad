import { questionId } from '#app/domain/inspection/checklist.ts';
import type {
  InspectionReason,
  InspectionState,
  RecordedOperation,
} from '#app/domain/inspection/day-pack.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import { actBy, daysOverdue, nextStep } from '#app/domain/inspection/escalation.ts';
import type { DrawnFinding, InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { closesAtOnce, daysToCorrect, outcomeOf } from '#app/domain/inspection/findings.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays, daysBetween } from '#app/domain/dates.ts';
import type { Rule, Severity } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { MadeBuilding, MadePlaces, MadeRoom } from './places.ts';
import type { Chance } from './random.ts';
import type { AskedRules, Ground } from './recorded-visits.ts';
import { recordVisit } from './recorded-visits.ts';
import type { ReportText } from './report-texts.ts';
import { reportTexts } from './report-texts.ts';
import type { Upkeep } from './upkeep.ts';
import { ageOneMonth, heedInspection, makeSiteNeglect, makeUpkeep } from './upkeep.ts';

export interface MadeInspection {
  readonly id: string;
  readonly building: MadeBuilding;
  readonly reason: InspectionReason;
  readonly state: InspectionState;
  readonly scheduledOn: Day;
  readonly visitOrder: number | null;
  readonly inspectorId: string;
  readonly secondInspectorId: string | null;
  readonly followsId: string | null;
  /** Null before it was reviewed. */
  readonly reviewedOn: Day | null;
  readonly outcome: InspectionOutcome | null;
  readonly findings: readonly MadeFinding[];
  /** What phones recorded; none is kept of the old ones. */
  readonly operations: readonly RecordedOperation[];
}

export interface MadeFinding {
  readonly id: string;
  readonly rule: Rule;
  readonly floor: number | null;
  readonly roomId: string | null;
  readonly questionId: string;
  readonly measured: DrawnFinding['measured'];
  readonly note: string;
  readonly repeatsId: string | null;
  readonly action: {
    readonly id: string;
    readonly dueOn: Day;
    readonly completedOn: Day | null;
    readonly notices: readonly MadeNotice[];
  };
}

interface MadeNotice {
  readonly step: EscalationStep;
  readonly issuedOn: Day;
  readonly actBy: Day;
}

export interface MadeReport {
  readonly id: string;
  readonly building: MadeBuilding;
  readonly receivedOn: Day;
  readonly route: 'maintenance' | 'inspection';
  readonly text: ReportText;
}

export interface MadeHistory {
  /** The earliest first. */
  readonly inspections: readonly MadeInspection[];
  readonly reports: readonly MadeReport[];
}

const HISTORY_DAYS = 730;
const DAYS_A_MONTH = 30;
/** Buildings that no inspector came to yet, by chance; those that opened lately come on top. */
const NEVER_INSPECTED = 0.06;
/** Buildings that were inspected in the last days, beyond those whose turn it was. */
const SEEN_LATELY = 0.3;
const LATELY_DAYS = 21;
const LONGEST_OVERDUE_DAYS = 8;
/** Of what could still be put right in time, or not much later, so much is left to do. */
const STILL_OPEN = 0.6;
/** How often a criterion is broken where a building is kept worst. */
const faultsOfBuilding: Readonly<Record<string, number>> = {
  roof_and_exit_doors_open_from_inside: 0.1,
  smoke_detectors: 0.14,
  fire_alarm: 0.1,
  fire_extinguishers: 0.22,
  sleeping_in_basement_or_ground_store: 0.05,
  gas_cylinders_in_building: 0.2,
  flammable_partitions: 0.12,
  unapproved_extensions: 0.25,
};
const faultsOfFloor = ['persons_per_toilet', 'persons_per_shower', 'persons_per_washbasin'] as const;

const notes: Readonly<Record<string, string>> = {
  roof_and_exit_doors_open_from_inside: 'باب السطح مقفل بقفل خارجي.',
  smoke_detectors: 'الكواشف منزوعة في الطابق الأول.',
  fire_alarm: 'لوحة الإنذار مفصولة عن التيار.',
  fire_extinguishers: 'طفايتان منتهيتا الصلاحية.',
  sleeping_in_basement_or_ground_store: 'فرش للنوم في مخزن الطابق الأرضي.',
  gas_cylinders_in_building: 'أسطوانتا غاز في الممر.',
  flammable_partitions: 'قواطع خشبية في الممر.',
  unapproved_extensions: 'غرفة مضافة على السطح بلا ترخيص.',
  persons_per_toilet: 'مراحيض معطلة.',
  persons_per_shower: 'مرشات معطلة.',
  persons_per_washbasin: 'مغاسل معطلة.',
  own_bed: 'عاملان يتناوبان على سرير واحد.',
};

/**
 * Two years of inspections as they were before there was a risk figure: every building in its turn, some sooner for a
 * complaint or to look at findings again. Everything that was found is put right by today but for the last weeks'.
 */
export function makeHistory(
  chance: Chance,
  {
    ground,
    inspectors,
    daysBetweenVisits,
    today,
  }: {
    ground: Ground;
    /** Accounts, whose areas were not yet drawn. */
    inspectors: readonly string[];
    daysBetweenVisits: readonly [fewest: number, most: number];
    today: Day;
  },
): MadeHistory {
  const { places, residents, rules } = ground;
  const roomsOf = Map.groupBy(places.rooms, ({ building }) => building.id);
  const washroomsOf = Map.groupBy(
    places.facilities.filter(({ floor }) => floor !== null),
    ({ buildingId }) => buildingId,
  );
  const neglectOfSite = new Map(places.sites.map(({ id }) => [id, makeSiteNeglect(chance)]));
  const keys = rules.lifeSafety.map(({ key }) => key);
  const inspections: MadeInspection[] = [];
  const reports: MadeReport[] = [];
  for (const building of places.buildings) {
    if (building.openedOn >= today) continue;
    const rooms = (roomsOf.get(building.id) ?? []).filter(({ compliantCapacity }) => compliantCapacity > 0);
    const capacity = rooms.reduce((sum, room) => sum + room.compliantCapacity, 0);
    const housed = rooms.reduce((sum, room) => sum + (residents.get(room.id) ?? 0), 0);
    const made = makeCourse(chance, {
      building,
      rooms,
      washrooms: washroomsOf.get(building.id) ?? [],
      housed,
      fullness: capacity > 0 ? housed / capacity : 0,
      upkeep: makeUpkeep(chance, neglectOfSite.get(building.siteId) ?? 0, keys),
      ground,
      inspectors,
      daysBetweenVisits,
      today,
    });
    inspections.push(...made.inspections);
    reports.push(...made.reports);
  }
  const byDay = (one: Day, other: Day) => (one < other ? -1 : Number(one > other));
  return {
    inspections: inspections.sort((one, other) => byDay(one.scheduledOn, other.scheduledOn)),
    reports: reports.sort((one, other) => byDay(one.receivedOn, other.receivedOn)),
  };
}

interface InspectedBuilding {
  readonly building: MadeBuilding;
  /** Those in which anybody may live. */
  readonly rooms: readonly MadeRoom[];
  readonly washrooms: MadePlaces['facilities'];
  readonly housed: number;
  /** People for each place that the standard allows. */
  readonly fullness: number;
  readonly upkeep: Upkeep;
  readonly ground: Ground;
  readonly inspectors: readonly string[];
  readonly daysBetweenVisits: readonly [fewest: number, most: number];
  readonly today: Day;
}

/** What happened at one building, month by month. */
function makeCourse(chance: Chance, at: InspectedBuilding): MadeHistory {
  const { building, upkeep, today, daysBetweenVisits } = at;
  const inspections: MadeInspection[] = [];
  const reports: MadeReport[] = [];
  const began = addDays(today, -HISTORY_DAYS);
  const opened = building.openedOn > began ? building.openedOn : began;
  let next = addDays(opened, chance.whole(5, daysBetweenVisits[1]));
  if (chance.happens(NEVER_INSPECTED)) next = addDays(today, 1);
  // So that something waits for its review and for its repair.
  const isSeenLately = chance.happens(SEEN_LATELY);
  let reason = 'routine' as InspectionReason;
  for (let month = opened; month < today; month = addDays(month, DAYS_A_MONTH)) {
    ageOneMonth(chance, upkeep);
    const end = addDays(month, DAYS_A_MONTH);
    if (isSeenLately && end >= today) next = addDays(today, -chance.whole(1, LATELY_DAYS));
    while (next < end && next < today) {
      const made = makeInspection(chance, at, { on: next, reason, last: inspections.at(-1) ?? null });
      inspections.push(made);
      heedInspection(upkeep);
      const isLookedAtAgain: boolean =
        made.outcome === 'failed' && reason !== 'follow_up' && chance.happens(0.35);
      reason = isLookedAtAgain ? 'follow_up' : 'routine';
      next = addDays(
        next,
        isLookedAtAgain ? chance.whole(9, 25) : chance.whole(daysBetweenVisits[0], daysBetweenVisits[1]),
      );
    }
    if (!chance.happens(0.02 + 0.4 * upkeep.neglect * at.fullness)) continue;
    const receivedOn = addDays(month, chance.whole(0, DAYS_A_MONTH - 1));
    if (receivedOn >= today) continue;
    const route = chance.happens(0.3) ? 'inspection' : 'maintenance';
    reports.push({ id: chance.id(), building, receivedOn, route, text: chance.pick(reportTexts) });
    const visit = addDays(receivedOn, chance.whole(4, 15));
    if (route === 'inspection' && visit >= end && visit < next && chance.happens(0.6)) {
      next = visit;
      reason = 'complaint';
    }
  }
  return { inspections, reports };
}

function makeInspection(
  chance: Chance,
  at: InspectedBuilding,
  { on, reason, last }: { on: Day; reason: InspectionReason; last: MadeInspection | null },
): MadeInspection {
  const { inspectors, today, building } = at;
  const others = inspectors.filter((inspector) => inspector !== last?.inspectorId);
  const inspectorId = chance.pick(others);
  const secondInspectorId = chance.happens(0.12)
    ? (inspectors.find((inspector) => inspector !== inspectorId) ?? null)
    : null;
  const visit = { id: chance.id(), building, scheduledOn: on, inspectorId, secondInspectorId };
  const faults = findWhatIsWrong(chance, at, {
    isFollowUp: reason === 'follow_up',
    before: last?.findings ?? [],
  });
  const reviewedOn = addDays(on, chance.whole(1, 4));
  const isReviewed = reviewedOn < today;
  const { operations, findings: drawn } = isReviewed
    ? { operations: [], findings: [] }
    : recordVisit(chance, { ...visit, faults }, at.ground);
  const found = isReviewed ? faults : faultsOf(drawn, at.ground.rules);
  const findings = found.map((each): MadeFinding => {
    const earlier = last?.findings.find((finding) => isSame(each, finding));
    const dueOn = addDays(on, daysToCorrect[each.rule.severity]);
    const completedOn = completionDay(chance, at, { rule: each.rule, on, dueOn });
    const notices = noticesOf(each.rule.severity, { on, dueOn, until: completedOn ?? today });
    return {
      ...each,
      id: chance.id(),
      repeatsId: earlier?.id ?? null,
      action: { id: chance.id(), dueOn, completedOn, notices },
    };
  });
  const isDone = findings.every(({ action }) => action.completedOn !== null);
  return {
    ...visit,
    reason,
    state: !isReviewed ? 'submitted' : isDone ? 'closed' : 'reviewed',
    visitOrder: null,
    followsId: reason === 'follow_up' && last ? last.id : null,
    reviewedOn: isReviewed ? reviewedOn : null,
    outcome: outcomeOf(
      findings.map(({ rule }) => rule.severity),
      true,
    ),
    findings,
    operations,
  };
}

/**
 * Badly kept places are also put right late, but before a closing would have come, of which this history has none. What
 * closes a place at once is put right while the inspector is there. Null: not yet.
 */
function completionDay(
  chance: Chance,
  { upkeep, today }: InspectedBuilding,
  { rule, on, dueOn }: { rule: Rule; on: Day; dueOn: Day },
): Day | null {
  if (closesAtOnce(rule)) return on;
  const latest = addDays(
    dueOn,
    Math.min(LONGEST_OVERDUE_DAYS, (daysOverdue[rule.severity].closure ?? Infinity) - 1),
  );
  if (latest >= today && chance.happens(STILL_OPEN)) return null;
  const days = Math.round((0.5 + chance.share() * (0.8 + 1.3 * upkeep.neglect)) * daysBetween(on, dueOn));
  const completed = addDays(on, days);
  const day = completed < latest ? completed : latest;
  return day < today ? day : null;
}

/** The notice of the day of the inspection, and the warnings that fell due until the last day. */
function noticesOf(
  severity: Severity,
  { on, dueOn, until }: { on: Day; dueOn: Day; until: Day },
): MadeNotice[] {
  const notices: MadeNotice[] = [{ step: 'notice', issuedOn: on, actBy: dueOn }];
  const action = { severity, dueOn, issued: [{ step: 'notice', on }], mayClose: true } as const;
  const next = nextStep(action);
  if (next && next.on < until)
    notices.push({ step: next.step, issuedOn: next.on, actBy: actBy(action, next) });
  return notices;
}

type Fault = Pick<MadeFinding, 'rule' | 'floor' | 'roomId' | 'questionId' | 'measured' | 'note'>;

const isSame = (
  one: Pick<Fault, 'rule' | 'floor' | 'roomId'>,
  other: Pick<Fault, 'rule' | 'floor' | 'roomId'>,
) => one.rule.id === other.rule.id && one.floor === other.floor && one.roomId === other.roomId;

function findWhatIsWrong(
  chance: Chance,
  { building, rooms, washrooms, housed, fullness, upkeep, ground: { rules } }: InspectedBuilding,
  { isFollowUp, before }: { isFollowUp: boolean; before: readonly MadeFinding[] },
): Fault[] {
  const { neglect } = upkeep;
  const faults: Fault[] = [];
  const find = (rule: Rule | undefined, place: Pick<Fault, 'floor' | 'roomId'>, seen: Seen) => {
    if (!rule) return;
    const fault = faultOf(building.id, rule, place, seen);
    if (!faults.some((each) => isSame(each, fault))) faults.push(fault);
  };
  const adopted = (key: string) => rules.adopted.find((rule) => rule.key === key);

  // What was repaired badly is found again; whoever looks at findings again looks at little else.
  for (const { rule, floor, roomId, measured } of before)
    if (chance.happens(neglect * 0.45)) find(rule, { floor, roomId }, measured);
  if (isFollowUp) return faults;

  for (const rule of rules.lifeSafety) {
    const often = (faultsOfBuilding[rule.key] ?? 0) * (upkeep.weakFor.has(rule.key) ? 2.5 : 0.4);
    const isBroken = chance.happens(often * neglect);
    if (isBroken)
      find(
        rule,
        { floor: null, roomId: null },
        {
          value: rule.operator === 'forbidden',
          people: housed,
          allows: null,
        },
      );
  }
  for (let floor = 0; floor < building.floorCount; floor++) {
    if (!chance.happens(0.28 * neglect)) continue;
    const rule = adopted(chance.pick(faultsOfFloor));
    const kind = rule && factKeyOf(rule);
    const count = washrooms.find((each) => each.floor === floor && each.kind === kind)?.count ?? 0;
    const value = Math.max(0, count - chance.whole(2, 3));
    const allows = value * Number(rule?.threshold ?? 0);
    find(rule, { floor, roomId: null }, { value, people: allows + chance.whole(1, 7), allows });
  }
  // Guests whom nobody registered, where it is full.
  for (let guests = 0; guests < 4 && rooms.length > 0; guests++) {
    if (!chance.happens(0.24 * neglect * fullness)) continue;
    const { id: roomId, floor, floorAreaM2 } = chance.pick(rooms);
    const [limit, area] = [adopted('max_occupants_per_room'), adopted('floor_area_per_person_m2')];
    const people = chance.whole(5, 6);
    find(limit, { floor, roomId }, { value: people, people, allows: Number(limit?.threshold) });
    const allows = Math.floor((floorAreaM2 ?? 0) / Number(area?.threshold));
    if (people > allows) find(area, { floor, roomId }, { value: floorAreaM2, people, allows });
  }
  if (chance.happens(0.12 * neglect) && rooms.length > 0) {
    const { id: roomId, floor } = chance.pick(rooms);
    find(adopted('own_bed'), { floor, roomId }, { value: false, people: chance.whole(3, 5), allows: null });
  }
  return faults;
}

type Seen = Pick<DrawnFinding['measured'], 'value' | 'people' | 'allows'>;

function faultOf(
  buildingId: string,
  rule: Rule,
  { floor, roomId }: Pick<Fault, 'floor' | 'roomId'>,
  { value, people, allows }: Seen,
): Fault {
  return {
    rule,
    floor,
    roomId,
    questionId: questionId(rule.scope, { buildingId, floor, roomId }, factKeyOf(rule)),
    measured: { value, people, allows, threshold: rule.threshold, unit: rule.unit },
    note: notes[rule.key] ?? '',
  };
}

/** What was drawn from a record. */
function faultsOf(drawn: readonly DrawnFinding[], { adopted, lifeSafety }: AskedRules): Fault[] {
  const ruleOf = new Map([...adopted, ...lifeSafety].map((rule) => [rule.id, rule]));
  return drawn.flatMap(({ criterionId, place: { floor, roomId }, questionId: asked, measured, note }) => {
    const rule = ruleOf.get(criterionId);
    return rule ? [{ rule, floor, roomId, questionId: asked, measured, note }] : [];
  });
}

/** What is looked at to judge the rule, as the checklist names it. */
function factKeyOf(rule: Rule): string {
  const yardstick = yardstickOf(rule);
  if (yardstick.kind === 'ceiling') return 'people';
  return yardstick.kind === 'kept' ? rule.key : yardstick.fact.key;
}
