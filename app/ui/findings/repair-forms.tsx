import { Form } from '@remix-run/react';
import type { Day } from '#app/domain/dates.ts';
import { addDays } from '#app/domain/dates.ts';
import {
  LARGEST_PHOTO_MEGABYTES,
  MOST_REPAIR_PHOTOS,
  photoMediaTypes,
} from '#app/domain/inspection/photo-rules.ts';
import { MOST_DAYS_MORE } from '#app/domain/inspection/repair-decision.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { SelectField, TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

/** Where a site manager says what was done, and shows it. */
export function ReportRepairForm() {
  const { findings } = useSpeech().texts;
  const { problems, typed } = useRefusal();
  return (
    <Card title={findings.report}>
      <Form method="post" encType="multipart/form-data" noValidate className="flex flex-col gap-4">
        <p className="text-muted">{findings.reportLead}</p>
        <TextArea
          id="note"
          name="note"
          label={findings.repairNote}
          defaultValue={typed?.['note']}
          problem={problems?.['note']}
        />
        <TextField
          id="photos"
          name="photos"
          type="file"
          multiple
          accept={photoMediaTypes.join(',')}
          label={findings.photos}
          hint={findings.photosHint(MOST_REPAIR_PHOTOS, LARGEST_PHOTO_MEGABYTES)}
        />
        <div>
          <SubmitButton name="intent" value="report">
            {findings.sendReport}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

/** Where an inspector or a supervisor judges the repair that was reported last. */
export function JudgeRepairForm({ isClosed, today }: { isClosed: boolean; today: Day }) {
  const { findings } = useSpeech().texts;
  const { problems, typed } = useRefusal();
  return (
    <Card title={findings.judge}>
      <Form method="post" id="judgement" noValidate className="flex flex-col gap-4">
        <p className="text-muted">{findings.judgeLead}</p>
        {isClosed ? <Notice>{findings.judgeClosed}</Notice> : null}
        <div>
          <SubmitButton name="intent" value="accept">
            {findings.accept}
          </SubmitButton>
        </div>
        <TextArea
          id="reason"
          name="reason"
          label={findings.reason}
          hint={findings.reasonHint}
          defaultValue={typed?.['reason']}
          problem={problems?.['reason']}
        />
        <TextField
          id="dueOn"
          name="dueOn"
          type="date"
          min={today}
          max={addDays(today, MOST_DAYS_MORE)}
          optional
          label={findings.newDue}
          hint={findings.newDueHint}
          defaultValue={typed?.['dueOn']}
          problem={problems?.['dueOn']}
        />
        <div>
          <ConfirmButton
            form="judgement"
            name="intent"
            value="reject"
            label={findings.reject}
            question={findings.rejectQuestion}
          />
        </div>
      </Form>
    </Card>
  );
}

/** Where a planner or a supervisor has the place of a finding inspected again. */
export function ReinspectForm({
  inspectors,
  today,
}: {
  inspectors: readonly { readonly id: string; readonly displayName: string }[];
  today: Day;
}) {
  const { findings } = useSpeech().texts;
  const { problems, typed } = useRefusal();
  return (
    <Card title={findings.reinspect}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <p className="text-muted">{findings.reinspectLead}</p>
        <TextField
          id="on"
          name="on"
          type="date"
          min={today}
          label={findings.reinspectOn}
          defaultValue={typed?.['on'] ?? today}
          problem={problems?.['on']}
        />
        <SelectField
          id="inspector"
          name="inspector"
          label={findings.inspector}
          defaultValue={typed?.['inspector'] ?? ''}
          problem={problems?.['inspector']}
          options={[
            { value: '', label: findings.later },
            ...inspectors.map(({ id, displayName }) => ({ value: id, label: displayName })),
          ]}
        />
        <div>
          <SubmitButton kind="secondary" name="intent" value="reinspect">
            {findings.schedule}
          </SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
