import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BedsOfRoom, OpenDays, Stay } from '#app/domain/capacity/bed-days.ts';
import { arrangeBeds } from '#app/domain/capacity/bed-days.ts';
import type { Day, DayRange } from '#app/domain/dates.ts';
import { addDays, overlaps } from '#app/domain/dates.ts';

const FROM = '2026-03-01';
const dayAt = (offset: number) => addDays(FROM, offset);
const on = (range: DayRange, day: Day) => overlaps(range, { from: day, to: addDays(day, 1) });

/** A room of beds 1…n that are open from the start of 2026, and hold `capacity` from `FROM` on. */
function aRoom(
  beds: number,
  { capacity = beds, stays = [] as Stay[], closed = [] as BedsOfRoom['closed'] } = {},
) {
  const ids = Array.from({ length: beds }, (_, index) => String(index + 1));
  return {
    steps: [
      { from: '2026-01-01', capacity: beds },
      { from: FROM, capacity },
    ],
    opensOn: '2026-01-01',
    beds: ids.map((id) => ({ id, label: id })),
    closed,
    stays,
    openDays: ids.map((bedId) => ({ bedId, from: '2026-01-01', to: null, keptFor: null })),
  };
}

const aStay = (bedId: string, over: Partial<Stay> = {}): Stay => ({
  assignmentId: `stay ${bedId}`,
  workerId: `worker ${bedId}`,
  bedId,
  from: '2026-02-01',
  to: null,
  state: 'occupied',
  ...over,
});

const plainly = {
  from: FROM,
  residentsUntil: FROM,
  keeps: new Map<string, Day>(),
  closing: new Set<string>(),
};
const openOn = (openDays: readonly OpenDays[], day: Day) =>
  openDays.filter((days) => on(days, day)).map((days) => days.bedId);

