import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { z } from 'zod';
import { addAccount } from '#app/data/identity/accounts.ts';
import { findOrAddEmployer } from '#app/data/placement/employers.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { roles, system } from '#app/domain/identity/actor.ts';
import { SHORTEST_PASSWORD } from '#app/domain/identity/password-rules.ts';
import { isProblemError } from '#app/domain/problem.ts';
import { problems } from '#app/i18n/en/problems.ts';
import { hashPassword } from '#app/server/identity/passwords.ts';
import { StartRefused } from './embedded.ts';

/** The words that a new account is described by on the command line. */
export type AccountWords = Readonly<
  Partial<Record<'role' | 'email' | 'name' | 'employer' | 'file-number', string>>
>;

const accountWords = z
  .object({
    role: z.enum(roles, `one of ${roles.join(', ')}`),
    email: z.email('an e-mail address').transform((email) => email.toLowerCase()),
    name: z.string('the person’s name').trim().min(1, 'the person’s name'),
    employer: z.string().trim().optional(),
    'file-number': z.string().trim().optional(),
  })
  .refine(
    ({ role, employer, 'file-number': fileNumber }) =>
      role === 'employer' ? employer && fileNumber : !employer && !fileNumber,
    { path: ['employer'], message: 'with --file-number, for the role employer and for no other' },
  );

/** @throws StartRefused that names each word that is missing or wrong */
export function readAccountWords(words: AccountWords): z.infer<typeof accountWords> {
  const read = accountWords.safeParse(words);
  if (read.success) return read.data;
  throw new StartRefused(
    read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'),
  );
}

/** A password from the terminal, unseen, or the first line of what is piped in. @throws StartRefused if too short */
export async function readPassword(): Promise<string> {
  const isTerminal = process.stdin.isTTY;
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: unseen, terminal: isTerminal });
  if (isTerminal) process.stdout.write(`Password (at least ${SHORTEST_PASSWORD} characters): `);
  const password = await lines.question('');
  lines.close();
  if (isTerminal) process.stdout.write('\n');
  if (password.length < SHORTEST_PASSWORD)
    throw new StartRefused(`A password has at least ${SHORTEST_PASSWORD} characters.`);
  return password;
}

/** @throws StartRefused where the e-mail has an account already */
export async function makeAccount(
  database: Database,
  { role, email, name, employer, 'file-number': fileNumber }: z.infer<typeof accountWords>,
  password: string,
): Promise<void> {
  const passwordHash = await hashPassword(password);
  try {
    await transact(database, system, async (transaction) => {
      const employerId =
        employer && fileNumber
          ? await findOrAddEmployer(transaction, { name: employer, fileNumber, contactEmail: email })
          : null;
      await addAccount(transaction, { email, displayName: name, passwordHash, role, employerId });
    });
  } catch (error) {
    if (isProblemError(error)) throw new StartRefused(problems[error.problem.code](error.problem.details));
    throw error;
  }
}
