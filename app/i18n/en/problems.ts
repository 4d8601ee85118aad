import { isolate } from '#app/i18n/isolate.ts';
import { placeContradictionsNamed } from '#app/domain/allocation/contradictions.ts';
import type { FieldProblemCode, ProblemCode, ProblemDetails } from '#app/domain/problem.ts';
import { contradictions } from '#app/i18n/en/contradictions.ts';
import { named } from '#app/i18n/named-file.ts';
import { plural } from '#app/i18n/plural.ts';

/** The words for everything that can go wrong: what happened, and what to do. */
export const problems: Record<ProblemCode, (details: ProblemDetails) => string> = {
  sign_in_needed: () => 'Sign in first, then try again.',
  sign_in_refused: () => 'The e-mail or the password is not right. Check both and try again.',
  sign_in_blocked: ({ seconds }) =>
    `Too many failed attempts. Wait ${plural('en', Number(seconds), { one: 'second', other: 'seconds' })}, then try again.`,
  forbidden: () => 'Your account may not do this. If it should, ask your administrator.',
  origin_refused: () => 'This came from another website, so nothing was changed.',
  not_found: () => 'What you look for is not here. It may have been removed, or the address is mistyped.',
  unexpected: ({ fault }) =>
    `The fault is ours and was logged. Try again; if it stays, tell us this number: ${fault}`,
  busy: () => 'Many people are changing the same thing at once. Nothing was changed; try again.',
  conflict: () => 'Somebody else changed this meanwhile. Look at it anew, then try again.',
  character_refused: () =>
    'The text holds a character that can’t be stored. Type the text anew instead of pasting it.',
  form_unreadable: () => 'What arrived is not the form of this page. Load the page anew, then try again.',
  bed_taken: () => 'Somebody else was given this bed first. Choose another bed.',
  bed_closed: () => 'The bed is closed on some of these days.',
  room_other_sex: () => 'The room or building houses people of the other sex on these days.',
  room_other_shift: () => 'The room houses people of another shift on these days.',
  worker_already_housed: () => 'A worker already has a bed on some of these days.',
  worker_in_open_request: () =>
    'A worker of this request stands in another open request for some of these days. Take the worker out of one of them, or change the dates.',
  worker_facts_changed: () => 'A worker’s employer, sex or shift was changed meanwhile. Look at it anew.',
  worker_is_housed: () =>
    'This worker has a bed, and sex, shift and employer decide the room. Ask the ministry for a move first.',
  worker_has_history: () => 'This worker stands in a request or has had a bed, so the record stays.',
  email_taken: () => 'An account with this e-mail is there already.',
  civil_id_already_yours: () => 'You already have a worker with this civil ID.',
  civil_id_already_registered: () =>
    'This civil ID is registered with another employer. Ask the ministry to transfer it.',
  workplace_name_taken: () => 'You already have a workplace of this name. Choose another name.',
  workplace_in_use: () => 'A request names this workplace, so it stays.',
  building_name_taken: () => 'The site already has a building of this name. Choose another name.',
  building_is_lived_in: () =>
    'People live in the building or have reserved beds there, so for whom it is stays. Move them first.',
  room_name_taken: () => 'The floor already has a room of this name. Choose another name.',
  request_incomplete: () => 'The request is not complete. Finish every step of the list, then send it.',
  crew_of_both_sexes: ({ crew }) =>
    `Crew ${isolate(crew ?? '')} is of men and women, and no building houses both. Give them two crew names.`,
  request_not_in_state: () =>
    'The request is no longer in the state in which this can be done. Look at it anew.',
  reason_needed: () => 'Say why, so that the employer knows what to do.',
  nothing_to_plan: () => 'No accepted request has workers without a bed, so there is nothing to plan.',
  plan_running_already: () => 'A plan is running already. Wait until it is done.',
  scenarios_running_already: ({ most }) =>
    `${most} of your scenarios are still being worked out. Wait until one is done.`,
  plan_not_in_state: () => 'The plan is no longer in the state in which this can be done. Look at it anew.',
  plan_own_approval: () => 'You started this plan, so a second planner must approve it.',
  capacity_changed: () =>
    'What these places may hold was changed by somebody else meanwhile. Look at it anew and try again.',
  people_would_move: ({ count }) =>
    `Nothing was changed: beds would close under people who sleep in them (${count}). Propose the change instead; they are then given other beds first.`,
  plan_not_verified: () =>
    'This plan was never checked independently, so it can’t be applied. Discard it and plan anew.',
  plan_overtaken: () =>
    'Something changed since the plan was made. Nothing was applied; see what changed below.',
  travel_times_changed: () =>
    'Travel times were changed since this file was checked, so nothing was saved. Below is what it would do now: look at it, then save.',
  contradictory_input: (details) =>
    [
      'No plan can be made: places or stays on record contradict themselves. Put them right, or tell your administrator.',
      `Number of contradictions: ${details['count']}.`,
      ...placeContradictionsNamed(details).map(({ code, names }) => contradictions[code](...names)),
    ].join(' '),
  change_not_in_state: () =>
    'The change is no longer in the state in which this can be done. Look at it anew.',
  change_own_signature: () => 'You proposed this standard, so a second planner must sign.',
  change_people_nowhere: ({ count }) =>
    `${plural('en', Number(count), { one: 'person has', other: 'people have' })} nowhere to go yet. Decide for each, then sign.`,
  change_day_passed: () => 'The day it was to take effect has passed. Change the dates first.',
  change_prepared_anew: () =>
    'The preview was made anew since you saw it. Look at what it says now, then sign.',
  adoption_day_taken: () =>
    'Another standard takes effect on that day already. Choose another day, then sign.',
  relocation_settled: () =>
    'Some of the people chosen have a bed by now, or no longer have to leave. Look at the list anew.',
  relocation_stay_too_short: ({ day }) =>
    `Somebody chosen has to leave on ${day}: choose a later day until which they may stay.`,
  closure_ended: () => 'This place is open again already.',
  inspection_not_in_state: () =>
    'The inspection is no longer in the state in which this can be done. Look at it anew.',
  inspection_own_review: () => 'You carried out this inspection, so another supervisor must review it.',
  inspection_not_judged: () =>
    'Its findings are still being drawn up. Wait a moment, load the page anew, then publish.',
  inspection_conflicts: ({ count }) =>
    `${plural('en', Number(count), { one: 'question was', other: 'questions were' })} answered in two ways. Settle each, then publish.`,
  inspection_conflict_settled: () => 'Somebody answered this question anew meanwhile. Look at it anew.',
  inspection_acts_missing: () =>
    'Something that was recorded has not arrived yet. The inspector’s phone has to be connected once more.',
  inspection_photos_missing: ({ count }) =>
    `The files of ${plural('en', Number(count), { one: 'photo', other: 'photos' })} have not arrived. Wait for them, or tick that you publish without.`,
  inspection_changed: () =>
    'Something arrived or changed since you looked at the inspection. Look at it anew, then publish.',
  finding_taken_back: () => 'This finding was taken back already.',
  outcome_needs_reason: () => 'Say in the summary why the outcome is another one than by rule.',
  composition_empty: () => 'Keep at least one criterion: a standard that asks nothing limits nobody.',
  inspector_has_conflict: ({ inspector, building }) =>
    inspector
      ? `${isolate(inspector)} has a conflict of interest at building ${isolate(building ?? '')}. Choose another inspector.`
      : 'The inspector has a conflict of interest there. Choose another inspector.',
  inspector_was_there_last: ({ inspector, building }) =>
    `${isolate(inspector ?? '')} made the last check of building ${isolate(building ?? '')}. Nobody looks twice in a row; choose another inspector.`,
  building_has_visit: ({ building }) =>
    `Building ${isolate(building ?? '')} has a visit already, so nothing was planned. Look at the schedule anew.`,
  inspector_goes_already: () => 'The first and the second inspector are the same person. Choose another.',
  visit_day_passed: () => 'The day has passed. Choose today or a later day.',
  visit_under_way: () => 'The visit has begun or is over, so it can’t be moved or called off.',
  no_standard_adopted: () =>
    'No standard is in force on that day, so nobody could judge what is found. Adopt a standard first.',
  form_too_large: () => 'The form holds too much. Send it in parts.',
  file_missing: () => 'Choose a file first.',
  file_too_large: ({ megabytes }) =>
    `The file is larger than ${megabytes} MB. Split it and import the parts one after the other.`,
  file_not_text: () => 'This is not a text file. Save the spreadsheet as CSV, then choose that file.',
  file_not_csv: ({ line }) =>
    `The file can’t be read as CSV: see line ${line}. Save the spreadsheet as CSV anew.`,
  file_not_geojson: () =>
    'The file begins like GeoJSON but can’t be read as a feature collection. Export it anew as GeoJSON in WGS 84.',
  file_empty: () => 'The file has no rows. Fill in the template, one entry a row.',
  file_columns_missing: ({ columns }) =>
    `The first row must name the columns. Missing: ${columns}. The template has them all.`,
  too_many_beds: ({ beds }) =>
    `More than ${beds} beds at once. Nothing was added; take fewer rooms or floors at a time.`,
  file_too_many_rows: ({ rows }) =>
    `The file has more than ${rows} rows. Split it and import the parts one after the other.`,
  repair_not_in_state: () =>
    'The finding is put right already, or its repair is being decided. Look at it again.',
  repair_conflict_of_interest: () =>
    'You have declared a conflict of interest there. Another inspector or a supervisor decides about this repair.',
  closure_needs_reinspection: () =>
    'An inspection closed this place. It opens once a re-inspection finds put right all that it was closed for: have it inspected again from its findings.',
  reinspection_scheduled: () => 'A re-inspection is scheduled there already.',
  photo_missing: () => 'Add at least one photo.',
  too_many_photos: ({ photos }) => `Choose at most ${photos} photos at once.`,
  photos_too_large: ({ photos, megabytes }) =>
    `This is more than ${photos} photos of ${megabytes} MB each, so it was not taken. Choose fewer or smaller photos.`,
  photo_too_large: ({ megabytes, file }) =>
    `${named(file)}The photo is larger than ${megabytes} MB. Take it anew in a lower quality.`,
  not_a_photo: ({ file }) =>
    `${named(file)}This is not a photo: only JPEG, PNG and WebP pictures are taken, whatever the file is called.`,
  photo_is_drawing: ({ file }) =>
    `${named(file)}This is not a photo: it is an SVG or HTML document, which may run scripts. Take a photo instead.`,
  photo_is_archive: ({ file }) =>
    `${named(file)}This is not a photo: it is an archive, such as a ZIP file. Unpack it and choose the photos in it.`,
  photo_is_heic: ({ file }) =>
    `${named(file)}This photo is in the HEIC format, which not every device can show. In the camera’s settings choose “Most compatible” (JPEG) and take it anew.`,
  photo_type_differs: ({ found, file }) =>
    `${named(file)}The name or the stated type is not that of the content, which is ${found}. Choose the photo as the camera saved it.`,
  photo_damaged: ({ file }) =>
    `${named(file)}The photo is damaged or its end is missing. Choose it anew, or take another.`,
  photo_too_many_pixels: ({ megapixels, file }) =>
    `${named(file)}The photo would unfold to more than ${megapixels} million pixels. Take it anew in a lower resolution.`,
  photo_metadata_too_large: ({ kilobytes, file }) =>
    `${named(file)}The photo carries more than ${kilobytes} KB of text and data beside the picture (EXIF, XMP, colour profile). Save it without them, or take another.`,
  photo_has_script: ({ file }) =>
    `${named(file)}The photo carries a script in its comments, so it was not taken. Take another.`,
  photo_has_more_behind: ({ file }) =>
    `${named(file)}Something else is hidden behind the end of the photo, so it was not taken. Take another.`,
  photo_is_animated: ({ file }) => `${named(file)}This is an animation. Take a photo instead.`,
  upload_elsewhere: ({ received }) => `The server has ${received} bytes of this photo; go on from there.`,
  upload_differs: () =>
    'What arrived is not the photo that was taken. It was dropped; send it again from its beginning.',
  file_store_away: () =>
    'Photos can’t be stored or shown at the moment. Nothing is lost; try again in a while.',
};

