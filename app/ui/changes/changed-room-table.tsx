import { Link } from '@remix-run/react';
import type { ChangedRoom } from '#app/domain/capacity/changes/capacity-change.ts';
import type { BindingReason } from '#app/domain/capacity/judging/room-capacities.ts';
import { useSpeech } from '#app/ui/language-context.tsx';
import { EmptyState } from '#app/ui/page.tsx';
import { useReasonInWords } from '#app/ui/places/reason-in-words.ts';
import { DataTable } from '#app/ui/table.tsx';

/** Rooms that a change makes hold fewer or more people, with the criterion that binds before and after. */
export function ChangedRoomTable({ rooms }: { rooms: readonly ChangedRoom[] }) {
  const { texts, language } = useSpeech();
  const { changes, places, limits } = texts;
  const reasonInWords = useReasonInWords();
  const binds = (reason: BindingReason | null) => (reason ? reasonInWords(reason) : limits.within.room);
  if (rooms.length === 0) return <EmptyState title={changes.noRooms} />;
  return (
    <DataTable
      caption={changes.sections.rooms}
      rows={rooms}
      rowKey={(room) => room.roomId}
      columns={[
        {
          key: 'room',
          header: changes.room,
          rowHeader: true,
          cell: (room) => <Link to={`/rooms/${room.roomId}`}>{places.room(room.roomName)}</Link>,
        },
        {
          key: 'building',
          header: changes.building,
          cell: (room) => (
            <Link to={`/sites/${room.siteKey}/buildings/${room.buildingId}`}>
              {places.building(room.buildingName)}
            </Link>
          ),
        },
        {
          key: 'site',
          header: changes.site,
          cell: (room) => (language === 'ar' ? room.siteAr : room.siteEn),
        },
        {
          key: 'holds',
          header: changes.capacity,
          cell: (room) => changes.fromTo(room.capacityBefore, room.capacityAfter),
        },
        { key: 'before', header: changes.bindsBefore, cell: (room) => binds(room.reasonBefore) },
        { key: 'after', header: changes.bindsAfter, cell: (room) => binds(room.reasonAfter) },
      ]}
    />
  );
}
