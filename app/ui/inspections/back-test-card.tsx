import type { BackTest } from '#app/domain/risk/back-test.ts';
import { visitOrders } from '#app/domain/risk/back-test.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { ShareBar } from './risk-figure.tsx';
import { Card } from '#app/ui/page.tsx';

const fills = { risk: 'var(--brand)', oldest: 'var(--shut)', chance: 'var(--shut)' } as const;

/** What the figure would have been good for in the past, against two other orders. */
export function BackTestCard({
  backTest: { shares, visits, serious, months },
  demonstration,
}: {
  backTest: BackTest;
  demonstration: boolean;
}) {
  const { texts, format } = useSpeech();
  const { risk } = texts.inspections;
  return (
    <Card title={risk.backTestTitle}>
      <p className="max-w-prose">{risk.backTestLead}</p>
      {shares ? (
        <>
          <table className="mt-4 w-full border-collapse">
            <caption className="pb-2 text-start font-semibold">{risk.foundShare}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{risk.order}</th>
                <th scope="col">{risk.foundShare}</th>
              </tr>
            </thead>
            <tbody>
              {visitOrders.map((order) => (
                <tr key={order} className="max-sm:block max-sm:py-1">
                  <th scope="row" className="py-1 pe-4 text-start font-normal max-sm:block sm:w-64">
                    {risk.orders[order]}
                  </th>
                  <td className="py-1 max-sm:block">
                    <span className="flex items-center gap-3">
                      <ShareBar share={shares[order]} colour={fills[order]} className="h-5 min-w-0 grow" />
                      <span className="w-14 text-end font-semibold tabular-nums">
                        {format.percent(shares[order])}
                      </span>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="mt-3 text-sm text-muted">
            {risk.backTestOf(visits, format.number(serious), format.number(months.length))}
          </p>
        </>
      ) : (
        <p className="mt-3 font-semibold">{risk.backTestFew}</p>
      )}
      {demonstration && shares ? (
        <p className="mt-3 max-w-prose border-s-4 border-warning ps-3 text-sm">{risk.madeUp}</p>
      ) : null}
    </Card>
  );
}
