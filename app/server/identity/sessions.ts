import type { Request } from 'express';
import {
  closeAllSessions,
  changePassword,
  closeSession,
  findAccountByEmail,
  findPasswordHash,
  findSessionActor,
  findSessionEnd,
  openSession,
} from '#app/data/identity/accounts.ts';
import {
  clearOldSignIns,
  countAttempt,
  forgetAttempts,
  logSignInFailure,
  takeBackAttempt,
} from '#app/data/identity/sign-in-failures.ts';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import type { SignedInActor } from '#app/domain/identity/actor.ts';
import { system } from '#app/domain/identity/actor.ts';
import { networkOf } from '#app/domain/identity/network.ts';
import { throttles } from '#app/domain/identity/sign-in-throttle.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { cookieNamed } from './cookies.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import type { Secrets } from './secrets.ts';
import { hashToken, newToken } from './secrets.ts';

const SESSION_HOURS = 12;
const IDLE_MINUTES = 60;
const DEVICE_DAYS = 365;
const FAILURES_KEPT_HOURS = 24;

export interface SessionKeeper {
  readonly actorOf: (request: Request) => Promise<SignedInActor | null>;
  /** When the session ends at the latest, used or not; null where there is none. */
  readonly endOf: (cookieHeader: string | null) => Promise<Date | null>;
  /**
   * Opens a session in place of the one that the browser may have.
   * @returns the Set-Cookie headers @throws ProblemError sign_in_refused or sign_in_blocked
   */
  readonly signIn: (credentials: {
    email: string;
    password: string;
    address: string;
    cookieHeader: string | null;
  }) => Promise<readonly string[]>;
  /** @returns false where `current` is not the account's password @throws ProblemError sign_in_blocked */
  readonly changePassword: (
    actor: SignedInActor,
    passwords: { current: string; next: string; cookieHeader: string | null },
  ) => Promise<boolean>;
  /** Both give the Set-Cookie header that clears the cookie. */
  readonly signOut: (cookieHeader: string | null) => Promise<string>;
  readonly signOutEverywhere: (actor: SignedInActor) => Promise<string>;
}

/** Sessions live in the database; the browser holds a random token, and the database only that token's hash. */
export function createSessionKeeper({
  database,
  secrets,
  behindTls,
}: {
  database: Database;
  secrets: Secrets;
  behindTls: boolean;
}): SessionKeeper {
  // Browsers accept `__Host-` only with Secure, which http://localhost can't rely on in all of them.
  const prefix = behindTls ? '__Host-' : '';
  const name = `${prefix}session`;
  const deviceName = `${prefix}known-device`;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${behindTls ? '; Secure' : ''}`;
  const cleared = `${name}=; Max-Age=0; ${attributes}`;

  return {
    async actorOf(request: Request) {
      const token = cookieNamed(request.headers.cookie, name);
      if (!token) return null;
      return transact(database, system, (transaction) =>
        findSessionActor(transaction, {
          tokenHash: hashToken(token),
          now: new Date(),
          idleMinutes: IDLE_MINUTES,
        }),
      );
    },

    async endOf(cookieHeader) {
      const token = cookieNamed(cookieHeader, name);
      if (!token) return null;
      return transact(database, system, (transaction) =>
        findSessionEnd(transaction, { tokenHash: hashToken(token) }),
      );
    },

    async signIn({ email, password, address, cookieHeader }) {
      const now = new Date();
      const normalised = email.trim().toLowerCase();
      const network = networkOf(address);
      const here = secrets.hashForLookup('sign-in here', `${normalised}\0${network}`);
      const anywhere = secrets.hashForLookup('sign-in anywhere', normalised);
      const everybody = secrets.hashForLookup('sign-in from', network);
      // A device that the owner has used is not kept waiting by what others try elsewhere.
      const device = secrets.hashForLookup('known device', normalised).toString('base64url');
      const isKnown = cookieNamed(cookieHeader, deviceName) === device;
      const found = await transact(database, system, async (transaction) => {
        for (const [keyHash, throttle] of [
          [everybody, throttles.network],
          [here, throttles.here],
          ...(isKnown ? [] : [[anywhere, throttles.anywhere] as const]),
        ] as const) {
          const seconds = await countAttempt(transaction, { keyHash, throttle, now });
          if (seconds > 0) throw new ProblemError('sign_in_blocked', { seconds });
        }
        return findAccountByEmail(transaction, { email: normalised });
      });
      if (!(await passwordMatches(found?.passwordHash ?? null, password)) || !found) {
        await transact(database, system, (transaction) =>
          logSignInFailure(transaction, { accountId: found?.id ?? null }),
        );
        throw new ProblemError('sign_in_refused');
      }
      const { token, tokenHash } = newToken();
      const before = cookieNamed(cookieHeader, name);
      await transact(database, system, async (transaction) => {
        await forgetAttempts(transaction, { keyHashes: [here, anywhere] });
        await takeBackAttempt(transaction, { keyHash: everybody });
        await clearOldSignIns(transaction, { now, olderThanHours: FAILURES_KEPT_HOURS });
        if (before) await closeSession(transaction, { tokenHash: hashToken(before) });
        await openSession(transaction, {
          tokenHash,
          accountId: found.id,
          expiresAt: new Date(now.getTime() + SESSION_HOURS * 3_600_000),
        });
      });
      return [
        `${name}=${token}; Max-Age=${SESSION_HOURS * 3600}; ${attributes}`,
        `${deviceName}=${device}; Max-Age=${DEVICE_DAYS * 86_400}; ${attributes}`,
      ];
    },

    async changePassword(actor, { current, next, cookieHeader }) {
      const now = new Date();
      const { accountId } = actor;
      const keyHash = secrets.hashForLookup('password change', accountId);
      const known = await transact(database, system, async (transaction) => {
        const seconds = await countAttempt(transaction, { keyHash, throttle: throttles.here, now });
        if (seconds > 0) throw new ProblemError('sign_in_blocked', { seconds });
        return findPasswordHash(transaction, { accountId });
      });
      if (!(await passwordMatches(known, current))) return false;
      const passwordHash = await hashPassword(next);
      const keptTokenHash = hashToken(cookieNamed(cookieHeader, name) ?? '');
      await transact(database, system, async (transaction) => {
        await forgetAttempts(transaction, { keyHashes: [keyHash] });
        await changePassword(transaction, { accountId, passwordHash, keptTokenHash });
      });
      return true;
    },

    async signOut(cookieHeader) {
      const token = cookieNamed(cookieHeader, name);
      if (token) {
        await transact(database, system, (transaction) =>
          closeSession(transaction, { tokenHash: hashToken(token) }),
        );
      }
      return cleared;
    },

    async signOutEverywhere(actor) {
      await transact(database, actor, (transaction) =>
        closeAllSessions(transaction, { accountId: actor.accountId }),
      );
      return cleared;
    },
  };
}
