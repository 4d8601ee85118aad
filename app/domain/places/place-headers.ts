import type { FacilityKind } from '#app/domain/standards/yardstick.ts';
import { facilityKinds } from '#app/domain/standards/yardstick.ts';
import { comparable, findColumns } from '#app/domain/typed-text.ts';
import type { BuildingField } from './building-entry.ts';
import type { RoomField } from './room-entry.ts';

/** A room's columns: its fields, and the units of the measured ones. */
export type RoomColumn = RoomField | 'areaUnit' | 'heightUnit';

export type FacilityField = 'building' | 'floor' | FacilityKind;

/** Headers that name each column, in both languages; the first is the one that the template writes. */
export const buildingHeaders: Readonly<Record<BuildingField, readonly string[]>> = {
  name: ['building / المبنى', 'building', 'building name', 'name', 'المبنى', 'اسم المبنى', 'مبنى'],
  floorCount: ['floors / الطوابق', 'floors', 'floor count', 'number of floors', 'الطوابق', 'عدد الطوابق'],
  sex: ['for / مخصص لـ', 'for', 'sex', 'gender', 'designation', 'مخصص لـ', 'الجنس'],
  accessibleEntrance: [
    'step-free entrance / مدخل بلا درج',
    'step-free entrance',
    'accessible entrance',
    'مدخل بلا درج',
    'مدخل مهيأ',
  ],
  openedOn: [
    'opening / الافتتاح',
    'opening',
    'opening day',
    'opens on',
    'open since',
    'الافتتاح',
    'تاريخ الافتتاح',
  ],
  longitude: ['longitude / خط الطول', 'longitude', 'lon', 'lng', 'x', 'خط الطول', 'الطول'],
  latitude: ['latitude / خط العرض', 'latitude', 'lat', 'y', 'خط العرض', 'العرض'],
};

export const roomHeaders: Readonly<Record<RoomColumn, readonly string[]>> = {
  building: buildingHeaders.name.filter((header) => header !== 'name'),
  floor: ['floor / الطابق', 'floor', 'storey', 'level', 'الطابق', 'الدور'],
  name: ['room / الغرفة', 'room', 'room name', 'room number', 'الغرفة', 'اسم الغرفة', 'رقم الغرفة'],
  floorAreaM2: ['floor area / مساحة الأرضية', 'floor area', 'area', 'مساحة الأرضية', 'المساحة'],
  areaUnit: ['area unit / وحدة المساحة', 'area unit', 'unit of area', 'unit', 'وحدة المساحة', 'الوحدة'],
  ceilingHeightM: [
    'ceiling height / ارتفاع السقف',
    'ceiling height',
    'height',
    'ceiling',
    'ارتفاع السقف',
    'الارتفاع',
  ],
  heightUnit: ['height unit / وحدة الارتفاع', 'height unit', 'unit of height', 'وحدة الارتفاع'],
  windows: ['windows / النوافذ', 'windows', 'window count', 'النوافذ', 'عدد النوافذ'],
  beds: ['beds / الأسرّة', 'beds', 'bed count', 'design beds', 'الأسرّة', 'عدد الأسرّة', 'أسرّة التصميم'],
  bedKind: ['bed kind / نوع السرير', 'bed kind', 'kind of bed', 'bed type', 'نوع السرير', 'نوع الأسرّة'],
  accessible: ['accessible / مهيأة', 'accessible', 'accessible room', 'مهيأة', 'غرفة مهيأة'],
};

const facilityNames: Readonly<Record<FacilityKind, readonly string[]>> = {
  bathroom: ['bathrooms / الحمامات', 'bathrooms', 'bathroom', 'الحمامات'],
  car_space: ['car spaces / مواقف السيارات', 'car spaces', 'parking spaces', 'مواقف السيارات'],
  clinic: ['clinics / العيادات', 'clinics', 'clinic', 'العيادات'],
  emergency_room: ['emergency rooms / غرف الطوارئ', 'emergency rooms', 'غرف الطوارئ'],
  first_aid_room: [
    'first-aid rooms / غرف الإسعافات الأولية',
    'first-aid rooms',
    'first aid rooms',
    'غرف الإسعافات الأولية',
  ],
  health_and_safety_officer: [
    'health and safety officers / مسؤولو الصحة والسلامة',
    'health and safety officers',
    'مسؤولو الصحة والسلامة',
  ],
  isolation_bed: ['isolation beds / أسرّة العزل', 'isolation beds', 'أسرّة العزل'],
  kitchen: ['kitchens / المطابخ', 'kitchens', 'kitchen', 'المطابخ'],
  laundry_tray: ['laundry trays / أحواض الغسيل', 'laundry trays', 'أحواض الغسيل'],
  pandemic_isolation_bed: [
    'pandemic isolation beds / أسرّة العزل للأوبئة',
    'pandemic isolation beds',
    'أسرّة العزل للأوبئة',
  ],
  power_socket: ['power sockets / المقابس', 'power sockets', 'sockets', 'المقابس', 'المقابس الكهربائية'],
  prayer_room: ['prayer rooms / المصليات', 'prayer rooms', 'المصليات'],
  segment: ['segments / أقسام الطابق', 'segments', 'أقسام الطابق'],
  shower: ['showers / أماكن الاستحمام', 'showers', 'shower', 'أماكن الاستحمام', 'الاستحمام'],
  toilet: ['toilets / دورات المياه', 'toilets', 'toilet', 'wc', 'دورات المياه', 'المراحيض'],
  urinal: ['urinals / المباول', 'urinals', 'urinal', 'المباول'],
  washbasin: ['washbasins / المغاسل', 'washbasins', 'washbasin', 'basins', 'المغاسل'],
  water_cooler: ['water coolers / برادات المياه', 'water coolers', 'برادات المياه'],
};

