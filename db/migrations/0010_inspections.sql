-- Inspections from their schedule to closure: what a phone recorded, what was found, what was repaired, what was published.

-- A supervisor reviews what inspectors submit and publishes it. Not used below: a new value serves from the next transaction on.
alter type account_role add value 'supervisor' before 'site_manager';

-- The sites where an inspector works, those a site manager answers for, and where an inspector may not go, and why.
create table inspector_area (
  account_id uuid not null references account,
  site_id uuid not null references site,
  primary key (account_id, site_id)
);
create table site_manager_site (
  account_id uuid not null references account,
  site_id uuid not null references site,
  primary key (account_id, site_id)
);
create table inspector_conflict (
  id uuid primary key default uuidv7(),
  account_id uuid not null references account,
  site_id uuid not null references site,
  -- Null: the whole site.
  building_id uuid,
  reason text not null check (reason <> ''),
  declared_at timestamptz not null default now(),
  foreign key (building_id, site_id) references building (id, site_id)
);
create index inspector_conflict_account on inspector_conflict (account_id);

-- Null for those whom an inspector's interests don't concern.
create function may_inspect(inspector uuid, of_site uuid, of_building uuid) returns boolean language sql stable
  security definer set search_path = public, pg_temp
begin atomic
  select not exists (
    select from inspector_conflict
    where account_id = inspector and site_id = of_site and (building_id is null or building_id = of_building)
  )
  where not actor_is('employer', 'site_manager', 'protection_officer', 'administrator');
end;

alter table inspection
  add column number bigint generated always as identity unique,
  add column scheduled_by uuid references account,
  -- The inspector's stops of one day, in the order of the way.
  add column visit_order int,
  -- Two may share a building; each records on a phone of their own.
  add column second_inspector_id uuid references account,
  -- The inspection whose findings this one looks at again.
  add column follows_id uuid references inspection,
  add column started_at timestamptz,
  add column submitted_by uuid references account,
  -- Why a supervisor submitted it as it stood; empty where its inspectors did.
  add column submission_note text not null default '',
  -- When facts, closings and corrective actions were drawn from what was submitted.
  add column consequences_at timestamptz,
  add column consequences_failure text,
  add column reviewed_at timestamptz;
-- What was submitted before had its consequences, if any, drawn by hand. The rows are reached under row-level security, which
-- holds for an owner who is no superuser.
select set_config('app.actor_role', 'system', true);
update inspection set consequences_at = submitted_at, submitted_by = inspector_id where submitted_at is not null;
alter table inspection
  add constraint two_inspectors_are_two check (second_inspector_id <> inspector_id),
  -- Here and below, not valid: what stands from before, when nothing forbade it, stands.
  add constraint nobody_reviews_their_own_inspection check (
    reviewed_by <> inspector_id and reviewed_by <> coalesce(second_inspector_id, inspector_id)
  ) not valid;
create index inspection_day on inspection (scheduled_on, inspector_id);
create index inspection_of_inspector on inspection (inspector_id, scheduled_on);
create index inspection_of_second on inspection (second_inspector_id, scheduled_on) where second_inspector_id is not null;
create index inspection_consequences on inspection (id) where submitted_at is not null and consequences_at is null;

create trigger inspection_course before update on inspection for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course(
    'scheduled>under_way', 'under_way>submitted', 'submitted>reviewed', 'reviewed>closed', 'submitted>closed'
  );

create function closed_inspection_is_put_right() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from finding
    join corrective_action on corrective_action.finding_id = finding.id
    where finding.inspection_id = new.id and finding.withdrawn_at is null and corrective_action.completed_at is null
  ) then
    raise exception 'something that was found is not put right yet'
      using errcode = 'check_violation', constraint = 'closed_inspection_is_put_right';
  end if;
  return new;
end $$;
create trigger closed_inspection_is_put_right before update of state on inspection for each row
  when (new.state = 'closed' and old.state <> 'closed')
  execute function closed_inspection_is_put_right();

