import { createHash } from 'node:crypto';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import type { Polygon } from 'geojson';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstBrokenAuditLink } from '#app/data/audit.ts';
import { findUnfinishedInspections } from '#app/data/inspection/consequences.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { system } from '#app/domain/identity/actor.ts';
import { recordOf } from '#app/domain/inspection/inspection-record.ts';
import { operationSchema } from '#app/domain/inspection/operation.ts';
import type { CivilId } from '#app/domain/identity/civil-id.ts';
import { parseCivilId } from '#app/domain/identity/civil-id.ts';
import { passwordMatches } from '#app/server/identity/passwords.ts';
import { createSecrets } from '#app/server/identity/secrets.ts';
import { openDatabase, prepareDatabase } from '#db/migrate.ts';
import { readKuwaitOutline } from '#db/reference/reference.ts';
import { demonstrationAccounts, demonstrationPassword } from '#db/seed/accounts.ts';
import { isEmpty } from '#db/seed/owner-copy.ts';
import { seed } from '#db/seed/seed.ts';
import { TEST_KEY } from './database-server.ts';
import { openFreshDatabase } from './fresh-database.ts';

const today = '2026-06-15';
const first = openFreshDatabase('empty');
const second = openFreshDatabase('empty');

beforeAll(async () => {
  expect(await isEmpty(first.ownerUrl)).toBe(true);
  for (const { ownerUrl } of [first, second])
    await seed({ url: ownerUrl, key: TEST_KEY, scale: 'demonstration', today });
});

async function numberOf(query: string, owner: Database = first.owner): Promise<number> {
  const { rows } = await sql<{ count: number }>`select (${sql.raw(query)})::int as count`.execute(owner);
  return rows[0]?.count ?? NaN;
}

