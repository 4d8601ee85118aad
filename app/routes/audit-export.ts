import type { LoaderFunctionArgs } from '@remix-run/node';
import { listAuditEntries, logAuditExport } from '#app/data/audit.ts';
import { AUDIT_EXPORT_LIMIT } from '#app/domain/paging.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { texts } from '#app/i18n/texts.ts';
import { readAuditQuery } from '#app/server/request/audit-query.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';

/** The filtered log as a file, its codes beside its words; that it was taken out is logged too. */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { audit, terms } = texts[context.language];
  const query = readAuditQuery(request);
  const entries = await context.transact(async (transaction) => {
    const found = await listAuditEntries(transaction, { ...query, limit: AUDIT_EXPORT_LIMIT });
    await logAuditExport(transaction, { entries: found.length });
    return found;
  });
  const header = [
    audit.entry,
    audit.at,
    audit.role,
    audit.actor,
    audit.action,
    audit.code,
    audit.subject,
    audit.named,
    audit.identifier,
    audit.details,
  ];
  const lines = entries.map((entry) => [
    entry.id,
    entry.at.toISOString(),
    entry.actorRole === 'system' ? '' : terms.role[entry.actorRole],
    entry.actorName ?? audit.itself,
    audit.actions[entry.action],
    entry.action,
    audit.subjects[entry.subjectKind],
    entry.subjectName ?? '',
    entry.subjectId ?? '',
    JSON.stringify(entry.details),
  ]);
  return csvAnswer('audit-log.csv', csvText([header, ...lines]));
}
