import type { PlanMeasures } from '#app/domain/allocation/recorded-measures.ts';
import { movesOf } from '#app/domain/allocation/recorded-measures.ts';
import type { PlanState } from '#app/domain/placement/states.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Facts } from '#app/ui/page.tsx';
import { useGapInWords } from './plan-measures.tsx';

/** What a plan does, how near it comes to the best, and who answers for it. */
export function PlanFacts({
  plan,
}: {
  plan: {
    readonly measures: PlanMeasures;
    readonly leftOut: number;
    readonly movesLeftOut: number;
    readonly state: PlanState;
    readonly verification: { readonly verifiedAt: Date | string; readonly brokenRules: number } | null;
    readonly startedByName: string;
    readonly approvedByName: string | null;
  };
}) {
  const { texts, format } = useSpeech();
  const { planning, plans, terms, travel } = texts;
  const { measures, leftOut, verification } = plan;
  const { firstCome, mix, travelTimes } = measures;
  const gapInWords = useGapInWords();
  const moves = movesOf(measures);
  const check = () => {
    if (!verification) return plans.page.notVerified;
    return verification.brokenRules > 0
      ? plans.page.broken(verification.brokenRules)
      : plans.page.verified(format.instant(verification.verifiedAt));
  };
  return (
    <Card title={planning.measures}>
      <Facts
        facts={[
          { label: planning.placed, value: terms.workers(measures.placed - leftOut) },
          { label: planning.unplaced, value: terms.workers(measures.unplaced + leftOut) },
          {
            label: planning.meanDistance,
            value: measures.placed === 0 ? '—' : terms.kilometres(measures.meanDistanceMetres),
          },
          ...(travelTimes
            ? [
                {
                  label: travel.used,
                  value:
                    travelTimes.given === 0
                      ? travel.notUsed
                      : travel.usedIs(format.number(travelTimes.given), format.number(travelTimes.pairs)),
                },
              ]
            : []),
          ...(firstCome
            ? [
                {
                  label: plans.measures.firstCome,
                  value: plans.measures.firstComeIs(
                    terms.workers(firstCome.placed),
                    terms.kilometres(firstCome.meanDistanceMetres),
                  ),
                },
              ]
            : []),
          {
            label: planning.crewsTogether,
            value: planning.crews({
              room: measures.crewsInOneRoom,
              building: measures.crewsInOneBuilding,
              site: measures.crewsInOneSite,
              split: measures.crewsSplit,
            }),
          },
          ...(moves > 0
            ? [
                plan.state === 'applied'
                  ? { label: plans.page.moved, value: terms.workers(moves - plan.movesLeftOut) }
                  : { label: plans.page.wouldMove, value: terms.workers(moves) },
              ]
            : []),
          ...(mix && mix.rooms > 0
            ? [{ label: plans.measures.mix, value: plans.measures.mixIs(mix.oneLanguageRooms, mix.rooms) }]
            : []),
          { label: plans.page.nearness, value: gapInWords(measures) },
          { label: plans.page.check, value: check() },
          { label: planning.startedBy, value: <bdi>{plan.startedByName}</bdi> },
          ...(plan.approvedByName
            ? [{ label: planning.approvedBy, value: <bdi>{plan.approvedByName}</bdi> }]
            : []),
        ]}
      />
    </Card>
  );
}
