import { randomUUID } from 'node:crypto';
import { sexes } from '#app/domain/placement/people.ts';
import { hashPassword } from '#app/server/identity/passwords.ts';
import { createSecrets } from '#app/server/identity/secrets.ts';
import type { DemonstrationAccount } from './accounts.ts';
import { demonstrationAccounts, demonstrationPassword } from './accounts.ts';
import type { Copy } from './copy.ts';
import { mapRows } from './copy.ts';
import { namesByLanguage } from './names.ts';
import type { MadeEmployer, MadeWorker } from './people.ts';
import type { Chance } from './random.ts';

export interface SeededAccount extends DemonstrationAccount {
  readonly id: string;
  readonly employerId: string | null;
}

/** Employers, their workplaces and workers; civil IDs are sealed with the installation's key. */
export async function copyPeople(
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

/** The demonstration accounts; the first employers are theirs. */
export async function copyAccounts(
  copy: Copy,
  chance: Chance,
  employers: readonly MadeEmployer[],
): Promise<SeededAccount[]> {
  const passwordHash = await hashPassword(demonstrationPassword);
  let nextEmployer = 0;
  const accounts = demonstrationAccounts.map((account) => ({
    ...account,
    id: chance.id(),
    employerId: account.role === 'employer' ? (employers[nextEmployer++]?.id ?? null) : null,
  }));
  await copy(
    'account',
    ['id', 'email', 'display_name', 'password_hash', 'role', 'employer_id'],
    accounts.map(({ id, email, displayName, role, employerId }) => [
      id,
      email,
      displayName,
      passwordHash,
      role,
      employerId,
    ]),
  );
  return accounts;
}

interface Inspector {
  readonly id: string;
  readonly displayName: string;
}

/** Inspectors of a nation beyond the two demonstration ones; returns these. Nobody signs in as they do. */
export async function copyMoreInspectors(copy: Copy, chance: Chance, count: number): Promise<Inspector[]> {
  const names = namesByLanguage.ar;
  const inspectors = Array.from({ length: count }, (_, index) => ({
    id: chance.id(),
    email: `inspector.${index + 3}@labour-cities.example`,
    displayName: `${chance.pick(names[chance.pick(sexes)])} ${chance.pick(names.family)}`,
  }));
  if (count === 0) return [];
  const passwordHash = await hashPassword(randomUUID());
  await copy(
    'account',
    ['id', 'email', 'display_name', 'password_hash', 'role'],
    inspectors.map(({ id, email, displayName }) => [id, email, displayName, passwordHash, 'inspector']),
  );
  return inspectors;
}
