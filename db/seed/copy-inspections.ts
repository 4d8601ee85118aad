import { createHash } from 'node:crypto';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import { answerableFor } from '#app/domain/inspection/answerable.ts';
import { createSecrets } from '#app/server/identity/secrets.ts';
import type { SeededAccount } from './copy-people.ts';
import type { SeededStandard } from './copy-standards.ts';
import type { Cell, Copy } from './copy.ts';
import { mapRows } from './copy.ts';
import type { MadeHistory, MadeInspection, MadeReport } from './inspections.ts';
import type { MadeDuties } from './duties.ts';
import { publishedReport } from './published-report.ts';
import type { Ground } from './recorded-visits.ts';

interface CopiedInspections {
  readonly history: MadeHistory;
  readonly planned: readonly MadeInspection[];
  readonly duties: MadeDuties;
  readonly standard: SeededStandard;
  readonly accounts: readonly SeededAccount[];
  readonly ground: Ground;
  readonly key: Buffer;
}

/** Who may inspect where, what inspectors found, what was put right, what residents reported, and whom they visit now. */
export async function copyInspections(
  copy: Copy,
  { history, planned, duties, standard, accounts, ground, key }: CopiedInspections,
): Promise<void> {
  await copyDuties(copy, duties);
  const inspections = [...history.inspections, ...planned];
  await copyVisits(copy, inspections, { standard, accounts });
  await copyOperations(copy, inspections);
  await copyFindings(copy, history.inspections, duties);
  await copyPublished(copy, history.inspections, { ground, accounts });
  await copyReports(copy, history.reports, key);
}

/** Who works where. */
async function copyDuties(copy: Copy, { areas, managed, conflicts }: MadeDuties): Promise<void> {
  const rows = (pairs: MadeDuties['areas']) => pairs.map(({ accountId, siteId }) => [accountId, siteId]);
  await copy('inspector_area', ['account_id', 'site_id'], rows(areas));
  await copy('site_manager_site', ['account_id', 'site_id'], rows(managed));
  await copy(
    'inspector_conflict',
    ['id', 'account_id', 'site_id', 'building_id', 'reason'],
    conflicts.map(({ id, accountId, building, reason }) => [
      id,
      accountId,
      building.siteId,
      building.id,
      reason,
    ]),
  );
}

const at = (day: Day, time: string) => `${day}T${time}Z`;

async function copyVisits(
  copy: Copy,
  inspections: readonly MadeInspection[],
  { standard, accounts }: { standard: SeededStandard; accounts: readonly SeededAccount[] },
): Promise<void> {
  const planner = accounts.find(({ role }) => role === 'planner')?.id ?? null;
  const supervisor = accounts.find(({ role }) => role === 'supervisor')?.id ?? null;
  await copy(
    'inspection',
    [
      'id',
      'site_id',
      'building_id',
      'standard_id',
      'reason',
      'state',
      'scheduled_on',
      'scheduled_by',
      'visit_order',
      'inspector_id',
      'second_inspector_id',
      'follows_id',
      'started_at',
      'submitted_at',
      'submitted_by',
      'consequences_at',
      'reviewed_at',
      'reviewed_by',
      'outcome',
    ],
    mapRows(inspections, (each) => {
      const isStarted = each.state !== 'scheduled';
      const isSubmitted = isStarted && each.state !== 'under_way';
      return [
        each.id,
        each.building.siteId,
        each.building.id,
        standard.id,
        each.reason,
        each.state,
        each.scheduledOn,
        planner,
        each.visitOrder,
        each.inspectorId,
        each.secondInspectorId,
        each.followsId,
        isStarted ? at(each.scheduledOn, '05:30') : null,
        isSubmitted ? at(each.scheduledOn, '10:30') : null,
        isSubmitted ? each.inspectorId : null,
        isSubmitted ? at(each.scheduledOn, '10:31') : null,
        each.reviewedOn && at(each.reviewedOn, '07:00'),
        each.reviewedOn && supervisor,
        each.reviewedOn && each.outcome,
      ];
    }),
  );
}

async function copyOperations(copy: Copy, inspections: readonly MadeInspection[]): Promise<void> {
  await copy(
    'inspection_operation',
    [
      'id',
      'inspection_id',
      'account_id',
      'phone_id',
      'sequence',
      'kind',
      'recorded_at',
      'received_at',
      'body',
    ],
    inspections.flatMap(({ scheduledOn, operations }) =>
      operations.map((each) => [
        each.id,
        each.inspectionId,
        each.accountId,
        each.phoneId,
        each.sequence,
        each.kind,
        each.recordedAt,
        at(scheduledOn, '10:30'),
        each.body,
      ]),
    ),
  );
}

