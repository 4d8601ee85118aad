import { Form } from '@remix-run/react';
import { useMemo, useState } from 'react';
import {
  cornersOf,
  cornersText,
  isWithin,
  readBoundaryText,
  readCorners,
  withCorner,
} from '#app/domain/places/boundary.ts';
import { Button, SubmitButton } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SitePlanMap } from '#app/ui/map/site-plan-map.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import type { SitePlanFormProps } from './site-plan-page.tsx';

/** The text of the corners is what is saved; the map shows it, and writes it anew at each click or drag. */
export function BoundaryFields({ site, buildings, outline, tileUrl, problems, typed }: SitePlanFormProps) {
  const { texts, format } = useSpeech();
  const { sitePlan, places, fieldProblems } = texts;
  const [text, setText] = useState(
    () => typed?.['boundary'] ?? (site.boundary ? cornersText(cornersOf(site.boundary)) : ''),
  );
  const [earlier, setEarlier] = useState<readonly string[]>([]);
  const read = useMemo(() => readBoundaryText(text, outline), [text, outline]);
  const corners = useMemo(
    () => (read.ok ? cornersOf(read.polygon) : (readCorners(text) ?? [])),
    [read, text],
  );
  const outside = useMemo(
    () =>
      read.ok
        ? buildings.filter(({ longitude, latitude }) => !isWithin([longitude, latitude], read.polygon)).length
        : 0,
    [read, buildings],
  );
  const write = (next: string) => {
    setEarlier((all) => [...all, text]);
    setText(next);
  };
  const undo = () => {
    setText(earlier.at(-1) ?? text);
    setEarlier(earlier.slice(0, -1));
  };
  const at = read.ok ? null : read.at;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Form method="post" noValidate className="flex flex-col gap-5" aria-label={sitePlan.drawBoundary}>
        <FieldProblemSummary problems={problems} labels={{ boundary: sitePlan.corners }} />
        <TextArea
          id="boundary"
          name="boundary"
          label={sitePlan.corners}
          hint={sitePlan.cornersHint}
          problem={read.ok ? undefined : problems?.['boundary']}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          rows={10}
          dir="ltr"
          spellCheck={false}
          autoComplete="off"
        />
        <p
          role="status"
          className={read.ok || text.trim() === '' ? 'text-muted' : 'font-semibold text-danger'}
        >
          {read.ok
            ? `${sitePlan.boundaryArea(places.squareKilometres(read.areaM2))} ${outside > 0 ? sitePlan.buildingsOutside(outside) : ''}`
            : text.trim() === ''
              ? ''
              : `${at ? `${sitePlan.problemAt(format.number(at[0] ?? 0, { maximumFractionDigits: 6 }), format.number(at[1] ?? 0, { maximumFractionDigits: 6 }))}: ` : ''}${fieldProblems[read.code]}`}
        </p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton>{sitePlan.saveBoundary}</SubmitButton>
          <Button onPress={undo} isDisabled={earlier.length === 0}>
            {sitePlan.undo}
          </Button>
          <Button onPress={() => write('')} isDisabled={text === ''}>
            {sitePlan.clear}
          </Button>
        </div>
      </Form>
      <div className="flex flex-col gap-2">
        <SitePlanMap
          outline={outline}
          tileUrl={tileUrl}
          label={sitePlan.mapLabel(site.name)}
          className="h-[28rem]"
          center={site}
          corners={corners}
          buildings={buildings}
          marked={at}
          onClick={(corner) => write(cornersText(withCorner(corners, corner)))}
          edit={{
            cornerName: sitePlan.corner,
            onMove: (index, corner) => write(cornersText(corners.with(index, corner))),
            onRemove: (index) => write(cornersText(corners.toSpliced(index, 1))),
          }}
        />
        <p className="text-sm text-muted">{sitePlan.cornerKeys}</p>
      </div>
    </div>
  );
}