create function nobody_inspects_against_a_conflict() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if not may_inspect(new.inspector_id, new.site_id, new.building_id)
    or new.second_inspector_id is not null and not may_inspect(new.second_inspector_id, new.site_id, new.building_id) then
    raise exception 'an inspector has a conflict of interest there'
      using errcode = 'check_violation', constraint = 'nobody_inspects_against_a_conflict';
  end if;
  return new;
end $$;
create trigger nobody_inspects_against_a_conflict before insert or update of inspector_id, second_inspector_id, building_id on inspection
  for each row when (new.state = 'scheduled' and new.inspector_id is not null) execute function nobody_inspects_against_a_conflict();

-- What a phone recorded, one act a row, in whatever order it arrives and however often it is sent: the phone makes the
-- identifier, and nothing is ever changed. What stands is worked out from all of them (app/domain/inspection/inspection-record.ts).
create table inspection_operation (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  account_id uuid not null references account,
  phone_id uuid not null,
  -- The phone's own count of its acts in this inspection.
  sequence int not null check (sequence > 0),
  kind text not null check (kind ~ '^[a-z_]+$'),
  -- By the phone's clock.
  recorded_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  -- Grows in the order in which an inspection's acts are committed, since they are written under the inspection's lock
  -- (app/data/inspection/operations.ts): a phone that has seen up to one of them lacks those after it, and no other.
  arrival bigint generated always as identity,
  body jsonb not null,
  constraint operation_of_phone_once unique (inspection_id, phone_id, sequence)
);
create index inspection_operation_arrival on inspection_operation (inspection_id, arrival);
create trigger inspection_operation_append_only before update or delete or truncate on inspection_operation
  for each statement execute function refuse_change();

-- Files are kept by the hash of their bytes, on disk or in an object store; here stands what they are.
create table stored_file (
  hash bytea primary key check (length(hash) = 32),
  bytes int not null check (bytes > 0),
  media_type text not null check (media_type in ('image/jpeg', 'image/png', 'image/webp')),
  width int not null check (width > 0),
  height int not null check (height > 0),
  stored_at timestamptz not null default now(),
  stored_by uuid references account default actor_account_id()
);
create trigger stored_file_append_only before update or delete or truncate on stored_file
  for each statement execute function refuse_change();

-- A photo of an inspection. Its operation says what it shows, when and where; its file may arrive later.
create table inspection_photo (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  operation_id uuid not null unique references inspection_operation,
  file_hash bytea not null check (length(file_hash) = 32)
);
create index inspection_photo_inspection on inspection_photo (inspection_id);
create index inspection_photo_file on inspection_photo (file_hash);
create trigger inspection_photo_append_only before update or delete or truncate on inspection_photo
  for each statement execute function refuse_change();

alter table finding
  add column floor int,
  -- The question that was asked (app/domain/inspection/checklist.ts); null where it was found unasked.
  add column question_id text,
  -- The same criterion failed at the same place at the inspection before.
  add column repeats_id uuid references finding,
  add column found_at timestamptz not null default now(),
  -- A corrected report takes a finding back.
  add column withdrawn_at timestamptz,
  add column withdrawn_by uuid references account,
  add column withdrawal_reason text not null default '',
  add constraint finding_once unique nulls not distinct (inspection_id, criterion_id, floor, room_id),
  add check ((withdrawn_at is null) = (withdrawn_by is null));
update finding set found_at = submitted_at from inspection where inspection.id = inspection_id and submitted_at is not null;
-- Of a room its floor stands with it from now on, so that what is found again is known again.
update finding set floor = room.floor from room where room.id = room_id;
create index finding_room on finding (room_id) where room_id is not null;

-- Open until a repair that was reported for it is accepted, or a re-inspection finds it put right: then `completed_at` and
-- `completed_by` say when and by whom.
alter table corrective_action
  -- The re-inspection that found it put right: a place that was closed for it opens by nothing less.
  add column reinspection_id uuid references inspection,
  add check (reinspection_id is null or completed_at is not null),
  add constraint corrective_action_of_finding unique (finding_id),
  add constraint completed_by_somebody check ((completed_at is null) = (completed_by is null)) not valid;
