import type { RequestContradictionCode } from '#app/domain/allocation/contradictions.ts';
import type { BlockerCode } from '#app/domain/allocation/proposal.ts';
import type { Objective, PriorityClass } from '#app/domain/allocation/options.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';
import { terms } from './terms.ts';

const employers = (count: number) => plural('en', count, { one: 'employer', other: 'employers' });

/** How a plan is made, how good it is, and whom it treats how. */
export const plans = {
  options: {
    title: 'How the plan is made',
    asUsual: 'As usual',
    changed: 'Not as usual',
    rooms: 'Rooms',
    order: 'What matters, in order',
    orderLead:
      'As many beds as possible, the most urgent first, always comes before all else. After that the higher comes first; what shares a place is weighed by its weights. Weight 0 leaves it out.',
    objective: {
      fairness: 'Fairness between employers',
      commute: 'Short ways to work',
      crews: 'Crews together',
      moves: 'Few moves',
      free_rooms: 'Empty rooms stay empty',
      languages: 'A shared language',
    } satisfies Record<Objective, string>,
    meaning: {
      fairness: 'Each employer gets about the same share of the beds it asks, the small ones too.',
      commute: 'From the sites to the workplaces, all ways together are short.',
      crews: 'A crew lives in one room, or else on one floor, in one building or in one site.',
      moves: 'Who has a bed already keeps it.',
      free_rooms: 'Rooms and buildings in which nobody lives are taken last.',
      languages: 'Everybody has a room mate to talk to. A mild wish, with the limit below.',
    } satisfies Record<Objective, string>,
    place: (rank: string) => `Place ${rank}`,
    shared: 'shares its place',
    up: (name: string) => `Up: ${name}`,
    down: (name: string) => `Down: ${name}`,
    join: 'Weigh with the one above',
    joinOf: (name: string) => `Weigh with the one above: ${name}`,
    nowAt: (name: string, rank: string, isShared: boolean) =>
      `${name}: now at place ${rank}${isShared ? ', weighed with others' : ''}`,
    weight: 'Weight',
    weightOf: (name: string) => `Weight of ${name}`,
    leftOut: 'left out',
    waiting: 'Waiting',
    waitingHint:
      'Who has waited longer is placed before others who are as safe. The numbers of days are our proposal, without a source.',
    waitingLong: 'A long wait, from so many days',
    waitingSome: 'A wait, from so many days',
    mostMoves: 'How many housed people may be moved at most',
    mostMovesHint:
      '0 moves nobody. Else people may get another bed in their site so that others find room; the plan lists each of them. Applying the plan moves them, on the day it names.',
    languageCap: 'Rooms of one language at most, in per cent',
    languageCapHint:
      'So far may the wish for a shared language raise the part of rooms of three or more in which all speak one language. Our choice, so that nobody is set apart.',
    waitingAre: (some: string, long: string) => `from ${some}; long from ${long}`,
    notShared: 'Each room for one employer',
    weighted: (name: string, weight: string) => `${name} (weight ${weight})`,
  },
  priorityClass: {
    danger: 'Danger or closing',
    unsafe: 'Unsafe housing',
    waited_long: 'Long wait',
    waited: 'Wait',
    recent: 'Recent',
  } satisfies Record<PriorityClass, string>,
  measures: {
    byClass: 'Placed, by urgency',
    class: 'Urgency',
    asked: 'Beds asked',
    placed: 'Placed',
    bound: 'Possible at most',
    boundHint: 'At most: no plan that serves the lines above as well as can be places more.',
    share: 'Share',
    total: 'All',
    objectives: 'How good the plan is',
    objectivesLead:
      'Each in its place in the order. The limit is proven: no plan that does as well in what comes before can do better. How far fairness is behind is measured by the squares of all shares, since of a difference near zero there is no meaningful share.',
    objective: 'What matters',
    value: 'This plan',
    limit: 'No plan does better than',
    gap: 'Behind the limit',
    notProven: 'no limit is proven',
    notCounted: 'left out',
    best: 'none: the best possible',
    values: {
      fairness: (points: string) => `shares lie ${points} percentage points from the common share on average`,
      commute: (distance: string) => `${distance} a worker on average`,
      crews: (apartness: string) => `apartness ${apartness}`,
      moves: (count: number) => plural('en', count, { one: 'move', other: 'moves' }),
      free_rooms: (points: string) => `${points} points for rooms and buildings newly lived in`,
      languages: (count: number) => `${terms.workers(count)} without a shared language in the room`,
    },
    apartnessHint:
      'Apartness of a crew: 0 in one room, 1 on one floor, 2 in one building, 3 in one site, 4 otherwise, times its members. Points for free rooms: one a room, ten more a building (our choice).',
    headline: (share: string) => `At most ${share} from the best possible`,
    headlineBest: 'The best possible: no plan does better',
    headlineLead: 'The greatest distance from the proven limits of placement, fairness and ways to work.',
    before: 'This plan was made before limits were proven: none is stated.',
    firstCome: 'First come, first served',
    firstComeIs: (workers: string, distance: string) => `${workers} placed, ${distance} a worker on average`,
    mix: 'Languages in rooms of three or more',
    mixIs: (oneLanguage: number, rooms: number) =>
      `${plural('en', oneLanguage, { one: 'room', other: 'rooms' })} of one language among ${rooms}`,
  },
  fairness: {
    title: 'Fairness between employers',
    lead: 'Each dot is an employer, or several that stand alike; the larger, the more. Dots on the line get the common share.',
    thisPlan: 'This plan',
    firstCome: 'First come, first served',
    commonShare: (share: string) => `common share ${share}`,
    asked: 'Beds asked',
    share: 'Share placed',
    picture: (name: string, count: number, share: string) =>
      `${name}: ${employers(count)}; common share ${share}. The table below says the same in figures.`,
    dot: (count: number, asked: string, share: string) =>
      `${employers(count)}, beds asked: ${asked}; ${share} placed`,
    table: (name: string) => `The picture as a table: ${isolate(name)}`,
    size: 'Beds asked by an employer',
    sizeFrom: (from: string) => `${from} and more`,
    employers: 'Employers',
    lowest: 'Lowest share',
    highest: 'Highest share',
    nobody: 'No employer asked for beds in this plan.',
  },
  page: {
    nearness: 'Nearness to the best',
    check: 'Independent check',
    verified: (instant: string) => `Passed ${instant}: every rule holds, and the figures are right`,
    broken: (count: number) =>
      `Not passed: ${plural('en', count, { one: 'rule is', other: 'rules are' })} broken, so this plan can’t be applied`,
    notVerified: 'Was not checked: made before there was one',
    basedOn: 'Keeps what still holds of',
    replan: 'Plan anew around the changes',
    replanTitle: (plan: string) => `Plan anew around the changes since ${plan}`,
    replanLead:
      'Whoever was given a bed by that plan keeps it wherever this still can be; only what changed is planned anew.',
    recorded: 'How it was made',
    export: 'Workers as a file',
    wouldMove: 'Would move',
    moved: 'Moved',
  },
  gains: {
    title: 'Gained and lost against first come, first served',
    totals: (more: string, gained: number, less: string, lost: number, same: number) =>
      `${employers(gained)} with more beds (${more} more), ${employers(lost)} with fewer (${less} fewer), ${same} with as many.`,
    employer: 'Employer',
    firstCome: 'First come',
    difference: 'Difference',
    search: 'Employer',
    which: 'Which employers',
    filters: { all: 'all', gained: 'with more beds', lost: 'with fewer beds' },
    none: 'No employer is among these.',
  },
  shortage: {
    title: 'What is missing',
    lead: 'Those without a bed, by what would place them: the largest lack first.',
    wanted: 'What would place them',
    workers: 'Without a bed',
    requests: 'Requests',
    none: 'No beds are missing: whoever has none has one already, or was set aside.',
    allPlaced: 'Everybody has a bed.',
  },
  wanted: (wanted: {
    beds: number;
    sex: 'male' | 'female';
    shift: 'day' | 'night' | 'rotating';
    stepFree: boolean;
    lowerBed: boolean;
    site: string;
    days: string;
  }) => {
    const words = [
      wanted.sex === 'male' ? 'men’s' : 'women’s',
      `${wanted.shift}-shift`,
      ...(wanted.stepFree ? ['step-free'] : []),
      ...(wanted.lowerBed ? ['lower'] : []),
    ].join(' ');
    const beds = plural('en', wanted.beds, { one: `${words} bed`, other: `${words} beds` });
    return `${beds} in ${isolate(wanted.site)}, ${wanted.days}`;
  },
  fromDay: (day: string) => `from ${day}`,
  explain: {
    whyHere: 'Why here',
    whyNot: 'Why no bed',
    reasons: 'This bed',
    alternatives: 'The next best sites',
    farther: (distance: string) => `${distance} farther from work`,
    nearer: (distance: string) => `${distance} nearer to work`,
    asFar: 'as far from work',
    free: (site: string, way: string) => `${isolate(site)}: ${way}; beds that suit are left there`,
    full: (site: string, way: string, displaced: string) =>
      `${isolate(site)}: ${way}, but full: somebody else would have to go${displaced ? `, whose own way to work would be ${displaced} longer` : ''}`,
    unsuitable: (site: string) => `${isolate(site)}: no bed there suits`,
    inTheWay: (beds: number) =>
      `With ${plural('en', beds, { one: 'bed', other: 'beds' })} nothing stands in the way but this:`,
    wouldPlace: (wanted: string) => `Would place all who are alike: ${wanted}`,
    counted: 'All beds, by what rules them out first',
  },
  rules: {
    already_housed: 'the worker already has a bed on some of these days',
    contradictory_request: 'the request contradicts itself',
    other_sex_building: 'the building is for the other sex',
    not_accessible: 'the way in or the room has steps',
    upper_bed: 'it is an upper bunk',
    bed_closed: 'the bed is closed on some of these days',
    bed_taken: 'somebody has the bed on some of these days',
    room_other_sex: 'people of the other sex live in the room',
    room_other_shift: 'people of another shift live in the room',
    room_other_employer: 'people of another employer live in the room',
  } satisfies Record<BlockerCode, string>,
  export: { from: 'First day', to: 'Day after the last' },
  outlook: {
    title: 'In the latest plan',
    plan: 'Plan',
    position: 'Served as number',
    positionOf: (position: string, of: string) => `${position} of ${of}`,
    placed: 'Given a bed',
    placedOf: (placed: string, of: string) => `${placed} of ${of}`,
    expected: 'Beds for the rest',
    expectedFrom: (day: string) => `can be expected from ${day}`,
    noDate: 'no day is known',
    nobodyLeft: 'nobody is left',
    setAside: 'Set aside: the request contradicts itself',
    contradiction: {
      request_twice: 'It stands in the plan twice.',
      request_ends_before_start: 'Its last day lies before its first.',
      crew_of_both_sexes: 'Men and women bear one crew name, and no building takes both.',
      worker_twice: 'A worker stands in it twice.',
      worker_in_two_requests: 'One of its workers stands in another request for the same days.',
    } satisfies Record<RequestContradictionCode, string>,
  },
  moves: {
    title: 'Who would move',
    lead: 'These people have a bed and would get another in their site, so that others find room. They move when the plan is applied, on the day given.',
    titleApplied: 'Who moved',
    leadApplied:
      'These people had a bed and were given another in their site, so that others find room. They move on the day given.',
    export: 'Who moves, as a file',
    applied: (moved: number, leftOut: number) =>
      `${plural('en', moved, { one: 'housed person was', other: 'housed people were' })} given another bed${leftOut ? `, ${leftOut} left out` : ''}.`,
    question: (count: number) =>
      `${plural('en', count, { one: 'housed person is', other: 'housed people are' })} moved for it.`,
    roomFor: 'Makes room for',
    roomForWorkers: (count: number, request: number) => `${terms.workers(count)} of request ${request}`,
    from: 'From',
    to: 'To',
    day: 'On',
    bed: (bed: { buildingName: string; roomName: string; bedLabel: string }) =>
      `building ${isolate(bed.buildingName)}, room ${isolate(bed.roomName)}, bed ${isolate(bed.bedLabel)}`,
    none: 'This plan moves nobody.',
    leftOut: 'left out',
  },
};

export type PlansTexts = typeof plans;
