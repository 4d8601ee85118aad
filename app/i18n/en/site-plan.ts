import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';
import type { BedKind } from '#app/domain/places/room-entry.ts';
import type { BuildingField } from '#app/domain/places/building-entry.ts';
import type { RoomField } from '#app/domain/places/room-entry.ts';
import { terms } from './terms.ts';

const { rows } = terms;

/** Where planners enter sites, buildings and rooms. */
export const sitePlan = {
  addBuilding: 'Add a building',
  addBuildingLead: 'A building begins without rooms. Add them one by one, import them, or copy a floor.',
  importPlaces: 'Import a file',
  drawBoundary: 'Draw the boundary',
  editBuilding: 'Edit rooms and facilities',
  buildingFields: {
    name: 'Name',
    floorCount: 'Floors, with the ground floor',
    sex: 'For',
    accessibleEntrance: 'Step-free entrance',
    openedOn: 'Opening day',
    longitude: 'Longitude',
    latitude: 'Latitude',
  } satisfies Record<BuildingField, string>,
  pickHint: 'Click the map where the building stands, or type the position in degrees (WGS 84).',
  mapLabel: (site: string) => `Map of ${isolate(site)} with its boundary and buildings`,
  outsideBoundary: 'This lies outside the boundary drawn for the site.',
  done: {
    building: 'The building was added.',
    room: 'The room was added.',
    beds: 'The beds were added.',
    facts: 'The facts were saved, and the beds follow them.',
    copied: 'The floor was copied.',
    boundary: 'The boundary was saved.',
  } as Readonly<Record<string, string>>,

  importLead:
    'Buildings, rooms or facilities as CSV, or buildings and the boundary as GeoJSON. You see what is right and what is wrong before anything is saved.',
  importHint: 'CSV or GeoJSON (WGS 84), at most 5 MB. The first row of a CSV file names its columns.',
  file: 'File',
  preview: 'Check the file',
  templates: 'Templates to fill in',
  template: { buildings: 'Buildings', rooms: 'Rooms', facilities: 'Facilities' },
  unitsHint:
    'Areas are m² unless the cell, the header or a column of units says ft²; heights are m unless they say cm or ft. An empty cell was not measured; of a room that is there it changes nothing.',
  noneHint: 'Where facilities were counted and there is none, write “none”.',
  previewTitle: 'What the file holds',
  rightRows: (count: number) => `${rows(count)} can be saved.`,
  wrongRows: (count: number) => `${rows(count)} with something wrong`,
  wrongStay:
    'These stay out. Put them right in the file and import it again: rows that are saved already change nothing.',
  saveRight: (count: number) => (count === 0 ? 'Save the boundary' : `Save ${rows(count)}`),
  saved: (count: number) => `${rows(count)} saved.`,
  ignored: (headers: string) => `Columns that were not read: ${headers}.`,
  line: 'Line',
  feature: 'Feature',
  shape: 'Shape on the map',
  effect: 'Effect',
  effects: { new: 'new', changes: 'changes' },
  column: 'Column',
  value: 'Value',
  problem: 'What is wrong',
  warning: 'To look at',
  onlyFirst: (count: number) => `The first ${count} are shown.`,
  notAcceptedWord: 'This word is not known here.',
  boundaryRight: (area: string) =>
    `The file holds a boundary of ${area}. Saving replaces the site’s boundary.`,
  boundaryWrong: 'The file’s boundary can’t be saved',
  roomFields: {
    building: 'Building',
    floor: 'Floor',
    name: 'Room',
    floorAreaM2: 'Floor area (m²)',
    ceilingHeightM: 'Ceiling height (m)',
    windows: 'Windows',
    beds: 'Beds',
    bedKind: 'Kind of bed',
    accessible: 'Accessible',
    areaUnit: 'Area unit',
    heightUnit: 'Height unit',
  } satisfies Record<RoomField | 'areaUnit' | 'heightUnit', string>,
  bedKind: { single: 'single beds', bunk: 'bunk beds' } satisfies Record<BedKind, string>,

  boundaryTitle: (site: string) => `Boundary of ${isolate(site)}`,
  boundaryLead:
    'Click the map to add corners and drag them; or write the corners below. What is drawn here is an estimate, not a survey.',
  corners: 'Corners',
  cornersHint:
    'One corner a line, longitude before latitude, such as 47.95, 29.62; the last is joined to the first. A GeoJSON polygon can be pasted instead.',
  cornerKeys: 'On the map, a corner with the focus moves by the arrow keys and is removed by Delete.',
  corner: (number: number) => `Corner ${number}`,
  undo: 'Undo',
  clear: 'Remove all corners',
  saveBoundary: 'Save the boundary',
  boundaryArea: (area: string) => `Encloses ${area}.`,
  buildingsOutside: (count: number) =>
    `${plural('en', count, { one: 'building lies', other: 'buildings lie' })} outside.`,
  problemAt: (longitude: string, latitude: string) => `At ${isolate(`${longitude}, ${latitude}`)}`,

  editTitle: (building: string) => `Rooms and facilities of building ${isolate(building)}`,
  editLead: 'What each change would do to the capacity shows as you type. Nothing is saved until you save.',
  place: 'Part of the building',
  wholeBuilding: 'Whole building',
  ownFacts: 'Facilities and measurements',
  ownFactsHint:
    'Empty is not counted or measured, and nobody may rely on it. Where it was counted and there is none, write “none”.',
  noOwnFacts: 'The adopted standard asks nothing of this part of the building.',
  roomsTitle: 'Rooms',
  noRooms: 'No rooms here yet.',
  areaHint: 'An area in ft² is converted: write 200 ft².',
  unknown: 'not measured',
  none: 'none',
  effectTitle: 'Effect on capacity',
  before: 'Now',
  after: 'Then',
  arrow: '→',
  bindsThen: 'Binds',
  noChange: 'No change yet.',
  spokenEffect: (before: string, after: string) => `The building holds ${before} now, ${after} then.`,
  saveFacts: 'Save',
  peopleWouldMove: 'People live there who would have to move, so nothing was saved.',
  proposeLead:
    'Propose the change instead: it shows who would have to move and finds them other beds, and takes effect once it is signed.',
  proposeChange: 'Propose the change',
  addRoom: 'Add a room',
  addBeds: 'Add beds to a room',
  addBedsHint: 'Beds stay on record: one that may not be used is closed, not removed.',
  room: 'Room',
  howMany: 'How many',
  copyFloor: 'Copy this floor',
  copyHint:
    'Rooms with their measures and beds, and the counted facilities, are copied to floors without rooms. Other measurements are not.',
  toBuilding: 'To building',
  toFloors: 'To floors',
  toFloorsHint: 'Such as 2, 3 or 2-4; the ground floor is 0.',
};

export type SitePlanTexts = typeof sitePlan;
