import type { Allowance } from '#app/domain/capacity/judging/limit.ts';
import type { JudgementSummary } from '#app/domain/capacity/judging/judgement.ts';
import { judgeSite, summaryOf } from '#app/domain/capacity/judging/judgement.ts';
import type { Day } from '#app/domain/dates.ts';
import { readSiteFacts } from '#app/data/places/place-facts.ts';
import { listAdoptedCriteria } from '#app/data/standards/standards.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

/**
 * How many people a site may hold on a day, and why. Its rooms, of which there may be twenty thousand, are read only where
 * a criterion counts over the site; otherwise it holds what they do. `rooms`: what is kept of them for the day.
 */
export async function readSiteJudgement(
  transaction: ActorTransaction,
  { siteId, day, rooms: { certain, possible } }: { siteId: string; day: Day; rooms: Allowance },
): Promise<JudgementSummary> {
  const criteria = await listAdoptedCriteria(transaction, { day });
  const [facts] = criteria.some(({ scope }) => scope === 'site')
    ? await readSiteFacts(transaction, { siteId })
    : [];
  if (facts) return summaryOf(judgeSite(facts, criteria));
  const binding = { kind: 'within', allows: { certain, possible } } as const;
  return { certain, possible, binding, next: null, lift: null, missing: [] };
}
