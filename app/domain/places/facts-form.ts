import type { FactsChange, PlaceWithin } from '#app/domain/capacity/judging/facts-change.ts';
import type { BuildingFacts, FloorFacts, PlaceFacts } from '#app/domain/capacity/judging/place-facts.ts';
import type { FieldProblemCode } from '#app/domain/problem.ts';
import type { Criterion, Scope } from '#app/domain/standards/criterion.ts';
import { yardstickOf } from '#app/domain/standards/yardstick.ts';
import type { Read } from '#app/domain/typed-text.ts';
import { readDecimal, right, wrong } from '#app/domain/typed-text.ts';
import { readFacilityCount } from './facility-counts.ts';
import { readAreaM2, readCeilingM, readCount } from './measure.ts';
import { MOST_WINDOWS } from './room-entry.ts';

const recordedKeys = ['floorAreaM2', 'ceilingHeightM', 'windows'] as const;
type RecordedKey = (typeof recordedKeys)[number];

/** What a field of the form is about: a facility that is counted, a fact that is measured or seen, or a room's own record. */
type FactOfField =
  | { readonly kind: 'recorded'; readonly key: RecordedKey }
  | { readonly kind: 'counted'; readonly key: string }
  | { readonly kind: 'measured'; readonly key: string }
  | { readonly kind: 'seen'; readonly key: string };

export interface FactField {
  /** Its name in the form. */
  readonly name: string;
  readonly place: PlaceWithin;
  readonly fact: FactOfField;
  /** As it stands, as text: empty where it is not known, `none`, `yes`, `no`. */
  readonly text: string;
  /** People sleep in the place, so that a 0 of what they can't live without is no slip only where it is said in a word. */
  readonly servesRooms: boolean;
}

/** The fields of one place, and of the rooms in it. */
interface FactsForm {
  readonly own: readonly FactField[];
  readonly rooms: readonly {
    readonly id: string;
    readonly name: string;
    readonly fields: readonly FactField[];
  }[];
}

/** What is asked of a floor and its rooms, or of a building as a whole where `floor` is null: what the criteria judge by, and what is known. */
export function factsForm(
  building: BuildingFacts,
  floor: number | null,
  criteria: readonly Criterion[],
): FactsForm {
  const within = { buildingId: building.id, floor, roomId: null };
  if (floor === null) {
    const hasRooms = building.floors.some(({ rooms }) => rooms.length > 0);
    return {
      own: fieldsOf(building, within, { criteria, scope: 'building', servesRooms: hasRooms }),
      rooms: [],
    };
  }
  const facts = floorOf(building, floor);
  return {
    own: fieldsOf(facts, within, { criteria, scope: 'floor', servesRooms: facts.rooms.length > 0 }),
    rooms: facts.rooms.map((room) => {
      const place = { ...within, roomId: room.id };
      const recorded = recordedKeys.map((key) =>
        field(place, { kind: 'recorded', key }, { value: room[key] ?? undefined, servesRooms: false }),
      );
      return {
        id: room.id,
        name: room.name,
        fields: [...recorded, ...fieldsOf(room, place, { criteria, scope: 'room', servesRooms: false })],
      };
    }),
  };
}

/** A floor's facts, also where nothing is known of it yet. */
export function floorOf(building: BuildingFacts, floor: number): FloorFacts {
  return (
    building.floors.find((each) => each.floor === floor) ?? { floor, rooms: [], facilities: {}, measured: {} }
  );
}

function fieldsOf(
  facts: PlaceFacts,
  place: PlaceWithin,
  { criteria, scope, servesRooms }: { criteria: readonly Criterion[]; scope: Scope; servesRooms: boolean },
): FactField[] {
  const asked = criteria
    .filter((criterion) => criterion.scope === scope)
    .flatMap((criterion): FactOfField[] => {
      const yardstick = yardstickOf(criterion);
      if (!('fact' in yardstick)) return [];
      const { kind, key } = yardstick.fact;
      if (kind === 'facility') return [{ kind: 'counted', key }];
      return kind === 'measured' ? [{ kind: isSeen(criterion) ? 'seen' : 'measured', key }] : [];
    });
  const known = [
    ...Object.keys(facts.facilities).map((key): FactOfField => ({ kind: 'counted', key })),
    ...Object.entries(facts.measured).map(([key, value]): FactOfField => ({
      kind: typeof value === 'boolean' ? 'seen' : 'measured',
      key,
    })),
  ];
  const once = new Map([...asked, ...known].map((fact) => [`${fact.kind === 'counted'} ${fact.key}`, fact]));
  return [...once.values()].map((fact) =>
    field(place, fact, {
      value: fact.kind === 'counted' ? facts.facilities[fact.key] : facts.measured[fact.key],
      servesRooms,
    }),
  );
}

