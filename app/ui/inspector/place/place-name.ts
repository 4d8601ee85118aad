import type { PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import type { Visit } from '#app/ui/inspector/store/visit.ts';

/** A place of the visit as one says it: the room, the floor, the building or the site. */
export function usePlaceName({ pack: { inspected } }: Visit) {
  const { inspector } = useSpeech().texts;
  const rooms = new Map(
    inspected.kind === 'building'
      ? inspected.facts.floors.flatMap((floor) => floor.rooms.map(({ id, name }) => [id, name] as const))
      : [],
  );
  return ({ roomId, floor, buildingId }: PlaceWithin): string => {
    if (roomId !== null) return inspector.room(rooms.get(roomId) ?? '');
    if (floor !== null) return inspector.floor(floor);
    return buildingId === null ? inspector.site : inspector.building;
  };
}
