import { createContext, useContext, useState } from 'react';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { OpenState, Phone } from './store/phone.ts';
import type { Visit } from './store/visit.ts';

/** The phone while it is open, to every screen of the app. */
export const PhoneContext = createContext<{ readonly phone: Phone; readonly open: OpenState } | null>(null);

export function usePhone() {
  const found = useContext(PhoneContext);
  if (!found) throw new Error('usePhone needs an open phone above it.');
  return found;
}

/**
 * What is being typed, kept on the phone with each keystroke, so that nothing is lost when the browser is killed.
 * @param id names it within the visit
 */
export function useDraft(visit: Visit, name: string) {
  const { phone, open } = usePhone();
  const id = `${visit.pack.id}/${name}`;
  const [typed, setTyped] = useState(() => (open.drafts.get(id) as string | undefined) ?? null);
  return {
    id,
    typed,
    type: (text: string | null) => {
      setTyped(text);
      void phone.keepDraft(id, visit.pack.id, text);
    },
    /** Once an act has taken its place; the act removes it from the phone. */
    forget: () => setTyped(null),
  };
}

/** The site's name, and of a building its own. */
export function useVisitName() {
  const { language, texts } = useSpeech();
  return ({ pack: { site, buildingName } }: Visit) => ({
    site: language === 'ar' ? site.nameAr : site.nameEn,
    place: buildingName === null ? texts.inspector.wholeSite : texts.places.building(buildingName),
  });
}
