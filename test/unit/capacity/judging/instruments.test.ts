import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeBuilding, judgeFloor, judgeRoom, judgeSite } from '#app/domain/capacity/judging/judgement.ts';
import type { Criterion } from '#app/domain/standards/criterion.ts';
import { criteriaOf, readInstruments } from '#db/reference/reference.ts';
import { aBuilding, aFloor, aRoom, aSite, rooms } from '#test/unit/capacity/place-builder.ts';

/*
 * Worked by hand from the thresholds of the reference, each instrument at least once. Where the reference cites a clause
 * or the source's wording, it stands in the test and is looked for beside the rule.
 */

const instruments = new Map(readInstruments().map((instrument) => [instrument.id, instrument]));

/** A rule of an instrument; `cited`: what its note must say. */
function rule(instrument: string, key: string, cited = ''): Criterion {
  const found = instruments.get(instrument)!;
  const index = found.criteria.findIndex((each) => each.key === key);
  expect(found.criteria[index]?.note ?? '').toContain(cited);
  return criteriaOf(found)[index]!;
}

/** A building of one floor. */
const house = (count: number, beds: number) => aBuilding([aFloor(rooms(count, beds))]);

describe('Kuwait', () => {
  it('PAM 2025: four to a room, whatever it was built for', () => {
    const four = rule('kw-pam-2025', 'max_occupants_per_room');
    expect(judgeRoom(aRoom({ designBeds: 6 }), [four])).toMatchObject({
      certain: 4,
      binding: { measured: 6 },
    });
  });

  it('PAM 2025: a first-aid room with a nurse “where more than 200 workers live in the building”', () => {
    const nurse = rule(
      'kw-pam-2025',
      'first_aid_room_with_nurse',
      'more than 200 workers live in the building',
    );
    // 51 rooms of 4 are 204 beds: 200 may live there without the nurse, all 204 with, and 50 rooms need none.
    const without = { measured: { first_aid_room_with_nurse: false } };
    expect(judgeBuilding({ ...house(51, 4), ...without }, [nurse])).toMatchObject({
      certain: 200,
      possible: 200,
    });
    expect(judgeBuilding(house(51, 4), [nurse])).toMatchObject({ certain: 200, possible: 204 });
    expect(judgeBuilding({ ...house(50, 4), ...without }, [nurse]).certain).toBe(200);
    const nursed = { measured: { first_aid_room_with_nurse: true } };
    expect(judgeBuilding({ ...house(51, 4), ...nursed }, [nurse]).certain).toBe(204);
  });

  it('Municipality, worker cities: a residential building of at most 4 floors', () => {
    const floors = rule('kw-municipality-worker-cities', 'residential_floors');
    expect(judgeBuilding({ ...house(5, 4), floorCount: 4 }, [floors]).certain).toBe(20);
    expect(judgeBuilding({ ...house(5, 4), floorCount: 5 }, [floors])).toMatchObject({
      possible: 0,
      lift: { people: 20, steps: [{ kind: 'less', by: 1 }] },
    });
  });

  it('PAM 2020, in practice: four in a room of 4 × 4 m, 4 m² a person; three in 15.9 m²; no bunk beds', () => {
    const four = rule('kw-pam-2020-practice', 'max_occupants_per_room', '4 x 4 m room');
    const area = rule('kw-pam-2020-practice', 'floor_area_per_person_m2', '4 persons in 16 m2');
    const bunks = rule('kw-pam-2020-practice', 'bunk_beds');
    expect(judgeRoom(aRoom({ floorAreaM2: 16, designBeds: 6 }), [four, area]).certain).toBe(4);
    expect(judgeRoom(aRoom({ floorAreaM2: 15.9, designBeds: 6 }), [four, area]).certain).toBe(3);
    expect(judgeRoom(aRoom({ upperBeds: 2 }), [bunks]).possible).toBe(0);
  });

  it('the fire of Mangaf: a building with gas cylinders holds nobody, one where nobody looked holds nobody for certain', () => {
    const gas = rule('kw-fire-lessons-2024', 'gas_cylinders_in_building');
    const seen = (cylinders: boolean) => ({
      ...house(2, 4),
      measured: { gas_cylinders_in_building: cylinders },
    });
    expect(judgeBuilding(seen(true), [gas]).possible).toBe(0);
    expect(judgeBuilding(seen(false), [gas]).certain).toBe(8);
    expect(judgeBuilding(house(2, 4), [gas])).toMatchObject({ certain: 0, possible: 8 });
  });

  it('the midday ban is conduct, no fact of a place: where it is left in a standard, it has to be looked at', () => {
    const midday = rule('kw-midday-ban', 'outdoor_work_midday', '11:00-16:00');
    const site = aSite([house(2, 4)]);
    expect(judgeSite(site, [midday])).toMatchObject({ certain: 0, possible: 8 });
    expect(judgeSite({ ...site, measured: { outdoor_work_midday: false } }, [midday]).certain).toBe(8);
  });
});

