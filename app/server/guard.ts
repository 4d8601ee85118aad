import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, AppLoadContext, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { data, redirect } from '@remix-run/node';
import { ProblemError, isProblemError, problemStatus } from '#app/domain/problem.ts';
import type { Access, Page, Taken } from '#app/routes.ts';
import { aroundPages, pageId, pages } from '#app/routes.ts';
import { logFault } from './log.ts';
import { withBody } from '#app/server/request/request-form.ts';

type Handler = (args: LoaderFunctionArgs & ActionFunctionArgs) => unknown;

/** True when `context`'s actor may call a page with this access. */
export function mayCall(access: Access, actor: AppLoadContext['actor']): boolean {
  if (access === 'anyone') return true;
  if (!actor) return false;
  return access === 'signed_in' || access.includes(actor.role);
}

/**
 * The build in which every loader and action asks the route table first, and answers what went wrong from the catalogue
 * of problems. A page that reads nothing gets a loader too, so that none is shown to whom it isn't for.
 * @throws Error when the build holds a page that the route table doesn't
 */
export function guardBuild(build: ServerBuild): ServerBuild {
  const pageOf = new Map<string, Pick<Page, 'access' | 'act' | 'takes'>>(
    pages.map((page) => [pageId(page), page]),
  );
  for (const id of aroundPages) pageOf.set(id, { access: 'anyone' });
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      const page = pageOf.get(id);
      if (!route || !page) throw new Error(`The route table says nothing of ${id}.`);
      if (page.access !== 'anyone' && !route.module.loader)
        throw new Error(`${id} needs a loader: the table guards it there.`);
      const { loader, action } = route.module;
      const hasScreen = route.module.default !== undefined;
      const module = {
        ...route.module,
        ...(loader && {
          loader: guarded({ id, access: page.access, hasScreen, handler: loader as Handler }),
        }),
        ...(action && {
          action: guarded({
            id,
            access: page.act ?? page.access,
            hasScreen,
            handler: action as Handler,
            takes: page.takes ?? 'fields',
          }),
        }),
      };
      return [id, { ...route, module }];
    }),
  );
  return { ...build, routes } as ServerBuild;
}

/** `hasScreen`: whether a screen can show what is answered; a program reads it otherwise. `takes` is said of actions only. */
function guarded({
  id,
  access,
  hasScreen,
  handler,
  takes,
}: {
  id: string;
  access: Access;
  hasScreen: boolean;
  handler: Handler;
  takes?: Taken | 'fields';
}): Handler {
  const answer = hasScreen ? answerOnScreen : answerProgram;
  return async (args) => {
    const { actor } = args.context;
    if (!mayCall(access, actor)) {
      if (actor) throw answer(new ProblemError('forbidden'));
      if (takes) {
        const refusal = answer(new ProblemError('sign_in_needed'));
        // What was typed stays on the screen, for whoever signs in again elsewhere.
        if (hasScreen) return refusal;
        throw refusal;
      }
      const url = new URL(args.request.url);
      throw redirect(`/sign-in?${new URLSearchParams({ next: url.pathname + url.search })}`);
    }
    try {
      return await handler(takes ? { ...args, request: await withBody(args.request, takes) } : args);
    } catch (error) {
      if (error instanceof Response || isDataResponse(error)) throw error;
      if (isProblemError(error)) {
        const problem = answer(error);
        // A form that was refused stays on the screen with what was typed; a page that can't be shown is replaced.
        if (takes && keepsForm(problemStatus[error.problem.code])) return problem;
        throw problem;
      }
      const fault = randomUUID();
      logFault(fault, error, { route: id, request: args.context.requestId });
      throw answer(new ProblemError('unexpected', { fault }));
    }
  };
}

function keepsForm(status: number): boolean {
  return (
    status === 401 ||
    status === 409 ||
    status === 413 ||
    status === 415 ||
    status === 422 ||
    status === 429 ||
    status === 503
  );
}

function answerOnScreen({ problem }: ProblemError) {
  return data({ problem }, { status: problemStatus[problem.code] });
}

function answerProgram({ problem }: ProblemError): Response {
  return Response.json({ problem }, { status: problemStatus[problem.code] });
}

function isDataResponse(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'
  );
}
