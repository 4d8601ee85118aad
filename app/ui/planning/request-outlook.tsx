import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RequestContradictionCode } from '#app/domain/allocation/contradictions.ts';
import type { PriorityClass } from '#app/domain/allocation/options.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card, Facts } from '#app/ui/page.tsx';

/** Where a request stands in the order, and when beds can be expected, by the latest plan. */
export function RequestOutlookCard({
  outlook,
  children,
}: {
  children?: ReactNode;
  outlook: {
    /** Left out for an employer, who sees no plans. */
    readonly planId?: string;
    readonly planNumber?: number;
    readonly position: number;
    readonly requests: number;
    readonly priorityClass: PriorityClass;
    readonly asked: number;
    readonly placed: number;
    readonly expectedFrom: Day | null;
    readonly contradiction: RequestContradictionCode | null;
  };
}) {
  const { texts, format } = useSpeech();
  const { planning, plans } = texts;
  const words = plans.outlook;
  const {
    planId,
    planNumber,
    position,
    requests,
    priorityClass,
    asked,
    placed,
    expectedFrom,
    contradiction,
  } = outlook;
  return (
    <Card title={words.title}>
      <Facts
        facts={[
          ...(planId !== undefined && planNumber !== undefined
            ? [{ label: words.plan, value: <Link to={`/plans/${planId}`}>{planning.plan(planNumber)}</Link> }]
            : []),
          {
            label: words.position,
            value: words.positionOf(format.number(position), format.number(requests)),
          },
          { label: plans.measures.class, value: plans.priorityClass[priorityClass] },
          { label: words.placed, value: words.placedOf(format.number(placed), format.number(asked)) },
          {
            label: words.expected,
            value:
              placed === asked
                ? words.nobodyLeft
                : expectedFrom === null
                  ? words.noDate
                  : words.expectedFrom(format.day(expectedFrom)),
          },
        ]}
      />
      {contradiction ? (
        <div className="mt-3">
          <Notice tone="warning" title={words.setAside}>
            <p>{words.contradiction[contradiction]}</p>
          </Notice>
        </div>
      ) : null}
      {children}
    </Card>
  );
}