describe('the beds of a room that may hold fewer people', () => {
  it('close where nobody sleeps, the last by label first', () => {
    const room = aRoom(4, { capacity: 2, stays: [aStay('4')] });
    const { openDays, displaced } = arrangeBeds(room, plainly);
    expect(openOn(openDays, FROM)).toEqual(['1', '4']);
    expect(openOn(openDays, dayAt(-1))).toEqual(['1', '2', '3', '4']);
    expect(displaced).toEqual([]);
  });

  it('are left by reservations first, then by those who came last', () => {
    const room = aRoom(4, {
      capacity: 1,
      stays: [
        aStay('1', { from: '2026-02-10' }),
        aStay('2', { from: '2026-02-05' }),
        aStay('3', { from: '2026-01-02', state: 'reserved' }),
      ],
    });
    const { openDays, displaced } = arrangeBeds(room, plainly);
    expect(openOn(openDays, FROM)).toEqual(['2']);
    expect(displaced.map(({ stay, leavesOn }) => [stay.bedId, leavesOn])).toEqual([
      ['1', FROM],
      ['3', FROM],
    ]);
  });

  it('are kept for all who live there until the day that residents may stay, and open to nobody else', () => {
    const until = dayAt(90);
    const room = aRoom(3, { capacity: 2, stays: ['1', '2', '3'].map((bed) => aStay(bed)) });
    const { openDays, displaced } = arrangeBeds(room, { ...plainly, residentsUntil: until });
    expect(openDays.filter((days) => on(days, FROM)).map((days) => days.keptFor)).toEqual([
      'worker 1',
      'worker 2',
      'worker 3',
    ]);
    expect(displaced.map(({ stay, leavesOn }) => [stay.bedId, leavesOn])).toEqual([['3', until]]);
    expect(openOn(openDays, until)).toEqual(['1', '2']);
  });

  it('are kept for one person longer where that was decided, and stay so when they are arranged again', () => {
    const room = aRoom(2, { stays: [aStay('1')], closed: [{ bedId: '1', from: FROM, to: null }] });
    const keeps = new Map([['stay 1', dayAt(30)]]);
    const first = arrangeBeds(room, { ...plainly, keeps });
    expect(first.displaced.map(({ leavesOn }) => leavesOn)).toEqual([dayAt(30)]);
    const again = arrangeBeds(
      { ...room, stays: [aStay('1', { to: dayAt(30) })], openDays: first.openDays },
      { ...plainly, from: dayAt(5), residentsUntil: dayAt(5) },
    );
    expect(again).toEqual({ openDays: first.openDays, displaced: [] });
  });

  it('close with their place on its day, though a standard had let residents stay longer', () => {
    const stays = ['1', '2', '3'].map((bed) => aStay(bed));
    const adopted = arrangeBeds(aRoom(3, { capacity: 2, stays }), { ...plainly, residentsUntil: dayAt(90) });
    const left = stays.map((stay) => (stay.bedId === '3' ? { ...stay, to: dayAt(90) } : stay));
    const closing = {
      ...aRoom(3, { capacity: 2, stays: left, closed: [{ bedId: '1', from: dayAt(10), to: null }] }),
      openDays: adopted.openDays,
    };
    const { displaced, openDays } = arrangeBeds(closing, {
      ...plainly,
      from: dayAt(10),
      residentsUntil: dayAt(20),
      closing: new Set(['1']),
    });
    expect(displaced.map(({ stay, leavesOn }) => [stay.bedId, leavesOn])).toEqual([['1', dayAt(20)]]);
    expect(openOn(openDays, dayAt(20))).toEqual(['2', '3']);
  });

  it('close under nobody who moved in on that very day: they leave on the next', () => {
    const room = aRoom(1, { capacity: 0, stays: [aStay('1', { from: FROM })] });
    expect(arrangeBeds(room, plainly).displaced[0]?.leavesOn).toBe(dayAt(1));
  });

  it('open again, those first that were open before', () => {
    const shut = arrangeBeds(aRoom(3, { capacity: 0 }), plainly).openDays;
    const reopened = arrangeBeds({ ...aRoom(3), openDays: shut }, { ...plainly, from: dayAt(10) }).openDays;
    expect(openOn(reopened, dayAt(9))).toEqual([]);
    expect(openOn(reopened, dayAt(10))).toEqual(['1', '2', '3']);
  });
});

const offset = fc.integer({ min: -20, max: 40 });
const range = fc
  .tuple(offset, fc.integer({ min: 1, max: 30 }), fc.boolean())
  .map(([start, length, isOpen]) => ({ from: dayAt(start), to: isOpen ? null : dayAt(start + length) }));

/** Any room: stays that don't meet in one bed, closed days, steps of capacity, days kept before. */
const anyRoom = fc
  .record({
    beds: fc.integer({ min: 1, max: 6 }),
    stays: fc.array(fc.record({ bed: fc.nat(5), range, movedIn: fc.boolean() }), { maxLength: 10 }),
    closed: fc.array(fc.record({ bed: fc.nat(5), range }), { maxLength: 3 }),
    steps: fc.array(fc.record({ offset, capacity: fc.nat(6) }), { maxLength: 3 }),
    opensOn: fc.integer({ min: -30, max: 20 }),
    residents: fc.nat(30),
    keeps: fc.array(fc.record({ stay: fc.nat(9), offset: fc.nat(40) }), { maxLength: 3 }),
  })
  .map(({ beds, stays, closed, steps, opensOn, residents, keeps }) => {
    const room = aRoom(beds);
    const bedId = (bed: number) => String((bed % beds) + 1);
    const apart: Stay[] = [];
    for (const [index, { bed, range: days, movedIn }] of stays.entries()) {
      const stay = aStay(bedId(bed), {
        ...days,
        state: movedIn && days.from <= FROM ? 'occupied' : 'reserved',
        assignmentId: `stay ${index}`,
        workerId: `worker ${index}`,
      });
      const reaches = stay.to === null || stay.to > FROM;
      if (reaches && apart.every((other) => other.bedId !== stay.bedId || !overlaps(other, stay)))
        apart.push(stay);
    }
    return {
      room: {
        ...room,
        opensOn: dayAt(Math.min(opensOn, 0)),
        stays: apart,
        closed: closed.map(({ bed, range: days }) => ({ bedId: bedId(bed), ...days })),
        steps: [
          { from: '2026-01-01', capacity: beds },
          ...steps
            .map((step) => ({ from: dayAt(step.offset), capacity: step.capacity }))
            .sort((one, other) => (one.from < other.from ? -1 : 1)),
        ],
      },
      cause: {
        from: FROM,
        residentsUntil: dayAt(residents),
        keeps: new Map(keeps.map((keep) => [`stay ${keep.stay}`, dayAt(keep.offset)])),
        closing: new Set<string>(),
      },
    };
  });

