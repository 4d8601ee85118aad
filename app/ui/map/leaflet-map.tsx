import type { MultiPolygon } from 'geojson';
import type { ReactNode } from 'react';
import { Suspense, lazy, useSyncExternalStore } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';

const Canvas = lazy(() =>
  import('./leaflet-canvas.client.tsx').then((module) => ({ default: module.LeafletCanvas })),
);

export interface MapProps {
  readonly outline: MultiPolygon;
  readonly tileUrl?: string | undefined;
  /** What the map shows, for those who can't see it. */
  readonly label: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

const neverChanges = () => () => undefined;
const inBrowser = () => true;
const onServer = () => false;

/** A map on the outline of Kuwait, drawn once the browser runs scripts; needs no network unless tiles are set up. */
export function LeafletMap({ className = 'h-96', ...rest }: MapProps) {
  const isReady = useSyncExternalStore(neverChanges, inBrowser, onServer);
  const { texts } = useSpeech();
  const placeholder = (
    <p dir="auto" className="p-4 text-muted">
      {isReady ? texts.shell.loading : texts.shell.noScriptMap}
    </p>
  );
  return (
    <div
      role="region"
      aria-label={rest.label}
      dir="ltr"
      className={`relative isolate overflow-hidden rounded-lg border border-line bg-raised print:hidden ${className}`}
    >
      {isReady ? (
        <Suspense fallback={placeholder}>
          <Canvas {...rest} />
        </Suspense>
      ) : (
        placeholder
      )}
    </div>
  );
}
