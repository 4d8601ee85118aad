import { csvText } from '#app/domain/csv-text.ts';
import { rosterHeaders } from '#app/domain/placement/roster.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';

/** A roster to fill in. Its one row shows what goes where, and is refused if it is left in. */
export function loader() {
  const headers = workerFields.map((field) => rosterHeaders[field][0] ?? field);
  const example = ['Rajesh Kumar', '2YYMMDDNNNNC', '', 'male / ذكر', 'day / نهارية', 'hi; en', ''];
  return csvAnswer('roster-template.csv', csvText([headers, example]));
}
