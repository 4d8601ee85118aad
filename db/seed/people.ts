import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import type { CivilId } from '#app/domain/identity/civil-id.ts';
import { civilIdWithSerial } from '#app/domain/identity/civil-id.ts';
import type { AccessNeed, Sex, Shift, WorkerLanguage } from '#app/domain/placement/people.ts';
import { companyName, namesByLanguage, workAreas } from './names.ts';
import type { Chance } from './random.ts';

export interface MadeEmployer {
  readonly id: string;
  readonly fileNumber: string;
  readonly name: string;
  readonly workplaces: readonly { id: string; name: string; longitude: number; latitude: number }[];
}

export interface MadeWorker {
  readonly id: string;
  readonly employer: MadeEmployer;
  readonly fullName: string;
  readonly civilId: CivilId;
  readonly sex: Sex;
  readonly birthDate: Day;
  readonly languages: readonly WorkerLanguage[];
  readonly accessNeeds: readonly AccessNeed[];
  readonly shift: Shift;
}

/** The mother tongues, as often as they stand here. */
const tongues: readonly WorkerLanguage[] = [
  'hi',
  'hi',
  'hi',
  'bn',
  'bn',
  'bn',
  'ar',
  'ar',
  'ur',
  'ne',
  'ne',
  'ta',
  'ml',
  'ml',
  'fil',
  'fil',
  'si',
  'en',
];

/** The two demonstration employers have many workers; the others' sizes differ widely. */
const DEMONSTRATION_EMPLOYERS = [
  { name: 'شركة الأفق للمقاولات', workers: 150 },
  { name: 'شركة الواحة للتنظيف', workers: 90 },
] as const;

export function makePeople(
  chance: Chance,
  { employerCount, workerCount, today }: { employerCount: number; workerCount: number; today: Day },
): { employers: MadeEmployer[]; workers: MadeWorker[] } {
  const employers = Array.from({ length: employerCount }, (_, index): MadeEmployer => {
    const areas = Array.from({ length: chance.whole(1, 4) }, () => chance.pick(workAreas));
    return {
      id: chance.id(),
      fileNumber: `KW-${String(10_000 + index)}`,
      name: DEMONSTRATION_EMPLOYERS[index]?.name ?? companyName(index),
      workplaces: areas.map((area, place) => ({
        id: chance.id(),
        name: `${area.name} ${place + 1}`,
        longitude: Math.round((area.longitude + (chance.share() - 0.5) * 0.02) * 1e5) / 1e5,
        latitude: Math.round((area.latitude + (chance.share() - 0.5) * 0.02) * 1e5) / 1e5,
      })),
    };
  });

  const serials = new Map<Day, number>();
  const workers: MadeWorker[] = [];
  const sizes = employerSizes(chance, employerCount, workerCount);
  employers.forEach((employer, index) => {
    // Most of an employer's people speak one of two tongues, as they are hired.
    const spoken = [chance.pick(tongues), chance.pick(tongues)];
    const cleans = /للتنظيف|Cleaning/.test(employer.name);
    for (let count = sizes[index] ?? 0; count > 0; count--) {
      const sex: Sex = chance.happens(cleans ? 0.45 : 0.09) ? 'female' : 'male';
      const language = chance.happens(0.8) ? chance.pick(spoken) : chance.pick(tongues);
      const birthDate = addDays(today, -chance.whole(19 * 365, 59 * 365));
      const names = namesByLanguage[language];
      workers.push({
        id: chance.id(),
        employer,
        fullName: `${chance.pick(names[sex])} ${chance.pick(names.family)}`,
        civilId: nextCivilId(serials, birthDate),
        sex,
        birthDate,
        languages: language !== 'en' && chance.happens(0.3) ? [language, 'en'] : [language],
        accessNeeds: chance.happens(0.01) ? ['step_free'] : chance.happens(0.04) ? ['lower_bed'] : [],
        shift: chance.pick(['day', 'day', 'day', 'day', 'night', 'rotating']),
      });
    }
  });
  return { employers, workers };
}

/** Sizes that add up to `workerCount`: a few large employers, many small ones. */
function employerSizes(chance: Chance, employerCount: number, workerCount: number): number[] {
  const named = DEMONSTRATION_EMPLOYERS.map((employer) => employer.workers);
  const others = workerCount - named.reduce((sum, size) => sum + size, 0);
  const weights = Array.from({ length: employerCount - named.length }, () => 0.15 + chance.share() ** 4 * 4);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let weighed = 0;
  let given = 0;
  const sizes = weights.map((weight) => {
    weighed += weight;
    const size = Math.round((weighed / total) * others) - given;
    given += size;
    return size;
  });
  return [...named, ...sizes];
}

/** Serials count up within a birth date, skipping those that the checksum allows no digit for. */
function nextCivilId(serials: Map<Day, number>, birthDate: Day): CivilId {
  for (let serial = serials.get(birthDate) ?? 1; serial < 10_000; serial++) {
    const civilId = civilIdWithSerial(birthDate, serial);
    serials.set(birthDate, serial + 1);
    if (civilId) return civilId;
  }
  throw new Error(`More people than civil IDs on ${birthDate}`);
}
