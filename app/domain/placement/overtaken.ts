/** Why a placement of a plan no longer holds when the plan is to be applied, in the order in which it is judged. */
export const overtakenCodes = [
  'request_closed',
  'worker_left_request',
  'worker_facts_changed',
  'worker_already_housed',
  'bed_closed',
  'bed_taken',
  'room_other_shift',
  'building_changed',
] as const;
export type OvertakenCode = (typeof overtakenCodes)[number];
