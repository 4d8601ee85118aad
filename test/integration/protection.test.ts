import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { transact } from '#app/data/transaction.ts';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import { roles } from '#app/domain/identity/actor.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';
import { openFreshDatabase } from './fresh-database.ts';
import { aWorker, anAccount, anEmployer } from './people-and-places.ts';

const fresh = openFreshDatabase('empty');
const readings = ['protection_cases', 'reports', 'indicators', 'shelters'] as const;
const protectedTables = ['protection_case', 'report', 'indicator', 'shelter'] as const;

const actorFor = (role: Role, employerId: EmployerId) =>
  anAccount(fresh.owner, { role, employerId: role === 'employer' ? employerId : null });

/** What comes of a statement, as exactly as its author can see it: the rows, their number, or the whole error. */
const seenBy = (actor: SignedInActor, statement: string) =>
  transact(fresh.database, actor, (t) => sql.raw(statement).execute(t)).then(
    ({ rows, numAffectedRows }) => ({ rows, affected: Number(numAffectedRows ?? 0) }),
    ({ message, code, constraint, detail, table }: Record<string, unknown>) => ({
      message,
      code,
      constraint,
      detail,
      table,
    }),
  );

async function aCaseOf(workerId: string, employerId: EmployerId): Promise<string> {
  await fresh.owner
    .insertInto('indicator')
    .values({ kind: 'retention_of_documents', workerId, employerId, evidence: '{"told": true}' })
    .execute();
  const { id } = await fresh.owner
    .insertInto('protectionCase')
    .values({ workerId, workerRecord: '{}' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const readingsLogged = async (): Promise<{ action: string; by: string | null; subjectId: string | null }[]> =>
  fresh.owner
    .selectFrom('auditEntry')
    .select(['action', 'actorAccountId as by', 'subjectId'])
    .where('action', 'like', '%.read')
    .orderBy('id')
    .execute();

describe('protection records', () => {
  it('are read by protection officers alone, through functions that log each reading', async () => {
    const employerId = await anEmployer(fresh.owner);
    const worker = await aWorker(fresh.owner, { employerId });
    const caseId = await aCaseOf(worker.id, employerId);
    for (const role of roles) {
      const actor = await actorFor(role, employerId);
      for (const table of protectedTables)
        expect(await seenBy(actor, `select * from ${table}`), `${role} ${table}`).toMatchObject({
          message: `permission denied for table ${table}`,
        });
      const before = await readingsLogged();
      const outcomes = [];
      for (const what of readings) outcomes.push(await seenBy(actor, `select * from read_${what}()`));
      outcomes.push(await seenBy(actor, `select * from read_protection_case('${caseId}')`));
      const logged = (await readingsLogged()).slice(before.length);
      if (role === 'protection_officer') {
        expect(outcomes[0]).toMatchObject({ rows: [{ id: caseId, workerId: worker.id }] });
        expect(logged).toEqual(
          ['protection_case', 'report', 'indicator', 'shelter', 'protection_case'].map((kind, index) => ({
            action: `${kind}.read`,
            by: actor.accountId,
            subjectId: index === 4 ? caseId : null,
          })),
        );
      } else {
        for (const outcome of outcomes)
          expect(outcome, role).toMatchObject({ message: 'protection records are for protection officers' });
        expect(logged).toEqual([]);
      }
    }
  });

  it.each(roles.filter((role) => role !== 'protection_officer'))(
    'can’t be told from their absence by any statement of a %s',
    async (role) => {
      const employerId = await anEmployer(fresh.owner);
      const actor = await actorFor(role, employerId);
      const [plain, protectedWorker] = [
        await aWorker(fresh.owner, { employerId }),
        await aWorker(fresh.owner, { employerId }),
      ];
      const caseId = await aCaseOf(protectedWorker.id, employerId);
      const statements = (workerId: string, id: string) => [
        `update worker set full_name = 'X', shift = 'night', sex = 'female' where id = '${workerId}'`,
        `update worker set id = uuidv7() where id = '${workerId}'`,
        `insert into protection_case (id, worker_id) values ('${id}', '${workerId}')`,
        `insert into protection_case (id, worker_id) values ('${id}', '${workerId}') on conflict do nothing`,
        `insert into indicator (worker_id, kind, evidence) values ('${workerId}', 'x', '{"a": 1}')`,
        `update protection_case set services = '[]'`,
        `update indicator set kind = 'x'`,
        `delete from protection_case where worker_id = '${workerId}'`,
        `select sex from worker where id = '${workerId}' for update`,
        `select count(*) from audit_entry where subject_id = '${id}' and '${role}' <> 'auditor'`,
        `delete from worker where id = '${workerId}'`,
      ];
      const withoutCase = statements(plain.id, '01890000-0000-7000-8000-000000000000');
      for (const [index, statement] of statements(protectedWorker.id, caseId).entries())
        expect(await seenBy(actor, statement), statement).toEqual(await seenBy(actor, withoutCase[index]!));
    },
  );

  it('outlive the worker’s record, which the employer removes as any other', async () => {
    const employerId = await anEmployer(fresh.owner);
    const employer = await actorFor('employer', employerId);
    const officer = await actorFor('protection_officer', employerId);
    const worker = await aWorker(fresh.owner, { employerId });
    const caseId = await aCaseOf(worker.id, employerId);
    expect(await seenBy(employer, `delete from worker where id = '${worker.id}'`)).toEqual({
      rows: [],
      affected: 1,
    });
    const kept = { id: worker.id, employer_id: employerId, sex: 'male' };
    expect(await seenBy(officer, `select * from read_protection_case('${caseId}')`)).toMatchObject({
      rows: [{ workerId: worker.id, workerRecord: kept }],
    });
    expect(
      await seenBy(officer, `select worker_record from read_indicators() where worker_id = '${worker.id}'`),
    ).toMatchObject({ rows: [{ workerRecord: kept }] });
  });

  it('are named by no key that a record others write could run into', async () => {
    const { rows } = await sql<{ key: string }>`
      select conname || ' → ' || confrelid::regclass as key
      from pg_constraint
      where contype = 'f'
        and (conrelid::regclass::text = any(${[...protectedTables]}::text[])
          or confrelid::regclass::text = any(${[...protectedTables]}::text[]))
        and confrelid::regclass::text <> all(${[...protectedTables, 'account']}::text[])
    `.execute(fresh.owner);
    expect(rows).toEqual([]);
    // Accounts are named: nobody can remove one or change its identifier.
    const { rows: rights } = await sql<{ removes: boolean; renames: boolean }>`
      select has_table_privilege('account', 'delete') as removes,
        has_column_privilege('account', 'id', 'update') as renames
    `.execute(fresh.database);
    expect(rights).toEqual([{ removes: false, renames: false }]);
  });

  it('take a report from the product and give nothing back', async () => {
    const employerId = await anEmployer(fresh.owner);
    const code = randomBytes(16).toString('hex');
    const insert = `insert into report (tracking_code_hash, language, body_encrypted) values ('${code}', 'hi', 'x')`;
    for (const role of roles.filter((each) => each !== 'protection_officer'))
      expect(await seenBy(await actorFor(role, employerId), insert), role).toMatchObject({ code: '42501' });
    await transact(fresh.database, { kind: 'system' }, (t) => sql.raw(insert).execute(t));
    const back = transact(fresh.database, { kind: 'system' }, (t) =>
      sql.raw(`update report set language = 'ar' returning id`).execute(t),
    );
    await expect(back).rejects.toThrow(/permission denied/);
  });

  it('neither hold up an employer who removes the worker while a case is opened, nor lose whom it is about', async () => {
    const employerId = await anEmployer(fresh.owner);
    const employer = await actorFor('employer', employerId);
    const officer = await actorFor('protection_officer', employerId);
    const worker = await aWorker(fresh.owner, { employerId });
    const removed = await transact(fresh.database, officer, async (t) => {
      await sql`insert into protection_case (worker_id) values (${worker.id})`.execute(t);
      // In another transaction, while the officer's is still open: a lock on the worker would make it wait for ever.
      return seenBy(employer, `delete from worker where id = '${worker.id}'`);
    });
    expect(removed).toEqual({ rows: [], affected: 1 });
    const record = `select worker_record ->> 'id' as id from read_protection_cases() where worker_id = '${worker.id}'`;
    expect(await seenBy(officer, record)).toMatchObject({ rows: [{ id: worker.id }] });
  });
});
