import type { LoaderFunctionArgs } from '@remix-run/node';
import { getChange } from '#app/data/capacity/capacity-changes.ts';
import { listSites } from '#app/data/places/places.ts';
import { listRelocations } from '#app/data/capacity/relocations.ts';
import type { BedPlace } from '#app/domain/capacity/bed-place.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { reasonsInWords } from '#app/i18n/reasons.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { recordId } from '#app/server/request/record-id.ts';

const MOST_PEOPLE = 100_000;

/** Everybody who leaves a bed for a change, with whereto and why, as a file. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const changeId = recordId<'capacity_change'>(params['changeId']);
  const { language } = context;
  const { changes, planning } = texts[language];
  const { number, people, sites } = await context.transact(async (transaction) => ({
    number: (await getChange(transaction, { changeId })).number,
    people: await listRelocations(transaction, { changeId, only: 'all', limit: MOST_PEOPLE, offset: 0 }),
    sites: await listSites(transaction),
  }));
  const bed = (place: BedPlace) =>
    planning.bedAt({ ...place, site: language === 'ar' ? place.siteAr : place.siteEn });
  const { csv, decided } = changes;
  const header = [csv.name, csv.employer, csv.request, csv.from, csv.leavesOn, csv.to, csv.why, csv.decision];
  const lines = people.rows.map(({ decision, ...person }) => [
    person.workerName,
    person.employerName,
    String(person.requestNumber ?? ''),
    bed(person.fromBed),
    person.from,
    person.toBed ? bed(person.toBed) : changes.nowhere,
    reasonsInWords(person, { texts: texts[language], language, sites }).join('; '),
    decision === null
      ? ''
      : decision.kind === 'stays_until'
        ? decided.stays_until(decision.until)
        : decided[decision.kind](decision.measure),
  ]);
  return csvAnswer(`change-${number}-people.csv`, csvText([header, ...lines]));
}
