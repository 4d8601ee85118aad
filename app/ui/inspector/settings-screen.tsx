import { useState } from 'react';
import { languages } from '#app/i18n/language.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Card } from '#app/ui/page.tsx';
import type { useAppearance } from './appearance.ts';
import { themes } from './appearance.ts';
import { AskFirst } from './ask-first.tsx';
import { hashPath } from './hash-path.ts';
import { usePhone } from './phone-context.tsx';
import { Screen } from './screen.tsx';
import { SIGN_IN } from './sign-in-path.ts';
import { ThumbButton, ThumbLink } from './thumb.tsx';

const MEGABYTE = 1_048_576;
const languageNames = { ar: 'العربية', en: 'English' } as const;

export function SettingsScreen({
  appearance,
  isKept,
}: {
  appearance: ReturnType<typeof useAppearance>;
  isKept: boolean;
}) {
  const { texts, format } = useSpeech();
  const { phone, open } = usePhone();
  const words = texts.inspector;
  const { storage, counts, until } = open;
  const [problem, setProblem] = useState<string | null>(null);
  const waiting = counts.acts + counts.photos + counts.refused;
  const megabytes = (bytes: number) => format.number(Math.round(bytes / MEGABYTE));
  const signOut = async () => {
    try {
      await phone.signOut();
      location.assign('/sign-in');
    } catch {
      setProblem(navigator.onLine ? texts.shell.errorTitle : words.offline);
    }
  };
  return (
    <Screen title={words.settings} lead={open.displayName} back={hashPath()}>
      <Card title={words.theme}>
        <div className="grid grid-cols-2 gap-2">
          {themes.map((theme) => (
            <ThumbButton
              key={theme}
              kind={appearance.theme === theme ? 'chosen' : 'secondary'}
              aria-pressed={appearance.theme === theme}
              onClick={() => appearance.chooseTheme(theme)}
            >
              {words.themes[theme]}
            </ThumbButton>
          ))}
        </div>
      </Card>
      <Card title={words.language}>
        <div className="grid grid-cols-2 gap-2">
          {languages.map((language) => (
            <ThumbButton
              key={language}
              lang={language}
              kind={appearance.language === language ? 'chosen' : 'secondary'}
              aria-pressed={appearance.language === language}
              onClick={() => appearance.chooseLanguage(language)}
            >
              {languageNames[language]}
            </ThumbButton>
          ))}
        </div>
      </Card>
      <Card title={words.storage}>
        {storage ? <p>{words.storageUsed(megabytes(storage.used), megabytes(storage.available))}</p> : null}
        <p>{storage?.isKept ? words.storageKept : words.mayBeCleared}</p>
        <p>{isKept ? words.keyUntil(format.instant(until)) : words.notReady}</p>
        <p className="mt-2">
          <a href={SIGN_IN}>{words.signInAgain}</a>
        </p>
      </Card>
      <Card title={texts.shell.account}>
        {problem ? <Notice tone="danger" title={problem} /> : null}
        <div className="flex flex-col gap-3">
          <ThumbLink href="/inspections">{texts.shell.inspections}</ThumbLink>
          <div>
            <ThumbButton className="w-full" onClick={() => void phone.lock()}>
              {words.lock}
            </ThumbButton>
            <p className="mt-1 text-sm text-muted">{words.lockHint}</p>
          </div>
          {waiting === 0 ? (
            <div>
              <ThumbButton kind="danger" className="w-full" onClick={() => void signOut()}>
                {words.signOut}
              </ThumbButton>
              <p className="mt-1 text-sm text-muted">{words.signOutHint}</p>
            </div>
          ) : (
            <>
              <Notice tone="warning" title={words.signOutWaiting(waiting)} />
              <ThumbLink kind="primary" href={hashPath('sync')}>
                {words.syncNow}
              </ThumbLink>
              <AskFirst
                kind="danger"
                label={words.removeAnyway}
                question={words.removeQuestion}
                onConfirm={() => void signOut()}
              >
                <p>{words.removeHint}</p>
              </AskFirst>
            </>
          )}
        </div>
      </Card>
    </Screen>
  );
}
