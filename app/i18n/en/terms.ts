import type { Answerable } from '#app/domain/inspection/answerable.ts';
import type { Role } from '#app/domain/identity/actor.ts';
import type { AccessNeed, Sex, SexDesignation, Shift, WorkerLanguage } from '#app/domain/placement/people.ts';
import type { PlacementRequestState, PlanState } from '#app/domain/placement/states.ts';
import type { InspectionReason, InspectionState } from '#app/domain/inspection/day-pack.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { SiteStatus } from '#app/domain/capacity/site-status.ts';
import { plural } from '#app/i18n/plural.ts';

/** The words of the domain, one word one meaning. */
export const terms = {
  sex: { male: 'man', female: 'woman' } satisfies Record<Sex, string>,
  sexDesignation: { men: 'men', women: 'women' } satisfies Record<SexDesignation, string>,
  shift: { day: 'day shift', night: 'night shift', rotating: 'rotating shift' } satisfies Record<
    Shift,
    string
  >,
  accessNeed: {
    step_free: 'step-free way in and accessible room',
    lower_bed: 'no upper bunk',
  } satisfies Record<AccessNeed, string>,
  role: {
    planner: 'planner',
    inspector: 'inspector',
    supervisor: 'supervisor of inspections',
    site_manager: 'site manager',
    protection_officer: 'protection officer',
    auditor: 'auditor',
    administrator: 'administrator',
    employer: 'employer',
  } satisfies Record<Role, string>,
  workerLanguage: {
    ar: 'Arabic',
    en: 'English',
    hi: 'Hindi',
    bn: 'Bengali',
    ur: 'Urdu',
    ne: 'Nepali',
    ta: 'Tamil',
    ml: 'Malayalam',
    fil: 'Filipino',
    si: 'Sinhala',
  } satisfies Record<WorkerLanguage, string>,
  requestState: {
    draft: 'draft',
    submitted: 'submitted',
    accepted: 'accepted',
    partly_placed: 'partly placed',
    placed: 'placed',
    ended: 'ended',
    returned: 'returned',
    refused: 'refused',
    withdrawn: 'withdrawn',
  } satisfies Record<PlacementRequestState, string>,
  planState: {
    running: 'running',
    proposed: 'proposed',
    approved: 'approved',
    applied: 'applied',
    discarded: 'discarded',
    superseded: 'superseded',
    failed: 'failed',
  } satisfies Record<PlanState, string>,
  siteStatus: {
    planned: 'planned',
    under_construction: 'under construction',
    open: 'open',
    closed: 'closed',
  } satisfies Record<SiteStatus, string>,
  inspectionState: {
    scheduled: 'scheduled',
    under_way: 'under way',
    submitted: 'submitted',
    reviewed: 'published',
    closed: 'closed',
  } satisfies Record<InspectionState, string>,
  answerable: {
    site_manager: 'site manager',
    operator: 'operator of the site',
    employer: 'employer',
  } satisfies Record<Answerable, string>,
  inspectionReason: {
    routine: 'routine',
    pre_opening: 'before opening',
    complaint: 'complaint',
    follow_up: 'follow-up',
    risk: 'risk',
  } satisfies Record<InspectionReason, string>,
  inspectionOutcome: {
    passed: 'passed',
    conditional: 'conditional',
    failed: 'failed',
  } satisfies Record<InspectionOutcome, string>,
  workers: (count: number) => plural('en', count, { one: 'worker', other: 'workers' }),
  beds: (count: number) => plural('en', count, { one: 'bed', other: 'beds' }),
  rows: (count: number) => plural('en', count, { one: 'row', other: 'rows' }),
  days: (count: number) => plural('en', count, { one: 'day', other: 'days' }),
  /** Between the parts of a list. */
  comma: ', ',
  semicolon: '; ',
  kilometres: (metres: number) => `${(metres / 1000).toFixed(1)} km`,
};

export type Terms = typeof terms;
