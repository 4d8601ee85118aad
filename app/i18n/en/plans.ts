import type { Objective, PriorityClass } from '#app/domain/allocation/options.ts';
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
    languageCapIs: (share: string) => `at most ${share} of rooms of three or more in one language`,
    waitingAre: (long: string, some: string) => `${some}, long from ${long}`,
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
    share: 'Share',
    total: 'All',
    objectives: 'How good the plan is',
    objectivesLead:
      'Each in its place in the order. The limit is proven: no plan that does as well in what comes before can do better.',
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
    table: (name: string) => `The picture as a table: ${name}`,
    size: 'Beds asked by an employer',
    sizeFrom: (from: string) => `${from} and more`,
    employers: 'Employers',
    lowest: 'Lowest share',
    highest: 'Highest share',
    nobody: 'No employer asked for beds in this plan.',
  },
};

export type PlansTexts = typeof plans;
