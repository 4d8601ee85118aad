import { readKnownTravel, writeTravelTimes } from '#app/data/placement/travel-times.ts';
import type { ActorTransaction } from '#app/data/transaction.ts';
import type { JudgedTravelRows } from '#app/domain/placement/travel-times.ts';
import { MOST_TRAVEL_ROWS, judgeTravelRows, readTravelHeaders } from '#app/domain/placement/travel-times.ts';
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

/** Writes what the right rows tell anew; the wrong rows stay out. @throws ProblemError as `previewTravelTimes` */
export async function commitTravelTimes(
  transaction: ActorTransaction,
  asked: Asked,
): Promise<JudgedTravelRows> {
  const judged = await previewTravelTimes(transaction, asked);
  const told = judged.right.filter(({ effect }) => effect !== 'same');
  await writeTravelTimes(transaction, { times: told.map(({ time }) => time) });
  return judged;
}
