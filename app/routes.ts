import { index, layout, route } from '@remix-run/route-config';
import type { RouteConfig } from '@remix-run/route-config';
import type { Role } from '#app/domain/identity/actor.ts';

/** Who may call a page: anyone, anyone who signed in, or these roles. */
export type Access = 'anyone' | 'signed_in' | readonly Role[];

/** What a page's action is sent beyond the fields of a form: one that may bear a table or photos, JSON, or bytes. */
export type Taken = 'file' | 'photos' | 'json' | 'bytes';

export interface Page {
  readonly path: string;
  readonly file: string;
  readonly access: Access;
  /** Who may change something there, where others may only read. */
  readonly act?: Access;
  readonly takes?: Taken;
}

const ministry: readonly Role[] = [
  'planner',
  'inspector',
  'supervisor',
  'site_manager',
  'protection_officer',
  'auditor',
  'administrator',
];
const planning: readonly Role[] = ['planner', 'auditor'];
const planners: readonly Role[] = ['planner'];
const auditors: readonly Role[] = ['auditor'];
const inspecting: readonly Role[] = ['planner', 'supervisor', 'inspector', 'auditor', 'site_manager'];
const inspectors: readonly Role[] = ['inspector'];
const seeingSchedule: readonly Role[] = ['planner', 'supervisor', 'inspector', 'auditor'];
const scheduling: readonly Role[] = ['planner', 'supervisor'];
const employers: readonly Role[] = ['employer'];

