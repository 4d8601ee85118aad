import { sql } from 'kysely';
import type { AccountId, InspectionId } from '#app/domain/identity/ids.ts';
import type { InspectionOutcome } from '#app/domain/inspection/findings.ts';
import type { InspectionReport } from '#app/domain/inspection/report.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface PublishedVersion {
  readonly version: number;
  readonly outcome: InspectionOutcome;
  readonly correctionReason: string;
  readonly publishedByName: string;
  readonly publishedAt: Date;
  /** SHA-256 of the content as the database writes it. */
  readonly contentHash: string;
}

/** The versions of an inspection's report, the first in front. */
export async function listVersions(
  transaction: ActorTransaction,
  { inspectionId }: { inspectionId: InspectionId },
): Promise<readonly PublishedVersion[]> {
  return versions(transaction, inspectionId).orderBy('version').execute();
}

function versions(transaction: ActorTransaction, inspectionId: InspectionId) {
  return transaction
    .selectFrom('inspectionReport as published')
    .leftJoin('account', 'account.id', 'published.publishedBy')
    .select([
      'published.version',
      'published.outcome',
      'published.correctionReason',
      'published.publishedAt',
      sql<string>`coalesce(account.display_name, '')`.as('publishedByName'),
      sql<string>`encode(sha256(convert_to(content::text, 'UTF8')), 'hex')`.as('contentHash'),
    ])
    .where('published.inspectionId', '=', inspectionId);
}

/** One version, whole. @throws ProblemError not_found */
export async function getPublished(
  transaction: ActorTransaction,
  { inspectionId, version }: { inspectionId: InspectionId; version: number },
): Promise<PublishedVersion & { readonly report: InspectionReport }> {
  const row = await versions(transaction, inspectionId)
    .select('published.content')
    .where('published.version', '=', version)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  const { content, ...published } = row;
  return { ...published, report: content as unknown as InspectionReport };
}

/** Keeps a report as the next version. @returns its number */
export async function insertReport(
  transaction: ActorTransaction,
  {
    inspectionId,
    report,
    publishedBy,
    correctionReason,
  }: {
    inspectionId: InspectionId;
    report: InspectionReport;
    publishedBy: AccountId;
    correctionReason: string;
  },
): Promise<number> {
  const { version } = await transaction
    .insertInto('inspectionReport')
    .values(({ selectFrom }) => ({
      inspectionId,
      version: selectFrom('inspectionReport')
        .select(sql<number>`coalesce(max(version), 0) + 1`.as('next'))
        .where('inspectionId', '=', inspectionId)
        .$asScalar()
        .$notNull(),
      outcome: report.outcome,
      content: JSON.stringify(report),
      correctionReason,
      publishedBy,
    }))
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}
