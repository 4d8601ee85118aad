import type { AccountId, EmployerId } from './ids.ts';

export const roles = [
  'planner',
  'inspector',
  'supervisor',
  'site_manager',
  'protection_officer',
  'auditor',
  'administrator',
  'employer',
] as const;
export type Role = (typeof roles)[number];

/** A person who signed in. */
export interface SignedInActor {
  readonly kind: 'person';
  readonly accountId: AccountId;
  readonly role: Role;
  /** Set for employers, null for the ministry's accounts. */
  readonly employerId: EmployerId | null;
  readonly displayName: string;
}

/** Who a transaction acts for: a person, or the product itself (sign-in, jobs, seeding). */
export type Actor = SignedInActor | { readonly kind: 'system' };

export const system: Actor = { kind: 'system' };
