-- From a request to a bed.

create type placement_request_state as enum (
  'draft', 'submitted', 'accepted', 'partly_placed', 'placed', 'ended', 'returned', 'refused', 'withdrawn'
);
create type plan_state as enum ('running', 'proposed', 'approved', 'applied', 'discarded', 'superseded', 'failed');
create type assignment_state as enum ('reserved', 'occupied', 'ended');
create type assignment_end as enum ('moved_out', 'transferred', 'relocated', 'absconded', 'deceased');

create table placement_request (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  employer_id uuid not null references employer,
  workplace_id uuid,
  during daterange check (not isempty(during) and not lower_inf(during)),
  state placement_request_state not null default 'draft',
  note text not null default '',
  priority int not null default 0 check (priority between 0 and 100),
  created_at timestamptz not null default now(),
  created_by uuid references account,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references account,
  decision_reason text not null default '',
  -- True while the request may still give its workers beds.
  is_open boolean generated always as (state in ('submitted', 'accepted', 'partly_placed', 'placed')) stored,
  foreign key (workplace_id, employer_id) references workplace (id, employer_id),
  check (state in ('draft', 'withdrawn') or (workplace_id is not null and during is not null and submitted_at is not null)),
  check (state not in ('returned', 'refused') or decision_reason <> ''),
  unique (id, employer_id)
);
create index placement_request_employer on placement_request (employer_id, number desc);
create index placement_request_queue on placement_request (state, priority desc, submitted_at);

create trigger placement_request_course before update on placement_request for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course(
    'draft>submitted', 'draft>withdrawn', 'returned>submitted', 'returned>withdrawn', 'submitted>withdrawn',
    'accepted>withdrawn', 'submitted>accepted', 'submitted>returned', 'submitted>refused', 'accepted>partly_placed',
    'accepted>placed', 'accepted>ended', 'partly_placed>placed', 'partly_placed>ended', 'placed>partly_placed',
    'placed>ended'
  );

-- An employer writes its request while it may still edit it, and then takes it back at most; what the ministry decides, and
-- when the request reached it, an employer never writes.
create trigger placement_request_edited_by_employer before update on placement_request for each row
  when (actor_role() = 'employer' and old.state in ('draft', 'returned'))
  execute function only_these_columns_change(
    'state', 'is_open', 'workplace_id', 'during', 'note', 'submitted_at', 'decision_reason'
  );
create trigger placement_request_sent_by_employer before update on placement_request for each row
  when (actor_role() = 'employer' and old.state not in ('draft', 'returned'))
  execute function only_these_columns_change('state', 'is_open');
create trigger placement_request_decided_by_planner before update on placement_request for each row
  when (actor_role() = 'planner')
  execute function only_these_columns_change(
    'state', 'is_open', 'priority', 'decided_at', 'decided_by', 'decision_reason'
  );

create function request_bears_who_and_when() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if actor_role() = 'employer' then
    if new.state <> old.state and new.state not in ('submitted', 'withdrawn')
      or new.decision_reason not in (old.decision_reason, '') then
      raise exception 'an employer sends or withdraws its request, and decides nothing'
        using errcode = 'insufficient_privilege';
    end if;
    new.submitted_at := case when new.state = 'submitted' and old.state <> 'submitted' then now() else old.submitted_at end;
  elsif new.decided_by is distinct from old.decided_by and new.decided_by is distinct from actor_account_id() then
    raise exception 'a decision bears the name of who makes it' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger request_bears_who_and_when before update on placement_request for each row
  when (actor_role() in ('employer', 'planner')) execute function request_bears_who_and_when();

-- `during` and `is_open` follow the request, so that no worker stands in two open requests for one day.
create table placement_request_worker (
  request_id uuid not null,
  worker_id uuid not null,
  employer_id uuid not null,
  during daterange,
  is_open boolean not null default false,
  crew text check (crew <> ''),
  primary key (request_id, worker_id),
  foreign key (request_id, employer_id) references placement_request (id, employer_id) on delete cascade,
  foreign key (worker_id) references worker,
  constraint one_open_request_a_worker exclude using gist (worker_id with =, during with &&) where (is_open)
);
create index placement_request_worker_worker on placement_request_worker (worker_id);

create function request_worker_follows_request() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare
  request placement_request;
