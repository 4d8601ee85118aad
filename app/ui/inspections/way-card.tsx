import type { MultiPolygon } from 'geojson';
import { Form } from '@remix-run/react';
import { useMemo } from 'react';
import type { Day } from '#app/domain/dates.ts';
import { travelMetres } from '#app/domain/inspection/travel.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { MarkMap } from '#app/ui/map/mark-map.tsx';
import { Card } from '#app/ui/page.tsx';
import { useReportWords } from './report-words.ts';
import type { ShownVisit } from './visit-card.tsx';

/** The way of an inspector's day on the map and as a list; nothing where nobody goes anywhere. */
export function WayCard({
  week,
  visits,
  way,
  outline,
  tileUrl,
}: {
  week: Day;
  visits: readonly ShownVisit[];
  way: { readonly inspectorId: string; readonly day: Day } | null;
  outline: MultiPolygon;
  tileUrl?: string | undefined;
}) {
  const { texts, format } = useSpeech();
  const { inspections, terms } = texts;
  const { schedule } = inspections;
  const { inspectedPlace: placeName } = useReportWords();
  const rounds = [
    ...Map.groupBy(
      visits.filter(({ inspectorId }) => inspectorId !== null),
      ({ inspectorId, day }) => `${inspectorId}.${day}`,
    ),
  ];
  const [key, stops = []] =
    rounds.find(([each]) => each === `${way?.inspectorId}.${way?.day}`) ??
    rounds.find(([, each]) => each.length > 1) ??
    rounds[0] ??
    [];
  const ids = stops.map(({ id }) => id).join(' ');
  const marks = useMemo(
    () =>
      stops.map((stop, index) => ({
        key: stop.id,
        caption: schedule.stop(String(index + 1), placeName(stop)),
        latitude: stop.latitude,
        longitude: stop.longitude,
        colour: 'var(--brand)',
      })),
    // The stops are made anew on each render; their identifiers tell whether they are the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [ids],
  );
  if (key === undefined) return null;
  return (
    <Card title={schedule.wayTitle} className="mt-6 print:hidden">
      <div id="way" className="grid gap-5 lg:grid-cols-[1fr_2fr]">
        <div className="flex flex-col gap-4">
          <Form method="get" className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="week" value={week} />
            <SelectField
              key={key}
              name="way"
              label={schedule.wayChoose}
              defaultValue={key}
              options={rounds.map(([value, [first]]) => ({
                value,
                label: `${first?.inspectorName ?? ''} · ${format.weekday(first?.day ?? week)}`,
              }))}
            />
            <SubmitButton kind="secondary">{schedule.wayShow}</SubmitButton>
          </Form>
          <ol className="flex list-decimal flex-col gap-1 ps-5">
            {stops.map((stop) => (
              <li key={stop.id}>{placeName(stop)}</li>
            ))}
          </ol>
          <p className="font-semibold">{schedule.way(terms.kilometres(travelMetres(stops)))}</p>
          <p className="text-sm text-muted">{schedule.wayLead}</p>
        </div>
        <MarkMap
          key={key}
          outline={outline}
          tileUrl={tileUrl}
          label={schedule.showWay(stops[0]?.inspectorName ?? '', format.day(stops[0]?.day ?? week))}
          className="h-80 lg:h-[26rem]"
          marks={marks}
          isWay
        />
      </div>
    </Card>
  );
}
