import type { LoaderFunctionArgs } from '@remix-run/node';
import { listWorkers } from '#app/data/placement/workers.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { rosterHeaders } from '#app/domain/placement/roster.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { signedInEmployer } from '#app/server/request/request-context.ts';

const MOST_WORKERS = 100_000;

/** The employer's own roster, in the columns that the import reads. */
export async function loader({ context }: LoaderFunctionArgs) {
  const employerId = signedInEmployer(context);
  const { rows } = await context.transact((transaction) =>
    listWorkers(transaction, {
      employerId,
      day: context.today,
      search: '',
      housing: 'all',
      limit: MOST_WORKERS,
      offset: 0,
    }),
  );
  const headers = workerFields.map((field) => rosterHeaders[field][0] ?? field);
  const lines = rows.map((row) => [
    row.fullName,
    context.secrets.openCivilId(row.civilIdEncrypted),
    row.birthDate,
    row.sex,
    row.shift,
    row.languages.join('; '),
    row.accessNeeds.join('; '),
  ]);
  return csvAnswer('workers.csv', csvText([headers, ...lines]));
}
