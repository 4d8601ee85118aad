import type { PasProblem } from './pas-file.ts';

/**
 * The cost of a plan from README.md's list alone, night by night and patient by patient: it shares nothing with the search.
 * @param beds For each patient the room's place in the problem and the bed within it
 * @throws Error when two lie in one bed on a night, or a bed doesn't exist
 */
export function pasCost(
  { nights, departments, rooms, patients }: PasProblem,
  beds: readonly { readonly room: number; readonly bed: number }[],
): number {
  let cost = 0;
  for (let night = 0; night < nights; night++) {
    const lying = new Set<string>();
    const sexes = rooms.map(() => ({ women: 0, men: 0 }));
    patients.forEach((patient, index) => {
      if (night < patient.from || night >= patient.to) return;
      const { room: place, bed } = beds[index]!;
      const room = rooms[place];
      if (!room || bed < 0 || bed >= room.beds) throw new Error(`Patient ${patient.id} lies in no bed.`);
      if (lying.has(`${place} ${bed}`)) throw new Error(`Two lie in bed ${bed} of room ${room.id}.`);
      lying.add(`${place} ${bed}`);
      sexes[place]![patient.isWoman ? 'women' : 'men']++;

      const department = departments.find(({ id }) => id === room.department)!;
      const specialism = patient.specialisms[night - patient.from]!;
      if ((room.policy === 'M' && patient.isWoman) || (room.policy === 'F' && !patient.isWoman)) cost += 50;
      if (department.minimumAge !== 0 && patient.age < department.minimumAge) cost += 100;
      else if (department.maximumAge !== 0 && patient.age > department.maximumAge) cost += 100;
      if (specialism !== 0) {
        if (!department.specialisms.includes(specialism)) cost += 10;
        if (!room.priorities.has(specialism)) cost += 20;
        else cost += 10 * (room.priorities.get(specialism)! - 1);
      }
      room.properties.forEach((has, property) => {
        if (patient.needs[property] && !has) cost += 50;
        if (patient.wishes[property] && !has) cost += 20;
      });
      if (patient.largestRoom !== 0 && room.beds > patient.largestRoom) cost += 8;
    });
    rooms.forEach(({ policy }, place) => {
      if (policy === 'D') cost += 50 * Math.min(sexes[place]!.women, sexes[place]!.men);
    });
  }
  return cost;
}
