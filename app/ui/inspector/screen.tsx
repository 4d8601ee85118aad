import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { hashPath } from './hash-path.ts';
import { SIGN_IN } from './sign-in-path.ts';
import { usePhone } from './phone-context.tsx';
import { Icon } from './thumb.tsx';

const MEGABYTE = 1_048_576;
/** Below this a day's photos may not fit: our proposal. */
const LOW_MEGABYTES = 300;

/** One screen: a head that stays in view, the content, and what the thumb needs at the bottom. */
export function Screen({
  title,
  lead,
  back,
  bottom,
  keepsPlace = false,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  back?: string;
  bottom?: ReactNode;
  /** Whoever comes back to a list finds it where they left it. */
  keepsPlace?: boolean;
  children: ReactNode;
}) {
  const { texts } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  // Another screen begins at its heading, for a screen reader too.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useOwnScroll(keepsPlace);
  return (
    <div className="mx-auto flex min-h-dvh max-w-2xl flex-col">
      <div className="sticky top-0 z-20 border-b border-line bg-surface">
        <div className="flex items-center gap-1 px-2 py-1.5">
          {back ? (
            <a href={back} aria-label={texts.inspector.back} className={headKey}>
              <Icon name="back" />
            </a>
          ) : null}
          <div className="min-w-0 grow px-1">
            <h1 ref={heading} tabIndex={-1} className="line-clamp-2 text-lg leading-tight outline-none">
              {title}
            </h1>
            {lead ? <p className="truncate text-sm text-muted">{lead}</p> : null}
          </div>
          <WaitingLink />
          <a href={hashPath('settings')} aria-label={texts.inspector.settings} className={headKey}>
            <Icon name="settings" />
          </a>
        </div>
        <Warnings />
      </div>
      <div className="flex grow flex-col gap-4 px-3 py-4">{children}</div>
      {bottom ? (
        <div className="sticky bottom-0 z-20 flex gap-2 border-t border-line bg-surface px-3 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
          {bottom}
        </div>
      ) : null}
    </div>
  );
}

const leftAt = new Map<string, number>();

/** Another screen begins at its head; the page's own restoring of places takes all screens for one. */
function useOwnScroll(keepsPlace: boolean): void {
  useLayoutEffect(() => {
    const { hash } = location;
    const top = keepsPlace ? (leftAt.get(hash) ?? 0) : 0;
    const note = () => leftAt.set(hash, window.scrollY);
    scrollTo(0, top);
    const frame = requestAnimationFrame(() => {
      scrollTo(0, top);
      addEventListener('scroll', note, { passive: true });
    });
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', note);
    };
  }, [keepsPlace]);
}

const headKey =
  'inline-flex size-12 shrink-0 items-center justify-center rounded-lg text-ink no-underline hover:bg-raised';

/** How much is still on the phone; always in view. */
function WaitingLink() {
  const { texts } = useSpeech();
  const { open } = usePhone();
  const { counts, sync } = open;
  const waiting = counts.acts + counts.photos + counts.refused;
  const isOffline = sync.phase === 'offline';
  const words = waiting > 0 ? texts.inspector.waiting(waiting) : texts.inspector.allSent;
  return (
    <a
      href={hashPath('sync')}
      title={texts.inspector.waitingHint}
      className={`inline-flex min-h-12 shrink-0 flex-col items-end justify-center rounded-lg px-2 text-sm font-semibold no-underline ${
        counts.refused > 0 ? 'text-danger' : waiting > 0 ? 'text-warning' : 'text-success'
      }`}
    >
      <span>{words}</span>
      {isOffline ? <span className="text-xs text-muted">{texts.inspector.offline}</span> : null}
    </a>
  );
}

/** What must be known on every screen: what was not saved, storage that runs out, a key that ends. */
function Warnings() {
  const { texts, format } = useSpeech();
  const { open } = usePhone();
  const words = texts.inspector;
  const { unsaved, storage, until, endsSoon } = open;
  const megabytes = storage ? storage.available / MEGABYTE : Infinity;
  return (
    <>
      {unsaved ? (
        <Notice tone="danger" title={unsaved === 'disk_full' ? words.diskFull : words.writeFailed} />
      ) : null}
      {megabytes < LOW_MEGABYTES ? (
        <Notice tone="warning">{words.diskNearlyFull(format.number(Math.floor(megabytes)))}</Notice>
      ) : null}
      {endsSoon ? (
        <Notice tone="warning">
          {words.keyEnds(format.instant(until))} <a href={SIGN_IN}>{words.signInAgain}</a>
        </Notice>
      ) : null}
    </>
  );
}
