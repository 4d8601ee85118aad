import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from '@remix-run/react';
import { useContext } from 'react';
import type { ReactNode } from 'react';
import { directionOf } from '#app/i18n/language.ts';
import { LanguageProvider } from '#app/ui/language-context.tsx';
import { NonceContext } from '#app/ui/nonce-context.ts';
import { pageLanguage } from '#app/ui/page-language.ts';
import { titled } from '#app/ui/page-title.ts';
import { Shell } from '#app/ui/shell.tsx';
import styles from '#app/ui/styles.css?url';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
];

export const meta = titled((texts) => texts.shell.tagline);

export function loader({ context }: LoaderFunctionArgs) {
  const { actor, language, demonstration } = context;
  return { language, demonstration, role: actor?.role ?? null, displayName: actor?.displayName ?? null };
}

export function Layout({ children }: { children: ReactNode }) {
  const loaded = useRouteLoaderData<typeof loader>('root');
  const language = pageLanguage(loaded);
  const nonce = useContext(NonceContext);
  return (
    <html lang={language} dir={directionOf[language]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* The component library reads it, for the styles that it adds while a dialog is open. */}
        <meta property="csp-nonce" nonce={nonce} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        <LanguageProvider language={language}>
          <Shell
            role={loaded?.role ?? null}
            displayName={loaded?.displayName ?? null}
            demonstration={loaded?.demonstration ?? false}
          >
            {children}
          </Shell>
        </LanguageProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export { PageFailure as ErrorBoundary } from '#app/ui/page-failure.tsx';
