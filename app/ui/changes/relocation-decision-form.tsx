import { Form } from '@remix-run/react';
import { relocationDecisions } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { CheckboxField, RadioFields, TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

/** What happens to people with nowhere to go: those ticked in the list, which names this form, or all of them. */
export function RelocationDecisionForm({
  id,
  undecided,
  today,
}: {
  id: string;
  undecided: number;
  today: Day;
}) {
  const { texts, format } = useSpeech();
  const { changes } = texts;
  const { problems, typed } = useRefusal();
  const fields = changes.decisionFields;
  return (
    <Card title={changes.decide} className="lg:sticky lg:top-4 print:hidden">
      <Form method="post" id={id} noValidate preventScrollReset className="flex flex-col gap-4">
        <p className="text-muted">{changes.decideLead}</p>
        <FieldProblemSummary problems={problems} labels={{ people: changes.person, ...fields }} />
        {undecided > 0 ? (
          <CheckboxField
            name="everybody"
            value="yes"
            label={changes.decideForAll(format.number(undecided))}
            defaultChecked={typed?.['everybody'] === 'yes'}
          />
        ) : null}
        <RadioFields
          name="decision"
          label={fields.decision}
          problem={problems?.['decision']}
          value={typed?.['decision']}
          options={relocationDecisions.map((value) => ({ value, label: changes.decisions[value] }))}
        />
        <TextField
          id="until"
          name="until"
          type="date"
          min={today}
          label={fields.until}
          hint={changes.untilHint}
          defaultValue={typed?.['until']}
          problem={problems?.['until']}
        />
        <TextArea
          id="measure"
          name="measure"
          label={fields.measure}
          hint={changes.measureHint}
          defaultValue={typed?.['measure']}
          problem={problems?.['measure']}
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="decide">
            {changes.decideNow}
          </SubmitButton>
          <SubmitButton name="intent" value="undecide" kind="secondary">
            {changes.undecide}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
