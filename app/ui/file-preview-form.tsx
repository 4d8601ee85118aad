import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { SubmitButton } from './button.tsx';
import { TextField } from './field.tsx';

/** Asks for a file, that is judged and shown before anything is saved. `before` and `after` stand around the file's field. */
export function FilePreviewForm({
  accept,
  label,
  hint,
  preview,
  busy,
  before,
  after,
}: {
  accept: string;
  label: string;
  hint: string;
  preview: string;
  busy: boolean;
  before?: ReactNode;
  after?: ReactNode;
}) {
  return (
    <Form method="post" encType="multipart/form-data" className="flex flex-col gap-4">
      {before}
      <TextField id="file" name="file" type="file" accept={accept} label={label} hint={hint} />
      {after}
      <div>
        <SubmitButton name="intent" value="preview" disabled={busy}>
          {preview}
        </SubmitButton>
      </div>
    </Form>
  );
}
