import { createHash } from 'node:crypto';
import { lockTravelTimes, readKnownTravel, writeTravelTimes } from '#app/data/placement/travel-times.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { JudgedTravelRows, TravelTime } from '#app/domain/placement/travel-times.ts';
import {
  MOST_TRAVEL_ROWS,
  judgeTravelRows,
  readTravelHeaders,
  toldRows,
} from '#app/domain/placement/travel-times.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { readTable, rowByField } from './table-file.ts';

interface Asked {
  readonly text: string;
  /** Whence the times of rows that name no source. */
  readonly source: string;
}

/**
 * Judges a table of travel times row by row, against itself and against what is known.
 * @throws ProblemError file_not_csv, file_empty, file_columns_missing, or file_too_many_rows
 */
export async function previewTravelTimes(
  transaction: ActorTransaction,
  { text, source }: Asked,
): Promise<JudgedTravelRows> {
  const { headers, rows } = readTable(text, { readHeaders: readTravelHeaders, mostRows: MOST_TRAVEL_ROWS });
  return judgeTravelRows(
    rows.map((row) => rowByField(row, headers.columns)),
    { known: await readKnownTravel(transaction), source },
  );
}

/** Tells one outcome of a file from another: which times it would write, and over which. */
export function digestOfTold(judged: Pick<JudgedTravelRows, 'right'>): string {
  const written = (time: TravelTime | null) =>
    time && [time.workplaceId, time.siteId, time.minutes, time.source];
  const hash = createHash('sha256');
  for (const { time, before } of toldRows(judged))
    hash.update(JSON.stringify([written(time), written(before)]));
  return hash.digest('hex');
}

/**
 * Writes what the right rows tell anew; the wrong rows stay out. `agreedTo` is the digest of what was shown, so that
 * nobody writes over a time, or writes one, that they did not see.
 * @throws ProblemError as `previewTravelTimes`, and travel_times_changed
 */
export async function commitTravelTimes(
  transaction: ActorTransaction,
  { agreedTo, ...asked }: Asked & { readonly agreedTo: string },
): Promise<JudgedTravelRows> {
  await lockTravelTimes(transaction);
  const judged = await previewTravelTimes(transaction, asked);
  if (digestOfTold(judged) !== agreedTo) throw new ProblemError('travel_times_changed');
  await writeTravelTimes(transaction, { times: toldRows(judged).map(({ time }) => time) });
  return judged;
}
