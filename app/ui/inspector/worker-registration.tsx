import { useEffect, useState } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { ThumbButton } from './thumb.tsx';

interface WorkerState {
  /** The page opens without a network. */
  readonly isKept: boolean;
  /** A later version, which waits to take over. */
  readonly waiting: ServiceWorker | null;
}

/** Keeps the app on the phone. @param isThere the server has a worker, which in development it hasn't */
export function useWorker(isThere: boolean): WorkerState {
  const [state, setState] = useState<WorkerState>({ isKept: false, waiting: null });
  useEffect(() => {
    const { serviceWorker } = navigator;
    if (!serviceWorker || !isThere) return;
    let isGone = false;
    const look = (registration: ServiceWorkerRegistration) => {
      if (!isGone)
        setState({
          isKept: registration.active !== null,
          waiting: registration.active ? registration.waiting : null,
        });
      for (const worker of [registration.installing, registration.waiting])
        worker?.addEventListener('statechange', () => look(registration), { once: true });
    };
    serviceWorker
      .register('/inspector/worker.js', { scope: '/inspector' })
      .then((registration) => {
        look(registration);
        registration.addEventListener('updatefound', () => look(registration));
      })
      // Without a network the worker of before serves on; where there is none, the screen says that the app isn't kept.
      .catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [isThere]);
  return state;
}

/** A later version takes over when the inspector says so; what is typed lies on the phone already. */
export function UpdateNotice({ worker: { waiting } }: { worker: WorkerState }) {
  const { texts } = useSpeech();
  if (!waiting) return null;
  const takeOver = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    waiting.postMessage('take over');
  };
  return (
    <Notice title={texts.inspector.newVersion}>
      <p>{texts.inspector.newVersionHint}</p>
      <ThumbButton onClick={takeOver}>{texts.inspector.takeNewVersion}</ThumbButton>
    </Notice>
  );
}
