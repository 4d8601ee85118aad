const HERE = 'http://here.invalid';
const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u;

/**
 * The path, if it leads to a page of this site, else `/`. Browsers drop tabs and line breaks, take `\` for `/`, and go to
 * another site by `//elsewhere`: what they would do with the path is done here first.
 */
export function safePath(path: string | null): string {
  if (!path?.startsWith('/') || CONTROL_OR_BACKSLASH.test(path) || !URL.canParse(path, HERE)) return '/';
  const { origin, pathname, search } = new URL(path, HERE);
  const isElsewhere = origin !== HERE || pathname.startsWith('//');
  return isElsewhere || pathname.startsWith('/sign-') ? '/' : pathname + search;
}
