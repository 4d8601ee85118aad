import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorCapacity, floorLift } from '#app/domain/capacity/floor-capacity.ts';
import { roomCapacity, wholeTimes } from '#app/domain/capacity/room-capacity.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';

const criterion = (key: string, threshold: number, scope: Criterion['scope'] = 'room'): Criterion => ({
  key,
  operator: 'max',
  threshold,
  unit: null,
  scope,
  severity: 'critical',
  appliesAbove: null,
  standardKey: 'test',
});
const area = criterion('floor_area_per_person_m2', 4.2);
const room = { floorAreaM2: 18, ceilingHeightM: 3, windows: 1, designBeds: 6 };

const anyRoom = fc.record({
  floorAreaM2: fc.integer({ min: 300, max: 9000 }).map((hundredths) => hundredths / 100),
  ceilingHeightM: fc.integer({ min: 190, max: 350 }).map((hundredths) => hundredths / 100),
  windows: fc.nat(3),
  designBeds: fc.integer({ min: 1, max: 20 }),
});
const anyCriteria = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 12 }).map((count) => criterion('max_occupants_per_room', count)),
    fc
      .integer({ min: 250, max: 1200 })
      .map((hundredths) => criterion('floor_area_per_person_m2', hundredths / 100)),
    fc.integer({ min: 200, max: 300 }).map((hundredths) => criterion('ceiling_height_m', hundredths / 100)),
  ),
);

describe('a room', () => {
  it('of 18 m² holds 4 at 4.2 m² a person, not the 6 it was built for, and names what binds', () => {
    expect(roomCapacity(room, [area])).toMatchObject({
      capacity: 4,
      binding: { criterionKey: 'floor_area_per_person_m2', measured: 18, allows: 4 },
    });
  });

  it('of 12.6 m² holds 3 at 4.2 m²: hundredths, not binary fractions', () => {
    expect(wholeTimes(12.6, 4.2)).toBe(3);
  });

  it('that is too low holds nobody', () => {
    expect(
      roomCapacity({ ...room, ceilingHeightM: 2.05 }, [criterion('ceiling_height_m', 2.13)]).capacity,
    ).toBe(0);
  });

  it('never holds more than its beds, and every criterion allows what it holds', () => {
    fc.assert(
      fc.property(anyRoom, anyCriteria, (facts, criteria) => {
        const { capacity, reasons, binding } = roomCapacity(facts, criteria);
        expect(capacity).toBeLessThanOrEqual(facts.designBeds);
        for (const reason of reasons) expect(reason.allows).toBeGreaterThanOrEqual(capacity);
        if (capacity < facts.designBeds) expect(binding?.allows).toBe(capacity);
      }),
    );
  });

  it('never holds more under one criterion more', () => {
    fc.assert(
      fc.property(anyRoom, anyCriteria, anyCriteria, (facts, criteria, more) => {
        expect(roomCapacity(facts, [...criteria, ...more]).capacity).toBeLessThanOrEqual(
          roomCapacity(facts, criteria).capacity,
        );
      }),
    );
  });
});

describe('a floor', () => {
  const toilets = criterion('persons_per_toilet', 8, 'floor');

  it('holds what its toilets serve, and the fullest rooms give up beds first', () => {
    const rooms = [4, 4, 3].map((capacity, index) => ({ name: `0-0${index}`, capacity }));
    expect(floorCapacity(rooms, new Map([['toilet', 1]]), [toilets])).toMatchObject({
      capacity: 8,
      rooms: [3, 3, 2],
      binding: { criterionKey: 'persons_per_toilet', measured: 1 },
    });
  });

  it('shares out exactly what it holds, no room above its own capacity', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1 }), fc.nat(6), (capacities, count) => {
        const rooms = capacities.map((capacity, index) => ({
          name: String(index).padStart(3, '0'),
          capacity,
        }));
        const floor = floorCapacity(rooms, new Map([['toilet', count]]), [toilets]);
        expect(floor.rooms.reduce((sum, each) => sum + each, 0)).toBe(floor.capacity);
        floor.rooms.forEach((each, index) => expect(each).toBeLessThanOrEqual(capacities[index] ?? 0));
        expect(floor.capacity).toBeLessThanOrEqual(count * 8);
      }),
    );
  });

  const kinds = ['toilet', 'shower', 'washbasin'] as const;
  const criteria = [6, 8, 10].map((threshold, index) =>
    criterion(`persons_per_${kinds[index] ?? ''}`, threshold, 'floor'),
  );
  const floorOf = (capacities: readonly number[]) =>
    capacities.map((capacity, index) => ({ name: String(index), capacity }));
  const holds = (rooms: ReturnType<typeof floorOf>, counts: ReadonlyMap<string, number>) =>
    floorCapacity(rooms, counts, criteria).capacity;

  it('says what would lift it: both, where toilets and showers bind together', () => {
    const rooms = floorOf([4, 4, 4, 4, 4, 4, 4]);
    const counts = new Map([
      ['toilet', 4],
      ['shower', 3],
      ['washbasin', 3],
    ]);
    expect(holds(rooms, counts)).toBe(24);
    expect(floorLift(rooms, counts, criteria)).toEqual({
      people: 4,
      facilities: [
        { kind: 'toilet', more: 1 },
        { kind: 'shower', more: 1 },
      ],
    });
    expect(floorLift(floorOf([4]), counts, criteria)).toBeNull();
  });

  it('rises by just what was said, with just what was named, and not with one fewer', () => {
    const counts = fc
      .tuple(fc.nat(9), fc.nat(9), fc.nat(9))
      .map((numbers) => new Map(kinds.map((kind, index) => [kind as string, numbers[index] ?? 0])));
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1, maxLength: 12 }), counts, (capacities, facilities) => {
        const rooms = floorOf(capacities);
        const before = holds(rooms, facilities);
        const lift = floorLift(rooms, facilities, criteria);
        if (!lift) {
          expect(before).toBe(capacities.reduce((sum, each) => sum + each, 0));
          return;
        }
        const added = new Map(facilities);
        for (const { kind, more } of lift.facilities) added.set(kind, (added.get(kind) ?? 0) + more);
        expect(holds(rooms, added)).toBe(before + lift.people);
        for (const { kind } of lift.facilities) {
          const oneFewer = new Map(added).set(kind, (added.get(kind) ?? 0) - 1);
          expect(holds(rooms, oneFewer)).toBeLessThan(before + lift.people);
        }
      }),
    );
  });
});
