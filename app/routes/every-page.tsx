import { Outlet } from '@remix-run/react';

/**
 * Stands between the root and every page, for what is thrown there. Where an action throws, Remix asks the loaders above the
 * boundary alone: at the root's own, nobody would know the reader's language, nor that they signed in.
 */
export { PageFailure as ErrorBoundary } from '#app/ui/page-failure.tsx';

export default function EveryPage() {
  return <Outlet />;
}
