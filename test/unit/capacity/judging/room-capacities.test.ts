import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Judgement } from '#app/domain/capacity/judging/judgement.ts';
import { judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import { roomCapacities } from '#app/domain/capacity/judging/room-capacities.ts';
import { shareOut, sumOf } from '#app/domain/capacity/judging/share-out.ts';
import type { SiteFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { Criterion, Scope } from '#app/domain/standards/criterion.ts';
import { aBuilding, aCriterion, aFloor, aRoom, aSite } from '#test/unit/capacity/place-builder.ts';
import { anyCriteria, anySite } from '#test/unit/capacity/site-arbitrary.ts';

const toilets = aCriterion({ key: 'persons_per_toilet', threshold: 8, scope: 'floor' });
const area = aCriterion({ key: 'floor_area_per_person_m2', operator: 'min', threshold: 4.2 });

describe('the rooms of a site', () => {
  it('hold what their own criteria allow, then what floor, building and site allow, and name what cut them last', () => {
    const floor = aFloor(
      [
        aRoom({ name: '0-02', floorAreaM2: 30, designBeds: 6 }),
        aRoom({ name: '0-01', floorAreaM2: 18, designBeds: 6 }),
      ],
      { facilities: { toilet: 1 } },
    );
    // 18 m² hold 4, 30 m² the 6 that are built; 8 of the 10 have a toilet; 7 of the 8 may live in the building.
    const atMost = aCriterion({ key: 'max_occupants_per_building', threshold: 7, scope: 'building' });
    const site = aSite([aBuilding([floor])]);
    expect(roomCapacities(site, [area, toilets])).toMatchObject([
      {
        roomId: '0-01',
        compliantCapacity: 4,
        bindingReason: { criterionKey: area.key, allows: 4, scope: 'room' },
      },
      {
        roomId: '0-02',
        compliantCapacity: 4,
        bindingReason: { criterionKey: toilets.key, measured: 1, allows: 8 },
      },
    ]);
    expect(roomCapacities(site, [area, toilets, atMost])).toMatchObject([
      { roomId: '0-01', compliantCapacity: 4, bindingReason: { criterionKey: area.key } },
      {
        roomId: '0-02',
        compliantCapacity: 3,
        bindingReason: { criterionKey: atMost.key, measured: 8, allows: 7, scope: 'building' },
      },
    ]);
  });

  it('hold all their beds without a criterion', () => {
    expect(roomCapacities(aSite([aBuilding([aFloor([aRoom()])])]), [])).toEqual([
      { roomId: '0-01', compliantCapacity: 4, possibleCapacity: 4, bindingReason: null },
    ]);
  });

  it('never hold more than their floor, building and site, nor more for certain than possibly', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, (site, criteria) => {
        const of = new Map(roomCapacities(site, criteria).map((room) => [room.roomId, room]));
        const judged = judgeSite(site, criteria);
        const expectWithin = (place: Judgement, ids: readonly string[]) => {
          expect(sumOf(ids.map((id) => of.get(id)!.compliantCapacity))).toBeLessThanOrEqual(place.certain);
          expect(sumOf(ids.map((id) => of.get(id)!.possibleCapacity))).toBeLessThanOrEqual(place.possible);
        };
        for (const building of judged.buildings) {
          for (const floor of building.floors) {
            for (const room of floor.rooms) expectWithin(room, [room.id]);
            expectWithin(
              floor,
              floor.rooms.map((room) => room.id),
            );
          }
          expectWithin(
            building,
            building.floors.flatMap((floor) => floor.rooms.map((room) => room.id)),
          );
        }
        const all = [...of.values()];
        expect(sumOf(all.map((room) => room.compliantCapacity))).toBe(judged.certain);
        expect(sumOf(all.map((room) => room.possibleCapacity))).toBe(judged.possible);
        for (const room of all) expect(room.compliantCapacity).toBeLessThanOrEqual(room.possibleCapacity);
      }),
    );
  });

  it('are judged as one by one and in detail', () => {
    fc.assert(
      fc.property(anySite, anyCriteria, (site, criteria) => {
        expect(roomCapacities(site, criteria)).toEqual(fromJudgements(site, criteria));
      }),
      { numRuns: 300 },
    );
  });
});

type Rooms = readonly ReturnType<typeof roomCapacities>[number][];

/** The same by the judgements of every place: the rooms of each, cut to what it allows. */
function fromJudgements(site: SiteFacts, criteria: readonly Criterion[]): Rooms {
  const judged = judgeSite(site, criteria);
  const cut = (scope: Scope, { certain, possible, binding }: Judgement, rooms: Rooms): Rooms => {
    const compliant = shareOut(
      rooms.map((room) => room.compliantCapacity),
      certain,
    );
    const hoped = shareOut(
      rooms.map((room) => room.possibleCapacity),
      possible,
      compliant,
    );
    return rooms.map((room, index) => ({
      roomId: room.roomId,
      compliantCapacity: compliant[index]!,
      possibleCapacity: hoped[index]!,
      bindingReason:
        compliant[index]! < room.compliantCapacity ? reasonOf(scope, binding) : room.bindingReason,
    }));
  };
  const ofBuildings = judged.buildings.flatMap((building) =>
    cut(
      'building',
      building,
      building.floors.flatMap((floor) =>
        cut(
          'floor',
          floor,
          floor.rooms.map((room) => ({
            roomId: room.id,
            compliantCapacity: room.certain,
            possibleCapacity: room.possible,
            bindingReason: reasonOf('room', room.binding),
          })),
        ),
      ),
    ),
  );
  return cut('site', judged, ofBuildings);
}

function reasonOf(scope: Scope, binding: Judgement['binding']) {
  if (binding.kind === 'within') return null;
  const { criterionKey, standardKey, operator, threshold, unit, measured, allows } = binding;
  return { criterionKey, standardKey, operator, threshold, unit, measured, allows: allows.certain, scope };
}
