import type { PlanOptions } from '#app/domain/allocation/options.ts';
import { levelsOf } from '#app/domain/allocation/options-form.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card, Facts } from '#app/ui/page.tsx';

/** How a plan was asked to be made. */
export function RecordedOptions({ options }: { options: PlanOptions }) {
  const { texts, format } = useSpeech();
  const { planning, plans, terms } = texts;
  const words = plans.options;
  const weightOf = new Map(options.objectives.map(({ objective, weight }) => [objective, weight]));
  const isCounted = options.objectives.filter(({ weight }) => weight > 0);
  return (
    <Card title={plans.page.recorded}>
      <Facts
        facts={[
          { label: words.rooms, value: options.sharedRooms ? planning.sharedRooms : words.notShared },
          {
            label: words.order,
            value: (
              <ol className="list-decimal ps-5">
                {levelsOf(isCounted).map((level) => (
                  <li key={level.join()}>
                    {level
                      .map((objective) =>
                        level.length > 1
                          ? words.weighted(
                              words.objective[objective],
                              format.number(weightOf.get(objective) ?? 0),
                            )
                          : words.objective[objective],
                      )
                      .join(terms.comma)}
                  </li>
                ))}
              </ol>
            ),
          },
          {
            label: words.waiting,
            value: words.waitingAre(
              terms.days(options.waitingDays.some),
              terms.days(options.waitingDays.long),
            ),
          },
          { label: words.mostMoves, value: format.number(options.mostMoves) },
          { label: words.languageCap, value: format.percent(options.languageCap) },
        ]}
      />
    </Card>
  );
}