/** Asked is whether, not how much. */
const isSeen = ({ operator, threshold }: Criterion) =>
  operator === 'required' || operator === 'forbidden' || typeof threshold === 'boolean';

function field(
  place: PlaceWithin,
  fact: FactOfField,
  { value, servesRooms }: { value: number | boolean | undefined; servesRooms: boolean },
): FactField {
  return {
    name: [place.roomId, fact.kind, fact.key].filter(Boolean).join('.'),
    place,
    fact,
    text: textOf(fact, value, servesRooms),
    servesRooms,
  };
}

function textOf(fact: FactOfField, value: number | boolean | undefined, servesRooms: boolean): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const read = readFact({ fact, servesRooms }, String(value));
  return read.ok ? String(value) : 'none';
}

interface ReadFacts {
  /** By the field's name. */
  readonly problems: Readonly<Record<string, FieldProblemCode>>;
  /** What was typed otherwise than it was shown, and could be read. */
  readonly change: FactsChange;
  readonly changed: number;
}

/**
 * What a planner changed of the facts that the form showed (`shown`, by the field's name); a field left as it was is no
 * change, so that nobody undoes what another planner wrote meanwhile.
 */
export function readFactsForm(
  { own, rooms }: FactsForm,
  {
    siteId,
    typed,
    shown,
  }: {
    siteId: string;
    typed: Readonly<Record<string, string>>;
    shown: Readonly<Record<string, string>>;
  },
): ReadFacts {
  const problems: Record<string, FieldProblemCode> = {};
  const roomFacts = new Map<string, Record<string, number | null>>();
  const facilities: FactsChange['facilities'][number][] = [];
  const measured: FactsChange['measured'][number][] = [];
  let changed = 0;
  for (const each of [...own, ...rooms.flatMap(({ fields }) => fields)]) {
    const text = typed[each.name];
    if (text === undefined || text.trim() === (shown[each.name] ?? each.text)) continue;
    const read = readFact(each, text);
    if (!read.ok) {
      problems[each.name] = read.code;
      continue;
    }
    changed++;
    const { place, fact } = each;
    if (fact.kind === 'recorded') {
      const facts = roomFacts.get(place.roomId ?? '') ?? {};
      roomFacts.set(place.roomId ?? '', { ...facts, [fact.key]: read.value as number | null });
    } else if (fact.kind === 'counted') {
      facilities.push({ ...place, kind: fact.key, count: read.value as number | null });
    } else {
      measured.push({ ...place, key: fact.key, value: read.value });
    }
  }
  const changedRooms = [...roomFacts].map(([roomId, facts]) => ({ roomId, ...facts }));
  return { problems, change: { siteId, rooms: changedRooms, facilities, measured }, changed };
}

function readFact(
  { fact, servesRooms }: Pick<FactField, 'fact' | 'servesRooms'>,
  text: string,
): Read<number | boolean | null> {
  switch (fact.kind) {
    case 'recorded':
      if (fact.key === 'floorAreaM2') return readAreaM2(text, '');
      if (fact.key === 'ceilingHeightM') return readCeilingM(text, '');
      return readCount(text, { least: 0, most: MOST_WINDOWS, outside: 'too_many' });
    case 'counted':
      return readFacilityCount(fact.key, text, { servesRooms });
    case 'seen':
      if (text === '') return right(null);
      return text === 'yes' || text === 'no' ? right(text === 'yes') : wrong('not_a_choice');
    case 'measured': {
      if (!text.trim()) return right(null);
      const value = readDecimal(text);
      return value === null ? wrong('not_a_number') : right(value);
    }
  }
}
