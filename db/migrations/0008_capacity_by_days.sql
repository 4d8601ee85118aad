-- How many people a room may hold on each day, what closes beds, and where those who sleep in them go.

-- The data below are moved under row-level security, which holds for an owner who is no superuser.
select set_config('app.actor_role', 'system', true);

-- What was not measured is unknown, and unknown is never compliant.
alter table room
  alter column floor_area_m2 drop not null,
  alter column ceiling_height_m drop not null,
  alter column windows drop not null;

-- A facility of a room (en suite) stands in its row with the room's whole place.
alter table facility
  add column room_id uuid,
  add foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  add check (room_id is null or floor is not null),
  drop constraint facility_site_id_building_id_floor_kind_key,
  add constraint facility_once unique nulls not distinct (site_id, building_id, floor, room_id, kind);
create index facility_building on facility (building_id);

-- What a criterion asks of a place beyond areas and counts, under the criterion's key.
create table measured_fact (
  id uuid primary key default uuidv7(),
  site_id uuid not null references site,
  building_id uuid,
  floor int,
  room_id uuid,
  key text not null check (key <> ''),
  value jsonb not null check (jsonb_typeof(value) in ('number', 'boolean')),
  measured_on date not null default kuwait_today(),
  foreign key (building_id, site_id) references building (id, site_id),
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  check (floor is null or building_id is not null),
  check (room_id is null or floor is not null),
  constraint measured_fact_once unique nulls not distinct (site_id, building_id, floor, room_id, key)
);
create index measured_fact_building on measured_fact (building_id);

-- Some rules begin where more people than this live together.
alter table criterion add column applies_above int check (applies_above > 0);
update criterion
set applies_above = begins.people
from (values
  ('kw-pam-2025', 'first_aid_room_with_nurse', 200),
  ('qa-md18-2014', 'resident_nurse', 99),
  ('qa-md18-2014', 'doctor', 500),
  ('qa-md18-2014', 'resident_doctor', 4999)
) as begins (standard, key, people)
where criterion.source_standard = begins.standard and criterion.key = begins.key;

-- A row holds from its day until the room's next one, so that every day, past or to come, has the capacity of the standard
-- of that day. A room without a row was judged by no standard, and nobody may sleep there.
create table room_capacity (
  room_id uuid not null,
  building_id uuid not null,
  site_id uuid not null,
  from_day date not null,
  compliant_capacity int not null check (compliant_capacity >= 0),
  -- What it might be if all that is unknown were measured and good.
  possible_capacity int not null,
  -- The criterion that allows fewest; null where the beds that were built bind.
  binding_reason jsonb,
  primary key (room_id, from_day),
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  check (possible_capacity >= compliant_capacity)
);
create index room_capacity_site on room_capacity (site_id);
create index room_capacity_building on room_capacity (building_id);

insert into room_capacity (room_id, building_id, site_id, from_day, compliant_capacity, possible_capacity, binding_reason)
select room.id, room.building_id, room.site_id,
  least(building.opened_on, (select min(adopted_from) from standard_adoption)),
  room.compliant_capacity, room.compliant_capacity, room.binding_reason
from room
join building on building.id = room.building_id;

alter table room drop column compliant_capacity, drop column binding_reason;

-- Everything that may take beds from under people: seen beforehand, decided, then in effect in one transaction.
create type capacity_change_kind as enum ('adoption', 'closure', 'measurement');
create type capacity_change_state as enum ('preparing', 'proposed', 'taking_effect', 'in_effect', 'withdrawn', 'failed');

create table capacity_change (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  kind capacity_change_kind not null,
  state capacity_change_state not null default 'preparing',
  effective_from date not null,
  -- Those who live in a bed that closes may stay in it until this day.
  residents_until date not null,
  reason text not null check (reason <> ''),
  -- Of an adoption.
  standard_id uuid references standard,
  -- Of a closure: the place, and until when; null is until it is opened again.
  site_id uuid references site,
  building_id uuid,
  floor int,
  room_id uuid,
  bed_id uuid references bed,
  closed_until date,
  -- Of a measurement: the facts as they will stand.
  facts jsonb,
  proposed_by uuid not null references account,
  proposed_at timestamptz not null default now(),
  -- Who moved its days last.
  dated_by uuid references account,
  -- What it would do, as of `prepared_at`.
  preview jsonb,
  prepared_at timestamptz,
  signed_by uuid references account,
  signed_at timestamptz,
  took_effect_at timestamptz,
  withdrawn_by uuid references account,
  withdrawn_at timestamptz,
  failure text,
  foreign key (building_id, site_id) references building (id, site_id),
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  constraint residents_stay_no_shorter check (residents_until >= effective_from),
  constraint nobody_signs_an_adoption_they_proposed check (
    kind <> 'adoption' or (signed_by <> proposed_by and signed_by <> coalesce(dated_by, proposed_by))
  ),
  check ((kind = 'adoption') = (standard_id is not null)),
  check ((kind = 'measurement') = (facts is not null)),
  check (kind <> 'closure' or site_id is not null),
  check (closed_until > effective_from),
  check (floor is null or building_id is not null),
  check (room_id is null or floor is not null),
  check (bed_id is null or room_id is not null),
  check (state not in ('taking_effect', 'in_effect') or signed_by is not null)
);

