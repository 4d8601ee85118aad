import { rankBuildings } from '#app/data/inspection/risk.ts';
import { transact } from '#app/data/transaction.ts';
import { kuwaitDay } from '#app/domain/dates.ts';
import { system } from '#app/domain/identity/actor.ts';
import { backTest, visitOrders } from '#app/domain/risk/back-test.ts';
import { riskWeights } from '#app/domain/risk/risk-weights.ts';
import { openDatabase } from '#db/migrate.ts';
import type { FigureTable } from './figures.ts';
import { median } from './figures.ts';
import type { NationalDatabase } from './national-database.ts';

const names = {
  risk: 'by the risk figure',
  oldest: 'longest unchecked first',
  chance: 'in any order',
} as const;

/** What the risk figure would have found, against two other orders, and how long all buildings take to rank. */
export async function benchRisk(
  { loginUrl }: NationalDatabase,
  { turns }: { turns: number },
): Promise<FigureTable[]> {
  const database = openDatabase(loginUrl, { connections: 1 });
  const today = kuwaitDay(new Date());
  const rank = () =>
    transact(database, system, (transaction) => rankBuildings(transaction, { today, weights: riskWeights }));
  try {
    const { buildings, history } = await rank();
    const openedOn = new Map(buildings.map((building) => [building.buildingId, building.openedOn]));
    const test = () =>
      backTest(history, { openedOn: (id) => openedOn.get(id) ?? today, weights: riskWeights });
    const timed = async (work: () => unknown) => {
      const milliseconds: number[] = [];
      for (let turn = 0; turn < turns; turn++) {
        const started = performance.now();
        await work();
        milliseconds.push(performance.now() - started);
      }
      return median(milliseconds);
    };
    const { shares, visits, serious, months } = test();
    return [
      {
        title: 'Serious findings found by the first 25 % of visits',
        columns: ['share in %'],
        rows: visitOrders.map((order) => ({
          name: names[order],
          figures: [shares && shares[order] * 100],
        })),
        notes: [
          `${visits} visits in ${months.length} months, ${serious} serious findings; weights ${riskWeights.version}.`,
          'Ordered each month by what was known before it. The history is made up, by a model that knows nothing of the weights.',
        ],
      },
      {
        title: 'The risk of all buildings',
        columns: ['buildings', 'checks', 'rank ms', 'back-test ms'],
        rows: [
          {
            name: 'median',
            figures: [buildings.length, history.length, await timed(rank), await timed(test)],
          },
        ],
      },
    ];
  } finally {
    await database.destroy();
  }
}
