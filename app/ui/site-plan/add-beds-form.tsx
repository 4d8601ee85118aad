import { Form } from '@remix-run/react';
import { bedKinds } from '#app/domain/places/room-entry.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import type { RefusedForm } from './refused-form.ts';

/** Its fields are named `beds.…`: several forms share the page. */
export function AddBedsForm({
  rooms,
  problems,
  typed,
}: RefusedForm & { rooms: readonly { readonly id: string; readonly name: string }[] }) {
  const { sitePlan } = useSpeech().texts;
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <FieldProblemSummary
        problems={problems}
        labels={{
          'beds.room': sitePlan.room,
          'beds.count': sitePlan.howMany,
          'beds.kind': sitePlan.roomFields.bedKind,
        }}
      />
      <p className="text-muted">{sitePlan.addBedsHint}</p>
      <div className="grid items-end gap-5 sm:grid-cols-3">
        <SelectField
          id="beds.room"
          name="beds.room"
          label={sitePlan.room}
          defaultValue={typed?.['beds.room']}
          problem={problems?.['beds.room']}
          options={rooms.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextField
          id="beds.count"
          name="beds.count"
          label={sitePlan.howMany}
          defaultValue={typed?.['beds.count']}
          problem={problems?.['beds.count']}
          inputMode="numeric"
          autoComplete="off"
        />
        <SelectField
          id="beds.kind"
          name="beds.kind"
          label={sitePlan.roomFields.bedKind}
          defaultValue={typed?.['beds.kind']}
          problem={problems?.['beds.kind']}
          options={bedKinds.map((value) => ({ value, label: sitePlan.bedKind[value] }))}
        />
      </div>
      <div>
        <SubmitButton kind="secondary" name="intent" value="beds">
          {sitePlan.addBeds}
        </SubmitButton>
      </div>
    </Form>
  );
}
