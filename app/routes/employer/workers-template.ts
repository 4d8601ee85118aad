import { csvText } from '#app/domain/csv-text.ts';
import { rosterHeaders } from '#app/domain/placement/roster.ts';
import { workerFields } from '#app/domain/placement/worker-facts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';

/** A roster to fill in, with one made-up worker as an example; the civil ID is a published specimen. */
export function loader() {
  const headers = workerFields.map((field) => rosterHeaders[field][0] ?? field);
  const example = ['Rajesh Kumar', '288020122596', '1988-02-01', 'male', 'day', 'hi; en', ''];
  return csvAnswer('roster-template.csv', csvText([headers, example]));
}
