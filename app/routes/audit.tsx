import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useLocation } from '@remix-run/react';
import { listAuditEntries, verifyAuditLog } from '#app/data/audit.ts';
import type { AuditDetails, AuditFact } from '#app/domain/audit-actions.ts';
import { auditActions, auditSubjects } from '#app/domain/audit-actions.ts';
import { AUDIT_EXPORT_LIMIT, PAGE_SIZE } from '#app/domain/paging.ts';
import { readAuditQuery } from '#app/server/request/audit-query.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { EmptyState, PageHeader } from '#app/ui/page.tsx';
import { SearchForm } from '#app/ui/search-form.tsx';
import { DataTable } from '#app/ui/table.tsx';

export const meta = titled((texts) => texts.audit.title);

export async function loader({ context, request }: LoaderFunctionArgs) {
  const query = readAuditQuery(request);
  const found = await context.transact((transaction) =>
    // One more than is shown tells whether there are older ones, without counting a log of millions.
    listAuditEntries(transaction, { ...query, limit: PAGE_SIZE + 1 }),
  );
  const entries = found.slice(0, PAGE_SIZE);
  return {
    entries,
    older: found.length > PAGE_SIZE ? entries.at(-1)?.id : undefined,
    isNewest: query.before === undefined,
  };
}

export async function action({ context }: ActionFunctionArgs) {
  return { verified: true as const, broken: await context.transact(verifyAuditLog) };
}

export default function Audit() {
  const { entries, older, isNewest } = useLoaderData<typeof loader>();
  const { texts, format } = useSpeech();
  const { audit, terms } = texts;
  const location = useLocation();
  const linkTo = (change: Readonly<Record<string, string | undefined>>, path = '') => {
    const search = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(change)) {
      if (value) search.set(name, value);
      else search.delete(name);
    }
    return `${path}?${search}`;
  };
  const kept = new URLSearchParams(location.search);
  return (
    <>
      <PageHeader
        title={audit.title}
        lead={audit.lead}
        actions={
          <Form method="post" action={location.pathname + location.search} preventScrollReset>
            <SubmitButton name="intent" value="verify" kind="secondary" aria-describedby="verify-hint">
              {audit.verify}
            </SubmitButton>
            <p id="verify-hint" className="mt-1 text-sm text-muted">
              {audit.verifyHint}
            </p>
          </Form>
        }
      />
      <Verdict />
      <SearchForm label={audit.searchLabel}>
        <SelectField
          key={`action ${kept.get('action')}`}
          name="action"
          label={audit.action}
          defaultValue={kept.get('action') ?? ''}
          options={[
            { value: '', label: audit.any },
            ...auditActions.map((value) => ({ value, label: audit.actions[value] })),
          ]}
        />
        <SelectField
          key={`kind ${kept.get('kind')}`}
          name="kind"
          label={audit.subject}
          defaultValue={kept.get('kind') ?? ''}
          options={[
            { value: '', label: audit.any },
            ...auditSubjects.map((value) => ({ value, label: audit.subjects[value] })),
          ]}
        />
      </SearchForm>
      {entries.length === 0 ? (
        <EmptyState title={audit.empty}>
          <LinkButton to="/audit">{audit.clearFilter}</LinkButton>
        </EmptyState>
      ) : (
        <DataTable
          caption={audit.title}
          rows={entries}
          rowKey={(entry) => entry.id}
          columns={[
            {
              key: 'at',
              header: audit.at,
              cell: (entry) => (
                <time dateTime={entry.at} className="whitespace-nowrap tabular-nums">
                  {format.instant(entry.at)}
                </time>
              ),
            },
            {
              key: 'action',
              header: audit.action,
              rowHeader: true,
              cell: (entry) => audit.actions[entry.action],
            },
            {
              key: 'actor',
              header: audit.actor,
              cell: (entry) =>
                entry.actorRole === 'system' ? (
                  audit.itself
                ) : (
                  <>
                    <bdi>{entry.actorName}</bdi>
                    <span className="block text-sm text-muted">{terms.role[entry.actorRole]}</span>
                  </>
                ),
            },
            {
              key: 'subject',
              header: audit.subject,
              cell: ({ subjectKind, subjectId, subjectName }) => (
                <>
                  {audit.subjects[subjectKind]} {subjectName ? <bdi>{subjectName}</bdi> : null}
                  {subjectId ? (
                    <Link
                      to={linkTo({ q: subjectId, action: undefined, kind: undefined, before: undefined })}
                      title={audit.onlyThis(audit.subjects[subjectKind])}
                      className="block text-sm"
                    >
                      <bdi dir="ltr" className="font-mono break-all sm:whitespace-nowrap">
                        {subjectId}
                      </bdi>
                    </Link>
                  ) : null}
                </>
              ),
            },
            { key: 'details', header: audit.details, cell: (entry) => <Details details={entry.details} /> },
          ]}
        />
      )}
      <nav aria-label={audit.pages} className="mt-4 flex flex-wrap items-center gap-4 print:hidden">
        {isNewest ? null : <LinkButton to={linkTo({ before: undefined })}>{audit.newest}</LinkButton>}
        {older ? (
          <LinkButton to={linkTo({ before: older })} rel="next">
            {audit.older}
          </LinkButton>
        ) : null}
        <div className="ms-auto flex flex-wrap items-center gap-3">
          <span id="export-hint" className="text-sm text-muted">
            {audit.exportHint(format.number(AUDIT_EXPORT_LIMIT))}
          </span>
          <LinkButton
            reloadDocument
            to={linkTo({ before: undefined }, '/audit.csv')}
            aria-describedby="export-hint"
          >
            {audit.export}
          </LinkButton>
        </div>
      </nav>
    </>
  );
}

/** What the verification found, once it was asked for. */
function Verdict() {
  const answer = useActionData<typeof action>();
  const { audit } = useSpeech().texts;
  if (!answer?.verified) return null;
  const { broken } = answer;
  return (
    <div className="mb-4">
      {broken === null ? (
        <Notice tone="success" title={audit.holds} />
      ) : (
        <Notice tone="danger" title={audit.broken}>
          <p>{broken.sequence === null ? audit.brokenWithoutLink : audit.brokenAt(broken.sequence)}</p>
          {broken.entryId ? (
            <p>
              {audit.brokenEntry}:{' '}
              <bdi dir="ltr" className="font-mono break-all">
                {broken.entryId}
              </bdi>
            </p>
          ) : (
            <p>{audit.brokenEntryGone}</p>
          )}
        </Notice>
      )}
    </div>
  );
}

function Details({ details }: { details: AuditDetails }) {
  const { texts, format } = useSpeech();
  const { audit } = texts;
  const facts = Object.entries(details) as [AuditFact, AuditDetails[AuditFact]][];
  if (facts.length === 0) return <>—</>;
  return (
    <ul>
      {facts.map(([fact, value]) => (
        <li key={fact}>
          {audit.facts[fact]}:{' '}
          {typeof value === 'number' ? (
            format.number(value)
          ) : typeof value === 'boolean' ? (
            value ? (
              audit.yes
            ) : (
              audit.no
            )
          ) : (
            <bdi
              className="inline-block max-w-48 overflow-hidden text-ellipsis whitespace-nowrap align-bottom"
              title={value ?? ''}
            >
              {value}
            </bdi>
          )}
        </li>
      ))}
    </ul>
  );
}
