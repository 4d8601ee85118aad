import type { MultiPolygon } from 'geojson';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { Role, SignedInActor } from '#app/domain/identity/actor.ts';
import type { EmployerId } from '#app/domain/identity/ids.ts';
import { ProblemError } from '#app/domain/problem.ts';
import type { Language } from '#app/i18n/language.ts';
import type { BackgroundRunner } from '#app/server/background/background-runner.ts';
import type { FileStore } from '#app/server/files/file-store.ts';
import type { ReportPrinter } from '#app/server/report/report-printer.ts';
import type { Uploads } from '#app/server/files/uploads.ts';
import type { Secrets } from '#app/server/identity/secrets.ts';
import type { SessionKeeper } from '#app/server/identity/sessions.ts';

/** What every loader and action is handed as `context`. */
export interface RequestContext {
  readonly requestId: string;
  readonly nonce: string;
  readonly language: Language;
  readonly actor: SignedInActor | null;
  /** The network address of the caller. */
  readonly address: string;
  /** Today in Kuwait. */
  readonly today: string;
  /** The outline of Kuwait: the map's ground when no network is there. */
  readonly outline: MultiPolygon;
  /** What was looked for in published instruments and not found, in both languages. */
  readonly openQuestions: readonly Readonly<Record<Language, string>>[];
  readonly tileUrl: string | undefined;
  /** The people and figures in the database are made up. */
  readonly demonstration: boolean;
  /** The script that keeps the inspector's app on the phone; null in development, where files change all the time. */
  readonly offlineWorker: string | null;
  readonly sessions: SessionKeeper;
  readonly secrets: Secrets;
  readonly background: BackgroundRunner;
  /** The bytes of photos; who may see which is asked of the database. */
  readonly files: FileStore;
  readonly reports: ReportPrinter;
  readonly uploads: Uploads;
  /** Where the caller reaches the product, `https://…`. */
  readonly origin: string;
  /** The iCalendar text that this secret opens; null where it opens none. */
  readonly calendarOf: (token: string) => Promise<string | null>;
  /** Runs `work` in a transaction that acts for whoever signed in. @throws ProblemError sign_in_needed */
  readonly transact: <Result>(work: (transaction: ActorTransaction) => Promise<Result>) => Promise<Result>;
}

declare module '@remix-run/node' {
  // Remix takes the type of `context` from this interface.
  interface AppLoadContext extends RequestContext {
    readonly [extra: string]: unknown;
  }
}

/** Who signed in; the route table has already refused everyone else. */
export function signedIn(context: Pick<RequestContext, 'actor'>): SignedInActor {
  if (!context.actor) throw new ProblemError('sign_in_needed');
  return context.actor;
}

export function signedInEmployer(context: RequestContext): EmployerId {
  const { employerId } = signedIn(context);
  if (!employerId) throw new ProblemError('forbidden');
  return employerId;
}

export const homeOf: Readonly<Record<Role, string>> = {
  planner: '/sites',
  auditor: '/sites',
  inspector: '/inspector',
  supervisor: '/inspections?state=submitted',
  site_manager: '/sites',
  administrator: '/sites',
  protection_officer: '/sites',
  employer: '/employer',
};
