import type { Position } from '#app/domain/allocation/distance.ts';
import { distanceMetres } from '#app/domain/allocation/distance.ts';

/** Metres in straight lines from stop to stop. */
export function travelMetres(stops: readonly Position[]): number {
  return stops.slice(1).reduce((sum, stop, index) => sum + distanceMetres(stops[index] ?? stop, stop), 0);
}

/**
 * The stops of a day in an order that is short to travel, from any of them to any other: the nearest next, begun at
 * each stop, then stretches turned round while that shortens the way (2-opt). Never longer than the order given.
 */
export function inTravelOrder<Stop extends Position>(stops: readonly Stop[]): readonly Stop[] {
  if (stops.length < 3) return stops;
  let best: readonly Stop[] = shortened(stops);
  for (const start of stops) {
    const candidate = shortened(nearestNext(stops, start));
    if (travelMetres(candidate) < travelMetres(best)) best = candidate;
  }
  return best;
}

function nearestNext<Stop extends Position>(stops: readonly Stop[], start: Stop): Stop[] {
  const left = new Set(stops);
  left.delete(start);
  const way = [start];
  for (let here = start; left.size > 0;) {
    let next: Stop | undefined;
    for (const stop of left)
      if (next === undefined || distanceMetres(here, stop) < distanceMetres(here, next)) next = stop;
    if (next === undefined) break;
    left.delete(next);
    way.push(next);
    here = next;
  }
  return way;
}

function shortened<Stop extends Position>(stops: readonly Stop[]): readonly Stop[] {
  let way = stops;
  for (let isShorter = true; isShorter;) {
    isShorter = false;
    for (let from = 0; from < way.length - 1; from++)
      for (let to = from + 1; to < way.length; to++) {
        const turned = [...way.slice(0, from), ...way.slice(from, to + 1).reverse(), ...way.slice(to + 1)];
        if (travelMetres(turned) < travelMetres(way)) {
          way = turned;
          isShorter = true;
        }
      }
  }
  return way;
}
