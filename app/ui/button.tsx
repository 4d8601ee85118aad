import { Link } from '@remix-run/react';
import type { ComponentProps, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

const shape =
  'inline-flex min-h-11 cursor-pointer items-center justify-center gap-2 rounded-md border px-4 py-2 text-base font-semibold no-underline disabled:cursor-not-allowed disabled:opacity-55 data-disabled:cursor-not-allowed data-disabled:opacity-55 print:hidden';

const kinds = {
  primary: 'border-brand bg-brand text-brand-ink hover:brightness-110',
  secondary: 'border-control bg-surface text-ink hover:bg-raised',
  danger: 'border-danger bg-surface text-danger hover:bg-danger-soft',
  quiet: 'border-transparent bg-transparent text-brand underline underline-offset-4 hover:bg-brand-soft',
} as const;

type Kind = keyof typeof kinds;

export function Button({
  kind = 'secondary',
  className = '',
  ...rest
}: ComponentProps<typeof AriaButton> & { kind?: Kind; className?: string }) {
  return <AriaButton {...rest} className={`${shape} ${kinds[kind]} ${className}`} />;
}

/** Sends its form; several in one form are told apart by `name` and `value`, with or without JavaScript. */
export function SubmitButton({
  kind = 'primary',
  className = '',
  ...rest
}: ComponentProps<'button'> & { kind?: Kind }) {
  return <button type="submit" {...rest} className={`${shape} ${kinds[kind]} ${className}`} />;
}

export function LinkButton({
  kind = 'secondary',
  className = '',
  ...rest
}: ComponentProps<typeof Link> & { kind?: Kind; children: ReactNode }) {
  return <Link {...rest} className={`${shape} ${kinds[kind]} ${className}`} />;
}
