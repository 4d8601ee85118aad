-- The ministry composes its standard from published instruments: what it decided stands with the standard, and each figure
-- keeps how sure it is.

-- Before its instrument's: null is the instrument's own. `implied` is our arithmetic on what the source says.
alter table criterion add column confidence text
  check (confidence in ('verified', 'secondary', 'unverified', 'implied', 'proposal'));
-- Of a standard that was composed: its base, and criterion by criterion which rules gave way to which, and why.
alter table standard add column composition jsonb;

update criterion
set clause = cited.clause
from (values
  ('us-1910-142', 'floor_area_per_person_m2', '(b)(2)'),
  ('us-1910-142', 'ceiling_height_m', '(b)(2)'),
  ('us-1910-142', 'bed_spacing_m', '(b)(3)'),
  ('us-1910-142', 'bunk_spacing_m', '(b)(3)'),
  ('us-1910-142', 'bunk_clearance_m', '(b)(3)'),
  ('us-1910-142', 'bed_height_m', '(b)(3)'),
  ('us-1910-142', 'triple_bunks', '(b)(3)'),
  ('us-1910-142', 'water_litres_per_person_day', '(c)(2)'),
  ('us-1910-142', 'persons_per_toilet', '(d)(5)'),
  ('us-1910-142', 'persons_per_urinal', '(d)(6)'),
  ('us-1910-142', 'persons_per_shower', '(f)(1)(iii)'),
  ('us-1910-142', 'persons_per_laundry_tray', '(f)(1)(iv)'),
  ('us-1910-142', 'separate_sexes', '(d)(4)'),
  ('us-1910-142', 'lighting_lux_living', '(g)'),
  ('us-1910-142', 'lighting_lux_toilet', '(g)'),
  ('ilo-r115-1961', null, 'Suggestions, para. 8'),
  ('ilo-forestry-camps', null, 'para. 227')
) as cited (standard, key, clause)
where criterion.source_standard = cited.standard and criterion.key = coalesce(cited.key, criterion.key);

update criterion
set confidence = known.confidence
from (values
  ('us-1910-142', 'persons_per_shower', 'unverified'),
  ('us-1910-142', 'persons_per_laundry_tray', 'unverified'),
  ('kw-fire-lessons-2024', 'smoke_detectors', 'proposal'),
  ('kw-fire-lessons-2024', 'electrical_inspection_months', 'proposal'),
  ('kw-fire-lessons-2024', 'unapproved_extensions', 'proposal'),
  ('kw-fire-lessons-2024', 'sleeping_in_basement_or_ground_store', 'proposal'),
  ('kw-pam-2020-practice', 'floor_area_per_person_m2', 'implied')
) as known (standard, key, confidence)
where criterion.source_standard = known.standard and criterion.key = known.key;

-- What an instrument says outright to be allowed stands against those that forbid it.
insert into criterion (standard_id, key, operator, threshold, scope, severity, note, source_standard, position)
select standard.id, 'bunk_beds', 'forbidden', 'false', 'room', 'major',
  'double-deckers allowed: said with the spacing of beds', standard.key,
  (select max(position) + 1 from criterion where standard_id = standard.id)
from standard
where standard.key = 'sg-nds-2021';
