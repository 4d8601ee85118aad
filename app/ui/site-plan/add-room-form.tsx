import { Form } from '@remix-run/react';
import { bedKinds } from '#app/domain/places/room-entry.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField, RadioFields, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import type { RefusedForm } from './refused-form.ts';

/** Its fields are named `room.…`: several forms share the page. */
export function AddRoomForm({ problems, typed }: RefusedForm) {
  const { sitePlan } = useSpeech().texts;
  const labels = sitePlan.roomFields;
  const field = (name: 'name' | 'floorAreaM2' | 'ceilingHeightM' | 'windows' | 'beds') => ({
    id: `room.${name}`,
    name: `room.${name}`,
    label: labels[name],
    problem: problems?.[`room.${name}`],
    defaultValue: typed?.[`room.${name}`],
    autoComplete: 'off',
  });
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <FieldProblemSummary
        problems={problems}
        labels={{
          'room.name': labels.name,
          'room.floorAreaM2': labels.floorAreaM2,
          'room.ceilingHeightM': labels.ceilingHeightM,
          'room.windows': labels.windows,
          'room.beds': labels.beds,
          'room.bedKind': labels.bedKind,
        }}
      />
      <TextField {...field('name')} dir="auto" />
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <TextField {...field('floorAreaM2')} optional />
        <TextField {...field('ceilingHeightM')} optional />
        <TextField {...field('windows')} optional inputMode="numeric" />
        <TextField {...field('beds')} inputMode="numeric" />
      </div>
      <p className="text-sm text-muted">{sitePlan.areaHint}</p>
      <div id="room.bedKind">
        <RadioFields
          name="room.bedKind"
          label={labels.bedKind}
          value={typed?.['room.bedKind']}
          problem={problems?.['room.bedKind']}
          options={bedKinds.map((value) => ({ value, label: sitePlan.bedKind[value] }))}
        />
      </div>
      <CheckboxField
        name="room.accessible"
        value="yes"
        label={labels.accessible}
        defaultChecked={typed?.['room.accessible'] === 'yes'}
      />
      <div>
        <SubmitButton name="intent" value="room">
          {sitePlan.addRoom}
        </SubmitButton>
      </div>
    </Form>
  );
}
