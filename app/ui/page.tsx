import { Link } from '@remix-run/react';
import type { ReactNode, RefObject } from 'react';

/** A page's head: where one came from, its name, a lead, and what can be done here. */
export function PageHeader({
  title,
  lead,
  back,
  actions,
}: {
  title: ReactNode;
  lead?: ReactNode;
  back?: { to: string; label: ReactNode };
  actions?: ReactNode;
}) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="max-w-prose">
        {back ? (
          <Link
            to={back.to}
            className="mb-1 inline-flex min-h-8 items-center gap-1 text-sm text-brand underline underline-offset-4 print:hidden"
          >
            {back.label}
          </Link>
        ) : null}
        <h1>{title}</h1>
        {lead ? <p className="mt-1 text-muted">{lead}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-3 print:hidden">{actions}</div> : null}
    </div>
  );
}

export function Card({
  title,
  children,
  className = '',
  focus,
}: {
  title?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Takes the focus by script. */
  focus?: RefObject<HTMLElement>;
}) {
  return (
    <section
      ref={focus}
      tabIndex={focus ? -1 : undefined}
      className={`rounded-lg border border-line bg-surface p-4 sm:p-5 ${className}`}
    >
      {title ? <h2 className="mb-3">{title}</h2> : null}
      {children}
    </section>
  );
}

/** Facts as terms and values. */
export function Facts({ facts }: { facts: readonly { label: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(6rem,max-content)_1fr]">
      {facts.map((fact, index) => (
        // On a narrow screen a long value stands beneath its label.
        <div key={index} className="flex flex-wrap gap-x-3 sm:contents">
          <dt className="text-muted sm:max-w-40">{fact.label}</dt>
          <dd className="min-w-0 font-semibold break-words">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What stands where a list would be, with what to do about it. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="rounded-lg border border-dashed border-control px-6 py-10 text-center">
      <p className="text-lg font-semibold">{title}</p>
      {children ? <div className="mt-3 flex flex-wrap justify-center gap-3">{children}</div> : null}
    </div>
  );
}

const tagTones = {
  neutral: 'bg-raised text-ink',
  brand: 'bg-brand-soft text-brand',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
} as const;

export type TagTone = keyof typeof tagTones;

export function Tag({ tone = 'neutral', children }: { tone?: TagTone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded sm:whitespace-nowrap px-2 py-0.5 text-sm font-semibold ${tagTones[tone]}`}
    >
      {children}
    </span>
  );
}

/** Marks a figure that has no published source. */
export function EstimateMark({ children }: { children: ReactNode }) {
  return (
    <span className="rounded bg-warning-soft px-1.5 text-xs font-semibold text-warning">{children}</span>
  );
}
