import type { NamedPlace } from '#app/domain/capacity/changes/closing-place.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { useStandardName } from '#app/ui/standards/standard-name.ts';

type PlaceNames = Omit<NamedPlace, 'siteId' | 'siteKey' | 'buildingId' | 'roomId' | 'bedId'>;

/** A place by the names on its doors, the widest first; a room says its floor by its name. */
export function usePlaceInWords() {
  const { texts, language } = useSpeech();
  const words = texts.changes.place;
  return ({ siteAr, siteEn, buildingName, floor, roomName, bedLabel }: PlaceNames): string =>
    [
      words.site(language === 'ar' ? siteAr : siteEn),
      buildingName === null ? null : words.building(buildingName),
      floor === null || roomName !== null ? null : words.floor(floor),
      roomName === null ? null : words.room(roomName),
      bedLabel === null ? null : words.bed(bedLabel),
    ]
      .filter((part) => part !== null)
      .join(texts.terms.comma);
}

/** What a change does, in a few words: `Close Subiya, building A1`. */
export function useChangeInWords() {
  const { changes } = useSpeech().texts;
  const standardName = useStandardName();
  const placeWords = usePlaceInWords();
  return ({
    standard,
    place,
    kind,
  }: {
    kind: 'adoption' | 'closure' | 'measurement';
    standard: { name: string; nameAr: string | null } | null;
    place: PlaceNames | null;
  }): string => {
    if (standard) return changes.adopts(standardName(standard));
    if (!place) return changes.kinds[kind];
    return kind === 'closure' ? changes.closes(placeWords(place)) : changes.measures(placeWords(place));
  };
}
