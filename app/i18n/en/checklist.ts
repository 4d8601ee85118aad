import { isolate } from '#app/i18n/isolate.ts';

/** Questions of the checklist, and how an answer is judged: on the phone, in review and in reports. */
export const checklist = {
  people: 'People who sleep here',
  /** What is asked outright, where the criterion's name alone would leave open what yes means. */
  questions: {
    roof_and_exit_doors_open_from_inside: 'Do roof and exit doors open from inside, without a key?',
    smoke_detectors: 'Are smoke detectors there?',
    fire_alarm: 'Is there a fire alarm, and does it work?',
    fire_extinguishers: 'Are fire extinguishers there, within their date?',
    sleeping_in_basement_or_ground_store: 'Does anybody sleep in a basement or a store?',
    gas_cylinders_in_building: 'Are gas cylinders in the building?',
    flammable_partitions: 'Are there partitions that burn?',
    unapproved_extensions: 'Are there extensions that nobody approved?',
    own_bed: 'Does everybody have a bed of their own?',
    separate_sexes: 'Are men and women housed apart?',
    bunk_beds: 'Are there bunk beds?',
    triple_bunks: 'Are three beds one above the other?',
    cooking_or_laundry_in_room: 'Is there cooking or laundry in the room?',
    first_aid_room_with_nurse: 'Is there a first-aid room with a nurse?',
    emergency_lighting: 'Is there emergency lighting, and does it work?',
    no_sleeping_in_corridors_or_basements: 'Are corridors and basements free of people who sleep there?',
    no_sleeping_on_roofs_or_in_basements_entrances_hallways:
      'Are roofs, basements, entrances and hallways free of people who sleep there?',
    no_other_use_of_housing: 'Is the housing used for nothing else?',
    no_wage_deduction_for_housing: 'Is nothing taken from wages for housing?',
  } as Readonly<Record<string, string>>,
  yes: 'Yes',
  no: 'No',
  notApplicable: 'Not applicable',
  met: 'Met',
  notMet: 'Not met',
  closesAtOnce: 'Closes the place at once',
  onRecord: (value: string) => `On record: ${isolate(value)}`,
  notOnRecord: 'Not on record',
  shouldSleepHere: (people: string) => `Should sleep here: ${people}`,
  allows: (people: string) => `allows ${people}`,
  asks: (rule: string) => `Asked: ${rule}`,
  alwaysAsked: 'asked at every inspection, whatever standard is adopted',
  roomHolds: (found: string, onRecord: string) =>
    found === onRecord ? `Holds ${found}, as on record` : `Then holds ${found} (on record ${onRecord})`,
  buildingHolds: (found: string, onRecord: string) =>
    found === onRecord
      ? `The building holds ${found}, as on record`
      : `The building then holds ${found} (on record ${onRecord})`,
  between: (low: string, high: string) => `${low} to ${high}`,
};

export type ChecklistTexts = typeof checklist;
