import type { LoaderFunctionArgs } from '@remix-run/node';
import { listPlacementsByWorker } from '#app/data/placement/plan-placements.ts';
import { getPlan } from '#app/data/placement/plans.ts';
import { listSites } from '#app/data/places/places.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { createFormat } from '#app/i18n/format.ts';
import { alternativesInWords, reasonsInWords, wantedInWords } from '#app/i18n/reasons.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { recordId } from '#app/server/request/record-id.ts';

const MOST_WORKERS = 500_000;

/** Everybody of a plan, with the bed and why, or what would place them, as a file. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const { language } = context;
  const { planning, plans } = texts[language];
  const { number, workers, sites } = await context.transact(async (transaction) => ({
    number: (await getPlan(transaction, { planId })).number,
    workers: await listPlacementsByWorker(transaction, {
      planId,
      search: '',
      only: 'all',
      limit: MOST_WORKERS,
      offset: 0,
    }),
    sites: await listSites(transaction),
  }));
  const speech = { texts: texts[language], language, sites, format: createFormat(language) };
  const header = [
    planning.worker,
    planning.employer,
    planning.number,
    plans.export.from,
    plans.export.to,
    planning.bed,
    planning.why,
    plans.explain.alternatives,
    plans.shortage.wanted,
  ];
  const lines = workers.rows.map((worker) => [
    worker.workerName,
    worker.employerName,
    String(worker.requestNumber),
    worker.from,
    worker.to ?? '',
    worker.bed && !worker.leftOut
      ? planning.bedAt({ ...worker.bed, site: language === 'ar' ? worker.bed.siteAr : worker.bed.siteEn })
      : planning.unplaced,
    worker.leftOut ? planning.overtaken[worker.leftOut] : reasonsInWords(worker, speech).join('; '),
    worker.leftOut ? '' : alternativesInWords(worker.reasons, speech).join('; '),
    worker.refusal ? wantedInWords(worker.refusal.wanted, speech) : '',
  ]);
  return csvAnswer(`plan-${number}-workers.csv`, csvText([header, ...lines]));
}
