import type { Day } from '#app/domain/dates.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import { answerableFor } from '#app/domain/inspection/answerable.ts';
import type { InspectionReport, ReportedFinding } from '#app/domain/inspection/report.ts';
import { demonstrationStandard } from '#db/reference/demonstration-standard.ts';
import { readInstruments } from '#db/reference/reference.ts';
import type { MadeFinding, MadeInspection } from './inspections.ts';
import type { MadeSite } from './places.ts';

/** What is known where reports are published. */
export interface Published {
  readonly number: number;
  readonly outcome: InspectionOutcome;
  readonly reviewedOn: Day;
  readonly site: MadeSite;
  /** Of rooms, by identifier. */
  readonly roomNames: ReadonlyMap<string, string>;
  /** Of accounts, by identifier. */
  readonly names: ReadonlyMap<string, string>;
}

const instruments = new Map(readInstruments().map((each) => [each.id, each]));

/** The report of an inspection as it was published, without the answers, of which none are kept. */
export function publishedReport(
  inspection: MadeInspection,
  { number, outcome, reviewedOn, site: { reference }, roomNames, names }: Published,
): InspectionReport {
  const { building, inspectorId, secondInspectorId, scheduledOn, findings } = inspection;
  return {
    number,
    reason: inspection.reason,
    place: {
      siteKey: reference.id,
      siteAr: reference.name_ar,
      siteEn: reference.name_en,
      buildingId: building.id,
      buildingName: building.name,
      onlyRooms: null,
      longitude: building.longitude,
      latitude: building.latitude,
    },
    standard: { name: demonstrationStandard.name, nameAr: demonstrationStandard.nameAr, version: 1 },
    inspectors: [inspectorId, secondInspectorId].flatMap((id) => (id ? [names.get(id) ?? ''] : [])),
    scheduledOn,
    startedAt: `${scheduledOn}T05:30:00.000Z`,
    submittedAt: `${scheduledOn}T10:30:00.000Z`,
    proposedOutcome: outcome,
    outcome,
    summary: '',
    places: [],
    findings: findings.map((finding) => reportedFinding(finding, { reviewedOn, roomNames })),
    photos: [],
    remarks: [],
    signatures: [],
    refusals: [],
    stamps: [],
    changes: [],
    lateActs: 0,
  };
}

function reportedFinding(
  { id, rule, floor, roomId, measured, note, repeatsId, action }: MadeFinding,
  { reviewedOn, roomNames }: Pick<Published, 'reviewedOn' | 'roomNames'>,
): ReportedFinding {
  const { key, severity, scope, operator, threshold, unit, appliesAbove, clause } = rule;
  const instrument = instruments.get(rule.standardKey);
  const { dueOn, completedOn } = action;
  return {
    id,
    criterionKey: key,
    severity,
    scope,
    floor,
    roomName: roomId && (roomNames.get(roomId) ?? null),
    rule: { operator, threshold, unit, appliesAbove },
    clause,
    confidence: rule.confidence ?? instrument?.confidence ?? null,
    instrument: instrument ? { name: instrument.name_en, url: instrument.url } : null,
    measured,
    note,
    hashes: [],
    answerable: answerableFor(rule),
    isRepeated: repeatsId !== null,
    action: { dueOn, completedOn: completedOn !== null && completedOn <= reviewedOn ? completedOn : null },
    withdrawn: null,
  };
}