/** The reports of what was reviewed, as they were published, without answers, of which none are kept. */
async function copyPublished(
  copy: Copy,
  inspections: readonly MadeInspection[],
  { ground: { places, names }, accounts }: Pick<CopiedInspections, 'ground' | 'accounts'>,
): Promise<void> {
  const supervisor = accounts.find(({ role }) => role === 'supervisor')?.id ?? null;
  const siteOf = new Map(places.sites.map((site) => [site.id, site]));
  const roomNames = new Map(places.rooms.map(({ id, name }) => [id, name]));
  await copy(
    'inspection_report',
    ['inspection_id', 'version', 'outcome', 'content', 'published_by', 'published_at'],
    (function* () {
      for (const [index, inspection] of inspections.entries()) {
        const { id, outcome, reviewedOn } = inspection;
        const site = siteOf.get(inspection.building.siteId);
        if (!reviewedOn || !outcome || !site) continue;
        const as = { number: index + 1, outcome, reviewedOn, site, roomNames, names };
        const content = publishedReport(inspection, as);
        yield [id, 1, outcome, content, supervisor, at(reviewedOn, '07:00')];
      }
    })(),
  );
}

async function copyFindings(
  copy: Copy,
  inspections: readonly MadeInspection[],
  duties: MadeDuties,
): Promise<void> {
  const found = inspections.flatMap((inspection) =>
    inspection.findings.map((finding) => ({ inspection, finding, action: finding.action })),
  );
  await copy(
    'finding',
    [
      'id',
      'inspection_id',
      'criterion_id',
      'floor',
      'room_id',
      'question_id',
      'measured',
      'note',
      'severity',
      'answerable',
      'repeats_id',
      'found_at',
    ],
    mapRows(found, ({ inspection, finding }) => [
      finding.id,
      inspection.id,
      finding.rule.id,
      finding.floor,
      finding.roomId,
      finding.questionId,
      finding.measured,
      finding.note,
      finding.rule.severity,
      answerableFor(finding.rule),
      finding.repeatsId,
      at(inspection.scheduledOn, '10:31'),
    ]),
  );
  await copy(
    'corrective_action',
    ['id', 'finding_id', 'due_on', 'completed_at', 'completed_by'],
    mapRows(found, ({ inspection, finding, action }) => [
      action.id,
      finding.id,
      action.dueOn,
      action.completedOn && at(action.completedOn, '09:00'),
      action.completedOn && inspection.inspectorId,
    ]),
  );
  await copyRepairs(copy, found, duties);
  await copyNotices(copy, found);
}

type Found = readonly {
  readonly inspection: MadeInspection;
  readonly finding: MadeInspection['findings'][number];
  readonly action: MadeInspection['findings'][number]['action'];
}[];

/**
 * At the sites of a site manager a repair was reported before it was accepted. Of what is still open there, one repair waits
 * for its decision and one was rejected.
 */
async function copyRepairs(copy: Copy, found: Found, { managed }: MadeDuties): Promise<void> {
  const managerOf = new Map(managed.map(({ siteId, accountId }) => [siteId, accountId]));
  const waiting = found.filter(
    ({ inspection, action }) => action.completedOn === null && managerOf.has(inspection.building.siteId),
  );
  await copy(
    'repair_report',
    [
      'corrective_action_id',
      'reported_by',
      'reported_at',
      'note',
      'accepted',
      'decided_by',
      'decided_at',
      'decision_reason',
    ],
    found.flatMap(({ inspection, action }): Cell[][] => {
      const manager = managerOf.get(inspection.building.siteId);
      if (!manager) return [];
      const reported = (day: Day, note: string) => [action.id, manager, at(day, '05:30'), note];
      const decided = (day: Day, accepted: boolean, reason: string) => [
        accepted,
        inspection.inspectorId,
        at(day, '09:00'),
        reason,
      ];
      const { completedOn } = action;
      if (completedOn) return [[...reported(completedOn, 'أُصلح.'), ...decided(completedOn, true, '')]];
      const next = addDays(inspection.scheduledOn, 1);
      switch (waiting.findIndex((each) => each.action === action)) {
        case 0:
          return [[...reported(next, 'استُبدلت القطع المعطلة، ونرجو المعاينة.'), null, null, null, '']];
        case 1:
          return [
            [
              ...reported(next, 'أُصلح.'),
              ...decided(next, false, 'لا يزال معطلاً عند المعاينة · Still out of order when looked at'),
            ],
          ];
        default:
          return [];
      }
    }),
  );
}

async function copyNotices(copy: Copy, found: Found): Promise<void> {
  await copy(
    'notice',
    ['corrective_action_id', 'step', 'issued_on', 'issued_at', 'act_by'],
    found.flatMap(({ action }) =>
      action.notices.map(({ step, issuedOn, actBy }) => [
        action.id,
        step,
        issuedOn,
        at(issuedOn, '10:32'),
        actBy,
      ]),
    ),
  );
}

async function copyReports(copy: Copy, reports: readonly MadeReport[], key: Buffer): Promise<void> {
  const { sealReport } = createSecrets(key);
  await copy(
    'report',
    [
      'id',
      'tracking_code_hash',
      'received_at',
      'language',
      'site_id',
      'building_id',
      'body_encrypted',
      'route',
    ],
    mapRows(reports, ({ id, building, receivedOn, route, text }) => [
      id,
      // Nobody was given the code of a made-up report.
      createHash('sha256').update(id).digest(),
      at(receivedOn, '16:00'),
      text.language,
      building.siteId,
      building.id,
      sealReport(text.body),
      route,
    ]),
  );
}
