import { Form } from '@remix-run/react';
import { SubmitButton } from '#app/ui/button.tsx';
import { SelectField, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import type { RefusedForm } from './refused-form.ts';

/** Its fields are named `copy.…`: several forms share the page. */
export function CopyFloorForm({
  buildings,
  buildingId,
  problems,
  typed,
}: RefusedForm & {
  buildings: readonly { readonly value: string; readonly label: string }[];
  buildingId: string;
}) {
  const { sitePlan } = useSpeech().texts;
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <FieldProblemSummary problems={problems} labels={{ 'copy.floors': sitePlan.toFloors }} />
      <p className="text-muted">{sitePlan.copyHint}</p>
      <SelectField
        id="copy.building"
        name="copy.building"
        label={sitePlan.toBuilding}
        defaultValue={typed?.['copy.building'] ?? buildingId}
        options={buildings}
      />
      <TextField
        id="copy.floors"
        name="copy.floors"
        label={sitePlan.toFloors}
        hint={sitePlan.toFloorsHint}
        defaultValue={typed?.['copy.floors']}
        problem={problems?.['copy.floors']}
        autoComplete="off"
        dir="ltr"
      />
      <div>
        <SubmitButton kind="secondary" name="intent" value="copy">
          {sitePlan.copyFloor}
        </SubmitButton>
      </div>
    </Form>
  );
}
