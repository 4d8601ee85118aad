import type { Day } from '#app/domain/dates.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';

export interface Adoption {
  readonly id: string;
  readonly standardId: string;
  readonly name: string;
  readonly nameAr: string | null;
  readonly adoptedFrom: Day;
  /** The day before which those who lived in a bed that closed had to leave it; null where nobody had to. */
  readonly residentsUntil: Day | null;
  readonly reason: string;
  /** Null where nobody signed it, or where the reader may not know the name. */
  readonly adoptedByName: string | null;
  readonly changeId: string | null;
}

/** Every adoption, those to come too, the latest day first. */
export function listAdoptions(transaction: ActorTransaction): Promise<readonly Adoption[]> {
  return transaction
    .selectFrom('standardAdoption as adoption')
    .innerJoin('standard', 'standard.id', 'adoption.standardId')
    .leftJoin('account', 'account.id', 'adoption.adoptedBy')
    .select([
      'adoption.id',
      'adoption.standardId',
      'standard.name',
      'standard.nameAr',
      'adoption.adoptedFrom',
      'adoption.residentsUntil',
      'adoption.reason',
      'account.displayName as adoptedByName',
      'adoption.changeId',
    ])
    .orderBy('adoption.adoptedFrom', 'desc')
    .execute();
}

/** Adoptions that were proposed and are not in force or withdrawn, by their day; only planners and auditors see any. */
export function listProposedAdoptions(transaction: ActorTransaction) {
  return transaction
    .selectFrom('capacityChange as change')
    .innerJoin('standard', 'standard.id', 'change.standardId')
    .leftJoin('account', 'account.id', 'change.proposedBy')
    .select([
      'change.id',
      'change.number',
      'change.state',
      'change.effectiveFrom',
      'change.residentsUntil',
      'change.reason',
      'standard.name',
      'standard.nameAr',
      'account.displayName as proposedByName',
    ])
    .where('change.kind', '=', 'adoption')
    .where('change.state', 'in', ['preparing', 'proposed', 'taking_effect', 'failed'])
    .orderBy('change.effectiveFrom')
    .orderBy('change.number')
    .execute();
}
