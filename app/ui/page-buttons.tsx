import { SubmitButton } from './button.tsx';
import { useSpeech } from './language-context.tsx';

/** Turns the page of a list inside a form, so that what stands in the form is sent along. */
export function PageButtons({ page, pages }: { page: number; pages: number }) {
  const { shell } = useSpeech().texts;
  if (pages <= 1) return null;
  return (
    <div role="group" aria-label={shell.page(page, pages)} className="flex flex-wrap items-center gap-4">
      {page > 1 ? (
        <SubmitButton kind="secondary" name="intent" value={`page ${page - 1}`}>
          {shell.previousPage}
        </SubmitButton>
      ) : null}
      <span>{shell.page(page, pages)}</span>
      {page < pages ? (
        <SubmitButton kind="secondary" name="intent" value={`page ${page + 1}`}>
          {shell.nextPage}
        </SubmitButton>
      ) : null}
    </div>
  );
}
