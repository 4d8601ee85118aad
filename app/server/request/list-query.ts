import { PAGE_SIZE } from '#app/domain/paging.ts';

interface ListQuery {
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
  const page = readPage(request, 'page');
  const sort = searchParams.get('sort');
  return {
    search: (searchParams.get('q') ?? '').trim().slice(0, 100),
    page,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
    sort: sort ? { key: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
  };
}

/** The page of a list, under this name in the URL. */
export function readPage(request: Request, name: string): number {
  const asked = Number(new URL(request.url).searchParams.get(name));
  return Math.min(100_000, Math.max(1, Math.trunc(asked) || 1));
}