describe('Qatar', () => {
  it('18 of 2014: 6 m² a person, so 23 m² hold 3', () => {
    const area = rule('qa-md18-2014', 'floor_area_per_person_m2');
    expect(judgeRoom(aRoom({ floorAreaM2: 23 }), [area]).certain).toBe(3);
  });

  it('18 of 2014: a nurse from 100 workers on, a doctor above 500, one who lives in from 5,000 on', () => {
    const nurse = rule('qa-md18-2014', 'resident_nurse', '100 to 500 workers');
    const doctor = rule('qa-md18-2014', 'doctor', 'more than 500 workers');
    const resident = rule('qa-md18-2014', 'resident_doctor', '5,000 workers or more');
    const site = aSite([house(1300, 4)]);
    const staffed = (...there: string[]) => ({
      ...site,
      measured: Object.fromEntries(
        ['resident_nurse', 'doctor', 'resident_doctor'].map((key) => [key, there.includes(key)]),
      ),
    });
    const holds = (...there: string[]) => judgeSite(staffed(...there), [nurse, doctor, resident]).certain;
    expect(holds()).toBe(99);
    expect(holds('resident_nurse')).toBe(500);
    expect(holds('resident_nurse', 'doctor')).toBe(4999);
    expect(holds('resident_nurse', 'doctor', 'resident_doctor')).toBe(5200);
  });

  it('18 of 2014: one health and safety officer for 1,200 workers', () => {
    const officer = rule('qa-md18-2014', 'health_and_safety_officer_persons', '1,200 workers');
    const site = aSite([house(700, 4)], { facilities: { health_and_safety_officer: 2 } });
    expect(judgeSite(site, [officer])).toMatchObject({ certain: 2400, lift: { people: 400 } });
  });

  it('17 of 2005: 8 to a bathroom, 20 to a water cooler: 5 bathrooms and 2 coolers serve 40', () => {
    const bathroom = rule('qa-17-2005', 'persons_per_bathroom');
    const cooler = rule('qa-17-2005', 'persons_per_water_cooler');
    const floor = aFloor(rooms(12, 4), { facilities: { bathroom: 5, water_cooler: 2 } });
    expect(judgeFloor(floor, [bathroom, cooler])).toMatchObject({
      certain: 40,
      lift: { people: 8, steps: [{ by: 1 }, { by: 1 }] },
    });
  });

  it('17 of 2005, temporary residences: eight to a room', () => {
    const eight = rule('qa-17-2005-temporary', 'max_occupants_per_room');
    expect(judgeRoom(aRoom({ designBeds: 10 }), [eight]).certain).toBe(8);
  });
});

