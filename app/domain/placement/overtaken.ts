/** Why a placement or a move of a plan no longer holds when the plan is to be applied, in the order in which it is judged. */
export const overtakenCodes = [
  'request_closed',
  'worker_left_request',
  'worker_facts_changed',
  'worker_already_housed',
  /** Of a move: the stay was shortened, moved or ended since. */
  'stay_changed',
  'move_day_passed',
  'bed_closed',
  'bed_taken',
  'room_other_shift',
  /** In a plan whose options let no room be shared between employers. */
  'room_other_employer',
  /** Somebody stays who was to make room. */
  'move_left_out',
  'building_changed',
] as const;
export type OvertakenCode = (typeof overtakenCodes)[number];