export const fieldProblems: Record<FieldProblemCode, string> = {
  required: 'Fill this in.',
  too_long: 'This is too long.',
  not_an_email: 'Write an e-mail address such as name@example.com.',
  not_a_day: 'Write a day that exists, as year-month-day.',
  not_a_choice: 'Choose one of the values offered.',
  not_a_number: 'Write a number.',
  end_before_start: 'The last day must come after the first.',
  starts_in_past: 'The first day must be today or later.',
  day_too_far: 'Choose a day within the next 30 days.',
  civil_id_length: 'A civil ID has 12 digits.',
  civil_id_digits: 'A civil ID has digits only. In a spreadsheet, format the column as text.',
  civil_id_century: 'A civil ID begins with 2 or 3.',
  civil_id_birth_date: 'Digits 2 to 7 of the civil ID must be a birth date.',
  civil_id_checksum: 'The civil ID is mistyped: its last digit doesn’t fit the others.',
  civil_id_repeated: 'This civil ID stands in an earlier row too.',
  civil_id_already_yours: 'You already have a worker with this civil ID.',
  civil_id_already_registered:
    'This civil ID is registered with another employer. Ask the ministry to transfer it.',
  birth_date_differs: 'The birth date differs from the one in the civil ID.',
  too_young: 'The worker would be under 18.',
  outside_kuwait: 'This point is not in Kuwait.',
  password_too_short: 'At least 15 characters, not all alike.',
  password_same: 'Choose another one than now.',
  password_wrong: 'This is not your password.',
  crew_of_both_sexes: 'No building houses men and women: give them two crew names.',
  choose_a_worker: 'Choose at least one worker.',
  reason_needed: 'Say why, so that the employer knows what to do.',
  residents_leave_too_early:
    'Those who live there stay at least until the day it takes effect: choose that day or a later one.',
  opens_too_early: 'The place can open again only after its residents have left.',
  opens_too_late: 'The place opens before that day already.',
  stay_too_short: 'This is no later than the day on which they have to leave.',
  negative_number: 'This can’t be less than 0.',
  not_above_zero: 'Write a number above 0.',
  not_a_whole_number: 'Write a whole number.',
  comma_unclear:
    'Does the comma stand for thousands or for decimals? Write a point before decimals, and no comma.',
  too_many: 'This is more than there can be. Check the number.',
  waits_out_of_order: 'A wait can’t be longer than a long wait: write as many days as that, or fewer.',
  at_least_one: 'Write 1 or more.',
  zero_area: 'Nobody can live on 0 m². Leave the area empty if it was not measured.',
  area_too_large: 'A room is not larger than 500 m². Check the number and its unit.',
  ceiling_out_of_range: 'A ceiling is between 1 m and 10 m high. Check the number and its unit.',
  unknown_unit: 'This unit is not known. Write m² or ft² for areas, m, cm or ft for heights.',
  floors_out_of_range: 'Floors are counted from 1 to 60, the ground floor among them; its number is 0.',
  floors_below_rooms: 'The building has rooms above these floors.',
  no_such_building: 'This site has no building of this name. Add the building first.',
  no_such_floor: 'The building has no such floor. The ground floor is 0.',
  no_such_employer: 'No employer with a workplace has this file number.',
  no_such_workplace: 'This employer has no workplace of this name.',
  no_such_site: 'No site has this name.',
  travel_too_slow:
    'This is slower than walking the straight line at 5 km/h after half an hour of waiting, by our estimate slower than any way to work. It can be saved; check the minutes, or where the workplace lies.',
  travel_too_fast:
    'This is faster than 120 km/h over the straight line, by our estimate faster than any way to work. It can be saved; check the minutes, or where the workplace lies.',
  pair_repeated: 'This workplace and site stand in an earlier row too.',
  place_repeated: 'This place stands in an earlier row too.',
  not_a_floor_list: 'Write the numbers of floors, such as 2, 3 or 2-4.',
  floor_has_rooms: 'A floor among these has rooms already. Copy to floors without rooms.',
  beds_never_removed:
    'The room has more beds than this. Beds stay on record; close those that may not be used.',
  zero_facilities:
    'Rooms depend on this, so with 0 nobody may live there. If it was counted and there is none, write “none”.',
  nobody_may_live: 'There is none, so nobody may live in the rooms that depend on it.',
  longitude_latitude_swapped:
    'Longitude and latitude are swapped: Kuwait lies near longitude 47, latitude 29.',
  not_degrees: 'These are not degrees. Save the file in WGS 84, longitude before latitude.',
  outside_boundary: 'This lies outside the boundary drawn for the site. Check the position, or the boundary.',
  not_geojson: 'This can’t be read as GeoJSON. Check its brackets and commas.',
  not_a_feature: 'This is not a GeoJSON feature.',
  not_a_place_geometry: 'A building is a point or a polygon.',
  not_a_polygon: 'Paste GeoJSON that holds one polygon.',
  not_coordinates: 'Write one corner a line, longitude before latitude, such as 47.95, 29.62.',
  polygon_too_few_corners: 'An outline needs at least three corners.',
  polygon_too_many_corners:
    'An outline has too many corners: a boundary may have 500, a building 100. Simplify it.',
  polygon_not_closed: 'The outline is not closed: it must end in the corner where it begins.',
  polygon_crosses_itself: 'The outline crosses itself. Move a corner so that no two sides meet.',
  polygon_has_holes: 'The outline has a hole. Draw it as one line around the whole.',
  polygon_no_area: 'The outline encloses no area.',
  rules_contradict: 'These rules contradict each other: keep one, and say why.',
  rules_not_comparable: 'These rules can’t be compared: keep one, or say why both apply.',
  rule_without_effect:
    'A rule that is ticked is less strict than the base’s and changes nothing. Untick one of them; to put the laxer one in its place, say why.',
  base_rule_dropped: 'What the base asks would no longer apply. Say why.',
};
