import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import type { Problem } from '#app/domain/problem.ts';
import { problemStatus } from '#app/domain/problem.ts';
import { LinkButton } from './button.tsx';
import { useSpeech } from './language-context.tsx';
import { PageHeader } from './page.tsx';

/** Why a page can't be shown, in its place. */
export function PageFailure() {
  const { texts } = useSpeech();
  const problem = problemOf(useRouteError());
  const isMissing = problem.code === 'not_found';
  return (
    <>
      <PageHeader
        title={isMissing ? texts.shell.notFoundTitle : texts.shell.errorTitle}
        lead={texts.problems[problem.code](problem.details)}
      />
      <LinkButton to="/" kind="primary" reloadDocument>
        {texts.shell.goHome}
      </LinkButton>
    </>
  );
}

function problemOf(error: unknown): Problem {
  if (isRouteErrorResponse(error)) {
    const { problem } = (error.data ?? {}) as { problem?: Problem };
    if (problem && problem.code in problemStatus) return problem;
    if (error.status === 404 || error.status === 405) return { code: 'not_found', details: {} };
  }
  return { code: 'unexpected', details: { fault: '–' } };
}