create index corrective_action_open on corrective_action (due_on) where completed_at is null;

create table repair_report (
  id uuid primary key default uuidv7(),
  corrective_action_id uuid not null references corrective_action,
  reported_by uuid not null references account,
  reported_at timestamptz not null default now(),
  note text not null,
  accepted boolean,
  decided_by uuid references account,
  decided_at timestamptz,
  decision_reason text not null default '',
  check ((accepted is null) = (decided_by is null) and (accepted is null) = (decided_at is null)),
  constraint rejection_says_why check (accepted is not false or decision_reason <> ''),
  constraint nobody_accepts_their_own_repair check (decided_by <> reported_by)
);
create unique index repair_report_undecided on repair_report (corrective_action_id) where accepted is null;

create table repair_photo (
  repair_report_id uuid not null references repair_report,
  file_hash bytea not null references stored_file,
  position int not null,
  primary key (repair_report_id, position)
);
create index repair_photo_file on repair_photo (file_hash);

create type escalation_step as enum ('notice', 'warning', 'closure', 'referral');

-- Each step that an action went through. It is issued once, by the day, and printed in both languages; a closing once for
-- each change that closes the place, since a place that opened again by mistake is closed by another one.
create table notice (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  corrective_action_id uuid not null references corrective_action,
  step escalation_step not null,
  issued_on date not null,
  issued_at timestamptz not null default now(),
  -- The last day on which the addressee may act.
  act_by date not null,
  -- Of the step `closure`.
  change_id uuid references capacity_change,
  constraint notice_once unique nulls not distinct (corrective_action_id, step, change_id)
);
create trigger notice_append_only before update or delete or truncate on notice
  for each statement execute function refuse_change();

-- What was published, whole, so that later changes of names or places don't change it. A correction is the next version.
create table inspection_report (
  inspection_id uuid not null references inspection,
  version int not null check (version > 0),
  outcome inspection_outcome not null,
  content jsonb not null,
  -- Why it was corrected; empty in the first.
  correction_reason text not null default '',
  published_by uuid not null references account,
  published_at timestamptz not null default now(),
  primary key (inspection_id, version),
  constraint correction_says_why check (version = 1 or correction_reason <> '')
);
create trigger inspection_report_append_only before update or delete or truncate on inspection_report
  for each statement execute function refuse_change();

-- A calendar program reads an inspector's visits by a secret address; only the secret's hash is kept.
create table calendar_feed (
  account_id uuid primary key references account,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null default now()
);

-- What an inspection caused: a closing for a critical finding, a measurement.
alter table capacity_change add column inspection_id uuid references inspection;
create index capacity_change_inspection on capacity_change (inspection_id) where inspection_id is not null;

