import type { Day } from '#app/domain/dates.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { lifeSafetyCriteria } from '#app/domain/inspection/life-safety.ts';
import type { Rule } from '#app/domain/standards/criterion.ts';
import { readSites } from '#db/reference/reference.ts';
import { copyHousing } from './copy-housing.ts';
import { copyInspections } from './copy-inspections.ts';
import { copyAccounts, copyMoreInspectors, copyPeople } from './copy-people.ts';
import { copyPlaces } from './copy-places.ts';
import { copyDemonstrationStandard, copyInstruments, demonstrationCriteria } from './copy-standards.ts';
import type { MadeAssignment } from './housing.ts';
import { makeDuties } from './duties.ts';
import { makeHistory } from './inspections.ts';
import { copyAsOwner } from './owner-copy.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import { makePeople } from './people.ts';
import { makePlaces } from './places.ts';
import type { Chance } from './random.ts';
import { createChance } from './random.ts';
import { makeVisits } from './visits.ts';

export type Scale = 'demonstration' | 'national';

const scales = {
  demonstration: {
    buildingCount: 120,
    employerCount: 400,
    workerCount: 8_000,
    unhousedShare: 0.15,
    requestCount: 48,
    moreInspectors: 0,
    daysBetweenVisits: [110, 240],
  },
  national: {
    buildingCount: 4_000,
    employerCount: 20_000,
    workerCount: 300_000,
    unhousedShare: 0.18,
    requestCount: 12_000,
    moreInspectors: 40,
    daysBetweenVisits: [200, 400],
  },
} as const satisfies Record<Scale, Record<string, number | readonly [number, number]>>;

/** Workers of the two demonstration employers who have no bed. */
const DEMONSTRATION_UNHOUSED = [75, 30];

/**
 * Loads demonstration data into an empty, migrated database: made-up people on the six real sites. The same scale and
 * day give the same data, but for the ciphertexts. `url` is that of the tables' owner, superuser or not.
 */
export async function seed({
  url,
  key,
  scale,
  today = kuwaitDay(new Date()),
  onProgress = () => undefined,
}: {
  url: string;
  key: Buffer;
  scale: Scale;
  today?: Day;
  onProgress?: (text: string) => void;
}): Promise<void> {
  const { buildingCount, employerCount, workerCount, unhousedShare, requestCount, ...ofScale } =
    scales[scale];
  const chance = createChance(2026);
  const criteria = demonstrationCriteria();
  const places = makePlaces(chance, { references: readSites(), buildingCount, criteria, today });
  const people = makePeople(chance, { employerCount, workerCount, today });
  const { workers } = people;
  const unhoused = chooseUnhoused(chance, people, unhousedShare);

  await copyAsOwner(url, { action: 'database.seeded', scale, onProgress }, async (copy) => {
    const instruments = await copyInstruments(copy, chance.id);
    const standard = await copyDemonstrationStandard(copy, chance.id);
    await copyPlaces(copy, places);
    await copyPeople(copy, people, key);
    const accounts = await copyAccounts(copy, chance, people.employers);
    const assignments = await copyHousing(copy, chance, {
      rooms: places.rooms,
      workers,
      unhoused,
      accounts,
      requestCount,
      today,
    });
    const named = [
      ...accounts.filter(({ role }) => role === 'inspector'),
      ...(await copyMoreInspectors(copy, chance, ofScale.moreInspectors)),
    ];
    const inspectors = named.map(({ id }) => id);
    const ground = {
      places,
      residents: residentsOn(assignments, today),
      rules: { adopted: standard.rules, lifeSafety: lifeSafetyRules(instruments) },
      names: new Map(named.map(({ id, displayName }) => [id, displayName])),
    };
    const { daysBetweenVisits } = ofScale;
    const history = makeHistory(chance, { ground, inspectors, daysBetweenVisits, today });
    const duties = makeDuties(chance, { places, inspectors, accounts });
    const planned = makeVisits(chance, { ground, history, inspectors, duties, today });
    await copyInspections(copy, { history, planned, duties, standard, accounts, ground, key });
  });
}

/** People by the identifier of the room in which they sleep. */
function residentsOn(assignments: readonly MadeAssignment[], day: Day): Map<string, number> {
  const residents = new Map<string, number>();
  for (const { room, from, to } of assignments)
    if (from <= day && (to === null || to > day)) residents.set(room.id, (residents.get(room.id) ?? 0) + 1);
  return residents;
}

const lifeSafetyRules = (instruments: readonly Rule[]) =>
  lifeSafetyCriteria.flatMap(({ standardKey, criterionKey }) =>
    instruments.filter((rule) => rule.standardKey === standardKey && rule.key === criterionKey),
  );

function chooseUnhoused(
  chance: Chance,
  { employers, workers }: { employers: readonly MadeEmployer[]; workers: readonly MadeWorker[] },
  share: number,
): Set<string> {
  const left = new Map(DEMONSTRATION_UNHOUSED.map((count, index) => [employers[index], count]));
  const chosen = workers.filter(({ employer }) => {
    const count = left.get(employer);
    if (count === undefined) return chance.happens(share);
    left.set(employer, count - 1);
    return count > 0;
  });
  return new Set(chosen.map((worker) => worker.id));
}
