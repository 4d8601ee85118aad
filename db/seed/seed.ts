import pg from 'pg';
import { dayRangeText } from '#app/data/day-range.ts';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { hashPassword } from '#app/server/passwords.ts';
import { createSecrets } from '#app/server/secrets.ts';
import { demonstrationStandard } from '#db/reference/demonstration-standard.ts';
import { readInstruments, readSites } from '#db/reference/reference.ts';
import { demonstrationAccounts, demonstrationPassword } from './accounts.ts';
import type { Cell } from './copy.ts';
import { copyRows } from './copy.ts';
import { makeAssignments } from './housing.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import { makePeople } from './people.ts';
import type { MadePlaces } from './places.ts';
import { makePlaces } from './places.ts';
import type { Chance } from './random.ts';
import { createChance } from './random.ts';
import { makeRequests } from './requests.ts';

export type Scale = 'demonstration' | 'national';

const scales = {
  demonstration: { buildingCount: 120, employerCount: 400, workerCount: 8_000, requestCount: 40 },
  national: { buildingCount: 4_000, employerCount: 20_000, workerCount: 300_000, requestCount: 4_000 },
} as const satisfies Record<Scale, Record<string, number>>;

/** Workers of the first demonstration employer who have no bed. */
const FIRST_EMPLOYER_UNHOUSED = 75;

type Copy = (table: string, columns: readonly string[], rows: Iterable<readonly Cell[]>) => Promise<void>;

/** True before anything was ever loaded. */
export async function isEmpty(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    await client.query(`select set_config('app.actor_role', 'system', false)`);
    const { rows } = await client.query('select from site limit 1');
    return rows.length === 0;
  });
}

/**
 * Loads demonstration data into an empty, migrated database: made-up people on the six real sites. The same scale and
 * day give the same data. COPY asks for a role that passes by row-level security, as the embedded server's owner does.
 */
export async function seed({
  url,
  key,
  scale,
  today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kuwait' }).format(new Date()),
  onProgress = () => undefined,
}: {
  url: string;
  key: Buffer;
  scale: Scale;
  today?: Day;
  onProgress?: (text: string) => void;
}): Promise<void> {
  const { buildingCount, employerCount, workerCount, requestCount } = scales[scale];
  const chance = createChance(2026);
  const criteria = demonstrationCriteria();
  const places = makePlaces(chance, { references: readSites(), buildingCount, criteria, today });
  const people = makePeople(chance, { employerCount, workerCount, today });
  const unhoused = chooseUnhoused(chance, people.workers, people.employers[0]);

  await withClient(url, async (client) => {
    const copy: Copy = async (table, columns, rows) => {
      const count = await copyRows(client, table, columns, rows);
      onProgress(`${table}: ${count}`);
    };
    await client.query('begin');
    await client.query(`select set_config('app.actor_role', 'system', true)`);
    await copyStandards(copy, chance);
    await copyPlaces(copy, places);
    await copyPeople(copy, people, key);
    await copyAccounts(copy, chance, people.employers);
    await copyHousing(copy, chance, { places, workers: people.workers, unhoused, requestCount, today });
    await client.query(
      `insert into audit_entry (action, subject_kind, details) values ('database.seeded', 'database', jsonb_build_object('scale', $1::text))`,
      [scale],
    );
    await client.query('commit');
    await client.query('analyze');
  });
}

function demonstrationCriteria(): Criterion[] {
  const instruments = new Map(readInstruments().map((instrument) => [instrument.id, instrument]));
  return demonstrationStandard.picks.map(({ standardKey, criterionKey }) => {
    const found = instruments.get(standardKey)?.criteria.find((criterion) => criterion.key === criterionKey);
    if (!found) throw new Error(`${standardKey} has no ${criterionKey}`);
    const { key, operator, value: threshold, unit, scope, severity } = found;
    return { key, operator, threshold, unit, scope, severity, standardKey };
  });
}

function chooseUnhoused(
  chance: Chance,
  workers: readonly MadeWorker[],
  first: MadeEmployer | undefined,
): Set<string> {
  let ofFirst = 0;
  const chosen = workers.filter(({ employer }) =>
    employer === first ? ofFirst++ < FIRST_EMPLOYER_UNHOUSED : chance.happens(0.25),
  );
  return new Set(chosen.map((worker) => worker.id));
}

