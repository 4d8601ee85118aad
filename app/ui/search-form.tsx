import { Form, useSearchParams } from '@remix-run/react';
import type { ReactNode } from 'react';
import { SubmitButton } from './button.tsx';
import { TextField } from './field.tsx';
import { useSpeech } from './language-context.tsx';

/** Searches a list: what is sought stands in the URL as `?q=`, beside what `children` add. */
export function SearchForm({
  label,
  children,
  keep = [],
}: {
  label: string;
  children?: ReactNode;
  keep?: readonly string[];
}) {
  const [search] = useSearchParams();
  const { texts } = useSpeech();
  return (
    <Form method="get" role="search" className="mb-4 flex flex-wrap items-end gap-3 print:hidden">
      {keep.map((name) => {
        const value = search.get(name);
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null;
      })}
      <div className="w-full max-w-sm">
        <TextField
          key={search.get('q') ?? ''}
          type="search"
          name="q"
          label={label}
          defaultValue={search.get('q') ?? ''}
        />
      </div>
      {children}
      <SubmitButton kind="secondary">{texts.shell.search}</SubmitButton>
    </Form>
  );
}
