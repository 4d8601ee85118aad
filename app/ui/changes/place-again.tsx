import { Form, useActionData } from '@remix-run/react';
import { SubmitButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';

/** Looks for beds once more for those who wait, and tells what was found. */
export function PlaceAgain({ waiting }: { waiting: number }) {
  const { changes } = useSpeech().texts;
  const answer = useActionData<{ readonly found?: { readonly placed: number; readonly waiting: number } }>();
  return (
    <>
      {answer?.found ? (
        <Notice tone={answer.found.placed > 0 ? 'success' : 'info'}>
          {changes.placedNow(answer.found.placed, answer.found.waiting)}
        </Notice>
      ) : null}
      {waiting > 0 ? (
        <Form method="post" preventScrollReset>
          <SubmitButton name="intent" value="place" kind="secondary">
            {changes.placeAgain}
          </SubmitButton>
        </Form>
      ) : null}
    </>
  );
}
