import { isolate } from '#app/i18n/isolate.ts';
import type { BlockerCode } from '#app/domain/allocation/proposal.ts';
import { plural } from '#app/i18n/plural.ts';

const beds = (count: number) => plural('en', count, { one: 'bed', other: 'beds' });

export const planning = {
  queueTitle: 'Placement requests',
  queueLead: 'What employers ask, the longest wait first.',
  decisionDone: {
    accept: 'The request was accepted: it takes part in the next plan.',
    return: 'The request was returned to the employer.',
    refuse: 'The request was refused.',
  } as Readonly<Record<string, string>>,
  queueEmpty: 'No request is in this state.',
  request: (number: number) => `Request ${number}`,
  number: 'Number',
  employer: 'Employer',
  state: 'State',
  allOpen: 'all',
  workers: 'Workers',
  housed: 'Housed',
  dates: 'Dates',
  waiting: 'Waiting',
  priority: 'Priority',
  priorityName: (priority: number): string =>
    priority >= 100
      ? 'relocation'
      : priority >= 50
        ? 'urgent'
        : priority >= 20
          ? 'high'
          : priority >= 10
            ? 'raised'
            : 'normal',
  searchLabel: 'Employer, file number or request number',
  workplace: 'Workplace',
  distances: 'Ways to the sites: the straight line, and the time where it is given',
  crew: 'Crew',
  bed: 'Bed',
  notYet: 'not yet',
  note: 'Note of the employer',
  decide: 'Your decision',
  accept: 'Accept',
  acceptLead: 'An accepted request takes part in the next plan.',
  sendBack: 'Return to the employer',
  refuse: 'Refuse',
  refuseQuestion: 'Refuse this request? The employer can’t send it again.',
  reason: 'Reason',
  reasonHint: 'The employer reads this: say what to change, or why not.',
  decided: 'Decided',
  plansTitle: 'Plans',
  plansLead: 'Each plan proposes a bed for every worker of the accepted requests, or says why there is none.',
  plansEmpty: 'No plan was started yet.',
  newPlan: 'Start a plan',
  newPlanLead:
    'Choose the accepted requests to place. Nothing is given away until a second planner approves.',
  whichRequests: 'Which requests',
  allAccepted: (count: number) => `All accepted requests (${count})`,
  onlyTicked: 'Only those ticked below',
  mostUrgentShown: (count: number) => `The ${count} most urgent are listed.`,
  nothingAccepted: 'No request is accepted and waiting for beds. Accept requests first.',
  toQueue: 'Go to the requests',
  sharedRooms: 'Workers of different employers may share a room',
  sharedRoomsHint: 'Where they may not, half-empty rooms stay half empty and fewer people get a bed.',
  start: 'Start the plan',
  plan: (number: number) => `Plan ${number}`,
  startedBy: 'Started by',
  startedAt: 'Started',
  approvedBy: 'Approved by',
  placed: 'Placed',
  unplaced: 'Without a bed',
  running: 'The plan is being made. This page refreshes by itself.',
  progressBegins: 'The records are being read.',
  progress: (decided: string, total: string) => `${decided} of ${total} workers decided`,
  failed: (id: string) =>
    `The plan failed by a fault of ours, which was logged. Discard it and start another; tell us this number: ${id}`,
  views: {
    map: 'On the map',
    sites: 'By site',
    requests: 'By request',
    workers: 'By worker',
    proof: 'How good',
    fairness: 'Fairness',
    shortage: 'What is missing',
    moves: 'Who moves',
  },
  measures: 'What the plan does',
  meanDistance: 'Mean distance to the workplace',
  crewsTogether: 'Crews of two or more',
  crews: ({ room, building, site, split }: { room: number; building: number; site: number; split: number }) =>
    `${room} in one room, ${building} in one building, ${site} in one site, ${split} split`,
  toDecision: 'Go to the decision',
  approveAndApply: 'Approve and apply',
  approveQuestion: (count: number) =>
    `Approve this plan and give ${plural('en', count, { one: 'worker a bed', other: 'workers their beds' })}?`,
  approveLead:
    'Everything is checked once more. If something changed since, nothing is applied and you see what.',
  ownPlan: 'You started this plan. A second planner must approve it.',
  discard: 'Discard',
  done: { discarded: 'The plan was discarded. Its requests can be planned again.' } as Readonly<
    Record<string, string>
  >,
  discardQuestion: 'Discard this plan? Its requests can be planned again.',
  overtakenTitle: (count: number) =>
    `${plural('en', count, { one: 'placement no longer holds', other: 'placements no longer hold' })}`,
  overtakenLead:
    'Something changed since the plan was made. Apply it without these workers, or discard it and plan anew.',
  livesHere: 'lives here already',
  applyWithout: (count: number) =>
    `Apply without ${plural('en', count, { one: 'worker', other: 'workers' })}`,
  overtaken: {
    request_closed: 'the request is no longer open, or its dates changed',
    worker_left_request: 'the worker is no longer in the request',
    worker_facts_changed: 'the worker’s employer changed',
    worker_already_housed: 'the worker was given another bed',
    stay_changed: 'was to move, but the stay has changed',
    move_day_passed: 'was to move on a day that has passed',
    bed_closed: 'the bed was closed',
    bed_taken: 'the bed was given to somebody else',
    room_other_shift: 'workers of another shift moved into the room',
    room_other_employer: 'workers of another employer moved into the room',
    move_left_out: 'somebody who was to make room stays',
    building_changed: 'the place no longer meets the worker’s needs',
  },
  applied: (applied: number, leftOut: number) =>
    `Applied: ${plural('en', applied, { one: 'worker has a bed', other: 'workers have a bed' })}${leftOut ? `, ${leftOut} left out` : ''}.`,
  worker: 'Worker',
  workersNone: 'Nobody is among these.',
  sites: 'Sites',
  site: 'Site',
  why: 'Why',
  searchWorkers: 'Worker or employer',
  onlyAll: 'all',
  onlyPlaced: 'with a bed',
  onlyUnplaced: 'without a bed',
  vacancyBefore: 'Vacant today',
  vacancyAfter: 'Vacant once all have moved in',
  bedAt: (bed: { site: string; buildingName: string; roomName: string; bedLabel: string }) =>
    `${isolate(bed.site)}, building ${isolate(bed.buildingName)}, room ${isolate(bed.roomName)}, bed ${isolate(bed.bedLabel)}`,
  reasons: {
    near_workplace: (distance: string, rank: number) =>
      rank === 1
        ? `nearest site to the workplace, ${distance}`
        : `${distance} from the workplace, number ${rank} of the sites by distance`,
    nearer_site_full: (site: string) => `${isolate(site)} is nearer but has no room for the group`,
    with_crew: (crew: string, share: 'room' | 'floor' | 'building' | 'site') =>
      `with crew ${isolate(crew)} in one ${{ room: 'room', floor: 'floor', building: 'building', site: 'site' }[share]}`,
    with_employer: (count: number) =>
      `with ${plural('en', count, { one: 'colleague', other: 'colleagues' })} in the room`,
    shares_language: () => 'speaks a language of the room mates',
    accessible_room: () => 'accessible room and step-free way in',
    lower_bed: () => 'no upper bunk',
  },
  blockers: {
    contradictory_request: () => 'the request contradicts itself; it was set aside',
    already_housed: () => 'the worker already has a bed on some of these days',
    other_sex_building: (count: number) => `${beds(count)} in buildings for the other sex`,
    not_accessible: (count: number) => `${beds(count)} not accessible`,
    upper_bed: (count: number) => `${beds(count)} upper bunks`,
    bed_closed: (count: number) => `${beds(count)} closed on some of these days`,
    bed_taken: (count: number) => `${beds(count)} taken`,
    room_other_sex: (count: number) => `${beds(count)} in rooms of the other sex`,
    room_other_shift: (count: number) => `${beds(count)} in rooms of another shift`,
    room_other_employer: (count: number) => `${beds(count)} in rooms of another employer`,
  } satisfies Record<BlockerCode, (count: number) => string>,
};

export type PlanningTexts = typeof planning;
