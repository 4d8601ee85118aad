import type { LoaderFunctionArgs } from '@remix-run/node';
import { listMoves } from '#app/data/placement/plan-outcomes.ts';
import { getPlan } from '#app/data/placement/plans.ts';
import { csvText } from '#app/domain/csv-text.ts';
import { texts } from '#app/i18n/texts.ts';
import { csvAnswer } from '#app/server/csv/csv-answer.ts';
import { recordId } from '#app/server/request/record-id.ts';

const MOST_MOVES = 100_000;

/** Who moves from where to where, when, and for whom, as a file. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const planId = recordId<'plan'>(params['planId']);
  const { language } = context;
  const { planning, plans } = texts[language];
  const words = plans.moves;
  const { number, moves } = await context.transact(async (transaction) => ({
    number: (await getPlan(transaction, { planId })).number,
    moves: await listMoves(transaction, { planId, limit: MOST_MOVES, offset: 0 }),
  }));
  const header = [
    planning.worker,
    planning.employer,
    planning.site,
    words.from,
    words.to,
    words.day,
    words.roomFor,
    words.leftOut,
  ];
  const lines = moves.rows.map((move) => [
    move.workerName,
    move.employerName,
    language === 'ar' ? move.siteAr : move.siteEn,
    words.bed(move.fromBed),
    words.bed(move.bed),
    move.from,
    move.roomFor.map((each) => words.roomForWorkers(each.workers, each.requestNumber)).join('; '),
    move.leftOut ? planning.overtaken[move.leftOut] : '',
  ]);
  return csvAnswer(`plan-${number}-moves.csv`, csvText([header, ...lines]));
}