describe('the other states of the Gulf', () => {
  it('Emirates: 3 m² a person and at most 10: 24 m² hold 8, 36 m² hold 10; below 7 feet, 2.13 m, nobody', () => {
    const rules = [
      rule('ae-labour-accommodation', 'floor_area_per_person_m2'),
      rule('ae-labour-accommodation', 'max_occupants_per_room', '8 to 10'),
      rule('ae-labour-accommodation', 'ceiling_height_m', '7 feet'),
    ];
    const room = aRoom({ designBeds: 12, ceilingHeightM: 2.13 });
    expect(judgeRoom({ ...room, floorAreaM2: 24 }, rules).certain).toBe(8);
    expect(judgeRoom({ ...room, floorAreaM2: 36 }, rules).certain).toBe(10);
    expect(judgeRoom({ ...room, floorAreaM2: 36, ceilingHeightM: 2.12 }, rules).possible).toBe(0);
  });

  it('Emirates: 8 to a toilet, 25 to a urinal: 3 toilets and 1 urinal serve 24', () => {
    const rules = [
      rule('ae-labour-accommodation', 'persons_per_toilet'),
      rule('ae-labour-accommodation', 'persons_per_urinal'),
    ];
    const floor = aFloor(rooms(7, 4), { facilities: { toilet: 3, urinal: 1 } });
    expect(judgeFloor(floor, rules)).toMatchObject({
      certain: 24,
      binding: { criterionKey: 'persons_per_toilet' },
      next: { criterionKey: 'persons_per_urinal', allows: { certain: 25 } },
      // The urinal is next: one more toilet for one person more, and then the urinal binds.
      lift: { people: 1, steps: [{ by: 1 }] },
    });
  });

  it('Saudi Arabia: 500 to a building, 8 to a toilet there; two kitchens on a floor', () => {
    const atMost = rule('sa-group-housing-2025', 'max_occupants_per_building', 'residential building');
    const toilets = rule('sa-group-housing-2025', 'persons_per_toilet');
    const kitchens = rule('sa-group-housing-2025', 'kitchens_per_floor', 'complexes');
    const large = { ...house(60, 10), facilities: { toilet: 70 } };
    expect(judgeBuilding(large, [atMost, toilets])).toMatchObject({ certain: 500, lift: null });
    expect(judgeBuilding({ ...large, facilities: { toilet: 60 } }, [atMost, toilets]).certain).toBe(480);
    expect(judgeFloor(aFloor(rooms(2, 4), { facilities: { kitchen: 1 } }), [kitchens])).toMatchObject({
      possible: 0,
      lift: { people: 8, steps: [{ kind: 'more', fact: { kind: 'facility', key: 'kitchen' }, by: 1 }] },
    });
  });

  it('Saudi Arabia, complexes: 1,000 to an emergency room, 5,000 to a clinic, 100 to a car space', () => {
    const rules = [
      rule('sa-group-housing-2025', 'persons_per_emergency_room', 'complexes'),
      rule('sa-group-housing-2025', 'persons_per_clinic', 'complexes'),
      rule('sa-group-housing-2025', 'residents_per_car_space'),
    ];
    const site = aSite([house(700, 4)], { facilities: { emergency_room: 2, clinic: 1, car_space: 26 } });
    expect(judgeSite(site, rules)).toMatchObject({
      certain: 2000,
      binding: { criterionKey: 'persons_per_emergency_room' },
      next: { criterionKey: 'residents_per_car_space', allows: { certain: 2600 } },
    });
  });
});

describe('Singapore', () => {
  it('new dormitories: 4.2 m² a person, 12 to a room: 12.6 m² hold 3, 60 m² hold 12', () => {
    const rules = [
      rule('sg-nds-2021', 'floor_area_per_person_m2'),
      rule('sg-nds-2021', 'max_occupants_per_room'),
    ];
    expect(judgeRoom(aRoom({ floorAreaM2: 12.6, designBeds: 16 }), rules).certain).toBe(3);
    expect(judgeRoom(aRoom({ floorAreaM2: 60, designBeds: 16 }), rules).certain).toBe(12);
  });

  it('new dormitories: 6 to a toilet, shower and basin of the room’s own', () => {
    const rules = [
      rule('sg-nds-2021', 'persons_per_toilet'),
      rule('sg-nds-2021', 'persons_per_shower', 'en suite'),
      rule('sg-nds-2021', 'persons_per_washbasin', 'en suite'),
    ];
    const facilities = { toilet: 2, shower: 1, washbasin: 1 };
    expect(judgeRoom(aRoom({ designBeds: 12, facilities }), rules)).toMatchObject({
      certain: 6,
      lift: { people: 6, steps: [{ by: 1 }, { by: 1 }] },
    });
  });

  it('new dormitories: 120 to a segment and 240 to a floor, so a floor of two segments holds 240', () => {
    const rules = [rule('sg-nds-2021', 'residents_per_segment'), rule('sg-nds-2021', 'residents_per_floor')];
    const floor = aFloor(rooms(25, 12));
    expect(judgeFloor(floor, rules)).toMatchObject({ certain: 120, possible: 240 });
    expect(judgeFloor({ ...floor, facilities: { segment: 2 } }, rules).certain).toBe(240);
    expect(judgeFloor({ ...floor, facilities: { segment: 3 } }, rules).certain).toBe(240);
  });

  it('new dormitories: 10 isolation beds to 1,000 residents and a socket each', () => {
    const isolation = rule('sg-nds-2021', 'isolation_beds_per_1000');
    const sockets = rule('sg-nds-2021', 'power_socket_per_person');
    const site = aSite([house(700, 4)], { facilities: { isolation_bed: 25 } });
    expect(judgeSite(site, [isolation])).toMatchObject({
      certain: 2500,
      lift: { people: 300, steps: [{ by: 3 }] },
    });
    expect(judgeRoom(aRoom({ facilities: { power_socket: 3 } }), [sockets]).certain).toBe(3);
  });

  it('before 2021: 3.5 m² a person, 15 to a toilet, 1 isolation bed to 1,000', () => {
    const area = rule('sg-previous', 'floor_area_per_person_m2');
    const toilets = rule('sg-previous', 'persons_per_toilet');
    const isolation = rule('sg-previous', 'isolation_beds_per_1000');
    expect(judgeRoom(aRoom({ floorAreaM2: 35, designBeds: 12 }), [area]).certain).toBe(10);
    expect(judgeFloor(aFloor(rooms(20, 4), { facilities: { toilet: 5 } }), [toilets]).certain).toBe(75);
    expect(judgeSite(aSite([house(700, 4)], { facilities: { isolation_bed: 2 } }), [isolation]).certain).toBe(
      2000,
    );
  });

  it('transition: 3.6 m² a person: 36 m² hold 10; a room without a toilet of its own holds nobody', () => {
    const area = rule('sg-dts-2023', 'floor_area_per_person_m2', 'Centurion');
    const ensuite = rule('sg-dts-2023', 'ensuite_toilet');
    const room = aRoom({ floorAreaM2: 36, designBeds: 12 });
    expect(judgeRoom({ ...room, facilities: { toilet: 1 } }, [area, ensuite]).certain).toBe(10);
    expect(judgeRoom({ ...room, facilities: { toilet: 0 } }, [area, ensuite]).possible).toBe(0);
  });
});