export const facilityHeaders: Readonly<Record<FacilityField, readonly string[]>> = {
  building: roomHeaders.building,
  floor: roomHeaders.floor,
  ...facilityNames,
};

type TableColumns =
  | { readonly kind: 'buildings'; readonly columns: ReadonlyMap<BuildingField, number> }
  | {
      readonly kind: 'rooms';
      readonly columns: ReadonlyMap<RoomColumn, number>;
      /** Units that stand in the header itself: `floor area (sq ft)`. */
      readonly units: { readonly areaUnit: string; readonly heightUnit: string };
    }
  | { readonly kind: 'facilities'; readonly columns: ReadonlyMap<FacilityField, number> };

export const placeTableKinds = [
  'buildings',
  'rooms',
  'facilities',
] as const satisfies readonly TableColumns['kind'][];

/** The first row of a table to fill in, and one that shows what goes where and is refused if it is left in. */
export function templateRows(kind: TableColumns['kind']): readonly (readonly string[])[] {
  const first = (known: Readonly<Record<string, readonly string[]>>) =>
    Object.values(known).map(([header]) => header ?? '');
  switch (kind) {
    case 'buildings':
      return [
        first(buildingHeaders),
        ['A-01', '3', 'men / رجال', 'yes / نعم', 'YYYY-MM-DD', '47.000000', '29.000000'],
      ];
    case 'rooms':
      return [
        first(roomHeaders),
        ['A-01', '0', '0-01', '18.50', 'm² / م²', '2.80', 'm / م', '1', '4', 'single / مفرد', 'no / لا'],
      ];
    case 'facilities':
      return [first(facilityHeaders), ['A-01', '0']];
  }
}

interface ReadHeaders {
  readonly table: TableColumns;
  /** The headers that the table can't do without. */
  readonly missing: readonly string[];
  /** Headers that mean nothing here; what stands under them is not read. */
  readonly ignored: readonly string[];
}

/** What a table is about, told by its headers: a room in each row, a building, or the facilities of a floor. */
export function readPlaceHeaders(headers: readonly string[]): ReadHeaders {
  const roomColumns = new Map(findColumns(headers, roomHeaders));
  const area = roomColumns.has('floorAreaM2') ? null : withUnit(headers, roomHeaders.floorAreaM2);
  const height = roomColumns.has('ceilingHeightM') ? null : withUnit(headers, roomHeaders.ceilingHeightM);
  if (area) roomColumns.set('floorAreaM2', area.column);
  if (height) roomColumns.set('ceilingHeightM', height.column);
  if (roomColumns.has('name')) {
    const table: TableColumns = {
      kind: 'rooms',
      columns: roomColumns,
      units: { areaUnit: area?.unit ?? '', heightUnit: height?.unit ?? '' },
    };
    return finish(headers, table, missingOf(roomHeaders, roomColumns, ['building', 'floor']));
  }
  const facilityColumns = findColumns(headers, facilityHeaders);
  if (facilityKinds.some((kind) => facilityColumns.has(kind)))
    return finish(
      headers,
      { kind: 'facilities', columns: facilityColumns },
      missingOf(facilityHeaders, facilityColumns, ['building', 'floor']),
    );
  const columns = findColumns(headers, buildingHeaders);
  return finish(
    headers,
    { kind: 'buildings', columns },
    missingOf(buildingHeaders, columns, ['name', 'floorCount', 'sex', 'openedOn', 'longitude', 'latitude']),
  );
}

function finish(headers: readonly string[], table: TableColumns, missing: readonly string[]): ReadHeaders {
  const used = new Set<number>(table.columns.values());
  return { table, missing, ignored: headers.filter((header, index) => header.trim() && !used.has(index)) };
}

function missingOf<Field extends string>(
  known: Readonly<Record<Field, readonly string[]>>,
  columns: ReadonlyMap<Field, number>,
  needed: readonly Field[],
): string[] {
  return needed.filter((field) => !columns.has(field)).map((field) => known[field][0] ?? field);
}

/** The column whose header is one of the names followed by a unit, in brackets or not; the longest name counts. */
function withUnit(
  headers: readonly string[],
  names: readonly string[],
): { readonly column: number; readonly unit: string } | null {
  const longestFirst = names.map(comparable).sort((one, other) => other.length - one.length);
  for (const [column, header] of headers.entries()) {
    const compared = comparable(header);
    const name = longestFirst.find(
      (each) => compared.startsWith(each) && /^[ ([]/.test(compared.slice(each.length)),
    );
    const unit = compared
      .slice(name?.length ?? 0)
      .replace(/[()[\]]|\bin\b/g, '')
      .trim();
    // "area unit" is the header of another column.
    if (name !== undefined && unit && !/^(\/|unit|وحده)/.test(unit)) return { column, unit };
  }
  return null;
}
