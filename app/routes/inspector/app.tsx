import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { signedIn } from '#app/server/request/request-context.ts';
import { InspectorApp } from '#app/ui/inspector/inspector-app.tsx';
import { titled } from '#app/ui/page-title.ts';

export const meta = titled((texts) => texts.inspector.title);

export const links: LinksFunction = () => [{ rel: 'manifest', href: '/inspector.webmanifest' }];

export function loader({ context }: LoaderFunctionArgs) {
  const { accountId, displayName } = signedIn(context);
  return { accountId, displayName, hasWorker: context.offlineWorker !== null };
}

/** Its screens are told apart by the address’s fragment, which asks no server for anything. */
export const shouldRevalidate = () => false;

export default function App() {
  return <InspectorApp {...useLoaderData<typeof loader>()} />;
}