create trigger capacity_change_course before update on capacity_change for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course(
    'preparing>proposed', 'preparing>failed', 'preparing>withdrawn', 'proposed>preparing', 'proposed>taking_effect',
    'proposed>withdrawn', 'taking_effect>in_effect', 'taking_effect>proposed', 'taking_effect>failed', 'failed>preparing',
    'failed>withdrawn'
  );
create trigger capacity_change_keeps_its_subject before update on capacity_change for each row
  execute function only_these_columns_change(
    'state', 'effective_from', 'residents_until', 'closed_until', 'dated_by', 'preview', 'prepared_at', 'signed_by', 'signed_at',
    'took_effect_at', 'withdrawn_by', 'withdrawn_at', 'failure'
  );
create trigger capacity_change_stands before update or delete on capacity_change for each row
  when (old.state in ('in_effect', 'withdrawn')) execute function refuse_change();

create function change_bears_the_name_of_its_signer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' and (new.proposed_by is distinct from actor_account_id() or new.state <> 'preparing' or new.signed_by is not null)
    or tg_op = 'UPDATE' and (
      new.signed_by is not null and new.signed_by is distinct from old.signed_by and new.signed_by is distinct from actor_account_id()
      or new.state = 'taking_effect' and old.state <> 'taking_effect' and new.signed_by is distinct from actor_account_id()
      or new.withdrawn_by is distinct from old.withdrawn_by and new.withdrawn_by is distinct from actor_account_id()
      or new.dated_by is distinct from old.dated_by and new.dated_by is distinct from actor_account_id()
    ) then
    raise exception 'nobody proposes, signs or withdraws a change in another’s name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger change_bears_the_name_of_its_signer before insert or update on capacity_change for each row
  when (actor_role() = 'planner') execute function change_bears_the_name_of_its_signer();

-- The rooms whose capacity it would change, as of `prepared_at`.
create table capacity_change_room (
  change_id uuid not null references capacity_change,
  room_id uuid not null,
  building_id uuid not null,
  site_id uuid not null,
  capacity_before int not null,
  capacity_after int not null,
  binding_reason jsonb,
  primary key (change_id, room_id),
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id)
);

alter table standard_adoption
  add column change_id uuid references capacity_change,
  add column residents_until date check (residents_until >= adopted_from);

-- A planner adopts by a change that a second one signed, in the signer's name, and takes no adoption back.
create function adoption_comes_from_its_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' or new.adopted_by is distinct from actor_account_id() or not exists (
    select from capacity_change
    where id = new.change_id and state = 'taking_effect' and standard_id = new.standard_id and signed_by = new.adopted_by
  ) then
    raise exception 'no signed change adopts this standard' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger adoption_comes_from_its_change before insert or update on standard_adoption for each row
  when (actor_role() = 'planner') execute function adoption_comes_from_its_change();

-- A place closed over days; empty days say that it was opened again before it closed.
create table closure (
  id uuid primary key default uuidv7(),
  site_id uuid not null references site,
  building_id uuid,
  floor int,
  room_id uuid,
  bed_id uuid references bed,
  during daterange not null check (not lower_inf(during)),
  reason text not null check (reason <> ''),
  -- Null for a bed that was closed before closings were recorded.
  change_id uuid references capacity_change,
  reopened_by uuid references account,
  reopened_at timestamptz,
  foreign key (building_id, site_id) references building (id, site_id),
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  check (floor is null or building_id is not null),
  check (room_id is null or floor is not null),
  check (bed_id is null or room_id is not null),
  check (not isempty(during) or reopened_at is not null)
);
create index closure_site on closure (site_id);