async function copyStandards(copy: Copy, chance: Chance): Promise<void> {
  const instruments = readInstruments().map((instrument) => ({ ...instrument, rowId: chance.id() }));
  const overlayId = chance.id();
  await copy(
    'standard',
    ['id', 'key', 'name', 'jurisdiction', 'year', 'url', 'confidence'],
    [
      ...instruments.map((each) => [
        each.rowId,
        each.id,
        each.name_en,
        each.jurisdiction,
        each.year,
        each.url,
        each.confidence,
      ]),
      [overlayId, demonstrationStandard.key, demonstrationStandard.name, null, null, null, 'demonstration'],
    ],
  );
  await copy(
    'criterion',
    [
      'id',
      'standard_id',
      'key',
      'operator',
      'threshold',
      'unit',
      'scope',
      'severity',
      'note',
      'source_standard',
      'position',
    ],
    [
      ...instruments.flatMap((each) =>
        each.criteria.map((rule, position) => [
          chance.id(),
          each.rowId,
          rule.key,
          rule.operator,
          JSON.stringify(rule.value),
          rule.unit,
          rule.scope,
          rule.severity,
          rule.note ?? null,
          each.id,
          position,
        ]),
      ),
      ...demonstrationCriteria().map((rule, position) => [
        chance.id(),
        overlayId,
        rule.key,
        rule.operator,
        JSON.stringify(rule.threshold),
        rule.unit,
        rule.scope,
        rule.severity,
        null,
        rule.standardKey,
        position,
      ]),
    ],
  );
  await copy(
    'standard_adoption',
    ['id', 'standard_id', 'adopted_from', 'reason'],
    [[chance.id(), overlayId, demonstrationStandard.adoptedFrom, demonstrationStandard.reason]],
  );
}

async function copyPlaces(copy: Copy, { sites, buildings, rooms, facilities }: MadePlaces): Promise<void> {
  await copy(
    'site',
    [
      'id',
      'key',
      'name_ar',
      'name_en',
      'governorate_ar',
      'governorate_en',
      'status',
      'longitude',
      'latitude',
      'location_quality',
      'location_error_km',
      'location_note',
      'boundary',
      'boundary_quality',
      'area_m2',
      'area_quality',
      'sources',
    ],
    sites.map(({ id, reference, boundary, areaM2 }) => [
      id,
      reference.id,
      reference.name_ar,
      reference.name_en,
      reference.governorate_ar,
      reference.governorate,
      'open',
      reference.lon,
      reference.lat,
      reference.coord_quality,
      reference.coord_error_km,
      reference.coord_basis,
      boundary,
      'estimate',
      areaM2,
      'estimate',
      JSON.stringify(reference.sources),
    ]),
  );
  await copy(
    'building',
    [
      'id',
      'site_id',
      'name',
      'floor_count',
      'sex',
      'accessible_entrance',
      'opened_on',
      'longitude',
      'latitude',
    ],
    buildings.map((each) => [
      each.id,
      each.siteId,
      each.name,
      each.floorCount,
      each.sex,
      each.accessibleEntrance,
      each.openedOn,
      each.longitude,
      each.latitude,
    ]),
  );
  await copy(
    'room',
    [
      'id',
      'site_id',
      'building_id',
      'floor',
      'name',
      'floor_area_m2',
      'ceiling_height_m',
      'windows',
      'accessible',
      'compliant_capacity',
      'binding_reason',
    ],
    mapRows(rooms, (room) => [
      room.id,
      room.building.siteId,
      room.building.id,
      room.floor,
      room.name,
      room.floorAreaM2,
      room.ceilingHeightM,
      room.windows,
      room.accessible,
      room.compliantCapacity,
      room.binding,
    ]),
  );
  await copy(
    'bed',
    ['id', 'site_id', 'building_id', 'room_id', 'label', 'position'],
    (function* () {
      for (const room of rooms)
        for (const bed of room.beds)
          yield [bed.id, room.building.siteId, room.building.id, room.id, bed.label, bed.position];
    })(),
  );
  await copy(
    'facility',
    ['site_id', 'building_id', 'floor', 'kind', 'count'],
    facilities.map((each) => [each.siteId, each.buildingId, each.floor, each.kind, each.count]),
  );
}