const days = Array.from({ length: 90 }, (_, index) => dayAt(index));

describe('whatever the room', () => {
  it('stands open to newcomers for no more people than it may hold, and never where it is closed', () => {
    fc.assert(
      fc.property(anyRoom, ({ room, cause }) => {
        const { openDays } = arrangeBeds(room, cause);
        for (const day of days) {
          const stand = openDays.filter((each) => on(each, day));
          const open = stand.filter((each) => each.keptFor === null);
          const capacity = room.steps.findLast((step) => step.from <= day)?.capacity ?? 0;
          if (open.length > 0) expect(stand.length).toBeLessThanOrEqual(capacity);
          expect(new Set(stand.map((each) => each.bedId)).size).toBe(stand.length);
          for (const each of open)
            expect(room.closed.some((shut) => shut.bedId === each.bedId && on(shut, day))).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('has everybody in an open bed until the day they leave it, and keeps a bed for nobody else', () => {
    fc.assert(
      fc.property(anyRoom, ({ room, cause }) => {
        const { openDays, displaced } = arrangeBeds(room, cause);
        const leaves = new Map(displaced.map(({ stay, leavesOn }) => [stay.assignmentId, leavesOn]));
        for (const stay of room.stays) {
          const end = leaves.get(stay.assignmentId) ?? stay.to;
          for (const day of days) {
            if (!on(stay, day) || (end !== null && day >= end)) continue;
            const bed = openDays.find((each) => each.bedId === stay.bedId && on(each, day));
            expect(bed, `${stay.assignmentId} on ${day}`).toBeDefined();
            expect([null, stay.workerId]).toContain(bed?.keptFor);
          }
        }
        for (const { stay, leavesOn } of displaced) expect(leavesOn >= stay.from).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('displaces nobody and moves nothing when it is arranged once more after they left', () => {
    fc.assert(
      fc.property(anyRoom, ({ room, cause }) => {
        const { openDays, displaced } = arrangeBeds(room, cause);
        const leaves = new Map(displaced.map(({ stay, leavesOn }) => [stay.assignmentId, leavesOn]));
        const left = room.stays.flatMap((stay) => {
          const to = leaves.get(stay.assignmentId) ?? stay.to;
          return to !== null && to <= stay.from ? [] : [{ ...stay, to }];
        });
        const again = arrangeBeds({ ...room, stays: left, openDays }, plainly);
        expect(again.displaced).toEqual([]);
        for (const day of days) expect(openOn(again.openDays, day).length).toBe(openOn(openDays, day).length);
      }),
      { numRuns: 500 },
    );
  });

  it('leaves the past as it was', () => {
    fc.assert(
      fc.property(anyRoom, ({ room, cause }) => {
        const { openDays } = arrangeBeds(room, cause);
        for (let back = 1; back < 30; back++)
          expect(openOn(openDays, dayAt(-back))).toEqual(openOn(room.openDays, dayAt(-back)));
      }),
    );
  });
});