-- Residents' reports name a building where they can; those that were sent to maintenance or inspection count for its risk.
alter table report add column building_id uuid;
create function count_housing_reports(since timestamptz) returns table (site_id uuid, building_id uuid, reports int, last_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select site_id, building_id, count(*)::int, max(received_at)
  from report
  where route in ('maintenance', 'inspection') and received_at >= since and building_id is not null
    and actor_is('planner', 'supervisor', 'inspector', 'auditor', 'system')
  group by site_id, building_id;
end;
revoke execute on function count_housing_reports(timestamptz) from public;
grant execute on function count_housing_reports(timestamptz) to labour_cities_access;
create policy count on report for select to current_user using (true);

-- Who may.
do $$
declare
  each_table text;
begin
  foreach each_table in array array[
    'inspector_area', 'site_manager_site', 'inspector_conflict', 'inspection_operation', 'stored_file', 'inspection_photo',
    'repair_report', 'repair_photo', 'notice', 'inspection_report', 'calendar_feed'
  ] loop
    execute format('alter table %I enable row level security', each_table);
    execute format('alter table %I force row level security', each_table);
  end loop;
end $$;

-- The function above reads it for whoever schedules.
create policy judge on inspector_conflict for select to current_user using (true);

-- The supervisor reads what the rest of the ministry reads.
do $$
declare
  each_table text;
begin
  foreach each_table in array array['bed_availability', 'employer', 'closure'] loop
    execute format($policy$create policy supervise on %I for select using ((select actor_is('supervisor')))$policy$, each_table);
  end loop;
end $$;
-- How many people sleep in a room is what an inspector compares; who they are is not.
create function count_residents(of_buildings uuid[], on_day date) returns table (building_id uuid, room_id uuid, residents int)
  language sql stable security definer set search_path = public, pg_temp
begin atomic
  select building_id, room_id, count(*)::int
  from assignment
  where building_id = any (of_buildings) and during @> on_day and state <> 'reserved'
    and actor_is('inspector', 'supervisor', 'planner', 'site_manager', 'auditor', 'system')
  group by building_id, room_id;
end;
revoke execute on function count_residents(uuid[], date) from public;
grant execute on function count_residents(uuid[], date) to labour_cities_access;
create policy count on assignment for select to current_user using (true);

-- Names of colleagues, for those who schedule, share and review.
create policy colleagues on account for select
  using ((select actor_is('inspector', 'supervisor', 'site_manager')) and role <> 'employer');

-- Asked first, and once a query: for whoever sees every inspection, nothing is asked row by row of what hangs on it.
create function sees_every_inspection() returns boolean language sql stable parallel safe
  return actor_is('inspector', 'planner', 'supervisor', 'auditor', 'system');
create function is_own_inspection(inspector uuid, second uuid) returns boolean language sql stable parallel safe
  return actor_account_id() in (inspector, second);

grant select, insert, delete on inspector_area, site_manager_site, inspector_conflict to labour_cities_access;
do $$
declare
  each_table text;
begin
  foreach each_table in array array['inspector_area', 'site_manager_site'] loop
    execute format($policy$create policy read on %I for select using ((select is_signed_in()))$policy$, each_table);
    execute format($policy$create policy change on %I for all using ((select actor_is('planner', 'supervisor', 'administrator', 'system')))$policy$, each_table);
  end loop;
end $$;
create policy own on inspector_conflict for select using (account_id = (select actor_account_id()));
create policy declare on inspector_conflict for insert with check (account_id = (select actor_account_id()) and (select actor_is('inspector')));
create policy change on inspector_conflict for all using ((select actor_is('planner', 'supervisor', 'system')));
create policy read on inspector_conflict for select using ((select actor_is('auditor')));

-- Inspections are scheduled by planners and supervisors, recorded by their inspectors, reviewed by supervisors.
drop policy change on inspection;
drop policy read on inspection;
grant delete on inspection to labour_cities_access;
create policy read on inspection for select
  using (
    (select sees_every_inspection())
    or (select actor_is('site_manager')) and submitted_at is not null
      and site_id in (select site_id from site_manager_site where account_id = (select actor_account_id()))
  );
create policy schedule on inspection for insert
  with check ((select actor_is('planner', 'supervisor', 'system')) and (state = 'scheduled' or (select actor_is('system'))));
create policy move on inspection for update
  using ((select actor_is('planner', 'supervisor')) and state = 'scheduled') with check (state = 'scheduled');
create policy record on inspection for update
  using ((select actor_is('inspector')) and is_own_inspection(inspector_id, second_inspector_id) and state in ('scheduled', 'under_way'))
  with check (state in ('under_way', 'submitted'));
create policy review on inspection for update
  using ((select actor_is('supervisor')) and state in ('submitted', 'reviewed', 'closed'))
  with check (state in ('submitted', 'reviewed', 'closed'));
-- Answering what two answered differently may be all that kept it from being submitted; or they submit it as it stands.
create policy settle on inspection for update
  using ((select actor_is('supervisor')) and state = 'under_way') with check (state = 'submitted');
-- Accepting the last repair closes it, whoever accepts.
create policy close on inspection for update
  using ((select actor_is('inspector')) and state = 'reviewed') with check (state = 'closed');
create policy system on inspection for update using ((select actor_is('system')));
create policy call_off on inspection for delete
  using ((select actor_is('planner', 'supervisor', 'system')) and state = 'scheduled');

drop policy change on inspection_room;
drop policy read on inspection_room;
grant delete on inspection_room to labour_cities_access;
create policy read on inspection_room for select
  using ((select sees_every_inspection()) or exists (select from inspection where inspection.id = inspection_id));
create policy schedule on inspection_room for all using ((select actor_is('planner', 'supervisor', 'system')));

grant select, insert on inspection_operation, inspection_photo to labour_cities_access;
create policy read on inspection_operation for select
  using ((select actor_is('inspector', 'supervisor', 'planner', 'auditor', 'system')));
create policy record on inspection_operation for insert
  with check (
    (select actor_is('inspector')) and account_id = (select actor_account_id())
    and exists (
      select from inspection
      where inspection.id = inspection_id and is_own_inspection(inspection.inspector_id, inspection.second_inspector_id)
    )
  );
create policy settle on inspection_operation for insert
  with check ((select actor_is('supervisor')) and account_id = (select actor_account_id()) and kind = 'answered');
create policy system on inspection_operation for insert with check ((select actor_is('system')));
create policy read on inspection_photo for select
  using ((select sees_every_inspection()) or exists (select from inspection where inspection.id = inspection_id));
create policy record on inspection_photo for insert
  with check (
    (select actor_is('inspector', 'system'))
    and exists (
      select from inspection_operation as operation
      where operation.id = operation_id and operation.inspection_id = inspection_photo.inspection_id
        and ((select actor_is('system')) or operation.account_id = (select actor_account_id()))
    )
  );

grant select, insert on stored_file to labour_cities_access;
create policy store on stored_file for insert
  with check ((select actor_is('inspector', 'site_manager', 'system')) and stored_by is not distinct from (select actor_account_id()));
create policy read on stored_file for select
  using (
    (select actor_is('system')) or stored_by = (select actor_account_id())
    or exists (select from inspection_photo where inspection_photo.file_hash = stored_file.hash)
    or exists (select from repair_photo where repair_photo.file_hash = stored_file.hash)
  );

-- What was found is drawn from the record by the product, and corrected by supervisors.
drop policy change on finding;
drop policy read on finding;
create policy read on finding for select
  using ((select sees_every_inspection()) or exists (select from inspection where inspection.id = inspection_id));
create policy draw on finding for insert with check ((select actor_is('system', 'supervisor')));
create policy correct on finding for update using ((select actor_is('system', 'supervisor')));
drop policy change on corrective_action;
drop policy read on corrective_action;
create policy read on corrective_action for select
  using ((select sees_every_inspection()) or exists (select from finding where finding.id = finding_id));
create policy draw on corrective_action for insert with check ((select actor_is('system', 'supervisor')));
-- An inspector doesn't decide about repairs where they may not inspect.
create policy decide on corrective_action for update
  using (
    (select actor_is('supervisor', 'system'))
    or (select actor_is('inspector')) and exists (
      select from finding
      join inspection on inspection.id = finding.inspection_id
      where finding.id = finding_id and may_inspect(actor_account_id(), inspection.site_id, inspection.building_id)
    )
  );
revoke update on corrective_action from labour_cities_access;
grant update (due_on, completed_at, completed_by, reinspection_id, note) on corrective_action to labour_cities_access;

grant select, insert, update (accepted, decided_by, decided_at, decision_reason) on repair_report to labour_cities_access;
grant select, insert on repair_photo to labour_cities_access;
create policy read on repair_report for select
  using ((select sees_every_inspection()) or exists (select from corrective_action where corrective_action.id = corrective_action_id));
create policy report on repair_report for insert
  with check (
    (select actor_is('site_manager')) and reported_by = (select actor_account_id()) and accepted is null
    and exists (select from corrective_action where corrective_action.id = corrective_action_id and completed_at is null)
    or (select actor_is('system'))
  );
create policy decide on repair_report for update
  using (
    accepted is null and (
      (select actor_is('supervisor'))
      or (select actor_is('inspector')) and exists (
        select from corrective_action
        join finding on finding.id = corrective_action.finding_id
        join inspection on inspection.id = finding.inspection_id
        where corrective_action.id = corrective_action_id
          and may_inspect(actor_account_id(), inspection.site_id, inspection.building_id)
      )
    )
  )
  with check (decided_by = (select actor_account_id()));
create policy read on repair_photo for select
  using ((select sees_every_inspection()) or exists (select from repair_report where repair_report.id = repair_report_id));
create policy report on repair_photo for insert
  with check (
    exists (
      select from repair_report where repair_report.id = repair_report_id and reported_by = (select actor_account_id())
    ) or (select actor_is('system'))
  );

grant select, insert on notice to labour_cities_access;
create policy read on notice for select
  using ((select sees_every_inspection()) or exists (select from corrective_action where corrective_action.id = corrective_action_id));
create policy issue on notice for insert with check ((select actor_is('system')));

grant select, insert on inspection_report to labour_cities_access;
create policy read on inspection_report for select
  using ((select sees_every_inspection()) or exists (select from inspection where inspection.id = inspection_id));
create policy publish on inspection_report for insert
  with check (
    (select actor_is('supervisor')) and published_by = (select actor_account_id()) and exists (
      select from inspection
      where inspection.id = inspection_id and state in ('submitted', 'reviewed', 'closed')
        and is_own_inspection(inspection.inspector_id, inspection.second_inspector_id) is not true
    ) or (select actor_is('system'))
  );

grant select, insert, delete on calendar_feed to labour_cities_access;
create policy own on calendar_feed for all using (account_id = (select actor_account_id()));
create policy read on calendar_feed for select using ((select actor_is('system')));

-- A critical finding raises the indicator that it matches, once for each employer whose workers live there; only protection
-- officers ever see that it did.
create unique index indicator_of_finding on indicator ((evidence ->> 'findingId'), (evidence ->> 'basis'), employer_id)
  where evidence ? 'findingId';
create policy raise on indicator for insert with check ((select actor_is('system')));

create policy of_inspection on capacity_change for select
  using ((select actor_is('inspector', 'supervisor')) and inspection_id is not null);

-- Of what they may change each role changes its own part, in its own name.
create trigger inspection_recorded_by_inspector before update on inspection for each row
  when (actor_role() = 'inspector' and old.state in ('scheduled', 'under_way'))
  execute function only_these_columns_change('state', 'started_at', 'submitted_at', 'submitted_by');
create trigger inspection_closed_by_inspector before update on inspection for each row
  when (actor_role() = 'inspector' and old.state not in ('scheduled', 'under_way'))
  execute function only_these_columns_change('state');
create trigger inspection_moved_by_who_schedules before update on inspection for each row
  when (actor_role() in ('planner', 'supervisor') and old.state = 'scheduled')
  execute function only_these_columns_change(
    'scheduled_on', 'scheduled_by', 'visit_order', 'inspector_id', 'second_inspector_id', 'reason', 'standard_id', 'follows_id'
  );
create trigger inspection_settled_by_supervisor before update on inspection for each row
  when (actor_role() = 'supervisor' and old.state = 'under_way')
  execute function only_these_columns_change('state', 'submitted_at', 'submitted_by', 'submission_note');
create trigger inspection_reviewed_by_supervisor before update on inspection for each row
  when (actor_role() = 'supervisor' and old.state not in ('scheduled', 'under_way'))
  execute function only_these_columns_change('state', 'outcome', 'reviewed_by', 'reviewed_at');
create trigger inspection_followed_by_system before update on inspection for each row
  when (actor_role() = 'system')
  execute function only_these_columns_change(
    'state', 'started_at', 'submitted_at', 'submitted_by', 'consequences_at', 'consequences_failure'
  );

-- An inspection that two share is submitted in the name of either: the last act to arrive may be the other's. A supervisor
-- who isn't one of them submits it once its day is over, in their own name, and says why.
create function inspection_bears_who_acts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' and (
      new.scheduled_by is distinct from actor_account_id()
      or num_nonnulls(new.started_at, new.submitted_at, new.submitted_by, new.consequences_at, new.reviewed_by, new.outcome) > 0
      or new.submission_note <> ''
    )
    or tg_op = 'UPDATE' and (
      new.scheduled_by is distinct from old.scheduled_by and new.scheduled_by is distinct from actor_account_id()
      or new.submitted_by is distinct from old.submitted_by
        and new.submission_note = ''
        and new.submitted_by not in (new.inspector_id, coalesce(new.second_inspector_id, new.inspector_id))
      or new.submission_note <> old.submission_note and (
        new.submitted_by is distinct from actor_account_id()
        or new.submitted_by in (new.inspector_id, coalesce(new.second_inspector_id, new.inspector_id))
        or new.scheduled_on >= kuwait_today()
      )
      or (new.reviewed_by is distinct from old.reviewed_by or new.state = 'reviewed' and old.state <> 'reviewed')
        and new.reviewed_by is distinct from actor_account_id()
    ) then
    raise exception 'nobody schedules, submits or reviews an inspection in another’s name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger inspection_bears_who_acts before insert or update on inspection for each row
  when (actor_role() in ('planner', 'supervisor', 'inspector')) execute function inspection_bears_who_acts();

