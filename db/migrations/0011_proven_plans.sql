-- Plans that say how near they come to the best, are checked by somebody else than made them, and may move housed people.

alter table plan
  -- The plan whose placements this one keeps wherever they still hold.
  add column based_on uuid references plan,
  -- When the independent checker had judged what is proposed, and what it found broken.
  add column verified_at timestamptz,
  add column broken_rules jsonb check (jsonb_typeof(broken_rules) = 'array'),
  -- What contradicts itself, by name: requests that were set aside, or why a plan was refused.
  add column contradictions jsonb not null default '[]' check (jsonb_typeof(contradictions) = 'array'),
  add constraint verified_once_it_is_made check ((verified_at is null) = (broken_rules is null) and (verified_at is null or state <> 'running')),
  -- Plans that were applied before there was a checker stand.
  add constraint only_a_verified_plan_is_signed check (
    state not in ('approved', 'applied') or (verified_at is not null and broken_rules = '[]')
  ) not valid;

-- What a plan says stands as soon as it is made, for every role: nobody signs something else than was verified.
create function plan_says_what_it_said() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if (new.options, new.snapshot_digest, new.measures, new.based_on, new.verified_at, new.broken_rules, new.contradictions)
    is distinct from
    (old.options, old.snapshot_digest, old.measures, old.based_on, old.verified_at, old.broken_rules, old.contradictions) then
    raise exception 'plan % is made', old.id using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger plan_says_what_it_said before update on plan for each row
  when (old.state <> 'running') execute function plan_says_what_it_said();

-- Where a request stands, and when it may hope for beds. Null in plans of the releases before, and while a plan is running.
alter table plan_request
  add column position int check (position > 0),
  add column priority_class text check (priority_class in ('danger', 'unsafe', 'waited_long', 'waited', 'recent')),
  add column asked int check (asked >= 0),
  add column placed int check (placed between 0 and asked),
  add column expected_from date;

create table plan_employer (
  plan_id uuid not null references plan on delete cascade,
  employer_id uuid not null references employer,
  asked int not null check (asked >= 0),
  placed int not null check (placed between 0 and asked),
  -- Had requests been served in the order in which they came.
  first_come_placed int not null check (first_come_placed between 0 and asked),
  primary key (plan_id, employer_id)
);

-- A housed worker who goes to another bed of the same site from the first day of `during` on. The stay is named without a
-- foreign key: a change of capacity may call off a reservation that a plan would have moved.
create table plan_move (
  plan_id uuid not null references plan on delete cascade,
  assignment_id uuid not null,
  worker_id uuid not null references worker,
  from_bed_id uuid not null references bed,
  bed_id uuid not null references bed,
  site_id uuid not null references site,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  -- Why this move was left out when the plan was applied; null where it was applied, or not yet.
  left_out text,
  primary key (plan_id, assignment_id),
  check (bed_id <> from_bed_id)
);

-- What stands in an unplaced worker's way, and what would help.
alter table plan_placement
  add column refusal jsonb,
  add check (refusal is null or bed_id is null);

create function only_a_running_plan_is_written() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if exists (
    select from (select distinct plan_id from changed) as written
    join plan on plan.id = written.plan_id
    where plan.state <> 'running'
  ) then
    raise exception 'a plan that is made takes no more rows' using errcode = 'insufficient_privilege';
  end if;
  return null;
end $$;

do $$
declare
  each_table text;
begin
  foreach each_table in array array['plan_request', 'plan_placement', 'plan_employer', 'plan_move'] loop
    execute format(
      'create trigger only_a_running_plan_is_written after insert on %I referencing new table as changed
       for each statement execute function only_a_running_plan_is_written()', each_table);
  end loop;
end $$;

create function outlook_is_written_while_running() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if actor_role() = 'planner' or not exists (select from plan where id = new.plan_id and state = 'running') then
    raise exception 'what a plan says is the allocator’s' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger outlook_is_written_while_running before update on plan_request
  for each row execute function outlook_is_written_while_running();

-- Minutes from workplaces to sites, where the ministry knows them; the straight line counts elsewhere.
create table travel_time (
  workplace_id uuid not null references workplace on delete cascade,
  site_id uuid not null references site,
  minutes int not null check (minutes > 0),
  source text not null check (source <> ''),
  primary key (workplace_id, site_id)
);

-- A part of a plan that any process may solve: numbers alone, no names. A job of the queue names it, and parts go once their
-- plan is made: who still works on one of a plan that was begun anew finds it gone.
create table plan_part (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plan on delete cascade,
  part int not null check (part >= 0),
  problem bytea not null,
  answer bytea,
  -- Who works on it, and when they last said so.
  taken_by text,
  taken_at timestamptz,
  finished_at timestamptz,
  unique (plan_id, part),
  check ((answer is null) = (finished_at is null)),
  check ((taken_by is null) = (taken_at is null))
);

-- Who may.
do $$
declare
  each_table text;
begin
  foreach each_table in array array['plan_employer', 'plan_move', 'travel_time', 'plan_part'] loop
    execute format('alter table %I enable row level security', each_table);
    execute format('alter table %I force row level security', each_table);
  end loop;
  foreach each_table in array array['plan_employer', 'plan_move'] loop
    execute format('grant select, insert on %I to labour_cities_access', each_table);
    execute format($policy$create policy system on %I for all using ((select actor_is('system')))$policy$, each_table);
    execute format($policy$create policy read on %I for select using ((select actor_is('planner', 'auditor')))$policy$, each_table);
  end loop;
end $$;

grant update (position, priority_class, asked, placed, expected_from) on plan_request to labour_cities_access;

grant update (left_out) on plan_move to labour_cities_access;
create policy leave_out on plan_move for update using ((select actor_is('planner')));

grant select, insert, update, delete on travel_time to labour_cities_access;
create policy own on travel_time for select
  using (exists (select from workplace where workplace.id = workplace_id and workplace.employer_id = (select actor_employer_id())));
create policy change on travel_time for all using ((select actor_is('planner', 'system')));
create policy read on travel_time for select using ((select actor_is('auditor')));

grant select, insert, delete, update (answer, taken_by, taken_at, finished_at) on plan_part to labour_cities_access;
create policy system on plan_part for all using ((select actor_is('system')));
