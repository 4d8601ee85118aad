import { Link } from '@remix-run/react';
import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import type { Day } from '#app/domain/dates.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import type { Column } from '#app/ui/table.tsx';
import { DataTable } from '#app/ui/table.tsx';
import { useReasonInWords } from './reason-in-words.ts';

interface PlacedRoom {
  readonly id: string;
  readonly name: string;
  readonly floor: number;
  readonly buildingId: string;
  readonly buildingName: string;
}

/** Where a room is: its name, building and floor. */
function useRoomColumns<Room extends PlacedRoom>(siteKey: string, day: Day): Column<Room>[] {
  const { places } = useSpeech().texts;
  return [
    {
      key: 'room',
      header: places.rooms,
      rowHeader: true,
      cell: (room) => <Link to={`/rooms/${room.id}?day=${day}`}>{places.room(room.name)}</Link>,
    },
    {
      key: 'building',
      header: places.buildings,
      cell: (room) => (
        <Link to={`/sites/${siteKey}/buildings/${room.buildingId}?day=${day}`}>
          {places.building(room.buildingName)}
        </Link>
      ),
    },
    { key: 'floor', header: places.floorHeader, cell: (room) => places.floor(room.floor) },
  ];
}

/** Rooms that hold fewer than they have beds, each with why. */
export function BoundRoomTable({
  rooms,
  siteKey,
  day,
}: {
  rooms: readonly (PlacedRoom & {
    readonly beds: number;
    readonly compliantCapacity: number;
    readonly bindingReason: BindingReason;
  })[];
  siteKey: string;
  day: Day;
}) {
  const { places } = useSpeech().texts;
  const inWords = useReasonInWords();
  const columns = useRoomColumns<(typeof rooms)[number]>(siteKey, day);
  if (rooms.length === 0) return <EmptyState title={places.boundRoomsNone} />;
  return (
    <DataTable
      caption={places.boundRoomsTitle}
      rows={rooms}
      rowKey={(room) => room.id}
      columns={[
        ...columns,
        {
          key: 'holds',
          header: places.capacity,
          cell: (room) => places.holds(room.compliantCapacity, room.beds),
        },
        { key: 'why', header: places.whyHeader, cell: (room) => inWords(room.bindingReason) },
      ]}
    />
  );
}

/** Rooms with beds that stand in one way, and how many. */
export function StandingRoomTable({
  rooms,
  caption,
  siteKey,
  day,
}: {
  rooms: readonly (PlacedRoom & {
    readonly design: number;
    readonly compliant: number;
    readonly beds: number;
  })[];
  caption: string;
  siteKey: string;
  day: Day;
}) {
  const { texts, format } = useSpeech();
  const { places } = texts;
  const columns = useRoomColumns<(typeof rooms)[number]>(siteKey, day);
  if (rooms.length === 0) return <EmptyState title={places.standingNone} />;
  return (
    <DataTable
      caption={caption}
      rows={rooms}
      rowKey={(room) => room.id}
      columns={[
        ...columns,
        {
          key: 'beds',
          header: places.standingBeds,
          numeric: true,
          cell: (room) => format.number(room.beds),
        },
        {
          key: 'holds',
          header: places.capacity,
          cell: (room) => places.holds(room.compliant, room.design),
        },
      ]}
    />
  );
}
