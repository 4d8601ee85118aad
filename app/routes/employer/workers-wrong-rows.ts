import type { ActionFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { csvText } from '#app/domain/csv-text.ts';
import { rosterHeaders } from '#app/domain/placement/roster.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv-answer.ts';
import { readUploadForm } from '#app/server/roster-file.ts';
import { previewRoster } from '#app/server/roster-import.ts';

export function loader() {
  return redirect('/employer/workers/import');
}

/** The wrong rows of a roster as they stood, each with what is wrong, to be corrected and imported. */
export async function action({ context, request }: ActionFunctionArgs) {
  const form = await readUploadForm(request);
  const { wrong } = await previewRoster(context, String(form.get('roster') ?? ''));
  const { employer, fieldProblems } = texts[context.language];
  const headers = [...workerFields.map((field) => rosterHeaders[field][0] ?? field), employer.problem];
  // After an import its own workers are known: they are no news.
  const isNews = (code: string) => form.get('after') !== 'commit' || code !== 'civil_id_already_yours';
  const rows = wrong
    .filter((row) => row.problems.some((problem) => isNews(problem.code)))
    .map((row) => [
      ...workerFields.map((field) => row.cells[field] ?? ''),
      row.problems
        .map((problem) => `${employer.fields[problem.field]}: ${fieldProblems[problem.code]}`)
        .join(' | '),
    ]);
  return csvAnswer('wrong-rows.csv', csvText([headers, ...rows]));
}
