import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';

/** Views of one page as links: they work without JavaScript and can be kept as bookmarks. */
export function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { to: string; label: ReactNode; current: boolean }[];
}) {
  return (
    <nav aria-label={label} className="mb-4 flex flex-wrap gap-1 border-b border-line print:hidden">
      {tabs.map((tab) => (
        <Link
          key={tab.to}
          to={tab.to}
          preventScrollReset
          aria-current={tab.current ? 'page' : undefined}
          className="inline-flex min-h-11 items-center border-b-4 border-transparent px-3 text-ink no-underline hover:bg-raised aria-[current=page]:border-brand aria-[current=page]:font-semibold aria-[current=page]:text-brand"
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
