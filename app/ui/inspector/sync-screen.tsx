import { useEffect, useState } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import { hashPath } from './hash-path.ts';
import { usePhone, useVisitName } from './phone-context.tsx';
import { Screen } from './screen.tsx';
import { SIGN_IN } from './sign-in-path.ts';
import type { PhotoToSend } from './store/phone.ts';
import type { Visit } from './store/visit.ts';
import { Icon, ThumbButton } from './thumb.tsx';

/** What the server doesn't hold yet, visit by visit, and what it refused. */
export function SyncScreen() {
  const { texts, format } = useSpeech();
  const { phone, open } = usePhone();
  const words = texts.inspector;
  const { sync, counts, visits } = open;
  const [photos, setPhotos] = useState<readonly PhotoToSend[]>([]);
  useEffect(() => {
    let isGone = false;
    void phone.photosToSend().then((all) => {
      if (!isGone) setPhotos(all.filter(({ state }) => state !== 'held'));
    });
    return () => {
      isGone = true;
    };
  }, [phone, counts, sync]);
  const isRunning = sync.phase === 'running';
  const problem = words.syncProblem[sync.phase];
  return (
    <Screen
      title={words.syncTitle}
      back={hashPath()}
      bottom={
        <ThumbButton kind="primary" className="grow" disabled={isRunning} onClick={phone.sync}>
          <Icon name="upload" />
          {isRunning ? words.sending : words.syncNow}
        </ThumbButton>
      }
    >
      {problem ? (
        <Notice tone="warning" title={problem}>
          {sync.phase === 'sign_in_needed' ? <a href={SIGN_IN}>{words.signInAgain}</a> : null}
          {sync.retryAt ? <p>{words.retryAt(format.instant(sync.retryAt))}</p> : null}
        </Notice>
      ) : null}
      <Card>
        {counts.acts + counts.photos + counts.refused === 0 ? (
          <p className="flex items-center gap-2 text-lg font-semibold text-success">
            <Icon name="check" />
            {words.nothingWaiting}
          </p>
        ) : (
          <ul className="flex flex-col gap-1 text-lg font-semibold">
            {counts.acts > 0 ? <li>{words.actsWaiting(counts.acts)}</li> : null}
            {counts.photos > 0 ? <li>{words.photosWaiting(counts.photos)}</li> : null}
            {counts.refused > 0 ? (
              <li className="text-danger">{words.refusedWaiting(counts.refused)}</li>
            ) : null}
          </ul>
        )}
        <p className="mt-2 text-sm text-muted">
          {sync.doneAt ? words.lastSync(format.instant(sync.doneAt)) : words.neverSynced}
        </p>
      </Card>
      {[...visits.values()].map((visit) =>
        visit ? (
          <WaitingOfVisit
            key={visit.pack.id}
            visit={visit}
            photos={photos.filter(({ inspectionId }) => inspectionId === visit.pack.id)}
          />
        ) : null,
      )}
    </Screen>
  );
}

function WaitingOfVisit({ visit, photos }: { visit: Visit; photos: readonly PhotoToSend[] }) {
  const { texts, format } = useSpeech();
  const words = texts.inspector;
  const name = useVisitName()(visit);
  const unsent = Map.groupBy(
    visit.acts.filter(({ state }) => state === 'unsent'),
    ({ kind }) => kind,
  );
  const refused = visit.acts.filter(({ state }) => state === 'refused');
  if (unsent.size + refused.length + photos.length === 0) return null;
  const why = (problem: string | null) => words.refusals[problem ?? ''] ?? words.refusedOtherwise;
  return (
    <Card title={`${name.place}${texts.terms.comma}${name.site}`}>
      <ul className="flex flex-col gap-1">
        {[...unsent].map(([kind, acts]) => (
          <li key={kind}>
            {words.kinds[kind]}: {format.number(acts.length)}
          </li>
        ))}
        {photos.map(({ id, state, bytes, arrived, problem }) => (
          <li key={id} className={state === 'refused' ? 'text-danger' : ''}>
            {words.photoProgress(format.percent(arrived / bytes))}
            {state === 'refused' ? ` – ${why(problem)} ${words.refusedStays}` : null}
          </li>
        ))}
        {refused.map(({ id, kind, problem, recordedAt }) => (
          <li key={id} className="text-danger">
            {words.kinds[kind]}
            {texts.terms.comma}
            {format.instant(recordedAt)}: {why(problem)} {words.refusedStays}
          </li>
        ))}
      </ul>
    </Card>
  );
}
