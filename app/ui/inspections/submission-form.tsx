import { Form } from '@remix-run/react';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { TextArea } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Card } from '#app/ui/page.tsx';
import { useRefusal } from '#app/ui/refusal.ts';

/** A supervisor submits what its inspectors didn't. */
export function SubmissionForm() {
  const words = useSpeech().texts.reports.submission;
  const { problems, typed } = useRefusal();
  const isOwn = typed?.['intent'] === 'submit';
  return (
    <Card title={words.title} className="mb-6 print:hidden">
      <p className="mb-4 max-w-prose text-muted">{words.lead}</p>
      <Form method="post" id="submission" className="flex max-w-prose flex-col gap-4" preventScrollReset>
        <TextArea
          id="reason"
          name="reason"
          label={words.reason}
          problem={isOwn ? problems?.['reason'] : undefined}
          defaultValue={isOwn ? typed['reason'] : undefined}
        />
        <div>
          <ConfirmButton
            form="submission"
            name="intent"
            value="submit"
            kind="primary"
            label={words.submit}
            question={words.question}
          >
            <p>{words.follows}</p>
          </ConfirmButton>
        </div>
      </Form>
    </Card>
  );
}
