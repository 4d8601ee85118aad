import { randomBytes, randomUUID } from 'node:crypto';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import compression from 'compression';
import type { Express, Request, RequestHandler } from 'express';
import express from 'express';
import type { Database } from '#app/data/transaction.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readKuwaitOutline, readOpenQuestions } from '#db/reference/reference.ts';
import { LANGUAGE_COOKIE, chooseLanguage } from '#app/i18n/language.ts';
import { cookieNamed } from '#app/server/identity/cookies.ts';
import { calendarOf } from '#app/server/inspection/visit-calendar.ts';
import type { Environment } from './environment.ts';
import { openFileStore } from './files/file-store.ts';
import { openUploads } from './files/uploads.ts';
import { guardBuild } from './guard.ts';
import { log } from './log.ts';
import type { BackgroundRunner } from './background/background-runner.ts';
import { writeOfflineWorker } from './offline/offline-worker.ts';
import type { ReportPrinter } from './report/report-printer.ts';
import { sumQueryTime } from './query-time.ts';
import { createSecrets } from '#app/server/identity/secrets.ts';
import { sameOriginMutations, securityHeaders } from './security-headers.ts';
import { createSessionKeeper } from '#app/server/identity/sessions.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST']);

/** The web application: files, headers, sessions, then Remix. */
export function createHttp({
  environment,
  database,
  background,
  reports,
  build,
  assets,
}: {
  environment: Environment;
  database: Database;
  background: BackgroundRunner;
  reports: ReportPrinter;
  /** The build, or in development what makes a fresh one for each request. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  /** Serves the built files; Vite does it in development. */
  assets: RequestHandler;
}): Express {
  const behindTls = environment.publicOrigin?.startsWith('https:') ?? false;
  const secrets = createSecrets(environment.key);
  const sessions = createSessionKeeper({ database, secrets, behindTls });
  const originOf = (request: Request) =>
    environment.publicOrigin ?? `${request.protocol}://${request.headers.host ?? ''}`;

  const files = openFileStore(environment);
  const uploads = openUploads(environment);
  const outline = readKuwaitOutline();
  const openQuestions = readOpenQuestions();
  const offlineWorker = typeof build === 'function' ? null : writeOfflineWorker(build);

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', environment.trustedProxies);
  app.use(compression());
  app.use((_request, response, next) => {
    response.locals['nonce'] = randomBytes(16).toString('base64');
    response.locals['requestId'] = randomUUID();
    next();
  });
  app.use(
    securityHeaders({
      behindTls,
      tileUrl: environment.tileUrl,
      development: environment.mode === 'development',
    }),
  );
  app.use((request, response, next) => {
    if (METHODS.has(request.method)) return next();
    response
      .status(405)
      .set('Allow', [...METHODS].join(', '))
      .end();
  });
  app.use(assets);
  app.use(sameOriginMutations(originOf));
  // Remix compares the origin anew, with the host that the proxy asked for.
  const publicHost = environment.publicOrigin && new URL(environment.publicOrigin).host;
  app.use((request, _response, next) => {
    if (publicHost) {
      request.headers.host = publicHost;
      delete request.headers['x-forwarded-host'];
    }
    next();
  });
  app.use((request, response, next) => {
    const started = performance.now();
    const sql = { queries: 0, milliseconds: 0 };
    response.on('finish', () => {
      // The path may name a person's record and the query what was searched for: only what matched is logged.
      log('request', {
        id: String(response.locals['requestId']),
        method: request.method,
        status: response.statusCode,
        milliseconds: Math.round(performance.now() - started),
        queries: sql.queries,
        sqlMilliseconds: Math.round(sql.milliseconds * 10) / 10,
      });
    });
    const asked = typeof request.query['language'] === 'string' ? request.query['language'] : null;
    const language = chooseLanguage(asked, cookieNamed(request.headers.cookie, LANGUAGE_COOKIE));
    response.locals['language'] = language;
    if (language === asked) {
      response.append(
        'Set-Cookie',
        `${LANGUAGE_COOKIE}=${language}; Path=/; Max-Age=31536000; SameSite=Lax${behindTls ? '; Secure' : ''}`,
      );
    }
    // Pages show personal data: no cache keeps them.
    response.set('Cache-Control', 'no-store');
    sumQueryTime(sql, next);
  });

  const context = async (request: Request, locals: Record<string, unknown>): Promise<AppLoadContext> => {
    const actor = await sessions.actorOf(request);
    return {
      requestId: String(locals['requestId']),
      nonce: String(locals['nonce']),
      language: locals['language'] === 'en' ? 'en' : 'ar',
      actor,
      address: request.ip ?? '',
      today: kuwaitDay(new Date()),
      outline,
      openQuestions,
      tileUrl: environment.tileUrl,
      demonstration: environment.databaseUrl === undefined,
      offlineWorker,
      sessions,
      secrets,
      background,
      files,
      reports,
      uploads,
      origin: originOf(request),
      calendarOf: (token) => calendarOf(database, token),
      transact: (work) => {
        if (!actor) throw new ProblemError('sign_in_needed');
        return transact(database, actor, work);
      },
    };
  };

  app.all(
    '*',
    createRequestHandler({
      build: typeof build === 'function' ? async () => guardBuild(await build()) : guardBuild(build),
      getLoadContext: (request, response) => context(request, response.locals),
    }),
  );
  return app;
}