describe('Malaysia', () => {
  it('Act 446: 3.6 m² in a bedroom, 3 m² in a dormitory: 18 m² hold 5, or 6', () => {
    const bedroom = rule('my-act446-2020', 'floor_area_per_person_m2', 'not a dormitory');
    const dormitory = rule('my-act446-2020', 'dormitory_floor_area_per_person_m2', 'dormitory');
    const room = aRoom({ floorAreaM2: 18, designBeds: 8 });
    expect(judgeRoom(room, [bedroom]).certain).toBe(5);
    expect(judgeRoom(room, [dormitory]).certain).toBe(6);
  });
});

describe('the United States, 29 CFR 1910.142', () => {
  it('(b)(2): 50 square feet, 4.65 m² a person: 18.6 m² hold 4, 18.5 m² hold 3; below 7 feet nobody', () => {
    const area = rule('us-1910-142', 'floor_area_per_person_m2', '50 square feet, (b)(2)');
    const height = rule('us-1910-142', 'ceiling_height_m', '7 feet, (b)(2)');
    const room = aRoom({ floorAreaM2: 18.6, designBeds: 6, ceilingHeightM: 2.4 });
    expect(judgeRoom(room, [area, height]).certain).toBe(4);
    expect(judgeRoom({ ...room, floorAreaM2: 18.5 }, [area, height]).certain).toBe(3);
    expect(judgeRoom({ ...room, ceilingHeightM: 2.1 }, [area, height]).possible).toBe(0);
  });

  it('(b)(3): beds 36 inches apart, no triple bunks', () => {
    const spacing = rule('us-1910-142', 'bed_spacing_m', '36 inches, (b)(3)');
    const triple = rule('us-1910-142', 'triple_bunks', '(b)(3)');
    expect(judgeRoom(aRoom({ measured: { bed_spacing_m: 0.91 } }), [spacing]).certain).toBe(4);
    expect(judgeRoom(aRoom({ measured: { bed_spacing_m: 0.9 } }), [spacing]).possible).toBe(0);
    expect(judgeRoom(aRoom({ designBeds: 6, upperBeds: 3 }), [triple]).certain).toBe(6);
    expect(judgeRoom(aRoom({ designBeds: 6, upperBeds: 4 }), [triple]).possible).toBe(0);
  });

  it('(c)(2): 35 gallons, 132 litres a person and day: 13,200 litres serve 100', () => {
    const water = rule('us-1910-142', 'water_litres_per_person_day', '35 gallons, (c)(2)');
    const site = aSite([house(30, 4)], { measured: { water_litres_per_day: 13_200 } });
    expect(judgeSite(site, [water])).toMatchObject({
      certain: 100,
      lift: { people: 20, steps: [{ kind: 'more', by: 2640 }] },
    });
  });

  it('(d)(5) and (d)(6): toilets 1 to 15, urinals 1 to 25: 4 toilets and 2 urinals serve 50', () => {
    const toilets = rule('us-1910-142', 'persons_per_toilet', '(d)(5)');
    const urinals = rule('us-1910-142', 'persons_per_urinal', '(d)(6)');
    const building = { ...house(20, 4), facilities: { toilet: 4, urinal: 2 } };
    expect(judgeBuilding(building, [toilets, urinals])).toMatchObject({
      certain: 50,
      binding: { criterionKey: 'persons_per_urinal' },
      lift: { people: 10, steps: [{ by: 1 }] },
    });
  });

  it('(f)(1): showers 1 to 10, laundry trays 1 to 30, as remembered and not yet seen at the source', () => {
    const showers = rule('us-1910-142', 'persons_per_shower', '(f)(1)(iii)');
    const trays = rule('us-1910-142', 'persons_per_laundry_tray', '(f)(1)(iv)');
    const building = { ...house(20, 4), facilities: { shower: 7, laundry_tray: 2 } };
    expect(judgeBuilding(building, [showers, trays])).toMatchObject({
      certain: 60,
      next: { criterionKey: 'persons_per_shower', allows: { certain: 70 } },
    });
  });
});

