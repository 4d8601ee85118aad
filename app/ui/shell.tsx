import { Form, Link, NavLink, useLocation } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Role } from '#app/domain/identity/actor.ts';
import type { ShellTexts } from '#app/i18n/en/shell.ts';
import { useSpeech } from './language-context.tsx';

type PlainWord = {
  [Key in keyof ShellTexts]: ShellTexts[Key] extends string ? Key : never;
}[keyof ShellTexts];

const places = [
  { to: '/sites', word: 'sites' },
  { to: '/standards', word: 'standards' },
  { to: '/inspections', word: 'inspections' },
  { to: '/findings', word: 'findings' },
] as const;

const PHONE_APP = '/inspector';

/** What each role finds in the head of every page; the route table decides what it may open. */
const navigation: Readonly<Record<Role, readonly { to: string; word: PlainWord; end?: boolean }[]>> = {
  planner: [
    places[0],
    { to: '/requests', word: 'requests' },
    { to: '/plans', word: 'plans' },
    { to: '/scenarios', word: 'scenarios' },
    { to: '/forecast', word: 'forecast' },
    { to: '/changes', word: 'changes' },
    places[2],
    places[3],
    places[1],
    { to: '/what-if', word: 'whatIf' },
  ],
  auditor: [
    places[0],
    { to: '/requests', word: 'requests' },
    { to: '/plans', word: 'plans' },
    { to: '/scenarios', word: 'scenarios' },
    { to: '/forecast', word: 'forecast' },
    { to: '/changes', word: 'changes' },
    places[2],
    places[3],
    places[1],
    { to: '/what-if', word: 'whatIf' },
    { to: '/audit', word: 'audit' },
  ],
  inspector: [{ to: PHONE_APP, word: 'visits', end: true }, places[2], places[3], places[0], places[1]],
  supervisor: [places[2], places[3], places[0], places[1]],
  site_manager: places,
  protection_officer: places.slice(0, 2),
  administrator: places.slice(0, 2),
  employer: [
    { to: '/employer', word: 'employerHome', end: true },
    { to: '/employer/workers', word: 'workers' },
    { to: '/employer/workplaces', word: 'workplaces' },
    { to: '/employer/requests', word: 'requests' },
  ],
};

const headLink =
  'inline-flex min-h-11 items-center whitespace-nowrap rounded px-3 text-ink no-underline hover:bg-raised aria-[current=page]:bg-brand-soft aria-[current=page]:font-semibold aria-[current=page]:text-brand';

/** The frame of every page: skip link, head with navigation and language, the content, the foot. */
export function Shell({
  role,
  displayName,
  demonstration,
  children,
}: {
  role: Role | null;
  displayName: string | null;
  demonstration: boolean;
  children: ReactNode;
}) {
  const { texts } = useSpeech();
  const { shell } = texts;
  const content = useContentFocus();
  const { pathname } = useLocation();
  if (role === 'inspector' && pathname === PHONE_APP)
    // The app on the phone has a head of its own, and links to pages that need the server only in its settings.
    return (
      <main id="content" className="w-full grow">
        {children}
      </main>
    );
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:start-4 focus:top-4 focus:z-[3000] focus:rounded focus:bg-surface focus:p-3 focus:text-ink"
      >
        {shell.skipToContent}
      </a>
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex max-w-[96rem] flex-wrap items-center gap-x-6 gap-y-1 px-4 py-2">
          <Link
            to="/"
            aria-label={shell.productName}
            className="flex min-h-11 items-center gap-3 text-ink no-underline"
          >
            <Mark />
            <span className={role ? 'hidden text-lg font-semibold sm:inline' : 'text-lg font-semibold'}>
              {shell.productName}
            </span>
          </Link>
          {role ? (
            <nav
              aria-label={shell.mainNavigation}
              className="order-last flex w-full gap-1 overflow-x-auto p-1 lg:order-none lg:w-auto"
            >
              {navigation[role].map(({ to, word, end }) => (
                <NavLink
                  key={to}
                  to={to}
                  end={end ?? false}
                  reloadDocument={to === PHONE_APP}
                  className={headLink}
                >
                  {shell[word]}
                </NavLink>
              ))}
            </nav>
          ) : null}
          <div className="ms-auto flex min-w-0 items-center">
            <LanguageLink />
            {role && displayName ? (
              <>
                <NavLink to="/account" className={`${headLink} min-w-0`}>
                  <bdi className="truncate">{displayName}</bdi>
                </NavLink>
                {/* A narrow screen has it on the account's page. */}
                {role === 'inspector' ? (
                  // What lies on the phone is looked after first.
                  <a href={`${PHONE_APP}#/settings`} className={`${headLink} hidden sm:inline-flex`}>
                    {shell.signOut}
                  </a>
                ) : (
                  <Form method="post" action="/sign-out" className="hidden sm:block">
                    <button type="submit" className={`${headLink} cursor-pointer`}>
                      {shell.signOut}
                    </button>
                  </Form>
                )}
              </>
            ) : null}
          </div>
        </div>
      </header>
      <main
        ref={content}
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[96rem] grow px-4 py-6 outline-none print:p-0"
      >
        {children}
      </main>
      <footer className="border-t border-line px-4 py-4 text-sm text-muted print:hidden">
        <p className="mx-auto max-w-[96rem]">
          {shell.productName} — {shell.tagline}
          {demonstration ? ` · ${shell.demonstration}` : ''}
        </p>
      </footer>
    </>
  );
}

/** Another page begins at its content, so that a screen reader reads on from there and the keyboard too. */
function useContentFocus() {
  const content = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  // On a narrow screen the navigation scrolls sideways: where one is stays in view.
  useEffect(() => {
    document
      .querySelector('header nav [aria-current=page]')
      ?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [pathname]);
  return content;
}

/** The same page in the other language: a plain link, so that it works before and without JavaScript. */
function LanguageLink() {
  const { language, texts } = useSpeech();
  const location = useLocation();
  const other = language === 'ar' ? 'en' : 'ar';
  const search = new URLSearchParams(location.search);
  search.set('language', other);
  return (
    <a
      href={`${location.pathname}?${search}`}
      lang={other}
      hrefLang={other}
      title={texts.shell.otherLanguageHint}
      className={headLink}
    >
      {texts.shell.otherLanguage}
    </a>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" className="size-8 text-brand" aria-hidden="true">
      <path d="M3 28V13l8-5 8 5v15z" fill="currentColor" />
      <path d="M19 28V10l5-3 5 3v18z" fill="currentColor" opacity=".55" />
      <path d="M7 21h8M7 25h8M7 17h8" stroke="var(--surface)" strokeWidth="2" />
    </svg>
  );
}
