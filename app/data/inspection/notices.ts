import type { Day } from '#app/domain/dates.ts';
import type { FindingId, NoticeId } from '#app/domain/identity/ids.ts';
import type { EscalationStep } from '#app/domain/inspection/escalation.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { audit } from '#app/data/audit.ts';
import { findInstrument } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { FindingDetail, ListedNotice } from './finding-detail.ts';
import { getFinding } from './finding-detail.ts';

/** Issues a step of a corrective action, unless it was issued before. @returns whether it was issued now */
export async function issueNotice(
  transaction: ActorTransaction,
  {
    correctiveActionId,
    step,
    on,
    actBy,
    changeId = null,
  }: {
    correctiveActionId: string;
    step: EscalationStep;
    on: Day;
    actBy: Day;
    /** The change that closes the place, of the step `closure`. */
    changeId?: string | null;
  },
): Promise<boolean> {
  const issued = await transaction
    .insertInto('notice')
    .values({ correctiveActionId, step, issuedOn: on, actBy, changeId })
    .onConflict((conflict) => conflict.constraint('notice_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!issued) return false;
  await audit(transaction, { action: 'notice.issued', subjectKind: 'notice', subjectId: issued.id });
  return true;
}

type Instrument = NonNullable<Awaited<ReturnType<typeof findInstrument>>>;

/** A notice with all that is printed on it. */
export interface PrintedNotice extends ListedNotice {
  readonly finding: FindingDetail;
  /** Null for a rule of the ministry's own. */
  readonly instrument: Instrument | null;
}

/** @throws ProblemError not_found */
export async function getNotice(
  transaction: ActorTransaction,
  { noticeId, today }: { noticeId: NoticeId; today: Day },
): Promise<PrintedNotice> {
  const row = await transaction
    .selectFrom('notice')
    .innerJoin('correctiveAction as action', 'action.id', 'notice.correctiveActionId')
    .select([
      'notice.id',
      'notice.number',
      'notice.step',
      'notice.issuedOn',
      'notice.actBy',
      'action.findingId',
    ])
    .where('notice.id', '=', noticeId)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not_found');
  const { findingId, ...notice } = row;
  const finding = await getFinding(transaction, { findingId: findingId as FindingId, today });
  const instrument = await findInstrument(transaction, { key: finding.rule.standardKey });
  return { ...(notice as ListedNotice), finding, instrument: instrument ?? null };
}

/** Notices that were issued on a day, but for those whose finding was taken back, by number. */
export async function listNoticesOn(
  transaction: ActorTransaction,
  { day, today, limit, offset }: { day: Day; today: Day; limit: number; offset: number },
): Promise<{ rows: PrintedNotice[]; total: number }> {
  const query = transaction
    .selectFrom('notice')
    .innerJoin('correctiveAction as action', 'action.id', 'notice.correctiveActionId')
    .innerJoin('finding', 'finding.id', 'action.findingId')
    .where('notice.issuedOn', '=', day)
    .where('finding.withdrawnAt', 'is', null);
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const ids = await query.select('notice.id').orderBy('notice.number').limit(limit).offset(offset).execute();
  const rows: PrintedNotice[] = [];
  for (const { id } of ids) rows.push(await getNotice(transaction, { noticeId: id as NoticeId, today }));
  return { rows, total };
}
