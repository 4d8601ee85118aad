/**
 * Everything that users can cause to go wrong, with the HTTP status it is answered by. Its words, in both languages,
 * stand in app/i18n under the same code. Whatever else is thrown is a fault of the product.
 */
export const problemStatus = {
  sign_in_needed: 401,
  sign_in_refused: 401,
  sign_in_blocked: 429,
  forbidden: 403,
  origin_refused: 403,
  not_found: 404,
  unexpected: 500,
  busy: 503,
  conflict: 409,
  character_refused: 422,
  form_unreadable: 415,
  bed_taken: 409,
  bed_closed: 409,
  room_other_sex: 409,
  room_other_shift: 409,
  worker_already_housed: 409,
  worker_in_open_request: 409,
  worker_facts_changed: 409,
  worker_is_housed: 409,
  worker_has_history: 409,
  email_taken: 409,
  civil_id_already_yours: 409,
  civil_id_already_registered: 409,
  workplace_name_taken: 409,
  workplace_in_use: 409,
  building_name_taken: 409,
  building_is_lived_in: 409,
  room_name_taken: 409,
  request_incomplete: 422,
  crew_of_both_sexes: 422,
  request_not_in_state: 409,
  reason_needed: 422,
  nothing_to_plan: 409,
  plan_running_already: 409,
  scenarios_running_already: 409,
  plan_not_in_state: 409,
  plan_own_approval: 403,
  plan_not_verified: 409,
  plan_overtaken: 409,
  travel_times_changed: 409,
  people_would_move: 409,
  capacity_changed: 409,
  contradictory_input: 409,
  change_not_in_state: 409,
  change_own_signature: 403,
  change_people_nowhere: 409,
  change_day_passed: 409,
  change_prepared_anew: 409,
  adoption_day_taken: 409,
  relocation_settled: 409,
  relocation_stay_too_short: 422,
  closure_ended: 409,
  inspection_not_in_state: 409,
  inspection_own_review: 403,
  inspection_not_judged: 409,
  inspection_conflicts: 409,
  inspection_conflict_settled: 409,
  inspection_acts_missing: 409,
  inspection_photos_missing: 409,
  inspection_changed: 409,
  finding_taken_back: 409,
  outcome_needs_reason: 422,
  composition_empty: 422,
  inspector_has_conflict: 409,
  inspector_was_there_last: 409,
  inspector_goes_already: 409,
  building_has_visit: 409,
  visit_day_passed: 409,
  visit_under_way: 409,
  no_standard_adopted: 409,
  form_too_large: 413,
  file_missing: 422,
  file_too_large: 413,
  file_not_text: 415,
  file_not_csv: 422,
  file_not_geojson: 422,
  file_empty: 422,
  file_columns_missing: 422,
  file_too_many_rows: 422,
  too_many_beds: 422,
  repair_not_in_state: 409,
  repair_conflict_of_interest: 403,
  reinspection_scheduled: 409,
  closure_needs_reinspection: 409,
  photo_missing: 422,
  too_many_photos: 422,
  photos_too_large: 413,
  photo_too_large: 413,
  not_a_photo: 415,
  photo_is_drawing: 415,
  photo_is_archive: 415,
  photo_is_heic: 415,
  photo_type_differs: 415,
  photo_damaged: 422,
  photo_too_many_pixels: 422,
  photo_metadata_too_large: 422,
  photo_has_script: 422,
  photo_has_more_behind: 422,
  photo_is_animated: 422,
  upload_elsewhere: 409,
  upload_differs: 409,
  file_store_away: 503,
} as const;

export type ProblemCode = keyof typeof problemStatus;
export type ProblemDetails = Readonly<Record<string, string | number>>;

export interface Problem {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
}

/** The only thing thrown for what users can cause; the edge turns it into an answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(code: ProblemCode, details: ProblemDetails = {}, cause?: unknown) {
    super(code, { cause });
    this.problem = { code, details };
  }
}

/** By name, since the build holds a copy of this class of its own: `instanceof` would not know one from the other. */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof Error && error.name === 'ProblemError';
}

/** What can be wrong with one field of a form or one cell of a file. */
export const fieldProblemCodes = [
  'required',
  'too_long',
  'not_an_email',
  'not_a_day',
  'not_a_choice',
  'not_a_number',
  'end_before_start',
  'starts_in_past',
  'day_too_far',
  'civil_id_length',
  'civil_id_digits',
  'civil_id_century',
  'civil_id_birth_date',
  'civil_id_checksum',
  'civil_id_repeated',
  'civil_id_already_yours',
  'civil_id_already_registered',
  'birth_date_differs',
  'too_young',
  'outside_kuwait',
  'choose_a_worker',
  'crew_of_both_sexes',
  'password_too_short',
  'password_same',
  'password_wrong',
  'reason_needed',
  'rules_contradict',
  'rules_not_comparable',
  'rule_without_effect',
  'base_rule_dropped',
  'residents_leave_too_early',
  'opens_too_early',
  'opens_too_late',
  'stay_too_short',
  'negative_number',
  'not_above_zero',
  'not_a_whole_number',
  'comma_unclear',
  'too_many',
  'waits_out_of_order',
  'at_least_one',
  'zero_area',
  'area_too_large',
  'ceiling_out_of_range',
  'unknown_unit',
  'floors_out_of_range',
  'floors_below_rooms',
  'no_such_building',
  'no_such_floor',
  'no_such_employer',
  'no_such_workplace',
  'no_such_site',
  'pair_repeated',
  'travel_too_slow',
  'travel_too_fast',
  'place_repeated',
  'not_a_floor_list',
  'floor_has_rooms',
  'beds_never_removed',
  'zero_facilities',
  'nobody_may_live',
  'longitude_latitude_swapped',
  'not_degrees',
  'outside_boundary',
  'not_geojson',
  'not_a_feature',
  'not_a_place_geometry',
  'not_a_polygon',
  'not_coordinates',
  'polygon_too_few_corners',
  'polygon_too_many_corners',
  'polygon_not_closed',
  'polygon_crosses_itself',
  'polygon_has_holes',
  'polygon_no_area',
] as const;
export type FieldProblemCode = (typeof fieldProblemCodes)[number];
export type FieldProblems = Readonly<Partial<Record<string, FieldProblemCode>>>;

/** Why a form was refused: as a whole, field by field, and what was typed, to be shown again. */
export interface Refusal {
  readonly problem?: Problem;
  readonly problems?: FieldProblems;
  readonly typed?: Readonly<Record<string, string>>;
  /** Every value of each field, for those that stand several times. */
  readonly chosen?: Readonly<Record<string, readonly string[]>>;
}