-- Beds that were open, and are or will be closed for a while or for good, were closed by somebody: they stay so until
-- somebody opens them, though their room may hold more.
insert into closure (site_id, building_id, floor, room_id, bed_id, during, reason)
select open.site_id, open.building_id, room.floor, open.room_id, open.bed_id, open.shut, 'مغلق قبل بدء السجل · Closed before records began'
from (
  select bed_availability.*,
    daterange(upper(during), lower(lead(during) over (partition by bed_id order by during))) as shut
  from bed_availability
) as open
join room on room.id = open.room_id
where not upper_inf(open.during) and not isempty(open.shut)
  and (upper_inf(open.shut) or upper(open.shut) > kuwait_today());

-- Who has to leave a bed for a change, whereto, or why nowhere and what a planner decided then. It repeats the bed and the
-- days that are left: a reservation that finds no other bed is called off, and its row goes.
create type relocation_decision as enum ('stays_until', 'temporary_place', 'emergency_measure');

create table relocation (
  change_id uuid not null references capacity_change,
  assignment_id uuid not null,
  worker_id uuid not null references worker,
  request_id uuid references placement_request,
  old_bed_id uuid not null references bed,
  -- From the day on which the worker leaves the bed to the day on which the assignment was to end.
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  bed_id uuid references bed,
  reasons jsonb not null,
  decision relocation_decision,
  decided_until date,
  measure text not null default '',
  decided_by uuid references account,
  decided_at timestamptz,
  new_assignment_id uuid,
  primary key (change_id, assignment_id),
  check ((decision is null) = (decided_by is null)),
  check ((decision is not distinct from 'stays_until') = (decided_until is not null)),
  check (decided_until > lower(during)),
  check (decision is null or decision = 'stays_until' or measure <> ''),
  check (new_assignment_id is null or bed_id is not null)
);
create function decision_bears_the_name_of_its_planner() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.decided_by is distinct from actor_account_id()
    and (tg_op = 'INSERT' or new.decided_by is distinct from old.decided_by) then
    raise exception 'nobody decides in another’s name' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

create trigger decision_bears_the_name_of_its_planner before insert or update on relocation for each row
  when (actor_role() = 'planner' and new.decided_by is not null) execute function decision_bears_the_name_of_its_planner();

create index relocation_assignment on relocation (assignment_id);
create index relocation_worker on relocation (worker_id);
create index relocation_waiting on relocation (change_id) where decision is not null and new_assignment_id is null;

-- A bed that closes under its resident may be kept for that resident for a while: nobody else is given it.
alter table bed_availability add column kept_for uuid references worker;
create index bed_availability_room on bed_availability (room_id);
create index bed_availability_kept on bed_availability (bed_id) where kept_for is not null;

-- Beds are taken from under people and given back in one transaction, in which the days of a bed are for a moment in pieces.
alter table assignment alter constraint nobody_in_a_closed_bed deferrable initially immediate;

-- On no day does a room stand open to newcomers for more people than it may hold, those for whom a bed is kept counted.
-- Each room's days are gone through once, in order: what begins on a day is added, what ends is taken away.
create function open_beds_keep_to_capacity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- An array is looked up by index in any number: a plan that was made for few rooms and kept serves a nation's too.
  rooms uuid[] := (select array_agg(distinct room_id) from changed);
  broken record;
begin
  perform require_read_committed();
  perform from room where id = any (rooms) order by id for no key update;
  with turn as (
    select room_id, lower(during) as day, (kept_for is null)::int as open, 1 as beds, 0 as allowed
    from bed_availability
    where room_id = any (rooms)
    union all
    select room_id, upper(during), -(kept_for is null)::int, -1, 0
    from bed_availability
    where room_id = any (rooms) and not upper_inf(during)
    union all
    select room_id, from_day, 0, 0, compliant_capacity - lag(compliant_capacity, 1, 0) over (partition by room_id order by from_day)
    from room_capacity
    where room_id = any (rooms)
  ), stand as (
    -- A row counts all turns of its day, so that the order within a day doesn't matter.
    select room_id, day, sum(open) over days as open, sum(beds) over days as beds, sum(allowed) over days as allowed
    from turn
    window days as (partition by room_id order by day)
  )
  select room_id, day
  into broken
  from stand
  where open > 0 and beds > allowed
  limit 1;
  if found then
    raise exception 'room % has more open beds than it may hold people on %', broken.room_id, broken.day
      using errcode = 'check_violation', constraint = 'open_beds_keep_to_capacity';
  end if;
  return null;
end $$;

create trigger open_beds_keep_to_capacity_on_insert after insert on bed_availability
  referencing new table as changed for each statement execute function open_beds_keep_to_capacity();