describe('the demonstration data', () => {
  it('has the sizes that were asked for', async () => {
    expect(await isEmpty(first.ownerUrl)).toBe(false);
    expect(await numberOf('select count(*) from site')).toBe(6);
    expect(await numberOf('select count(*) from employer')).toBe(400);
    expect(await numberOf('select count(*) from worker')).toBe(8_000);
    const near = async (table: string, size: number) => {
      const count = await numberOf(`select count(*) from ${table}`);
      expect(Math.abs(count - size) / size, `${count} of ${table}`).toBeLessThan(0.1);
    };
    await near('building', 120);
    await near('bed', 12_000);
    await near(`placement_request where state in ('submitted', 'accepted')`, 40);
    await near(
      'room_capacity as room where compliant_capacity < (select count(*) from bed where room_id = room.room_id)',
      1_200,
    );
  });

  it('takes about 70 % of the beds that are open, and has a past, a present and a future', async () => {
    const taken = (day: string) => numberOf(`select count(*) from assignment where during @> date '${day}'`);
    const open = await numberOf(`select count(*) from bed_availability where during @> date '${today}'`);
    expect((await taken(today)) / open).toBeGreaterThan(0.62);
    expect((await taken(today)) / open).toBeLessThan(0.76);
    const course = await Promise.all(
      ['2024-07-15', '2024-12-15', '2025-06-15', '2025-12-15', today].map(taken),
    );
    expect(course).toEqual(course.toSorted((one, other) => one - other));
    expect(course[0]).toBeGreaterThan(100);
    for (const state of ['reserved', 'occupied', 'ended'])
      expect(await numberOf(`select count(*) from assignment where state = '${state}'`)).toBeGreaterThan(200);
    expect(await numberOf(`select count(*) from building where opened_on > date '${today}'`)).toBeGreaterThan(
      0,
    );
  });

  it('gives every made-up worker a civil ID of its own that the checksum allows and the birth date fits', async () => {
    const workers = await first.owner
      .selectFrom('worker')
      .select(['civilIdEncrypted', 'birthDate', 'isDemonstration'])
      .execute();
    const { openCivilId } = createSecrets(TEST_KEY);
    const civilIds = new Set<CivilId>();
    for (const worker of workers) {
      const parsed = parseCivilId(openCivilId(worker.civilIdEncrypted));
      expect(parsed).toMatchObject({ ok: true, birthDate: worker.birthDate });
      expect(worker.isDemonstration).toBe(true);
      if (parsed.ok) civilIds.add(parsed.civilId);
    }
    expect(civilIds.size).toBe(8_000);
  });

  it('passes over nobody’s needs, and nobody sleeps in a closed bed', async () => {
    const stays = `select count(*) from assignment
      join worker on worker.id = worker_id join bed on bed.id = bed_id
      join room on room.id = assignment.room_id join building on building.id = assignment.building_id`;
    expect(
      await numberOf(
        `${stays} where not exists (select from bed_availability where bed_id = bed.id and during @> assignment.during)`,
      ),
    ).toBe(0);
    expect(await numberOf(`${stays} where access_needs @> '{lower_bed}' and position = 'upper'`)).toBe(0);
    expect(await numberOf(`${stays} where access_needs @> '{step_free}'`)).toBeGreaterThan(0);
    expect(
      await numberOf(
        `${stays} where access_needs @> '{step_free}' and not (room.accessible and accessible_entrance)`,
      ),
    ).toBe(0);
    expect(await numberOf(`${stays} where (building.sex = 'men') <> (worker.sex = 'male')`)).toBe(0);
  });

  it('asks for beds only for workers without one, but in requests that were placed', async () => {
    const members = `select count(*) from placement_request_worker as member
      join placement_request as request on request.id = member.request_id`;
    expect(
      await numberOf(`${members} join assignment using (worker_id)
        where request.state <> 'placed' and assignment.state <> 'ended'`),
    ).toBe(0);
    expect(
      await numberOf(`${members} where request.state = 'placed' and not exists (
        select from assignment where worker_id = member.worker_id and request_id = request.id
          and assignment.during = request.during)`),
    ).toBe(0);
  });

  it('lets everyone named sign in, and leaves each demonstration employer something to do', async () => {
    for (const { email, role } of demonstrationAccounts) {
      const account = await first.owner
        .selectFrom('account')
        .select(['role', 'employerId', 'passwordHash'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow();
      expect(account.role).toBe(role);
      if (role !== 'employer') continue;
      expect(await passwordMatches(account.passwordHash, demonstrationPassword)).toBe(true);
      const ofEmployer = `employer_id = '${account.employerId}'`;
      expect(
        await numberOf(`select count(*) from worker where ${ofEmployer}
          and not exists (select from assignment where worker_id = worker.id and state <> 'ended')
          and not exists (select from placement_request_worker where worker_id = worker.id)`),
      ).toBeGreaterThan(10);
      for (const state of ['submitted', 'accepted'])
        expect(
          await numberOf(`select count(*) from placement_request where ${ofEmployer} and state = '${state}'`),
        ).toBe(1);
    }
    for (const state of ['draft', 'placed'])
      expect(
        await numberOf(`select count(*) from placement_request where state = '${state}' and created_by =
          (select id from account where email = 'employer@labour-cities.example')`),
      ).toBe(1);
  });

  it('has two years of inspections, worse where a place was found wanting before', async () => {
    const seen = `inspection where state <> 'scheduled'`;
    expect(await numberOf(`select count(*) from ${seen}`)).toBeGreaterThan(300);
    expect(await numberOf(`select count(distinct building_id) from ${seen}`)).toBeGreaterThan(80);
    for (const state of ['submitted', 'reviewed', 'closed'])
      expect(
        await numberOf(`select count(*) from inspection where state = '${state}'`),
        state,
      ).toBeGreaterThan(2);
    for (const severity of ['major', 'critical'])
      expect(await numberOf(`select count(*) from finding where severity = '${severity}'`)).toBeGreaterThan(
        100,
      );
    expect(await numberOf('select count(*) from finding where repeats_id is not null')).toBeGreaterThan(30);
    // Findings of the last visit of a building, by those of the one before: what a risk figure can learn from.
    const { rows } = await sql<{ correlation: number }>`
      select corr(findings, before)::float8 as correlation from (
        select findings, lag(findings) over (partition by building_id order by scheduled_on) as before
        from (
          select inspection.building_id, scheduled_on, count(finding.id) as findings
          from inspection left join finding on finding.inspection_id = inspection.id
          where state <> 'scheduled' and reason <> 'follow_up'
          group by inspection.id
        ) as visit
      ) as pair`.execute(first.owner);
    expect(rows[0]?.correlation).toBeGreaterThan(0.15);
  });

  it('leaves work to do: open corrective actions, a few of them late, and none so late that its place would close', async () => {
    const open = `corrective_action where completed_at is null`;
    expect(await numberOf(`select count(*) from ${open}`)).toBeGreaterThan(10);
    const late = await numberOf(`select count(*) from ${open} and due_on < date '${today}'`);
    expect(late).toBeGreaterThan(0);
    expect(late).toBeLessThan(15);
    // By the steps of escalation, as if they had been taken every day.
    expect(await numberOf(`select count(*) from notice where step not in ('notice', 'warning')`)).toBe(0);
    expect(
      await numberOf(`select count(*) from ${open} and not exists (
      select from notice where corrective_action_id = corrective_action.id)`),
    ).toBe(0);
    for (const decision of ['is null', 'is false', 'is true'])
      expect(await numberOf(`select count(*) from repair_report where accepted ${decision}`)).toBeGreaterThan(
        0,
      );
  });

  it('gives both inspectors their day, in their areas and with nobody where they may not go', async () => {
    const visits = (email: string) =>
      numberOf(`select count(*) from inspection where scheduled_on = date '${today}' and state = 'scheduled'
        and (select id from account where email = '${email}') in (inspector_id, second_inspector_id)`);
    expect(await visits('inspector@labour-cities.example')).toBe(6);
    expect(await visits('second.inspector@labour-cities.example')).toBe(5);
    const planned = `select count(*) from inspection where state = 'scheduled'`;
    expect(await numberOf(`${planned} and second_inspector_id is not null`)).toBe(2);
    expect(await numberOf(`${planned} and follows_id is not null`)).toBe(1);
    expect(
      await numberOf(`${planned} and not exists (
      select from inspector_area where account_id = inspector_id and site_id = inspection.site_id)`),
    ).toBe(0);
    expect(await numberOf(`${planned} and not may_inspect(inspector_id, site_id, building_id)`)).toBe(0);
  });

  it('keeps the acts of the last visits, one of them waiting for two answers to be settled', async () => {
    const acts = await first.owner.selectFrom('inspectionOperation').selectAll().execute();
    const told = [...Map.groupBy(acts, ({ inspectionId }) => inspectionId).values()].map((group) =>
      recordOf(
        group.map((act) => operationSchema.parse({ ...act, recordedAt: act.recordedAt.toISOString() })),
      ),
    );
    expect(told.length).toBeGreaterThan(3);
    expect(told.filter(({ conflicts }) => conflicts.length === 1)).toHaveLength(1);
    for (const { submission, missing } of told) {
      expect(submission).not.toBeNull();
      expect(missing.size).toBe(0);
    }
    expect(await transact(first.database, system, findUnfinishedInspections)).toEqual([]);
    expect(
      await numberOf(`select count(*) from inspection where state in ('reviewed', 'closed')
      and not exists (select from inspection_report where inspection_id = inspection.id)`),
    ).toBe(0);
  });

  it('has residents’ reports about buildings, sealed', async () => {
    const { openReport } = createSecrets(TEST_KEY);
    const reports = await first.owner.selectFrom('report').select(['bodyEncrypted', 'buildingId']).execute();
    expect(reports.length).toBeGreaterThan(100);
    for (const { bodyEncrypted, buildingId } of reports) {
      expect(buildingId).not.toBeNull();
      expect(openReport(bodyEncrypted).length).toBeGreaterThan(10);
    }
  });

  it('keeps sites on the land of Kuwait, and buildings within their sites', async () => {
    const outline = readKuwaitOutline();
    const sites = await first.owner.selectFrom('site').select(['id', 'boundary']).execute();
    for (const site of sites) {
      const boundary = site.boundary as unknown as Polygon;
      for (const corner of boundary.coordinates[0] ?? [])
        expect(booleanPointInPolygon(corner, outline)).toBe(true);
      const buildings = await first.owner
        .selectFrom('building')
        .select(['longitude', 'latitude'])
        .where('siteId', '=', site.id)
        .execute();
      for (const { longitude, latitude } of buildings)
        expect(booleanPointInPolygon([longitude, latitude], boundary)).toBe(true);
    }
  });

  it('is logged, and the chain of the log holds', async () => {
    expect(await numberOf(`select count(*) from audit_entry where action = 'database.seeded'`)).toBe(1);
    expect(await transact(first.database, system, firstBrokenAuditLink)).toBeFalsy();
  });

  it('is the same for the same day, but for what is enciphered or hashed with salt', async () => {
    expect(await digest(first.owner)).toBe(await digest(second.owner));
  });
});

it('loads for an owner who is no superuser, and leaves row-level security in force', async () => {
  const name = `owner_${new URL(first.ownerUrl).pathname.slice(1)}`;
  await sql.raw(`create role ${name} login createrole password 'owner'`).execute(first.owner);
  await sql.raw(`grant labour_cities_access to ${name} with admin option`).execute(first.owner);
  await sql.raw(`create database ${name} owner ${name}`).execute(first.owner);
  const url = new URL(first.ownerUrl);
  Object.assign(url, { username: name, password: 'owner', pathname: `/${name}` });
  await prepareDatabase(url.href, TEST_KEY);
  await seed({ url: url.href, key: TEST_KEY, scale: 'demonstration', today });

  const owner = openDatabase(url.href, { connections: 1 });
  expect(await numberOf('select count(*) from worker', owner)).toBe(0);
  expect(await numberOf(`select count(*) from pg_class where relforcerowsecurity`, owner)).toBe(
    await numberOf(`select count(*) from pg_class where relforcerowsecurity`),
  );
  await owner.destroy();
  expect(await isEmpty(url.href)).toBe(false);
});

/** Everything seeded, but the columns that differ each time. */
async function digest(owner: Database): Promise<string> {
  const hash = createHash('sha256');
  for (const table of [
    'site',
    'building',
    'room',
    'bed',
    'bed_availability',
    'employer',
    'workplace',
    'worker',
    'account',
    'placement_request',
    'placement_request_worker',
    'assignment',
    'inspector_area',
    'site_manager_site',
    'inspection',
    'finding',
    'corrective_action',
    'inspection_operation',
    'report',
  ]) {
    const { rows } = await sql<{ facts: string }>`
      select (to_jsonb(each_row) - array['civil_id_encrypted', 'password_hash', 'created_at', 'body_encrypted'])::text as facts
      from ${sql.table(table)} as each_row order by 1`.execute(owner);
    for (const { facts } of rows) hash.update(facts);
  }
  return hash.digest('hex');
}
