import type { Role } from '#app/domain/identity/actor.ts';
import { LinkButton } from '#app/ui/button.tsx';
import { useSpeech } from '#app/ui/language-context.tsx';

/** What the closing form is asked for: the smallest named place is the one that closes. */
interface LinkedPlace {
  readonly siteKey: string;
  readonly buildingId?: string;
  readonly floor?: number;
  readonly roomId?: string;
  readonly bedId?: string;
}

/** The way to close a place, for planners. `name` tells one link from another where a screen reader lists them. */
export function CloseLink({ role, place, name }: { role: Role; place: LinkedPlace; name: string }) {
  const { changes } = useSpeech().texts;
  if (role !== 'planner') return null;
  const { siteKey, buildingId, floor, roomId, bedId } = place;
  const query = new URLSearchParams();
  if (buildingId !== undefined) query.set('building', buildingId);
  if (floor !== undefined) query.set('floor', String(floor));
  if (roomId !== undefined) query.set('room', roomId);
  if (bedId !== undefined) query.set('bed', bedId);
  return (
    <LinkButton kind="quiet" to={`/sites/${siteKey}/close?${query}`} aria-label={`${changes.close} ${name}`}>
      {changes.close}
    </LinkButton>
  );
}