begin
  perform require_read_committed();
  select * into request from placement_request where id = new.request_id for share;
  if tg_op = 'INSERT' and not exists (select from worker where id = new.worker_id and employer_id = new.employer_id) then
    raise exception 'worker % is not one of this employer', new.worker_id using errcode = 'insufficient_privilege';
  end if;
  if actor_role() = 'employer' and request.state not in ('draft', 'returned')
    and (tg_op = 'INSERT' or new.crew is distinct from old.crew) then
    raise exception 'request % is with the ministry', new.request_id using errcode = 'insufficient_privilege';
  end if;
  new.during := request.during;
  new.is_open := coalesce(request.is_open, false);
  return new;
end $$;

create trigger request_worker_follows_request before insert or update on placement_request_worker
  for each row execute function request_worker_follows_request();

create function request_keeps_its_workers() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from placement_request where id = old.request_id and state not in ('draft', 'returned') for share
  ) then
    raise exception 'request % is with the ministry', old.request_id using errcode = 'insufficient_privilege';
  end if;
  return old;
end $$;

create trigger request_keeps_its_workers before delete on placement_request_worker for each row
  when (actor_role() = 'employer') execute function request_keeps_its_workers();

create function request_leads_its_workers() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  perform require_read_committed();
  update placement_request_worker
  set during = new.during, is_open = new.is_open
  where request_id = new.id;
  return null;
end $$;

create trigger request_leads_its_workers after update on placement_request for each row
  when (old.during is distinct from new.during or old.is_open <> new.is_open)
  execute function request_leads_its_workers();

create table plan (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  state plan_state not null default 'running',
  started_by uuid not null references account,
  started_at timestamptz not null default now(),
  options jsonb not null,
  snapshot_day date not null,
  snapshot_digest text,
  decided_workers int not null default 0,
  total_workers int not null default 0,
  finished_at timestamptz,
  measures jsonb,
  failure text,
  approved_by uuid references account,
  approved_at timestamptz,
  applied_at timestamptz,
  discarded_by uuid references account,
  discarded_at timestamptz,
  constraint nobody_approves_a_plan_they_started check (approved_by <> started_by),
  check (state not in ('approved', 'applied') or approved_by is not null),
  check (state not in ('proposed', 'approved', 'applied') or measures is not null)
);

create trigger plan_course before update on plan for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course(
    'running>proposed', 'running>failed', 'running>discarded', 'proposed>approved', 'proposed>discarded',
    'proposed>superseded', 'approved>applied'
  );

-- Planners start, sign and discard plans; what a plan says is the allocator's.
create trigger plan_signed_by_planner before update on plan for each row
  when (actor_role() = 'planner')
  execute function only_these_columns_change(
    'state', 'approved_by', 'approved_at', 'applied_at', 'discarded_by', 'discarded_at'
  );

create function plan_bears_the_name_of_its_signer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' and (new.started_by is distinct from actor_account_id() or new.state <> 'running')
    or tg_op = 'UPDATE' and (
      new.approved_by is distinct from old.approved_by and new.approved_by is distinct from actor_account_id()
      or new.discarded_by is distinct from old.discarded_by and new.discarded_by is distinct from actor_account_id()
    ) then
    raise exception 'nobody starts, signs or discards a plan in another’s name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger plan_bears_the_name_of_its_signer before insert or update on plan for each row
  when (actor_role() = 'planner') execute function plan_bears_the_name_of_its_signer();

create table plan_request (
  plan_id uuid not null references plan on delete cascade,
  request_id uuid not null references placement_request,
  primary key (plan_id, request_id)
);

-- One row a worker of the plan: a bed and why, or no bed and what stood in the way.
create table plan_placement (
  plan_id uuid not null references plan on delete cascade,
  worker_id uuid not null references worker,
  request_id uuid not null references placement_request,
  bed_id uuid references bed,
  site_id uuid references site,
  during daterange not null check (not isempty(during)),
  reasons jsonb not null,
  -- Why this placement was left out when the plan was applied; null where it was applied, or not yet.
  left_out text,
  primary key (plan_id, worker_id, request_id),
  check ((bed_id is null) = (site_id is null))
);
create index plan_placement_site on plan_placement (plan_id, site_id);
create index plan_placement_request on plan_placement (plan_id, request_id);

