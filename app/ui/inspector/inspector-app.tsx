import { useEffect, useState, useSyncExternalStore } from 'react';
import { LanguageProvider, useSpeech } from '#app/ui/language-context.tsx';
import { useAppearance } from './appearance.ts';
import { useHashPath } from './hash-path.ts';
import { LockedScreen } from './locked-screen.tsx';
import { PhoneContext } from './phone-context.tsx';
import { PlaceScreen } from './place/place-screen.tsx';
import { SettingsScreen } from './settings-screen.tsx';
import { SignScreen } from './closing/sign-screen.tsx';
import type { OpenState, Phone, PhoneState } from './store/phone.ts';
import { openPhone } from './store/phone.client.ts';
import { SummaryScreen } from './closing/summary-screen.tsx';
import { SyncScreen } from './sync-screen.tsx';
import { TodayScreen } from './today-screen.tsx';
import { NoSuchVisit, VisitScreen } from './visit/visit-screen.tsx';
import { UpdateNotice, useWorker } from './worker-registration.tsx';

const opening: PhoneState = { kind: 'opening' };
const nothing = () => () => undefined;

/** The inspector's app: all its screens are this one page, and all that they show lies on the phone. */
export function InspectorApp({
  accountId,
  displayName,
  hasWorker,
}: {
  accountId: string;
  displayName: string;
  hasWorker: boolean;
}) {
  const appearance = useAppearance(useSpeech().language);
  const [phone, setPhone] = useState<Phone | null>(null);
  const worker = useWorker(hasWorker);
  useEffect(() => {
    // A page that was reached without a document of its own lacks what the content policy grants this one alone.
    const [document] = performance.getEntriesByType('navigation');
    if (document && new URL(document.name).pathname !== location.pathname) return location.reload();
    const opened = openPhone({ accountId, displayName });
    // The phone opens outside React, once the page is there.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setPhone(opened);
    return () => opened.close();
  }, [accountId, displayName]);
  const state = useSyncExternalStore(
    phone?.subscribe ?? nothing,
    () => phone?.state() ?? opening,
    () => opening,
  );
  return (
    <LanguageProvider language={appearance.language}>
      {phone && state.kind === 'open' ? (
        <PhoneContext.Provider value={{ phone, open: state }}>
          <UpdateNotice worker={worker} />
          <OpenScreens open={state} appearance={appearance} isKept={worker.isKept} />
        </PhoneContext.Provider>
      ) : (
        <LockedScreen phone={phone} state={state} />
      )}
    </LanguageProvider>
  );
}

function OpenScreens({
  open,
  appearance,
  isKept,
}: {
  open: OpenState;
  appearance: ReturnType<typeof useAppearance>;
  isKept: boolean;
}) {
  const path = useHashPath();
  const [first, visitId = '', ...rest] = path;
  const key = path.join('/');
  if (first === 'settings') return <SettingsScreen appearance={appearance} isKept={isKept} />;
  if (first === 'sync') return <SyncScreen />;
  if (first !== 'visit') return <TodayScreen isKept={isKept} />;
  const visit = open.visits.get(visitId);
  if (!visit) return <NoSuchVisit isBeingRead={visit === null} />;
  const [part, who] = rest;
  if (part === 'summary') return <SummaryScreen key={key} visit={visit} />;
  if (part === 'sign' && (who === 'inspector' || who === 'representative' || who === 'refusal'))
    return <SignScreen key={key} visit={visit} who={who} />;
  if (part) return <PlaceScreen key={key} visit={visit} placeKey={rest.join('/')} />;
  return <VisitScreen key={key} visit={visit} />;
}
