/** Everything that is logged, `subject.verb` in the past tense; its words stand in app/i18n under the same code. */
export const auditActions = [
  'database.seeded',
  'account.added',
  'account.password_changed',
  'employer.added',
  'session.opened',
  'session.closed',
  'session.closed_everywhere',
  'session.refused',
  'worker.added',
  'worker.changed',
  'worker.removed',
  'worker.imported',
  'workplace.added',
  'workplace.removed',
  'placement_request.created',
  'placement_request.changed',
  'placement_request.submitted',
  'placement_request.withdrawn',
  'placement_request.accepted',
  'placement_request.returned',
  'placement_request.refused',
  'plan.started',
  'plan.proposed',
  'plan.failed',
  'plan.discarded',
  'plan.applied',
  // The database itself logs these, whoever reads by whatever way.
  'protection_case.read',
  'report.read',
  'indicator.read',
  'shelter.read',
  'audit_log.verified',
  'audit_log.exported',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** The kinds of record that an entry can be about. */
export const auditSubjects = [
  'account',
  'employer',
  'worker',
  'workplace',
  'placement_request',
  'plan',
  'protection_case',
  'report',
  'indicator',
  'shelter',
  'database',
  'audit_log',
] as const;
export type AuditSubject = (typeof auditSubjects)[number];

/** The facts that an entry can give of its change; never personal data. */
export const auditFacts = [
  'added',
  'workers',
  'requests',
  'priority',
  'placed',
  'unplaced',
  'applied',
  'leftOut',
  'snapshot',
  'scale',
  'holds',
  'entries',
] as const;
export type AuditFact = (typeof auditFacts)[number];

export type AuditDetails = Readonly<Partial<Record<AuditFact, string | number | boolean | null>>>;