create table assignment (
  id uuid primary key default uuidv7(),
  bed_id uuid not null,
  room_id uuid not null,
  building_id uuid not null,
  site_id uuid not null,
  worker_id uuid not null references worker,
  employer_id uuid not null references employer,
  request_id uuid references placement_request,
  plan_id uuid references plan,
  sex sex not null,
  shift shift not null,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  state assignment_state not null default 'reserved',
  end_reason assignment_end,
  check ((state = 'ended') = (end_reason is not null)),
  check (state <> 'ended' or not upper_inf(during)),
  foreign key (bed_id, room_id, building_id, site_id) references bed (id, room_id, building_id, site_id),
  constraint one_person_a_bed unique (bed_id, during without overlaps),
  constraint one_bed_a_worker unique (worker_id, during without overlaps),
  constraint nobody_in_a_closed_bed foreign key (bed_id, period during) references bed_availability (bed_id, period during),
  constraint one_sex_a_room exclude using gist (room_id with =, sex with <>, during with &&),
  constraint one_shift_a_room exclude using gist (room_id with =, shift with <>, during with &&)
);
create index assignment_employer on assignment (employer_id);
create index assignment_request on assignment (request_id);
create index assignment_building on assignment (building_id);

create trigger assignment_course before update on assignment for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course('reserved>occupied', 'reserved>ended', 'occupied>ended');

-- A site manager moves people in and out, on or before the day that was agreed, and nowhere else.
create trigger assignment_moved_by_site_manager before update on assignment for each row
  when (actor_role() = 'site_manager') execute function only_these_columns_change('state', 'end_reason', 'during');

create function stay_only_shortens() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  raise exception 'a site manager may end a stay earlier, not move or lengthen it' using errcode = 'insufficient_privilege';
end $$;

create trigger stay_only_shortens before update on assignment for each row
  when (actor_role() = 'site_manager' and not (new.during <@ old.during and lower(new.during) = lower(old.during)))
  execute function stay_only_shortens();

-- An assignment repeats its worker's sex, shift and employer, and must fit its building's designation. The rows it was
-- judged by are held FOR SHARE, so that neither can change between the judgement and the commit. What has ended keeps the
-- facts of its time, and lies in the past: a bed that is free again is not held by it.
create function assignments_match() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  mismatch record;
begin
  perform require_read_committed();
  perform 1 from worker where id in (select worker_id from changed) order by id for share;
  perform 1 from building where id in (select building_id from changed) order by id for share;
  select changed.id, changed.worker_id,
    case
      when changed.state = 'ended' and upper(changed.during) > kuwait_today() + 1 then 'ended_assignment_is_past'
      when worker.employer_id <> changed.employer_id then 'assignment_employer_matches_worker'
      when worker.sex <> changed.sex then 'assignment_sex_matches_worker'
      when worker.shift <> changed.shift then 'assignment_shift_matches_worker'
      else 'assignment_sex_matches_building'
    end as rule
  into mismatch
  from changed
  join worker on worker.id = changed.worker_id
  join building on building.id = changed.building_id
  where (changed.state = 'ended' and upper(changed.during) > kuwait_today() + 1)
    or ((tg_op = 'INSERT' or changed.state <> 'ended')
      and (worker.employer_id <> changed.employer_id
        or worker.sex <> changed.sex
        or worker.shift <> changed.shift
        or (building.sex = 'men') <> (changed.sex = 'male')))
  limit 1;
  if found then
    raise exception 'assignment of worker % breaks %', mismatch.worker_id, mismatch.rule
      using errcode = 'check_violation', constraint = mismatch.rule;
  end if;
  return null;
end $$;

create trigger assignments_match_on_insert after insert on assignment
  referencing new table as changed for each statement execute function assignments_match();
create trigger assignments_match_on_update after update on assignment
  referencing new table as changed for each statement execute function assignments_match();

create function worker_keeps_room_facts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_read_committed();
  if exists (
    select from assignment
    where worker_id = new.id and state <> 'ended' and (upper_inf(during) or upper(during) > kuwait_today())
  ) then
    raise exception 'worker % is housed: sex, shift and employer decide the room', new.id
      using errcode = 'check_violation', constraint = 'housed_worker_keeps_room_facts';
  end if;
  return new;
end $$;

create trigger worker_keeps_room_facts before update on worker for each row
  when (old.sex <> new.sex or old.shift <> new.shift or old.employer_id <> new.employer_id)
  execute function worker_keeps_room_facts();

create function building_keeps_designation() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform require_read_committed();
  if exists (
    select from assignment
    where building_id = new.id and state <> 'ended' and (upper_inf(during) or upper(during) > kuwait_today())
  ) then
    raise exception 'building % is lived in: its designation stays', new.id
      using errcode = 'check_violation', constraint = 'lived_in_building_keeps_designation';
  end if;
  return new;
end $$;

create trigger building_keeps_designation before update on building for each row
  when (old.sex <> new.sex) execute function building_keeps_designation();
