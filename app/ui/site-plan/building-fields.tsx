import { Form } from '@remix-run/react';
import { useState } from 'react';
import { cornersOf, isWithin } from '#app/domain/places/boundary.ts';
import type { BuildingField } from '#app/domain/places/building-entry.ts';
import { sexDesignations } from '#app/domain/placement/people.ts';
import { readDecimal } from '#app/domain/typed-text.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField, RadioFields, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { SitePlanMap } from '#app/ui/map/site-plan-map.tsx';
import { FieldProblemSummary, Notice } from '#app/ui/notice.tsx';
import type { SitePlanFormProps } from './site-plan-page.tsx';

const DIGITS = 6;

/** The form of a new building: a click on the map fills in its position, and so does typing it. */
export function BuildingFields({ site, buildings, outline, tileUrl, problems, typed }: SitePlanFormProps) {
  const { sitePlan, terms } = useSpeech().texts;
  const labels = sitePlan.buildingFields;
  const [position, setPosition] = useState({
    longitude: typed?.['longitude'] ?? '',
    latitude: typed?.['latitude'] ?? '',
  });
  const [longitude, latitude] = [readDecimal(position.longitude), readDecimal(position.latitude)];
  const picked = longitude === null || latitude === null ? null : [longitude, latitude];
  const text = (name: BuildingField) => ({
    id: name,
    name,
    label: labels[name],
    problem: problems?.[name],
    autoComplete: 'off',
  });
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <Form method="post" noValidate className="flex flex-col gap-5" aria-label={sitePlan.addBuilding}>
        <FieldProblemSummary problems={problems} labels={labels} />
        <TextField {...text('name')} defaultValue={typed?.['name']} dir="auto" />
        <TextField
          {...text('floorCount')}
          defaultValue={typed?.['floorCount']}
          inputMode="numeric"
          dir="ltr"
        />
        <div id="sex">
          <RadioFields
            name="sex"
            label={labels.sex}
            value={typed?.['sex']}
            problem={problems?.['sex']}
            options={sexDesignations.map((value) => ({ value, label: terms.sexDesignation[value] }))}
          />
        </div>
        <TextField {...text('openedOn')} type="date" defaultValue={typed?.['openedOn']} />
        <CheckboxField
          name="accessibleEntrance"
          value="yes"
          label={labels.accessibleEntrance}
          defaultChecked={typed?.['accessibleEntrance'] === 'yes'}
        />
        <p className="text-muted">{sitePlan.pickHint}</p>
        <div className="grid gap-5 sm:grid-cols-2">
          {(['longitude', 'latitude'] as const).map((name) => (
            <TextField
              key={name}
              {...text(name)}
              value={position[name]}
              onChange={({ currentTarget: { value } }) => setPosition((now) => ({ ...now, [name]: value }))}
              inputMode="decimal"
              dir="ltr"
            />
          ))}
        </div>
        {picked && site.boundary && !isWithin(picked, site.boundary) ? (
          <Notice tone="warning">{sitePlan.outsideBoundary}</Notice>
        ) : null}
        <div>
          <SubmitButton>{sitePlan.addBuilding}</SubmitButton>
        </div>
      </Form>
      <SitePlanMap
        outline={outline}
        tileUrl={tileUrl}
        label={sitePlan.mapLabel(site.name)}
        className="h-96 lg:h-full"
        center={site}
        corners={site.boundary ? cornersOf(site.boundary) : []}
        buildings={buildings}
        marked={picked}
        onClick={([east = 0, north = 0]) =>
          setPosition({ longitude: east.toFixed(DIGITS), latitude: north.toFixed(DIGITS) })
        }
      />
    </div>
  );
}
