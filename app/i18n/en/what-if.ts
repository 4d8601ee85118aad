/** Another standard or further facilities, and what would become of the sites. */
export const whatIf = {
  title: 'What if',
  lead: 'Change the standard or add facilities, and see what every site would hold. Nothing is saved; the address of the page keeps the question.',
  standard: 'The standard',
  adopted: (rule: string, scope: string) => `Adopted: ${rule} (${scope})`,
  leaveOut: 'leave out',
  rules: 'Further rules',
  addRule: 'Add a rule of an instrument',
  noRule: 'none',
  facilities: 'Further facilities',
  facilitiesHint:
    'They go to the floors of the site where they let most people in. Rows without a number don’t count.',
  facilityRow: (row: number) => `Further facilities, row ${row}`,
  howMany: 'How many',
  kind: 'Kind',
  workOut: 'Work it out',
  startAnew: 'Start anew',
  outcome: 'What the sites hold now, and would then',
  capacityNow: 'Certain now',
  capacityThen: 'Certain then',
  change: 'Change',
  possibleThen: 'Possible then',
  roomsThatShrink: 'Rooms that shrink',
  roomsThatGrow: 'Rooms that grow',
  housedAbove: 'People housed beyond it',
  bindsNow: 'Takes most now',
  bindsThen: 'Takes most then',
  takes: (criterion: string, beds: string) => `${criterion} (${beds})`,
  nothingBinds: 'nothing',
  placedAt: (site: string) => `Where the facilities would go: ${site}`,
  placingRule:
    'Step by step to the floor where the fewest of them let most people in; kinds that are short together are counted together; among equals the first by building and floor.',
  leftOver: (facilities: string) =>
    `These alone would let nobody in, since something else binds as well: ${facilities}.`,
  siteItself: 'the site itself',
  andMore: (places: string) => `And in ${places} more places.`,
  lostNow: 'Beds that the adopted standard takes now, by site',
  lostThen: 'Beds that this standard would take, by site',
  compose: 'Compose a standard of published figures',
};

export type WhatIfTexts = typeof whatIf;
