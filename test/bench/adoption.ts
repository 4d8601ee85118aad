import { sql } from 'kysely';
import { proposeAdoption, signChange } from '#app/data/capacity/capacity-changes.ts';
import { decideRelocations } from '#app/data/capacity/relocations.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { ChangePreview } from '#app/domain/capacity/changes/capacity-change.ts';
import { addDays, kuwaitDay } from '#app/domain/dates.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import type { AccountId, CapacityChangeId } from '#app/domain/identity/ids.ts';
import { workOnChange } from '#app/server/background/change-task.ts';
import { openDatabase } from '#db/migrate.ts';
import type { FigureTable } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';

/** A standard that is a little stricter than the demonstration's, seen, signed and in effect for a nation. */
export async function benchAdoption({ loginUrl, ownerUrl }: NationalDatabase): Promise<FigureTable> {
  const database = openDatabase(loginUrl, { connections: 2 });
  const owner = openDatabase(ownerUrl, { connections: 1 });
  try {
    const today = kuwaitDay(new Date());
    const [first, second] = await planners(owner);
    const standardId = await stricterStandard(owner);
    const changeId = await transact(database, first, (t) =>
      proposeAdoption(t, {
        standardId,
        effectiveFrom: addDays(today, 30),
        residentsUntil: addDays(today, 120),
        reason: 'Bench',
        proposedBy: first.accountId,
      }),
    );
    const prepared = await seconds(() => workOnChange(database, changeId));
    const preview = await readPreview(database, changeId);
    await transact(database, second, (t) =>
      decideRelocations(t, {
        changeId,
        people: 'undecided',
        decision: { kind: 'stays_until', until: addDays(today, 3650) },
        decidedBy: second.accountId,
      }).catch(() => undefined),
    );
    await transact(database, second, async (t) => {
      const { rows } = await sql<{ mark: string }>`
        select prepared_at::text as mark from capacity_change where id = ${changeId}
      `.execute(t);
      await signChange(t, { changeId, signer: second.accountId, agreedTo: rows[0]?.mark ?? '', today });
    });
    const effect = await seconds(() => workOnChange(database, changeId));
    const { rows } = await sql<{ state: string }>`
      select state from capacity_change where id = ${changeId}
    `.execute(owner);
    if (rows[0]?.state !== 'in_effect') throw new Error(`The adoption ended ${rows[0]?.state ?? 'nowhere'}.`);
    const rooms = preview.sites.reduce((sum, site) => sum + site.roomsThatShrink + site.roomsThatGrow, 0);
    return {
      title: 'Adopting a stricter standard for a nation',
      columns: ['rooms that change', 'people who move', 'with nowhere to go', 'prepared, s', 'in effect, s'],
      rows: [
        {
          name: '4.5 m² a person',
          figures: [rooms, preview.leaving, preview.nowhere, prepared, effect],
        },
      ],
      notes: [
        'Prepared: judged, everyone who has to move sought a bed, kept to be seen. In effect: the same again, and written.',
      ],
    };
  } finally {
    await database.destroy();
    await owner.destroy();
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

async function planners(owner: Database): Promise<[SignedInActor, SignedInActor]> {
  const actors: SignedInActor[] = [];
  for (const name of ['first', 'second']) {
    const { id } = await owner
      .insertInto('account')
      .values({ email: `${name}@bench.example`, displayName: name, passwordHash: 'none', role: 'planner' })
      .returning('id')
      .executeTakeFirstOrThrow();
    actors.push({
      kind: 'person',
      accountId: id as AccountId,
      role: 'planner',
      employerId: null,
      displayName: name,
    });
  }
  return actors as [SignedInActor, SignedInActor];
}

/** The adopted standard with 4.5 m² a person. */
async function stricterStandard(owner: Database): Promise<string> {
  const { id } = await owner
    .insertInto('standard')
    .values({ key: 'bench', name: 'Bench', confidence: 'composed' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into criterion (standard_id, key, operator, threshold, unit, scope, severity, source_standard, applies_above, position)
    select ${id}, key, operator, case key when 'floor_area_per_person_m2' then '4.5' else threshold end, unit, scope, severity,
      source_standard, applies_above, position
    from criterion
    where standard_id = (select standard_id from standard_adoption)
  `.execute(owner);
  return id;
}

async function readPreview(database: Database, changeId: CapacityChangeId): Promise<ChangePreview> {
  const { preview } = await transact(database, system, (t) =>
    t.selectFrom('capacityChange').select('preview').where('id', '=', changeId).executeTakeFirstOrThrow(),
  );
  return preview as unknown as ChangePreview;
}
