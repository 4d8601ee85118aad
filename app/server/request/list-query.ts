import { PAGE_SIZE } from '#app/domain/paging.ts';

export interface ListQuery {
  readonly search: string;
  readonly page: number;
  readonly limit: number;
  readonly offset: number;
  /** The column, and whether `-` stood before it; null when none was asked. */
  readonly sort: { readonly key: string; readonly descending: boolean } | null;
}

/** What a list's URL asks: `?q=`, `?page=` and `?sort=`. Anything odd is read as the first page. */
export function readListQuery(request: Request): ListQuery {
  const { searchParams } = new URL(request.url);
  const page = Math.min(100_000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
  const sort = searchParams.get('sort');
  return {
    search: (searchParams.get('q') ?? '').trim().slice(0, 100),
    page,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    sort: sort ? { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
  };
}
