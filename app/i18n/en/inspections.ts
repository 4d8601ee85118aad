import type { SchedulingHindrance } from '#app/domain/inspection/schedule.ts';
import type { VisitOrder } from '#app/domain/risk/back-test.ts';
import type { RiskFactor } from '#app/domain/risk/risk-weights.ts';
import type { Severity } from '#app/domain/standards/criterion.ts';
import { isolate } from '#app/i18n/isolate.ts';
import { plural } from '#app/i18n/plural.ts';

const days = (count: number) => plural('en', count, { one: 'day', other: 'days' });
const visits = (count: number) => plural('en', count, { one: 'visit', other: 'visits' });
const buildings = (count: number) => plural('en', count, { one: 'building', other: 'buildings' });

/** Risk, schedule, inspectors and their calendars. */
export const inspections = {
  tabs: { risk: 'Risk', schedule: 'Schedule', all: 'All inspections', inspectors: 'Inspectors' },
  building: 'Building',
  site: 'Site',
  allSites: 'All sites',
  day: 'Day',
  inspector: 'Inspector',
  visits,
  risk: {
    title: 'Where to look next',
    lead: (count: string) =>
      `${count} buildings by their risk today. Each figure is the sum of the points beside it.`,
    searchLabel: 'Name of the building',
    figure: 'Risk',
    reasons: 'Why',
    points: (points: string) => `${isolate(`+${points}`)}`,
    lastCheck: 'Last check',
    never: 'never',
    nextVisit: 'Next visit',
    noVisit: 'none planned',
    choose: (building: string) => `Choose building ${isolate(building)}`,
    choice: 'Choose',
    proposeChosen: 'Propose visits for those chosen',
    proposeRiskiest: 'Propose a week by risk',
    visitNow: 'Plan a visit',
    none: 'No building matches.',
    showAll: 'Show all buildings',
    mapLabel: 'Buildings by risk',
    mapNote: (shown: string) => `The map shows the ${shown} riskiest buildings of this list.`,
    mapCaption: (building: string, figure: string) => `${isolate(building)}: risk ${figure}`,
    step: (from: string, to: string | null) => (to === null ? `${from} and more` : `${from} to under ${to}`),
    inWords: {
      days_since_check: (count: number) => `${days(count)} without a check`,
      never_inspected: 'never checked',
      findings: (list: string) => `found at past checks: ${list}`,
      repeats: (criteria: string) => `failed again: ${criteria}`,
      reports: (count: number) =>
        plural('en', count, { one: 'report by residents', other: 'reports by residents' }),
      overdue: (actions: number, longest: number) =>
        `${plural('en', actions, { one: 'correction', other: 'corrections' })} overdue, by up to ${days(longest)}`,
      crowding: (residents: string, capacity: string) => `${residents} people where ${capacity} are allowed`,
      unmeasured: (rooms: number) =>
        `${plural('en', rooms, { one: 'room', other: 'rooms' })} with something not measured`,
    } satisfies Record<RiskFactor, unknown>,
    ofSeverity: {
      critical: (count: string) => `${count} critical`,
      major: (count: string) => `${count} major`,
      minor: (count: string) => `${count} minor`,
    } satisfies Record<Severity, (count: string) => string>,
    weightsTitle: 'What weighs how much',
    weightsLead: (version: string) =>
      `Version ${isolate(version)}. The weights are our proposal; no source gives them.`,
    ourProposal: 'our proposal',
    factor: 'What counts',
    most: 'Points at most',
    halfAt: 'Half of them at',
    factors: {
      days_since_check: 'Time since the last check, or since the opening',
      never_inspected: 'Never checked',
      findings: 'Findings of past checks, by severity',
      repeats: 'The same criterion failed again',
      reports: 'Reports by residents',
      overdue: 'Corrections overdue',
      crowding: 'People above nine tenths of what the building may hold',
      unmeasured: 'Rooms with something not measured',
    } satisfies Record<RiskFactor, string>,
    halves: {
      days_since_check: (half: string) => `${half} days`,
      never_inspected: () => 'all at once',
      findings: (half: string) => `${half} severity points`,
      repeats: (half: string) => `${half} severity points`,
      reports: (half: string) => `${half} reports`,
      overdue: (half: string) => `${half} severity points`,
      crowding: (half: string) => `${half} people`,
      unmeasured: (half: string) => `${half} rooms`,
    } satisfies Record<RiskFactor, (half: string) => string>,
    weightsNotes: (w: {
      critical: string;
      major: string;
      minor: string;
      halveDays: string;
      corrected: string;
      doubleDays: string;
      reportDays: string;
    }) => [
      `Severity points: a critical finding ${w.critical}, a major one ${w.major}, a minor one ${w.minor}.`,
      `A finding made ${w.halveDays} days before the last check counts half; one whose repair was accepted counts ${w.corrected}.`,
      `A correction ${w.doubleDays} days overdue counts twice.`,
      `Reports of the last ${w.reportDays} days count.`,
      'Waiting never lowers a figure: findings fade by later checks, not by time in which nobody looked.',
    ],
    backTestTitle: 'Would it have found more?',
    backTestLead:
      'Each month’s visits, put in three orders by what was known before the month: how many of the serious findings (critical and major) the first quarter of the visits would have found.',
    backTestFew: 'There are too few past checks to tell.',
    order: 'Order of the visits',
    orders: {
      risk: 'By this figure',
      oldest: 'Longest unchecked first',
      chance: 'In any order',
    } satisfies Record<VisitOrder, string>,
    foundShare: 'Serious findings found by the first 25% of visits',
    backTestOf: (visitCount: number, serious: string, months: string) =>
      `${visits(visitCount)} in ${months} months, ${serious} serious findings. Only visits that were made can be judged; residents’ reports, crowding and missing measurements take no part, since their past isn’t kept. Follow-ups are left out.`,
    madeUp:
      'The demonstration’s history is made up, by a model that knows nothing of these weights: the shares say nothing of what it would do in Kuwait.',
  },
  schedule: {
    title: 'Schedule',
    lead: (from: string, to: string) => `Visits from ${from} to ${to}.`,
    weekBefore: 'Week before',
    thisWeek: 'This week',
    weekAfter: 'Week after',
    add: 'Add a visit',
    propose: 'Propose visits',
    proposalTitle: 'Proposal for this week',
    proposalLead: (count: number) =>
      `${visits(count)}, the riskiest buildings first. Nothing is planned yet: take out what you don’t want, then confirm.`,
    proposalChosen: (count: number) => `Only the ${buildings(count)} that you chose.`,
    proposalRule: (perDay: string, between: string) =>
      `At most ${perDay} visits a day for each inspector, and no building checked in the last ${between} days (our proposal), within their sites, never where they have a conflict of interest, never where they made the last check. Each day’s stops are in the order of the shortest way found.`,
    proposalNone: 'There is nothing to propose for this week.',
    noneNoInspector: 'No inspector works at any site yet. Give inspectors their sites first.',
    noneFull: 'Every inspector’s days are full, or every building has a visit already.',
    nonePast: 'This week’s working days are over.',
    confirm: (count: number) => `Plan ${visits(count)}`,
    discard: 'Discard the proposal',
    include: (building: string, day: string) => `Visit building ${isolate(building)} on ${day}`,
    leftOut: 'Nobody may go there',
    leftOutWhy: (building: string, why: string) => `${building}: ${why}`,
    hindrances: {
      conflict: 'an inspector has a conflict of interest',
      twice_in_a_row: 'an inspector made the last check',
      outside_area: 'it is outside an inspector’s sites',
    } satisfies Record<SchedulingHindrance, string>,
    board: 'Visits by inspector and day',
    noVisits: 'No visit',
    empty: 'Nothing is planned for this week.',
    nobody: 'Without an inspector',
    way: (kilometres: string) => `${kilometres} on the way`,
    showWay: (inspector: string, day: string) => `The way of ${isolate(inspector)} on ${day}`,
    wayTitle: 'The way of one day',
    wayLead: 'Straight lines between the stops, in their order; streets are longer.',
    wayChoose: 'Whose day',
    wayShow: 'Show',
    stop: (order: string, building: string) => `${order}. ${isolate(building)}`,
    second: (name: string) => `with ${isolate(name)}`,
    onlyRooms: (rooms: number) => plural('en', rooms, { one: 'room', other: 'rooms' }),
    move: 'Move…',
    moveTitle: (building: string) => `Move the visit to ${building}`,
    moveNow: 'Move',
    dragHint: 'Drag a visit to another day or inspector, or press Move.',
    moved: (building: string, day: string, inspector: string) =>
      `The visit to ${building} is now on ${day}, by ${isolate(inspector)}.`,
    undo: 'Undo the move',
    undone: 'The move was undone.',
    callOff: 'Call off',
    callOffQuestion: (building: string) => `Call off the visit to ${building}?`,
    callOffHint: 'It disappears from the inspector’s day and calendar. What was recorded is never deleted.',
    calledOff: 'The visit was called off.',
    planned: 'The visits are planned.',
    added: 'The visit is planned.',
    missed: (count: number) => `${visits(count)} of days gone by weren’t made`,
    missedLead: 'Move them to a day to come, or call them off.',
    addTitle: 'Add a visit',
    addLead: 'For what can’t wait for the proposal: a complaint, an opening, a second look.',
    chooseBuilding: 'First choose the building.',
    fields: {
      day: 'Day',
      reason: 'Reason',
      inspector: 'Inspector',
      secondInspector: 'Second inspector',
      rooms: 'Only these rooms',
    },
    nobodyElse: 'nobody',
    roomsHint: 'Without a tick, the whole building.',
    inspectorSaid: (name: string, why: string) => `${name} (${why})`,
    why: {
      conflict: 'conflict of interest',
      twice_in_a_row: 'made the last check',
      outside_area: 'outside their sites',
    } satisfies Record<SchedulingHindrance, string>,
    plan: 'Plan the visit',
  },
  inspectors: {
    title: 'Inspectors',
    lead: 'Where each inspector works, and where each must not be sent.',
    none: 'There is no inspector yet. An administrator adds their accounts.',
    sites: 'Sites',
    saveSites: 'Save the sites',
    sitesSaved: 'The sites were saved.',
    conflicts: 'Conflicts of interest',
    noConflicts: 'None declared.',
    declaredOn: (day: string) => `declared on ${day}`,
    remove: 'Remove',
    removeQuestion: 'Remove this conflict of interest?',
    removeHint: 'The inspector may then be sent there again.',
    removed: 'The conflict of interest was removed.',
    add: 'Add a conflict of interest',
    declare: 'Declare a conflict of interest',
    declared: 'The conflict of interest is noted.',
    conflictSite: 'Site',
    conflictBuilding: 'Building',
    buildingHint: 'Its name as on the door. Left empty, the whole site.',
    reason: 'Why',
    reasonHint: 'For example: a relative works for the owner. Planners, supervisors and auditors read it.',
    stillPlanned: (count: number) =>
      `${visits(count)} already planned there must be moved to somebody else. Look at the schedule.`,
    week: (count: number) => `${visits(count)} planned from today on`,
  },
  own: {
    title: 'My visits',
    conflictsTitle: 'Where I have a conflict of interest',
    conflictsLead:
      'You are never sent to a place that you declare here. Only a planner or supervisor can remove it.',
    link: 'My conflicts of interest and calendar',
    back: 'Account',
    pageTitle: 'My inspections: conflicts and calendar',
    pageLead: 'What planners must know before they send you somewhere, and your visits in your own calendar.',
    calendarTitle: 'My visits in a calendar',
    calendarLead:
      'Phones and office programs can follow a secret address. Whoever has it sees when and where you inspect, so keep it to yourself.',
    calendarNone: 'There is no address yet.',
    calendarSince: (instant: string) => `An address was made on ${instant}. It can’t be shown again.`,
    make: 'Make an address',
    makeAnew: 'Make a new address',
    makeAnewQuestion: 'Make a new address? The one before stops working at once.',
    withdraw: 'Withdraw the address',
    withdrawQuestion: 'Withdraw the address? Calendars that follow it stop being updated.',
    withdrawn: 'The address was withdrawn.',
    madeTitle: 'This is your address. It is shown only now:',
    address: 'Secret address',
    copy: 'Copy',
    copied: 'Copied',
    timeNote: 'The time is a guess by the order of the stops.',
    howTo: 'Add it in your calendar program under “from the internet”, “from URL” or “subscribe”.',
  },
};

export type InspectionsTexts = typeof inspections;