async function copyPeople(
  copy: Copy,
  { employers, workers }: { employers: readonly MadeEmployer[]; workers: readonly MadeWorker[] },
  key: Buffer,
): Promise<void> {
  const secrets = createSecrets(key);
  await copy(
    'employer',
    ['id', 'file_number', 'name', 'contact_name', 'contact_email', 'contact_phone', 'is_demonstration'],
    employers.map((each, index) => [
      each.id,
      each.fileNumber,
      each.name,
      'مندوب الشركة',
      `contact${index + 1}@employer.example`,
      '—',
      true,
    ]),
  );
  await copy(
    'workplace',
    ['id', 'employer_id', 'name', 'longitude', 'latitude'],
    employers.flatMap((employer) =>
      employer.workplaces.map((place) => [
        place.id,
        employer.id,
        place.name,
        place.longitude,
        place.latitude,
      ]),
    ),
  );
  await copy(
    'worker',
    [
      'id',
      'employer_id',
      'full_name',
      'civil_id_encrypted',
      'civil_id_hash',
      'sex',
      'birth_date',
      'languages',
      'access_needs',
      'shift',
      'is_demonstration',
    ],
    mapRows(workers, (worker) => {
      const { civilIdEncrypted, civilIdHash } = secrets.sealCivilId(worker.civilId);
      return [
        worker.id,
        worker.employer.id,
        worker.fullName,
        civilIdEncrypted,
        civilIdHash,
        worker.sex,
        worker.birthDate,
        worker.languages,
        worker.accessNeeds,
        worker.shift,
        true,
      ];
    }),
  );
}

async function copyAccounts(copy: Copy, chance: Chance, employers: readonly MadeEmployer[]): Promise<void> {
  const passwordHash = await hashPassword(demonstrationPassword);
  let nextEmployer = 0;
  await copy(
    'account',
    ['id', 'email', 'display_name', 'password_hash', 'role', 'employer_id'],
    demonstrationAccounts.map((account) => [
      chance.id(),
      account.email,
      account.displayName,
      passwordHash,
      account.role,
      account.role === 'employer' ? (employers[nextEmployer++]?.id ?? null) : null,
    ]),
  );
}

async function copyHousing(
  copy: Copy,
  chance: Chance,
  {
    places,
    workers,
    unhoused,
    requestCount,
    today,
  }: {
    places: MadePlaces;
    workers: readonly MadeWorker[];
    unhoused: ReadonlySet<string>;
    requestCount: number;
    today: Day;
  },
): Promise<void> {
  const assignments = [...makeAssignments(chance, { rooms: places.rooms, workers, unhoused, today })];
  const lastNeeded = new Set(assignments.filter((each) => each.state !== 'ended').map((each) => each.bed.id));
  await copy(
    'bed_availability',
    ['bed_id', 'during'],
    (function* () {
      for (const { building, beds } of places.rooms) {
        for (const bed of beds) {
          if (!bed.isOpen) continue;
          const from = building.openedOn;
          // A few free beds are shut for repair around today.
          if (from < addDays(today, -100) && !lastNeeded.has(bed.id) && chance.happens(0.06)) {
            yield [bed.id, dayRangeText({ from, to: addDays(today, -20) })];
            yield [bed.id, dayRangeText({ from: addDays(today, chance.whole(15, 60)), to: null })];
          } else yield [bed.id, dayRangeText({ from, to: null })];
        }
      }
    })(),
  );
  await copy(
    'assignment',
    [
      'id',
      'bed_id',
      'room_id',
      'building_id',
      'site_id',
      'worker_id',
      'employer_id',
      'sex',
      'shift',
      'during',
      'state',
      'end_reason',
    ],
    mapRows(assignments, ({ id, bed, room, worker, state, endReason, ...range }) => [
      id,
      bed.id,
      room.id,
      room.building.id,
      room.building.siteId,
      worker.id,
      worker.employer.id,
      worker.sex,
      worker.shift,
      dayRangeText(range),
      state,
      endReason,
    ]),
  );
  const requests = makeRequests(chance, { workers, unhoused, requestCount, today });
  const instant = (daysAgo: number) => `${addDays(today, -daysAgo)}T08:00:00Z`;
  await copy(
    'placement_request',
    [
      'id',
      'employer_id',
      'workplace_id',
      'during',
      'state',
      'priority',
      'created_at',
      'submitted_at',
      'decided_at',
      'decision_reason',
    ],
    requests.map((each) => [
      each.id,
      each.employer.id,
      each.workplaceId,
      dayRangeText(each),
      each.state,
      each.priority,
      instant((each.waitedDays ?? 0) + 1),
      each.waitedDays === null ? null : instant(each.waitedDays),
      ['accepted', 'returned', 'refused'].includes(each.state) ? instant(0) : null,
      each.decisionReason,
    ]),
  );
  await copy(
    'placement_request_worker',
    ['request_id', 'worker_id', 'employer_id', 'crew'],
    requests.flatMap((request) =>
      request.members.map(({ worker, crew }) => [request.id, worker.id, request.employer.id, crew]),
    ),
  );
}

function* mapRows<Item>(
  items: Iterable<Item>,
  row: (item: Item) => readonly Cell[],
): Generator<readonly Cell[]> {
  for (const item of items) yield row(item);
}

async function withClient<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
