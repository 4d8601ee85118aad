import type { ComponentProps, ReactNode } from 'react';

const shape =
  'inline-flex cursor-pointer items-center justify-center gap-2 rounded-lg border-2 py-2 font-semibold no-underline disabled:cursor-not-allowed disabled:opacity-55';

const kinds = {
  primary: 'border-brand bg-brand text-brand-ink',
  secondary: 'border-control bg-surface text-ink',
  chosen: 'border-brand bg-brand-soft text-brand',
  danger: 'border-danger bg-surface text-danger',
} as const;

/** What is used all the time is taller than what goes with it. */
const LARGE = 'min-h-14 px-3 text-lg';

export type ThumbKind = keyof typeof kinds;

export const thumbShape = (kind: ThumbKind) => `${shape} ${kinds[kind]}`;

/** A key for a thumb: larger than the product's other buttons. */
export function ThumbButton({
  kind = 'secondary',
  className = '',
  ...rest
}: ComponentProps<'button'> & { kind?: ThumbKind }) {
  return <button type="button" {...rest} className={`${thumbShape(kind)} ${LARGE} ${className}`} />;
}

export function ThumbLink({
  kind = 'secondary',
  className = '',
  href,
  children,
}: {
  kind?: ThumbKind;
  className?: string;
  href: string;
  children: ReactNode;
}) {
  return (
    <a href={href} className={`${thumbShape(kind)} ${LARGE} ${className}`}>
      {children}
    </a>
  );
}

const paths = {
  back: 'M15 5l-7 7 7 7',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 4v6M8 14v6',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 100 7 3.5 3.5 0 000-7z',
  note: 'M5 4h14v12l-4 4H5zM8 9h8M8 13h5',
  check: 'M5 12.5l5 5 9-11',
  cross: 'M6 6l12 12M18 6L6 18',
  warning: 'M12 4l9 16H3zM12 10v4M12 17v.5',
  upload: 'M12 18V6M6.5 11L12 5.5l5.5 5.5M5 20h14',
  place: 'M12 21s-6-6-6-11a6 6 0 1112 0c0 5-6 11-6 11zM12 8a2 2 0 100 4 2 2 0 000-4z',
} as const;

/** A drawing beside a word; it says nothing by itself. */
export function Icon({ name, className = '' }: { name: keyof typeof paths; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`size-6 shrink-0 ${name === 'back' ? 'rtl:rotate-180' : ''} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
