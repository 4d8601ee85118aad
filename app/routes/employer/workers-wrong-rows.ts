import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { csvText } from '#app/domain/csv-text.ts';
import { rosterHeaders } from '#app/domain/placement/roster.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { wrongRows } from '#app/server/csv/roster-import.ts';

export function loader() {
  return redirect('/employer/workers/import');
}

/** The wrong rows of a roster as they stood, each with what is wrong, to be corrected and imported. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await request.formData();
  const wrong = wrongRows(String(form.get('roster') ?? ''), String(form.get('refused') ?? ''), context.today);
  const { employer, fieldProblems } = texts[context.language];
  const headers = [...workerFields.map((field) => rosterHeaders[field][0] ?? field), employer.problem];
  const rows = wrong.map((row) => [
    ...workerFields.map((field) => row.cells[field] ?? ''),
    row.problems
      .map((problem) => `${employer.fields[problem.field]}: ${fieldProblems[problem.code]}`)
      .join(' | '),
  ]);
  return csvAnswer('wrong-rows.csv', csvText([headers, ...rows]));
}
