import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Actor } from '#app/domain/identity/actor.ts';
import type { ProblemCode } from '#app/domain/problem.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { DB } from '#db/schema.ts';

export type Database = Kysely<DB>;
export type ActorTransaction = Transaction<DB>;

/** The database has the last word; these are its words for what users can cause. */
const problemOfConstraint: Readonly<Record<string, ProblemCode>> = {
  one_person_a_bed: 'bed_taken',
  one_bed_a_worker: 'worker_already_housed',
  nobody_in_a_closed_bed: 'bed_closed',
  kept_bed_is_its_residents: 'bed_closed',
  open_beds_keep_to_capacity: 'capacity_changed',
  closed_place_has_no_open_bed: 'capacity_changed',
  bed_availability_once: 'capacity_changed',
  standard_adoption_adopted_from_key: 'adoption_day_taken',
  one_sex_a_room: 'room_other_sex',
  one_shift_a_room: 'room_other_shift',
  assignment_employer_matches_worker: 'worker_facts_changed',
  assignment_sex_matches_worker: 'worker_facts_changed',
  assignment_shift_matches_worker: 'worker_facts_changed',
  assignment_sex_matches_building: 'room_other_sex',
  one_open_request_a_worker: 'worker_in_open_request',
  placement_request_workplace_id_employer_id_fkey: 'not_found',
  travel_time_workplace_id_fkey: 'not_found',
  housed_worker_keeps_room_facts: 'worker_is_housed',
  relocation_worker_id_fkey: 'worker_has_history',
  closed_until_put_right: 'closure_needs_reinspection',
  repair_report_undecided: 'repair_not_in_state',
  account_email_key: 'email_taken',
  worker_civil_id_once: 'civil_id_already_registered',
  workplace_employer_id_name_key: 'workplace_name_taken',
  building_site_id_name_key: 'building_name_taken',
  room_building_id_floor_name_key: 'room_name_taken',
  lived_in_building_keeps_designation: 'building_is_lived_in',
  nobody_approves_a_plan_they_started: 'plan_own_approval',
  only_a_verified_plan_is_signed: 'plan_not_verified',
  nobody_signs_an_adoption_they_proposed: 'change_own_signature',
  nobody_reviews_their_own_inspection: 'inspection_own_review',
  nobody_inspects_against_a_conflict: 'inspector_has_conflict',
  two_inspectors_are_two: 'inspector_goes_already',
};

const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);
/** Postgres stores every character but the zero byte, as text or in JSON. */
const UNSTORABLE_CHARACTER = new Set(['22021', '22P05']);
const ATTEMPTS = 6;

/**
 * The one way to the database: a transaction that knows its actor, so that row-level security and the audit log do too.
 * A transaction that the database ended to resolve a deadlock is run again; `work` must therefore do nothing but SQL. Those
 * that run again do so one after the other, so that the same ones don't meet again.
 * @throws ProblemError for what a constraint refused
 */
export async function transact<Result>(
  database: Database,
  actor: Actor,
  work: (transaction: ActorTransaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.transaction().execute(async (transaction) => {
        if (attempt > 1) await waitForTurn(transaction);
        await setActor(transaction, actor);
        return work(transaction);
      });
    } catch (error) {
      const { code, constraint } = databaseError(error);
      if (DEADLOCK_OR_SERIALIZATION.has(code)) {
        if (attempt === ATTEMPTS) throw new ProblemError('busy', {}, error);
        continue;
      }
      const problem = UNSTORABLE_CHARACTER.has(code) ? 'character_refused' : problemOfConstraint[constraint];
      throw problem ? new ProblemError(problem, {}, error) : error;
    }
  }
}

/** Before it holds anything else, so that nobody waits for it in turn; the turn ends with the transaction. */
async function waitForTurn(transaction: ActorTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('tries_again'))`.execute(transaction);
}

async function setActor(transaction: ActorTransaction, actor: Actor): Promise<void> {
  const person = actor.kind === 'person' ? actor : null;
  await sql`
    select
      set_config('app.actor_role', ${person?.role ?? 'system'}, true),
      set_config('app.actor_account_id', ${person?.accountId ?? ''}, true),
      set_config('app.actor_employer_id', ${person?.employerId ?? ''}, true)
  `.execute(transaction);
}

function databaseError(error: unknown): { code: string; constraint: string } {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  return {
    code: typeof code === 'string' ? code : '',
    constraint: typeof constraint === 'string' ? constraint : '',
  };
}
