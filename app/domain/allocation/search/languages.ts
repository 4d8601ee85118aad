import type { LabourScoring } from './labour-scoring.ts';
import type { Budget, Lodging } from './lodging.ts';
import { exchange, keepIfBetter } from './lodging.ts';
import { isLonely } from './room-languages.ts';

/** Neighbours of a building who are asked to change places with somebody whom nobody in the room can talk to. */
const MOST_ASKED = 24;

/** Lets those who share no language with anybody in their room change places within the building. */
export function joinLanguages(lodging: Lodging, _scoring: LabourScoring, budget: Budget): void {
  const { instance } = lodging.occupancy;
  const { seekers, rooms, buildings } = instance;
  const lonely: number[][] = Array.from({ length: buildings.count }, () => []);
  const residents: number[][] = Array.from({ length: buildings.count }, () => []);
  for (let seeker = 0; seeker < seekers.count; seeker++) {
    const room = lodging.roomOf[seeker] as number;
    if (room < 0 || seekers.languages[seeker] === 0) continue;
    const building = rooms.building[room] as number;
    residents[building]?.push(seeker);
    if (isLonely(instance, lodging, seeker)) lonely[building]?.push(seeker);
  }
  for (const [building, people] of lonely.entries())
    for (const seeker of people) {
      if (budget.left <= 0) return;
      if (isLonely(instance, lodging, seeker)) join(lodging, seeker, residents[building] ?? [], budget);
    }
}

/** Asks those whose room mates the seeker could talk to. */
function join(lodging: Lodging, seeker: number, residents: readonly number[], budget: Budget): void {
  const { instance } = lodging.occupancy;
  const { seekers } = instance;
  const { roomOf, firstOf, nextOf } = lodging;
  const [room, own] = [roomOf[seeker] as number, seekers.languages[seeker] as number];
  let asked = 0;
  for (const partner of residents) {
    if (asked >= MOST_ASKED || budget.left <= 0) return;
    const target = roomOf[partner] as number;
    if (target === room || seekers.kind[partner] !== seekers.kind[seeker]) continue;
    let canTalk = false;
    for (let mate = firstOf[target] as number; mate >= 0 && !canTalk; mate = nextOf[mate] as number)
      canTalk = mate !== partner && ((seekers.languages[mate] as number) & own) !== 0;
    if (!canTalk) continue;
    asked++;
    budget.left--;
    exchange(lodging, seeker, partner);
    if (keepIfBetter(lodging)) return;
  }
}