create trigger finding_taken_back_by_supervisor before update on finding for each row
  when (actor_role() = 'supervisor')
  execute function only_these_columns_change('withdrawn_at', 'withdrawn_by', 'withdrawal_reason');
create trigger finding_drawn_again before update on finding for each row
  when (actor_role() = 'system')
  execute function only_these_columns_change(
    'measured', 'note', 'evidence', 'withdrawn_at', 'withdrawn_by', 'withdrawal_reason'
  );
create function finding_bears_who_takes_it_back() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'nobody takes a finding back in another’s name' using errcode = 'insufficient_privilege';
end $$;
create trigger finding_bears_who_takes_it_back before update on finding for each row
  when (actor_role() = 'supervisor' and new.withdrawn_by is not null and new.withdrawn_by is distinct from actor_account_id())
  execute function finding_bears_who_takes_it_back();

-- People complete an action by accepting its repair, and give it another day by rejecting one; that a re-inspection found it put right, the product says.
create function action_is_completed_by_its_repair() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.completed_at is not null or new.reinspection_id is distinct from old.reinspection_id
    or new.completed_at is not null and not exists (
      select from repair_report
      where corrective_action_id = new.id and accepted and decided_by = new.completed_by and decided_by = actor_account_id()
    )
    or new.due_on is distinct from old.due_on and not exists (
      select from repair_report
      where corrective_action_id = new.id and not accepted and decided_by = actor_account_id()
    ) then
    raise exception 'a corrective action is completed by whoever accepts its repair, and put off by whoever rejects it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger action_is_completed_by_its_repair before update on corrective_action for each row
  when (actor_role() in ('inspector', 'supervisor')) execute function action_is_completed_by_its_repair();

-- A place that was closed for what an inspection found opens once all of it was found put right by a re-inspection, or was
-- taken back, and no sooner, whoever opens it.
create function is_closed_for_findings(by_change uuid) returns boolean language sql stable
begin atomic
  select exists (
    select from notice
    join corrective_action as action on action.id = notice.corrective_action_id
    join finding on finding.id = action.finding_id
    where notice.change_id = by_change and action.reinspection_id is null and finding.withdrawn_at is null
  );
end;
create index notice_change on notice (change_id) where change_id is not null;
create function closed_until_put_right() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if is_closed_for_findings(new.change_id) then
    raise exception 'what the place was closed for is not put right'
      using errcode = 'check_violation', constraint = 'closed_until_put_right';
  end if;
  return new;
end $$;
create trigger closed_until_put_right before update of during on closure for each row
  when (new.change_id is not null and (isempty(new.during) or upper(new.during) < coalesce(upper(old.during), 'infinity')))
  execute function closed_until_put_right();
