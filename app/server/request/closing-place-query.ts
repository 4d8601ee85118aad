import type { ClosingPlace } from '#app/domain/capacity/changes/capacity-change.ts';
import { ProblemError } from '#app/domain/problem.ts';
import { recordId } from './record-id.ts';

/**
 * The place that a closing form's URL names, by `?building=`, `?floor=`, `?room=` or `?bed=` within the site; what is not
 * named is null.
 * @throws ProblemError not_found for what can't name a place
 */
export function readClosingPlace(
  request: Request,
  siteKey: string,
): { readonly siteKey: string } & Omit<ClosingPlace, 'siteId'> {
  const { searchParams } = new URL(request.url);
  const id = (name: string) => {
    const text = searchParams.get(name);
    return text ? recordId(text) : null;
  };
  const floor = searchParams.get('floor');
  if (floor && !/^-?\d{1,3}$/.test(floor)) throw new ProblemError('not_found');
  return {
    siteKey,
    buildingId: id('building'),
    floor: floor ? Number(floor) : null,
    roomId: id('room'),
    bedId: id('bed'),
  };
}
