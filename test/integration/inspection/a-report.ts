import type { InspectionReport, ReportedFinding } from '#app/domain/inspection/report.ts';

/** A finding as it is told, changed where told. */
export function aFinding(changes: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    criterionKey: 'floor_area_per_person_m2',
    severity: 'major',
    scope: 'room',
    floor: 2,
    roomName: '2-14',
    rule: { operator: 'min', threshold: 4.2, unit: 'm2', appliesAbove: null },
    clause: '§ 3 (2)',
    confidence: 'secondary',
    instrument: { name: 'Workers’ Housing Decree 198/2010', url: 'https://example.org/decree' },
    measured: { value: 18.5, people: 6, allows: 4, threshold: 4.2, unit: 'm2' },
    note: 'ستة أشخاص في غرفة لأربعة، منهم Rajesh Kumar على الأرض',
    hashes: [],
    answerable: 'operator',
    isRepeated: false,
    action: { dueOn: '2026-12-10', completedOn: null },
    withdrawn: null,
    ...changes,
  };
}

/** A report as it is published, changed where told. */
export function aReport(changes: Partial<InspectionReport> = {}): InspectionReport {
  return {
    number: 344,
    reason: 'complaint',
    place: {
      siteKey: 'al-subiya',
      siteAr: 'الصبية',
      siteEn: 'Al-Subiya',
      buildingId: '0190a000-0000-7000-8000-0000000000b1',
      buildingName: 'A-03',
      onlyRooms: null,
      longitude: 48.02,
      latitude: 29.62,
    },
    standard: { name: 'Composed standard', nameAr: 'المعيار المؤلَّف', version: 2 },
    inspectors: ['يوسف العوضي', 'Maria Santos'],
    scheduledOn: '2026-11-24',
    startedAt: '2026-11-24T06:05:00.000Z',
    submittedAt: '2026-11-24T09:40:00.000Z',
    proposedOutcome: 'failed',
    outcome: 'failed',
    summary: 'باب السطح مقفل من الداخل، ويجب فتحه اليوم. The manager, Mr Al-Ali, was told at 12:30.',
    places: [
      {
        scope: 'building',
        floor: null,
        roomName: null,
        counted: 10,
        assigned: 8,
        certain: 8,
        possible: 12,
        answers: [
          {
            questionId: 'building/roof_and_exit_doors_open_from_inside',
            kind: 'yes_no',
            key: 'roof_and_exit_doors_open_from_inside',
            fact: { kind: 'measured', key: 'roof_and_exit_doors_open_from_inside' },
            unit: null,
            value: false,
            isConflict: false,
            note: '',
            by: 'يوسف العوضي',
            at: '2026-11-24T07:00:00.000Z',
            known: true,
            verdicts: [
              {
                key: 'roof_and_exit_doors_open_from_inside',
                rule: { operator: 'required', threshold: true, unit: null, appliesAbove: null },
                severity: 'critical',
                isMet: false,
                allows: null,
              },
            ],
          },
        ],
      },
      {
        scope: 'room',
        floor: 2,
        roomName: '2-14',
        counted: 6,
        assigned: 4,
        certain: 4,
        possible: 4,
        answers: [],
      },
    ],
    findings: [
      aFinding(),
      aFinding({
        id: '0190a000-0000-7000-8000-000000000002',
        criterionKey: 'roof_and_exit_doors_open_from_inside',
        severity: 'critical',
        scope: 'building',
        floor: null,
        roomName: null,
        rule: { operator: 'required', threshold: true, unit: null, appliesAbove: null },
        measured: { value: false, people: 10, allows: null, threshold: true, unit: null },
        note: 'Chained from outside; #strong[not bold] $x^2$ @ref',
        isRepeated: true,
        action: { dueOn: '2026-11-25', completedOn: '2026-11-25' },
      }),
    ],
    photos: [],
    remarks: [{ note: 'درجة الحرارة 41 في الخارج', by: 'Maria Santos', at: '2026-11-24T08:00:00.000Z' }],
    signatures: [
      {
        by: 'inspector',
        name: 'يوسف العوضي',
        strokes: 'M 40 120 L 80 60 L 140 150 Q 200 40 260 120 L 420 90',
        at: '2026-11-24T09:35:00.000Z',
      },
    ],
    refusals: [{ name: 'Rajesh Kumar', reason: 'يريد أن يقرأه أولًا', at: '2026-11-24T09:37:00.000Z' }],
    stamps: [],
    changes: [],
    lateActs: 0,
    ...changes,
  };
}
