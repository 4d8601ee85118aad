import { Form } from '@remix-run/react';
import type { MultiPolygon } from 'geojson';
import { useState } from 'react';
import type { FieldProblems } from '#app/domain/problem.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { PointMap } from '#app/ui/map/point-map.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';

const DIGITS = 5;

/** The form of a new workplace: a click on the map fills in its position, and so does typing it. */
export function WorkplaceFields({
  workplaces,
  outline,
  tileUrl,
  problems,
  typed,
}: {
  workplaces: readonly { id: string; name: string; latitude: number; longitude: number }[];
  outline: MultiPolygon;
  tileUrl: string | undefined;
  problems: FieldProblems | undefined;
  typed: Readonly<Record<string, string>> | undefined;
}) {
  const { employer } = useSpeech().texts;
  const [latitude, setLatitude] = useState(typed?.['latitude'] ?? '');
  const [longitude, setLongitude] = useState(typed?.['longitude'] ?? '');
  const [north, east] = [Number(latitude), Number(longitude)];
  const isPicked = latitude !== '' && longitude !== '' && Math.abs(north) <= 90 && Math.abs(east) <= 180;
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Form method="post" noValidate className="flex flex-col gap-5" aria-label={employer.addWorkplace}>
        <FieldProblemSummary
          problems={problems}
          labels={{
            name: employer.workplaceName,
            latitude: employer.latitude,
            longitude: employer.longitude,
          }}
        />
        <TextField
          id="name"
          name="name"
          label={employer.workplaceName}
          defaultValue={typed?.['name']}
          problem={problems?.['name']}
          autoComplete="off"
          dir="auto"
        />
        <p className="text-muted">{employer.pickHint}</p>
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            id="latitude"
            name="latitude"
            label={employer.latitude}
            value={latitude}
            onChange={(event) => setLatitude(event.currentTarget.value)}
            problem={problems?.['latitude']}
            inputMode="decimal"
            dir="ltr"
            autoComplete="off"
          />
          <TextField
            id="longitude"
            name="longitude"
            label={employer.longitude}
            value={longitude}
            onChange={(event) => setLongitude(event.currentTarget.value)}
            problem={problems?.['longitude']}
            inputMode="decimal"
            dir="ltr"
            autoComplete="off"
          />
        </div>
        <div>
          <SubmitButton>{employer.addWorkplace}</SubmitButton>
        </div>
      </Form>
      <PointMap
        outline={outline}
        tileUrl={tileUrl}
        label={employer.pickMap}
        points={workplaces.map((workplace) => ({ ...workplace, key: workplace.id }))}
        picked={isPicked ? { latitude: north, longitude: east } : null}
        onPick={(pickedLatitude, pickedLongitude) => {
          setLatitude(pickedLatitude.toFixed(DIGITS));
          setLongitude(pickedLongitude.toFixed(DIGITS));
        }}
      />
    </div>
  );
}