describe('international guidance', () => {
  it('IFC and EBRD: 4 m² a person, 8 to a room, 15 to a toilet, 80 litres of water', () => {
    const rules = [
      rule('ifc-ebrd-2009', 'floor_area_per_person_m2', '4 to 5.5'),
      rule('ifc-ebrd-2009', 'max_occupants_per_room', '2 to 8'),
      rule('ifc-ebrd-2009', 'persons_per_toilet', 'strict end 6'),
      rule('ifc-ebrd-2009', 'water_litres_per_person_day', 'to 180 by climate'),
    ];
    // Each room of 40 m² has floor for 10, beds for 10, and may hold 8: 32 together. Two toilets serve 30; 2,000 litres 25.
    const four = rooms(4, 10).map((room) => ({ ...room, floorAreaM2: 40 }));
    const building = aBuilding([aFloor(four)], { facilities: { toilet: 2 } });
    const site = aSite([building], { measured: { water_litres_per_day: 2000 } });
    const judged = judgeSite(site, rules);
    expect(judged.buildings[0]?.floors[0]).toMatchObject({ certain: 32 });
    expect(judged.buildings[0]).toMatchObject({ certain: 30 });
    expect(judged).toMatchObject({ certain: 25, lift: { people: 5, steps: [{ by: 400 }] } });
  });

  it('ILO factsheet 6: at most two tiers of beds, headroom of 2.03 m', () => {
    const tiers = rule('ilo-factsheet-6', 'bed_tiers');
    const headroom = rule('ilo-factsheet-6', 'headroom_m');
    const room = aRoom({ designBeds: 6, upperBeds: 3, measured: { headroom_m: 2.03 } });
    expect(judgeRoom(room, [tiers, headroom]).certain).toBe(6);
    expect(judgeRoom({ ...room, upperBeds: 4 }, [tiers, headroom]).possible).toBe(0);
    expect(judgeRoom({ ...room, measured: { headroom_m: 2 } }, [tiers, headroom]).possible).toBe(0);
  });

  it('ILO recommendation 115: an own bed and the sexes apart are kept by the database; water has to be seen', () => {
    const rules = [rule('ilo-r115-1961', 'own_bed'), rule('ilo-r115-1961', 'separate_sexes')];
    const water = rule('ilo-r115-1961', 'safe_water_supply');
    const site = aSite([house(2, 4)]);
    expect(judgeSite(site, rules)).toMatchObject({ certain: 8, possible: 8, missing: [] });
    expect(judgeSite(site, [...rules, water])).toMatchObject({
      certain: 0,
      possible: 8,
      missing: [{ criterionKey: 'safe_water_supply' }],
    });
  });

  it('ILO forestry code: six to a room', () => {
    const six = rule('ilo-forestry-camps', 'max_occupants_per_room');
    expect(judgeRoom(aRoom({ designBeds: 8 }), [six]).certain).toBe(6);
  });
});

it('no instrument is left without an example', () => {
  const examples = readFileSync(import.meta.filename, 'utf8');
  expect([...instruments.keys()].filter((id) => !examples.includes(`rule('${id}'`))).toEqual([]);
});
