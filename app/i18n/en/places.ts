import { isolate } from '#app/i18n/isolate.ts';
import { criteria } from './criteria.ts';
import { plural } from '#app/i18n/plural.ts';

export const places = {
  sitesTitle: 'The six labour cities',
  sitesLead: (day: string) => `Beds and people on ${day}.`,
  mapLabel: 'Map of Kuwait with the labour cities and how full each is',
  day: 'Day',
  showDay: 'Show',
  previousDay: 'Day before',
  nextDay: 'Day after',
  today: 'Today',
  site: 'Site',
  governorate: 'Governorate',
  status: 'Status',
  total: 'All sites',
  capacity: 'Compliant capacity',
  occupied: 'Occupied',
  reserved: 'Reserved',
  vacant: 'Vacant',
  closed: 'Closed',
  takenShare: 'Taken',
  boundaryNote:
    'No boundary is published: broken lines are drawn from an area and show no surveyed limit. Buildings and figures are made up for the demonstration.',
  legend: 'Legend',
  legendDots: 'A building’s dot is the darker, the fuller it is.',
  legendRing:
    'The ring’s parts differ in thickness too; the number is the share of available beds that are taken.',
  area: 'Area',
  squareKilometres: (m2: number) => `${(m2 / 1_000_000).toFixed(2)} km²`,
  notPublished: 'not published',
  location: 'Location',
  locationAbout: (latitude: number, longitude: number, error: number | null) =>
    `${latitude.toFixed(2)}° N, ${longitude.toFixed(2)}° E${error === null ? '' : `, within about ${error} km`}`,
  sources: 'Sources',
  openSite: 'Open the site',
  closePanel: 'Show all sites',
  buildings: 'Buildings',
  building: (name: string) => `Building ${isolate(name)}`,
  noBuildings: 'No building matches.',
  searchBuilding: 'Building',
  forWhom: 'For',
  floor: (floor: number) => (floor === 0 ? 'Ground floor' : `Floor ${floor}`),
  accessibleEntrance: 'Step-free entrance',
  yes: 'yes',
  no: 'no',
  openedOn: 'Open since',
  opening: 'Opening',
  opensOn: 'Opens',
  rooms: 'Rooms',
  room: (name: string) => `Room ${isolate(name)}`,
  roomTile: ({
    name,
    occupied,
    reserved,
    vacant,
    closed,
  }: {
    name: string;
    occupied: number;
    reserved: number;
    vacant: number;
    closed: number;
  }) =>
    `Room ${isolate(name)}: ${occupied} occupied, ${reserved} reserved, ${vacant} vacant, ${closed} closed`,
  accessible: 'accessible',
  facilities: 'Facilities',
  facility: {
    toilet: 'Toilets',
    shower: 'Showers',
    washbasin: 'Washbasins',
    first_aid_room: 'First-aid rooms',
    clinic: 'Clinics',
  } as Readonly<Record<string, string>>,
  facilitiesBind: 'The facilities bind',
  wouldLift: (facilities: string, people: string) => `${facilities} would make room for ${people} more.`,
  facts: 'Measured facts',
  floorArea: 'Floor area',
  ceilingHeight: 'Ceiling height',
  windows: 'Windows',
  designBeds: 'Design beds',
  measured: <Figure>(figure: Figure | null, said: (figure: Figure) => string) =>
    figure === null ? 'Not measured' : said(figure),
  squareMetres: (m2: number) => `${m2.toFixed(2)} m²`,
  metres: (m: number) => `${m.toFixed(2)} m`,
  holds: (capacity: number, designBeds: number) =>
    capacity < designBeds ? `Holds ${capacity}, not ${designBeds}` : `Holds ${capacity}, as built`,
  whyCapacity: {
    max_occupants_per_room: (_measured: number, threshold: number) =>
      `at most ${plural('en', threshold, { one: 'person', other: 'people' })} a room`,
    floor_area_per_person_m2: (measured: number, threshold: number) =>
      `${measured} m² at ${threshold} m² a person`,
    ceiling_height_m: (measured: number, threshold: number) =>
      `the ceiling is ${measured} m high; ${threshold} m are needed`,
    persons_per_toilet: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'toilet', other: 'toilets' })} on the floor at ${threshold} people each`,
    persons_per_shower: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'shower', other: 'showers' })} on the floor at ${threshold} people each`,
    persons_per_washbasin: (measured: number, threshold: number) =>
      `${plural('en', measured, { one: 'washbasin', other: 'washbasins' })} on the floor at ${threshold} people each`,
  } as Readonly<Record<string, (measured: number, threshold: number) => string>>,
  instrument: 'Rule from',
  beds: 'Beds',
  bed: 'Bed',
  position: { single: 'single', lower: 'lower bunk', upper: 'upper bunk' },
  state: 'State',
  bedState: { occupied: 'occupied', reserved: 'reserved', vacant: 'vacant', closed: 'closed' },
  who: 'Who',
  whoHidden: 'not for your role',
  until: 'From – to',
  employer: 'Employer',
  shift: 'Shift',
  standardsNone: 'No standard is adopted on this day.',
  adoptedFrom: (day: string) => `In force since ${day}`,
  criterion: 'Criterion',
  threshold: 'Threshold',
  scope: 'Scope',
  severity: 'Severity',
  origin: 'Taken from',
  confidence: {
    verified: 'seen at the source',
    secondary: 'a report about it: check at the source',
    demonstration: 'demonstration',
  } as Readonly<Record<string, string>>,
  scopes: { room: 'room', floor: 'floor', building: 'building', site: 'site' } as Readonly<
    Record<string, string>
  >,
  severities: { minor: 'minor', major: 'major', critical: 'critical' } as Readonly<Record<string, string>>,
  operators: { max: 'at most', min: 'at least', required: 'required', forbidden: 'forbidden' } as Readonly<
    Record<string, string>
  >,
  criteria,
  units: {
    m2: 'm²',
    m: 'm',
    C: '°C',
    persons: '',
    'persons per officer': '',
    'per day': 'a day',
  } as Readonly<Record<string, string>>,
  waterfallTitle: 'From the beds that were built to those that are free',
  waterfallStep: 'Step',
  waterfallBar: 'Share of the beds built',
  waterfall: {
    design: 'Beds built',
    criterion: '',
    compliant: 'Compliant capacity',
    closed: 'Closed on this day',
    available: 'Open on this day',
    occupied: 'Occupied',
    reserved: 'Reserved',
    vacant: 'Vacant',
  },
  boundRoomsTitle: 'Rooms that hold fewer than they have beds',
  boundRoomsLead: 'By the criterion of the adopted standard that binds.',
  boundRoomsNone: 'The standard takes no bed here.',
  floorHeader: 'Floor',
  whyHeader: 'Why',
  adoptedView: 'The adopted standard',
  instrumentsView: 'All instruments',
  instrumentsLead:
    'What published instruments ask, criterion by criterion; the strictest is marked. Check at the source before relying on a figure that was not seen there.',
  says: 'What each instrument asks',
  strictest: 'strictest',
  severalOnly: 'Only criteria that several instruments speak of',
  everyCriterion: 'All criteria',
};

export type PlacesTexts = typeof places;
