import type { Criterion } from './criterion.ts';

export const facilityKinds = [
  'bathroom',
  'car_space',
  'clinic',
  'emergency_room',
  'first_aid_room',
  'health_and_safety_officer',
  'isolation_bed',
  'kitchen',
  'laundry_tray',
  'pandemic_isolation_bed',
  'power_socket',
  'prayer_room',
  'segment',
  'shower',
  'toilet',
  'urinal',
  'washbasin',
  'water_cooler',
] as const;
export type FacilityKind = (typeof facilityKinds)[number];

/** Facts that the record of a room or building bears, or that follow from it. */
export type RecordedKey =
  'floor_area_m2' | 'ceiling_height_m' | 'bunk_beds' | 'triple_bunks' | 'bed_tiers' | 'residential_floors';

/** What a criterion is judged by. A facility is counted, a record is read, everything else is measured. */
export type Fact =
  | { readonly kind: 'facility'; readonly key: FacilityKind }
  | { readonly kind: 'record'; readonly key: RecordedKey }
  | { readonly kind: 'measured'; readonly key: string };

/** How a criterion limits the people of its scope. */
export type Yardstick =
  /** The threshold is the most people that may live in the scope. */
  | { readonly kind: 'ceiling' }
  /** Each facility serves as many people as the threshold says; of some a place is one itself, counted or not. */
  | { readonly kind: 'service'; readonly fact: Fact; readonly atLeast: number }
  /** Each person has a right to an amount: the threshold divides what there is, `times` over. */
  | { readonly kind: 'share'; readonly fact: Fact; readonly times: number }
  /** Met, it limits nobody; not met, nobody may live there. */
  | { readonly kind: 'gate'; readonly fact: Fact }
  /** The database itself keeps the rule for every assignment. */
  | { readonly kind: 'kept' };

const facility = (key: FacilityKind): Fact => ({ kind: 'facility', key });
const record = (key: RecordedKey): Fact => ({ kind: 'record', key });
const measured = (key: string): Fact => ({ kind: 'measured', key });

const ceiling: Yardstick = { kind: 'ceiling' };
const kept: Yardstick = { kind: 'kept' };
const service = (key: FacilityKind, atLeast = 0): Yardstick => ({
  kind: 'service',
  fact: facility(key),
  atLeast,
});
const share = (fact: Fact, times = 1): Yardstick => ({ kind: 'share', fact, times });
const gate = (fact: Fact): Yardstick => ({ kind: 'gate', fact });

/** Criteria that are judged by a fact measured, or seen, under their own key. */
const measuredGates = [
  'accessible_facilities',
  'air_conditioning',
  'aircon_filter_merv',
  'bathroom_cleanings_per_day',
  'bed_area_m2',
  'bed_height_m',
  'bed_length_m',
  'bed_spacing_m',
  'bed_width_m',
  'built_up_ratio',
  'bunk_clearance_m',
  'bunk_spacing_m',
  'cold_weather_temperature_c',
  'cooking_or_laundry_in_room',
  'dining_rest_recreation_health_facilities',
  'doctor',
  'drainage_and_sanitation',
  'electrical_inspection_months',
  'emergency_lighting',
  'environmental_social_impact_study',
  'evacuation_plan_and_drill',
  // The fewest fans in one toilet: a count of fans doesn't say where they are.
  'exhaust_fan_per_toilet',
  'fire_alarm',
  'fire_extinguishers',
  'first_aid_kit',
  // A first-aid room that is counted doesn't say that there is a nurse.
  'first_aid_room_with_nurse',
  'flammable_partitions',
  'gas_cylinders_in_building',
  'headroom_m',
  'hot_and_cold_water',
  'hot_weather_ventilation_or_air_conditioning',
  'lighting_lux_living',
  'lighting_lux_toilet',
  'lockable_cupboard',
  'mattress_thickness_m',
  'no_other_use_of_housing',
  'no_sleeping_in_corridors_or_basements',
  'no_sleeping_on_roofs_or_in_basements_entrances_hallways',
  'no_wage_deduction_for_housing',
  'outdoor_work_midday',
  'prior_approval_of_housing',
  'refuse_distance_m',
  'regular_maintenance',
  'resident_doctor',
  'resident_nurse',
  'residential_building_coverage_ratio',
  'roof_and_exit_doors_open_from_inside',
  'safe_water_supply',
  'service_building_coverage_ratio',
  'service_building_floors',
  'sleeping_in_basement_or_ground_store',
  'smoke_detectors',
  'toilet_distance_m',
  'toilet_not_through_bedroom',
  // The fewest toilets in one shared bathroom: a floor's toilets together don't say it.
  'toilets_per_shared_bathroom',
  'traffic_study',
  'unapproved_extensions',
  'ventilation_and_heating_where_needed',
  'wifi_in_room',
  'window_to_floor_area_ratio',
  'windows_with_insect_and_dust_screens',
];

const yardsticks: ReadonlyMap<string, Yardstick> = new Map(
  Object.entries<Yardstick>({
    max_occupants_per_room: ceiling,
    residents_per_floor: ceiling,
    max_occupants_per_building: ceiling,
    max_occupants_per_site: ceiling,

    persons_per_toilet: service('toilet'),
    persons_per_shower: service('shower'),
    persons_per_washbasin: service('washbasin'),
    persons_per_urinal: service('urinal'),
    persons_per_bathroom: service('bathroom'),
    persons_per_water_cooler: service('water_cooler'),
    persons_per_laundry_tray: service('laundry_tray'),
    persons_per_emergency_room: service('emergency_room'),
    persons_per_clinic: service('clinic'),
    health_and_safety_officer_persons: service('health_and_safety_officer'),
    residents_per_car_space: service('car_space'),
    // A floor that nothing divides is one segment.
    residents_per_segment: service('segment', 1),

    floor_area_per_person_m2: share(record('floor_area_m2')),
    dormitory_floor_area_per_person_m2: share(record('floor_area_m2')),
    power_socket_per_person: share(facility('power_socket')),
    isolation_beds_per_1000: share(facility('isolation_bed'), 1000),
    pandemic_extra_isolation_beds_per_1000: share(facility('pandemic_isolation_bed'), 1000),
    // What the supply gives in a day, to everybody together.
    water_litres_per_person_day: share(measured('water_litres_per_day')),

    ceiling_height_m: gate(record('ceiling_height_m')),
    bunk_beds: gate(record('bunk_beds')),
    triple_bunks: gate(record('triple_bunks')),
    bed_tiers: gate(record('bed_tiers')),
    residential_floors: gate(record('residential_floors')),
    ensuite_toilet: gate(facility('toilet')),
    kitchens_per_floor: gate(facility('kitchen')),
    prayer_room: gate(facility('prayer_room')),

    own_bed: kept,
    separate_sexes: kept,

    ...Object.fromEntries(measuredGates.map((key) => [key, gate(measured(key))])),
  }),
);

/** The criteria that have a yardstick of their own. */
export const judgedKeys: ReadonlySet<string> = new Set(yardsticks.keys());

/**
 * How a criterion is judged. One that is not in the catalogue, or whose threshold is no figure where people are counted
 * by it, is a gate on the fact measured under its own key: new data are never passed over in silence.
 */
export function yardstickOf({ key, threshold }: Pick<Criterion, 'key' | 'threshold'>): Yardstick {
  const found = yardsticks.get(key);
  const isUsable = found?.kind === 'gate' || found?.kind === 'kept' || typeof threshold === 'number';
  return found && isUsable ? found : gate(measured(key));
}
