import { expect, it } from 'vitest';
import { bindingHeat } from '#app/domain/capacity/binding-heat.ts';

it('buildings that lose most beds come first, each with what every criterion takes', () => {
  const lost = (buildingId: string, criterionKey: string, beds: number) => ({
    buildingId,
    criterionKey,
    isUnknown: false,
    beds,
    rooms: 1,
  });
  const heat = bindingHeat([
    lost('A', 'ceiling_height_m', 3),
    lost('B', 'ceiling_height_m', 2),
    lost('B', 'persons_per_toilet', 4),
  ]);
  expect(heat.map(({ buildingId, beds }) => [buildingId, beds])).toEqual([
    ['B', 6],
    ['A', 3],
  ]);
  expect(heat[0]?.lost.map(({ criterionKey, beds }) => [criterionKey, beds])).toEqual([
    ['ceiling_height_m', 2],
    ['persons_per_toilet', 4],
  ]);
});
