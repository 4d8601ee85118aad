import type { ActionFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useNavigation } from '@remix-run/react';
import { maskCivilId } from '#app/domain/identity/civil-id.ts';
import { readTextFile } from '#app/server/csv/csv-file.ts';
import { commitRoster, previewRoster, refusedLines } from '#app/server/csv/roster-import.ts';
import { LinkButton, SubmitButton } from '#app/ui/button.tsx';
import { FilePreviewForm } from '#app/ui/file-preview-form.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice, ProblemNotice } from '#app/ui/notice.tsx';
import { titled } from '#app/ui/page-title.ts';
import { Card, PageHeader } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { RemarkTable } from '#app/ui/remark-table.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useWorkerColumns } from '#app/ui/worker-columns.tsx';

export const meta = titled((texts) => texts.employer.importTitle);

const SHOWN_ROWS = 200;
const SHOWN_RIGHT_ROWS = 50;

export function loader() {
  return null;
}

/** First the file is judged and shown; its text comes back with the second form, and is judged anew before it is saved. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const isCommit = form.get('intent') === 'commit';
  const text = isCommit ? String(form.get('roster') ?? '') : await readTextFile(form.get('file'));
  const judged = isCommit
    ? await commitRoster(context, text)
    : { ...(await previewRoster(context, text)), added: null };
  return {
    text,
    added: judged.added,
    right: judged.right.length,
    wrong: judged.wrong.length,
    rows: judged.wrong.slice(0, SHOWN_ROWS),
    rightRows: judged.right.slice(0, SHOWN_RIGHT_ROWS).map(({ line, facts }) => ({
      line,
      ...facts,
      civilId: maskCivilId(facts.civilId),
    })),
    refused: refusedLines(judged.wrong),
  };
}

export default function ImportWorkers() {
  const { problem } = useRefusal();
  const answer = useActionData<typeof action>();
  const judged = answer && 'rows' in answer ? answer : null;
  const { texts } = useSpeech();
  const { employer } = texts;
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeader
        title={employer.importTitle}
        lead={employer.importLead}
        back={{ to: '/employer/workers', label: employer.workersTitle }}
        actions={
          <LinkButton to="/employer/workers/template.csv" reloadDocument>
            {employer.template}
          </LinkButton>
        }
      />
      <div className="flex flex-col gap-6">
        <ProblemNotice problem={problem} />
        {judged ? <JudgedRosterCard judged={judged} busy={busy} /> : null}
        <Card className="max-w-2xl">
          <FilePreviewForm
            accept=".csv,text/csv,text/plain"
            label={employer.file}
            hint={employer.fileHint}
            preview={employer.preview}
            busy={busy}
            before={<p className="text-muted">{employer.acceptedWords}</p>}
          />
        </Card>
      </div>
    </>
  );
}

type Judged = Exclude<ReturnType<typeof useActionData<typeof action>>, undefined>;

function JudgedRosterCard({ judged, busy }: { judged: Extract<Judged, { rows: unknown }>; busy: boolean }) {
  const workerColumns = useWorkerColumns<(typeof judged)['rightRows'][number]>();
  const { texts } = useSpeech();
  const { employer } = texts;
  const { text, added, right, wrong, rows, rightRows, refused } = judged;
  return (
    <Card title={employer.previewTitle} className="flex flex-col gap-4">
      {added === null ? null : <Notice tone="success">{employer.imported(added)}</Notice>}
      {added === null ? (
        <Notice tone={right > 0 ? 'success' : 'info'}>{employer.rightRows(right)}</Notice>
      ) : null}
      {wrong > 0 ? (
        <Notice tone="warning" title={employer.wrongRows(wrong)}>
          <p>{employer.wrongStay}</p>
        </Notice>
      ) : null}
      <div className="flex flex-wrap gap-3">
        {added === null && right > 0 ? (
          <Form method="post" encType="multipart/form-data">
            <textarea name="roster" hidden readOnly value={text} />
            <SubmitButton name="intent" value="commit" disabled={busy}>
              {employer.importRight(right)}
            </SubmitButton>
          </Form>
        ) : null}
        {wrong > 0 ? (
          <Form
            method="post"
            encType="multipart/form-data"
            action="/employer/workers/wrong-rows.csv"
            reloadDocument
          >
            <textarea name="roster" hidden readOnly value={text} />
            <input type="hidden" name="refused" value={refused} />
            <SubmitButton kind="secondary">{employer.downloadWrong}</SubmitButton>
          </Form>
        ) : null}
      </div>
      {rows.length > 0 ? (
        <>
          {wrong > rows.length ? (
            <p className="text-sm text-muted">{employer.onlyFirst(rows.length)}</p>
          ) : null}
          <RemarkTable
            title={employer.wrongRows(wrong)}
            header={employer.problem}
            nameOf={(field) => employer.fields[field as keyof typeof employer.fields]}
            lineName={employer.line}
            notAcceptedWord={employer.notAcceptedWord}
            rows={rows.map((row) => ({ ...row, remarks: row.problems }))}
          />
        </>
      ) : null}
      {added === null && rightRows.length > 0 ? (
        <details>
          <summary className="min-h-8 cursor-pointer font-semibold text-brand">{employer.showRight}</summary>
          {right > rightRows.length ? (
            <p className="text-sm text-muted">{employer.onlyFirstRight(rightRows.length)}</p>
          ) : null}
          <DataTable
            caption={employer.showRight}
            rows={rightRows}
            rowKey={(row) => String(row.line)}
            columns={[
              { key: 'line', header: employer.line, numeric: true, cell: (row) => row.line },
              {
                key: 'name',
                header: employer.name,
                rowHeader: true,
                cell: (row) => <bdi>{row.fullName}</bdi>,
              },
              {
                key: 'civilId',
                header: employer.fields.civilId,
                cell: (row) => <bdi className="tabular-nums">{row.civilId}</bdi>,
              },
              ...workerColumns,
            ]}
          />
        </details>
      ) : null}
    </Card>
  );
}
