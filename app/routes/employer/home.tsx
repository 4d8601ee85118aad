import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { getOverview } from '#app/data/placement/employer-requests.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';

export const meta = titled((texts) => texts.employer.homeTitle);

export async function loader({ context }: LoaderFunctionArgs) {
  const employerId = signedInEmployer(context);
  return context.transact((transaction) => getOverview(transaction, { employerId, day: context.today }));
}

export default function EmployerHome() {
  const { workers, housed, byState } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { employer } = texts;
  const open = (byState.submitted ?? 0) + (byState.accepted ?? 0) + (byState.partly_placed ?? 0);
  const figures = [
    { label: employer.workersTitle, value: workers, to: '/employer/workers' },
    { label: employer.housedToday, value: housed, to: '/employer/workers?housing=housed' },
    { label: employer.withoutBed, value: workers - housed, to: '/employer/workers?housing=unhoused' },
    { label: employer.openRequests, value: open, to: '/employer/requests' },
  ];
  return (
    <>
      <PageHeader title={employer.homeTitle} lead={employer.homeLead} />
      {byState.returned ? (
        <div className="mb-5">
          <Notice tone="warning" title={employer.returnedNext(byState.returned)}>
            <Link to="/employer/requests">{employer.requestsTitle}</Link>
          </Notice>
        </div>
      ) : null}
      <ul className="mb-6 grid grid-cols-2 gap-4 lg:grid-cols-4">
        {figures.map((figure) => (
          <li key={figure.label} className="rounded-lg border border-line bg-surface p-4">
            <Link to={figure.to} className="block text-ink no-underline">
              <span className="block text-3xl font-semibold tabular-nums">{format.number(figure.value)}</span>
              <span className="text-brand underline underline-offset-4">{figure.label}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Card title={employer.whatNext}>
        <div className="flex flex-wrap gap-3">
          <LinkButton to="/employer/requests" kind="primary">
            {employer.askForBeds}
          </LinkButton>
          <LinkButton to="/employer/workers/import">{employer.importRoster}</LinkButton>
          <LinkButton to="/employer/workers/new">{employer.addWorker}</LinkButton>
        </div>
      </Card>
    </>
  );
}
