import { useSpeech } from '#app/ui/language-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';
import { roomCapacity } from '#app/ui/inspector/store/visit.ts';

interface Holds {
  readonly certain: number;
  readonly possible: number;
}

/** How many the room, or the building, holds by what was answered, beside what is on record. */
export function CapacityNote({ visit, roomId = null }: { visit: Visit; roomId?: string | null }) {
  const { texts, format } = useSpeech();
  const words = texts.checklist;
  const found = roomId === null ? visit.capacity : roomCapacity(visit.capacity, roomId);
  const before = roomId === null ? visit.capacityOnRecord : roomCapacity(visit.capacityOnRecord, roomId);
  if (!found || !before) return null;
  const inWords = ({ certain, possible }: Holds) =>
    certain === possible
      ? format.number(certain)
      : words.between(format.number(certain), format.number(possible));
  const holds = roomId === null ? words.buildingHolds : words.roomHolds;
  const isLess = found.certain < before.certain;
  return (
    <p className={`text-lg font-semibold ${isLess ? 'text-danger' : ''}`} aria-live="polite">
      {holds(inWords(found), inWords(before))}
    </p>
  );
}
