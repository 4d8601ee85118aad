import { z } from 'zod';
import type { AuditFilter } from '#app/data/audit.ts';
import { auditActions, auditSubjects } from '#app/domain/audit-actions.ts';

/** Names no record, so that a subject that can't be one finds nothing. */
const NO_RECORD = '00000000-0000-0000-0000-000000000000';

const uuid = z.uuid();

/** What the audit log's URL asks: `?action=`, `?kind=`, the subject's identifier as `?q=`, and `?before=` an entry. */
export function readAuditQuery(request: Request): AuditFilter & { readonly before: string | undefined } {
  const { searchParams } = new URL(request.url);
  const sought = (searchParams.get('q') ?? '').trim();
  return {
    action: auditActions.find((action) => action === searchParams.get('action')),
    subjectKind: auditSubjects.find((kind) => kind === searchParams.get('kind')),
    subjectId: sought === '' ? undefined : (uuid.safeParse(sought).data ?? NO_RECORD),
    before: uuid.safeParse(searchParams.get('before')).data,
  };
}