create trigger open_beds_keep_to_capacity_on_update after update on bed_availability
  referencing new table as changed for each statement execute function open_beds_keep_to_capacity();
create trigger capacity_keeps_open_beds_on_insert after insert on room_capacity
  referencing new table as changed for each statement execute function open_beds_keep_to_capacity();
create trigger capacity_keeps_open_beds_on_update after update on room_capacity
  referencing new table as changed for each statement execute function open_beds_keep_to_capacity();
create trigger capacity_keeps_open_beds_on_delete after delete on room_capacity
  referencing old table as changed for each statement execute function open_beds_keep_to_capacity();

-- In a closed place no bed stands open, but for those that are kept for a resident a while longer. The site's row is what
-- closing a place and opening its beds wait for each other by. Most closings are of a bed or a room, so that only the others
-- are spread over the rooms of their place.
create function closed_place_has_no_open_bed() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  sites uuid[] := (select array_agg(distinct site_id) from changed);
  closings uuid[];
  rooms uuid[];
  broken uuid;
begin
  perform require_read_committed();
  if tg_table_name = 'closure' then
    perform from site where id = any (sites) order by id for no key update;
    closings := (select array_agg(id) from changed);
  else
    perform from site where id = any (sites) order by id for share;
    closings := (select array_agg(id) from closure where site_id = any (sites));
    select array_agg(distinct room_id) into rooms from changed;
  end if;
  if closings is null then
    return null;
  end if;
  with closing as (
    select * from closure where id = any (closings)
  ), shut as (
    select room_id, bed_id, during from closing where room_id is not null
    union all
    select room.id, null, closing.during
    from closing
    join room on room.site_id = closing.site_id
      and (closing.building_id is null or room.building_id = closing.building_id)
      and (closing.floor is null or room.floor = closing.floor)
    where closing.room_id is null
  )
  select open.bed_id into broken
  from shut
  join bed_availability as open on open.room_id = shut.room_id
    and (shut.bed_id is null or open.bed_id = shut.bed_id)
    and open.during && shut.during
  where open.kept_for is null and (rooms is null or shut.room_id = any (rooms))
  limit 1;
  if found then
    raise exception 'bed % stands open in a closed place', broken
      using errcode = 'check_violation', constraint = 'closed_place_has_no_open_bed';
  end if;
  return null;
end $$;

create trigger closed_place_has_no_open_bed_on_insert after insert on closure
  referencing new table as changed for each statement execute function closed_place_has_no_open_bed();
create trigger closed_place_has_no_open_bed_on_update after update on closure
  referencing new table as changed for each statement execute function closed_place_has_no_open_bed();
create trigger bed_opens_in_no_closed_place_on_insert after insert on bed_availability
  referencing new table as changed for each statement execute function closed_place_has_no_open_bed();
create trigger bed_opens_in_no_closed_place_on_update after update on bed_availability
  referencing new table as changed for each statement execute function closed_place_has_no_open_bed();

-- A bed that is kept for somebody is given to nobody else, and kept only on days on which it is theirs. Whoever is given a
-- bed, or leaves it, holds its open days until the commit, and whoever is to keep it takes these first: each sees what the
-- other wrote.
create function kept_bed_is_its_residents() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  broken uuid;
begin
  perform require_read_committed();
  if tg_table_name = 'assignment' then
    select changed.bed_id into broken
    from changed
    join bed_availability as kept on kept.bed_id = changed.bed_id
    where kept.kept_for is not null and kept.kept_for <> changed.worker_id and kept.during && changed.during
    limit 1;
  else
    select changed.bed_id into broken
    from changed
    where changed.kept_for is not null and not exists (
      select from (
        select range_agg(during) as days from assignment where bed_id = changed.bed_id and worker_id = changed.kept_for
      ) as stays
      where stays.days @> changed.during
    )
    limit 1;
  end if;
  if found then
    raise exception 'bed % is kept for its resident', broken
      using errcode = 'check_violation', constraint = 'kept_bed_is_its_residents';
  end if;
  return null;
end $$;

create trigger kept_bed_is_its_residents_on_insert after insert on assignment
  referencing new table as changed for each statement execute function kept_bed_is_its_residents();
create trigger kept_bed_is_its_residents_on_update after update on assignment
  referencing new table as changed for each statement execute function kept_bed_is_its_residents();
create trigger bed_is_kept_for_its_resident_on_insert after insert on bed_availability
  referencing new table as changed for each statement execute function kept_bed_is_its_residents();