/** Every URL of the product and who may call it; nothing answers that isn't listed here. */
export const pages: readonly Page[] = [
  { path: '/', file: 'routes/home.tsx', access: 'anyone' },
  { path: '/health', file: 'routes/health.ts', access: 'anyone' },
  { path: '/sign-in', file: 'routes/sign-in.tsx', access: 'anyone' },
  { path: '/sign-out', file: 'routes/sign-out.tsx', access: 'signed_in' },
  { path: '/account', file: 'routes/account.tsx', access: 'signed_in' },

  { path: '/sites', file: 'routes/places/sites.tsx', access: ministry },
  { path: '/sites/:siteKey', file: 'routes/places/site.tsx', access: ministry },
  { path: '/sites/:siteKey/rooms', file: 'routes/places/rooms.tsx', access: ministry },
  { path: '/sites/:siteKey/buildings/:buildingId', file: 'routes/places/building.tsx', access: ministry },
  {
    path: '/sites/:siteKey/buildings/:buildingId/history',
    file: 'routes/places/building-history.tsx',
    access: ministry,
  },
  { path: '/sites/:siteKey/close', file: 'routes/changes/close.tsx', access: planners },
  { path: '/sites/:siteKey/buildings/new', file: 'routes/site-plan/building-new.tsx', access: planners },
  {
    path: '/sites/:siteKey/buildings/:buildingId/edit',
    file: 'routes/site-plan/building-edit.tsx',
    access: planners,
  },
  { path: '/sites/:siteKey/boundary', file: 'routes/site-plan/boundary.tsx', access: planners },
  {
    path: '/sites/:siteKey/import',
    file: 'routes/site-plan/import.tsx',
    access: planners,
    takes: 'file',
  },
  {
    path: '/sites/:siteKey/import/template.csv',
    file: 'routes/site-plan/import-template.ts',
    access: planners,
  },
  { path: '/rooms/:roomId', file: 'routes/places/room.tsx', access: ministry },
  { path: '/standards', file: 'routes/standards/standards.tsx', access: ministry },
  { path: '/standards/compose', file: 'routes/standards/compose.tsx', access: planners },
  { path: '/standards/:standardId/adopt', file: 'routes/standards/adopt.tsx', access: planners },
  { path: '/what-if', file: 'routes/places/what-if.tsx', access: planning },

  { path: '/employer', file: 'routes/employer/home.tsx', access: employers },
  { path: '/employer/workers', file: 'routes/employer/workers.tsx', access: employers },
  { path: '/employer/workers/new', file: 'routes/employer/worker-new.tsx', access: employers },
  {
    path: '/employer/workers/import',
    file: 'routes/employer/workers-import.tsx',
    access: employers,
    takes: 'file',
  },
  { path: '/employer/workers/template.csv', file: 'routes/employer/workers-template.ts', access: employers },
  { path: '/employer/workers/export.csv', file: 'routes/employer/workers-export.ts', access: employers },
  {
    path: '/employer/workers/wrong-rows.csv',
    file: 'routes/employer/workers-wrong-rows.ts',
    access: employers,
    takes: 'file',
  },
  { path: '/employer/workers/:workerId', file: 'routes/employer/worker.tsx', access: employers },
  { path: '/employer/workplaces', file: 'routes/employer/workplaces.tsx', access: employers },
  { path: '/employer/requests', file: 'routes/employer/requests.tsx', access: employers },
  { path: '/employer/requests/:requestId', file: 'routes/employer/request/overview.tsx', access: employers },
  {
    path: '/employer/requests/:requestId/workers',
    file: 'routes/employer/request/workers.tsx',
    access: employers,
  },
  {
    path: '/employer/requests/:requestId/dates',
    file: 'routes/employer/request/dates.tsx',
    access: employers,
  },
  {
    path: '/employer/requests/:requestId/workplace',
    file: 'routes/employer/request/workplace.tsx',
    access: employers,
  },
  {
    path: '/employer/requests/:requestId/needs',
    file: 'routes/employer/request/needs.tsx',
    access: employers,
  },
  {
    path: '/employer/requests/:requestId/check',
    file: 'routes/employer/request/check.tsx',
    access: employers,
  },
  {
    path: '/employer/requests/:requestId/letter',
    file: 'routes/employer/request/letter.tsx',
    access: employers,
  },

  { path: '/requests', file: 'routes/planning/requests.tsx', access: planning },
  {
    path: '/requests/:requestId',
    file: 'routes/planning/request.tsx',
    access: planning,
    act: planners,
  },
  { path: '/plans', file: 'routes/planning/plans.tsx', access: planning },
  { path: '/plans/new', file: 'routes/planning/plan-new.tsx', access: planners },
  { path: '/plans/:planId', file: 'routes/planning/plan.tsx', access: planning, act: planners },
  { path: '/plans/:planId/workers.csv', file: 'routes/planning/workers-export.ts', access: planning },
  { path: '/plans/:planId/moves.csv', file: 'routes/planning/moves-export.ts', access: planning },

  { path: '/travel-times', file: 'routes/planning/travel-times.tsx', access: planning, act: planners },
  {
    path: '/travel-times/import',
    file: 'routes/planning/travel-import.tsx',
    access: planners,
    takes: 'file',
  },
  { path: '/travel-times.csv', file: 'routes/planning/travel-export.ts', access: planning },

  { path: '/scenarios', file: 'routes/planning/scenarios.tsx', access: planning },
  { path: '/scenarios/new', file: 'routes/planning/scenario-new.tsx', access: planners },
  { path: '/scenarios/compare', file: 'routes/planning/scenario-compare.tsx', access: planning },
  {
    path: '/scenarios/:scenarioId',
    file: 'routes/planning/scenario.tsx',
    access: planning,
    act: planners,
  },
  { path: '/forecast', file: 'routes/planning/forecast.tsx', access: planning },
  { path: '/forecast.csv', file: 'routes/planning/forecast-export.ts', access: planning },

  { path: '/changes', file: 'routes/changes/changes.tsx', access: planning },
  { path: '/changes/:changeId', file: 'routes/changes/change.tsx', access: planning, act: planners },
  { path: '/changes/:changeId/dates', file: 'routes/changes/dates.tsx', access: planners },
  { path: '/changes/:changeId/people.csv', file: 'routes/changes/people-export.ts', access: planning },
  { path: '/closures/:closureId/reopen', file: 'routes/changes/reopen.tsx', access: planners },

  { path: '/inspections', file: 'routes/inspections/inspections.tsx', access: inspecting },
  {
    path: '/inspections/:inspectionId',
    file: 'routes/inspections/inspection.tsx',
    access: inspecting,
    act: ['supervisor'],
  },
  {
    path: '/inspections/:inspectionId/report.pdf',
    file: 'routes/inspections/report-pdf.ts',
    access: inspecting,
  },
  { path: '/inspector/pack.json', file: 'routes/inspector/pack.ts', access: inspectors },
  { path: '/inspector/sync', file: 'routes/inspector/sync.ts', access: inspectors, takes: 'json' },
  {
    path: '/inspector/photos/:hash',
    file: 'routes/inspector/photo.ts',
    access: inspectors,
    takes: 'bytes',
  },
  { path: '/findings', file: 'routes/findings/findings.tsx', access: inspecting },
  {
    path: '/findings/:findingId',
    file: 'routes/findings/finding.tsx',
    access: inspecting,
    act: ['planner', 'supervisor', 'inspector', 'site_manager'],
    takes: 'photos',
  },
  { path: '/notices', file: 'routes/findings/notices.tsx', access: inspecting },
  { path: '/notices/:noticeId', file: 'routes/findings/notice.tsx', access: inspecting },
  { path: '/files/:hash', file: 'routes/files/file.ts', access: inspecting },
  { path: '/inspections/risk', file: 'routes/inspections/risk.tsx', access: seeingSchedule },
  {
    path: '/inspections/schedule',
    file: 'routes/inspections/schedule.tsx',
    access: seeingSchedule,
    act: scheduling,
  },
  { path: '/inspections/schedule/new', file: 'routes/inspections/visit-new.tsx', access: scheduling },
  { path: '/inspections/inspectors', file: 'routes/inspections/inspectors.tsx', access: scheduling },
  { path: '/inspections/own', file: 'routes/inspections/own.tsx', access: inspectors },
  { path: '/calendar/:token.ics', file: 'routes/inspections/calendar.ts', access: 'anyone' },

  { path: '/inspector', file: 'routes/inspector/app.tsx', access: inspectors },
  { path: '/inspector/key', file: 'routes/inspector/key.ts', access: inspectors },
  { path: '/inspector/worker.js', file: 'routes/inspector/worker.ts', access: 'anyone' },

  { path: '/audit', file: 'routes/audit.tsx', access: auditors },
  { path: '/audit.csv', file: 'routes/audit-export.ts', access: auditors },
  { path: '*', file: 'routes/not-found.tsx', access: 'anyone' },
];

/** A page's identifier in the build: its file without the ending. */
export function pageId(page: Page): string {
  return page.file.replace(/\.tsx?$/, '');
}

/** What stands around every page in the build, from the outside in; it shows nothing of its own, so anyone may call it. */
export const aroundPages: readonly string[] = ['root', 'routes/every-page'];

export default [
  layout(
    'routes/every-page.tsx',
    pages.map((page) =>
      page.path === '/' ? index(page.file) : route(page.path.replace(/^\//, ''), page.file),
    ),
  ),
] satisfies RouteConfig;
