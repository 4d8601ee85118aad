import type { Day } from '#app/domain/dates.ts';
import { civilIdWithSerial } from '#app/domain/identity/civil-id.ts';
import type { TypedWorker } from '#app/domain/placement/worker-facts.ts';

/** A civil ID of somebody born on this day; each `which` gives another. */
export function aCivilId(birthDate: Day = '1988-02-01', which = 0): string {
  let left = which;
  for (let serial = 1; serial < 10_000; serial++) {
    const civilId = civilIdWithSerial(birthDate, serial);
    if (civilId && left-- === 0) return civilId;
  }
  throw new Error(`No civil ID ${which} for ${birthDate}`);
}

/** A worker typed without a slip, changed where told. */
export function aTypedWorker(change: Partial<TypedWorker> = {}): TypedWorker {
  return {
    fullName: 'Rajesh Kumar',
    civilId: aCivilId(),
    birthDate: '1988-02-01',
    sex: 'male',
    shift: 'day',
    languages: ['hi', 'en'],
    accessNeeds: [],
    ...change,
  };
}