create trigger bed_is_kept_for_its_resident_on_update after update on bed_availability
  referencing new table as changed for each statement execute function kept_bed_is_its_residents();

-- Who leaves early leaves nothing behind: the bed that was kept for the rest of the stay closes on that day.
create function kept_bed_closes_behind_its_resident() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  shortened uuid[] := (
    select array_agg(was.bed_id)
    from was
    join changed on changed.id = was.id
    where upper(changed.during) < coalesce(upper(was.during), 'infinity')
  );
begin
  if shortened is null then
    return null;
  end if;
  -- In one statement, so that no other stay of theirs in the bed is for a moment without its days.
  with lost as (
    select was.bed_id, was.worker_id, range_agg(daterange(upper(changed.during), upper(was.during))) as days
    from was
    join changed on changed.id = was.id
    where upper(changed.during) < coalesce(upper(was.during), 'infinity')
    group by was.bed_id, was.worker_id
  ), kept as (
    delete from bed_availability as open
    using lost
    where open.bed_id = any (shortened) and open.kept_for is not null
      and open.bed_id = lost.bed_id and open.kept_for = lost.worker_id and open.during && lost.days
    returning open.*, lost.days
  )
  insert into bed_availability (bed_id, room_id, building_id, site_id, during, kept_for)
  select bed_id, room_id, building_id, site_id, unnest(datemultirange(during) - days), kept_for
  from kept;
  return null;
end $$;

create trigger kept_bed_closes_behind_its_resident after update on assignment
  referencing old table as was new table as changed for each statement execute function kept_bed_closes_behind_its_resident();

-- A reservation that a change leaves without a bed is called off by whoever puts the change into effect, and in no other way
-- is an assignment removed.
create function call_off_reservation(wanted uuid) returns void language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  if not actor_is('planner', 'system') or not exists (
    select from relocation
    join capacity_change as change on change.id = relocation.change_id
    where relocation.assignment_id = wanted and relocation.decision is not null and change.state = 'taking_effect'
  ) then
    raise exception 'no change calls off reservation %', wanted using errcode = 'insufficient_privilege';
  end if;
  delete from assignment where id = wanted and state = 'reserved';
end $$;
-- Who may.
do $$
declare
  each_table text;
begin
  foreach each_table in array array['measured_fact', 'room_capacity', 'capacity_change', 'capacity_change_room', 'closure', 'relocation'] loop
    execute format('alter table %I enable row level security', each_table);
    execute format('alter table %I force row level security', each_table);
  end loop;
  foreach each_table in array array['measured_fact', 'room_capacity'] loop
    execute format('grant select, insert, update, delete on %I to labour_cities_access', each_table);
    execute format('create policy read on %I for select using ((select is_signed_in()))', each_table);
    execute format($policy$create policy change on %I for all using ((select actor_is('planner', 'system')))$policy$, each_table);
  end loop;
end $$;

-- A step keeps its room and day: another room would be left without one.
revoke update on room_capacity from labour_cities_access;
grant update (compliant_capacity, possible_capacity, binding_reason) on room_capacity to labour_cities_access;

grant delete on facility to labour_cities_access;

grant select, insert, update on closure to labour_cities_access;
create policy read on closure for select
  using ((select actor_is('planner', 'inspector', 'site_manager', 'protection_officer', 'auditor', 'administrator', 'system')));
create policy change on closure for all using ((select actor_is('planner', 'system')));

grant select, insert, update on capacity_change to labour_cities_access;
create policy ministry on capacity_change for all using ((select actor_is('planner', 'system')));
create policy read on capacity_change for select using ((select actor_is('auditor')));

grant select, insert, delete on capacity_change_room to labour_cities_access;
create policy ministry on capacity_change_room for all using ((select actor_is('planner', 'system')));
create policy read on capacity_change_room for select using ((select actor_is('auditor')));

grant select, insert, update, delete on relocation to labour_cities_access;
create policy ministry on relocation for all using ((select actor_is('planner', 'system')));
create policy read on relocation for select using ((select actor_is('auditor')));

revoke execute on function call_off_reservation(uuid) from public;
grant execute on function call_off_reservation(uuid) to labour_cities_access;

-- For whom a bed is kept is written once: a change of the days takes the lock that whoever gives the bed waits for, a change
-- of the name alone would not.
revoke update on bed_availability from labour_cities_access;
grant update (bed_id, room_id, building_id, site_id, during) on bed_availability to labour_cities_access;
create policy keep on bed_availability for all to current_user using (true);
