import { useSpeech } from '#app/ui/language-context.tsx';
import { SIGN_IN } from './sign-in-path.ts';
import type { Phone, PhoneState } from './store/phone.ts';
import { ThumbButton, ThumbLink } from './thumb.tsx';

/** What stands where the screens would be while the phone is not open. */
export function LockedScreen({ phone, state }: { phone: Phone | null; state: PhoneState }) {
  const { texts } = useSpeech();
  const words = texts.inspector;
  if (state.kind === 'broken')
    return (
      <Plain title={words.broken} text={words.brokenHint}>
        <ThumbButton onClick={() => location.reload()}>{words.tryAgain}</ThumbButton>
      </Plain>
    );
  if (state.kind !== 'locked') return <Plain title={words.title} text={words.opening} />;
  const { why, counts } = state;
  const waiting = counts.acts + counts.photos + counts.refused;
  const mayReload = why === 'other_account' || why === 'other_version';
  return (
    <Plain title={words.locked} text={words.lockedWhy[why]}>
      {waiting > 0 ? <p className="font-semibold">{words.lockedHolds(waiting)}</p> : null}
      {mayReload ? (
        <ThumbButton kind="primary" onClick={() => location.reload()}>
          {words.reload}
        </ThumbButton>
      ) : (
        <ThumbLink kind="primary" href={SIGN_IN}>
          {words.signInAgain}
        </ThumbLink>
      )}
      <ThumbButton onClick={() => void phone?.unlock()}>{words.tryAgain}</ThumbButton>
    </Plain>
  );
}

function Plain({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  return (
    <div role="status" className="mx-auto flex min-h-[80dvh] max-w-md flex-col justify-center gap-4 px-4">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
    </div>
  );
}
