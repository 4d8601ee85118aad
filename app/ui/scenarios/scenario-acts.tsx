import { Form } from '@remix-run/react';
import type { Refusal } from '#app/domain/problem.ts';
import { SubmitButton } from '#app/ui/button.tsx';
import { ConfirmButton } from '#app/ui/confirm-button.tsx';
import { TextArea, TextField } from '#app/ui/field.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { FieldProblemSummary } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';

/** What the owner of a scenario does with it: name it, keep it, share it, delete it. */
export function ScenarioActs({
  scenario,
  refusal: { problems, typed },
}: {
  scenario: {
    readonly name: string;
    readonly note: string;
    readonly shared: boolean;
    readonly kept: boolean;
  };
  refusal: Refusal;
}) {
  const { scenarios: words, shell } = useSpeech().texts;
  return (
    <Card title={words.describe} className="flex flex-col gap-4 print:hidden">
      <Form method="post" noValidate className="flex flex-col gap-4" aria-label={words.describe}>
        <FieldProblemSummary problems={problems} labels={{ name: words.name, note: words.note }} />
        <TextField
          id="name"
          name="name"
          label={words.name}
          autoComplete="off"
          dir="auto"
          defaultValue={typed?.['name'] ?? scenario.name}
          problem={problems?.['name']}
        />
        <TextArea
          id="note"
          name="note"
          label={words.note}
          optional
          dir="auto"
          rows={2}
          defaultValue={typed?.['note'] ?? scenario.note}
          problem={problems?.['note']}
        />
        <div>
          <SubmitButton kind="secondary" name="intent" value="describe">
            {shell.save}
          </SubmitButton>
        </div>
      </Form>
      <Form method="post" id="acts" className="flex flex-wrap gap-3" aria-label={words.keepOrShare}>
        <SubmitButton kind="secondary" name="intent" value={scenario.kept ? 'unkeep' : 'keep'}>
          {scenario.kept ? words.unkeep : words.keep}
        </SubmitButton>
        <SubmitButton kind="secondary" name="intent" value={scenario.shared ? 'unshare' : 'share'}>
          {scenario.shared ? words.unshare : words.share}
        </SubmitButton>
        <ConfirmButton
          form="acts"
          name="intent"
          value="delete"
          label={words.delete}
          question={words.deleteQuestion}
        />
      </Form>
      <p className="text-sm text-muted">{words.shareHint}</p>
    </Card>
  );
}
