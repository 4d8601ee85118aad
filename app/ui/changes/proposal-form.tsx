import { Form } from '@remix-run/react';
import type { CapacityChangeKind } from '#app/domain/capacity/changes/capacity-change.ts';
import type { Day } from '#app/domain/dates.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary, ProblemNotice } from '#app/ui/notice.tsx';
import { useRefusal } from '#app/ui/refusal.ts';
import { ChangeDayFields } from './change-day-fields.tsx';

/** The days of a change and the reason for it; what it would do is seen next. */
export function ProposalForm({
  today,
  kind,
  reasonHint,
}: {
  today: Day;
  kind: CapacityChangeKind;
  reasonHint: string;
}) {
  const { problem, problems, typed } = useRefusal();
  const { changes } = useSpeech().texts;
  return (
    <Form method="post" noValidate className="flex flex-col gap-5">
      <ProblemNotice problem={problem} />
      <FieldProblemSummary problems={problems} labels={{ ...changes.days, reason: changes.reason }} />
      <ChangeDayFields today={today} days={typed ?? {}} problems={problems} kind={kind} />
      <TextArea
        id="reason"
        name="reason"
        label={changes.reason}
        hint={reasonHint}
        defaultValue={typed?.['reason']}
        problem={problems?.['reason']}
      />
      <div>
        <SubmitButton>{changes.propose}</SubmitButton>
      </div>
    </Form>
  );
}
