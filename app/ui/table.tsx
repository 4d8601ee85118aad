import { Link, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useSpeech } from './language-context.tsx';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the end of their cell, digits under digits. */
  readonly numeric?: boolean;
  /** Much to read: on a narrow screen it stands under its column's name instead of beside it. */
  readonly wide?: boolean;
  /** The column names its row for a screen reader. */
  readonly rowHeader?: boolean;
  /** The header is a link that sorts by this column (`?sort=key` or `?sort=-key`), with or without JavaScript. */
  readonly sortable?: boolean;
}

/**
 * A table that a keyboard and a screen reader can use. On a narrow screen each row is a card whose cells bear their
 * column's name; the roles are written out, since a table that isn't laid out as one loses them in some browsers.
 */
export function DataTable<Row>({
  caption,
  captionVisible = false,
  columns,
  rows,
  rowKey,
  sort,
}: {
  caption: string;
  captionVisible?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The column in force, `-` before it for descending. */
  sort?: string | undefined;
}) {
  const { texts } = useSpeech();
  const location = useLocation();
  const sortLink = (key: string) => {
    const search = new URLSearchParams(location.search);
    search.set('sort', sort === key ? `-${key}` : key);
    search.delete('page');
    return `?${search}`;
  };
  return (
    // A box that scrolls takes the focus, so that the keyboard can scroll it (WCAG 2.1.1).
    <div
      className="overflow-x-auto rounded-lg border border-line bg-surface"
      tabIndex={0}
      role="region"
      aria-label={caption}
    >
      <table role="table" className="w-full border-collapse text-start max-sm:block">
        <caption className={captionVisible ? 'px-4 py-3 text-start font-semibold max-sm:block' : 'sr-only'}>
          {caption}
        </caption>
        <thead className="bg-raised text-sm max-sm:block">
          <tr role="row" className="max-sm:flex max-sm:flex-wrap">
            {columns.map((column) => {
              const direction =
                sort === column.key ? 'ascending' : sort === `-${column.key}` ? 'descending' : undefined;
              return (
                <th
                  key={column.key}
                  scope="col"
                  role="columnheader"
                  aria-sort={direction}
                  className={`whitespace-nowrap px-3 py-2 font-semibold first:ps-4 last:pe-4 ${column.numeric ? 'text-end' : 'text-start'} ${column.sortable ? '' : 'max-sm:sr-only'}`}
                >
                  {column.sortable ? (
                    <Link
                      to={sortLink(column.key)}
                      preventScrollReset
                      className="inline-flex min-h-8 items-center gap-1 underline underline-offset-4"
                    >
                      {column.header}
                      <span aria-hidden="true">
                        {direction === 'ascending' ? '↑' : direction === 'descending' ? '↓' : '↕'}
                      </span>
                      {direction ? (
                        <span className="sr-only">
                          {direction === 'ascending' ? texts.shell.sortAscending : texts.shell.sortDescending}
                        </span>
                      ) : null}
                    </Link>
                  ) : (
                    column.header
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-t border-line hover:bg-raised/50 max-sm:block max-sm:py-2"
            >
              {columns.map((column) => {
                const Cell = column.rowHeader ? 'th' : 'td';
                return (
                  <Cell
                    key={column.key}
                    scope={column.rowHeader ? 'row' : undefined}
                    role={column.rowHeader ? 'rowheader' : 'cell'}
                    className={`px-3 py-2.5 align-top first:ps-4 last:pe-4 max-sm:flex max-sm:px-4 max-sm:py-1 ${column.wide ? 'max-sm:flex-col max-sm:gap-1' : 'max-sm:justify-between max-sm:gap-4'} ${column.numeric ? 'text-end tabular-nums' : 'text-start'} ${column.rowHeader ? 'font-semibold' : ''}`}
                  >
                    {column.rowHeader ? null : (
                      <span aria-hidden="true" className="shrink-0 text-muted sm:hidden">
                        {column.header}
                      </span>
                    )}
                    <div
                      className={`max-sm:min-w-0 ${column.wide || column.rowHeader ? '' : 'max-sm:text-end'}`}
                    >
                      {column.cell(row)}
                    </div>
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Links to the page before and after; the page stands in the URL, as `?page=` if it has no name of its own. */
export function Pagination({
  page,
  pages,
  name = 'page',
  of,
}: {
  page: number;
  pages: number;
  name?: string;
  /** Of what these are the pages, where there are several such on a page. */
  of?: string;
}) {
  const { texts } = useSpeech();
  const location = useLocation();
  if (pages <= 1) return null;
  const to = (target: number) => {
    const search = new URLSearchParams(location.search);
    search.set(name, String(target));
    return `?${search}`;
  };
  const style =
    'inline-flex min-h-11 items-center rounded-md border border-control bg-surface px-4 font-semibold text-ink';
  return (
    <nav
      aria-label={[of, texts.shell.page(page, pages)].filter(Boolean).join(': ')}
      className="mt-4 flex flex-wrap items-center gap-4 print:hidden"
    >
      {page > 1 ? (
        <Link to={to(page - 1)} className={style} rel="prev">
          {texts.shell.previousPage}
        </Link>
      ) : null}
      <span>{texts.shell.page(page, pages)}</span>
      {page < pages ? (
        <Link to={to(page + 1)} className={style} rel="next">
          {texts.shell.nextPage}
        </Link>
      ) : null}
    </nav>
  );
}
