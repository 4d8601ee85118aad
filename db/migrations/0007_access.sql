-- Who may see and change what. Every table is under forced row-level security: what no policy allows, nobody does, the
-- owner included. The login role (made outside the migrations, it bears a password) is given this role and owns nothing.

do $$
begin
  if not exists (select from pg_roles where rolname = 'labour_cities_access') then
    create role labour_cities_access nologin nosuperuser nobypassrls;
  end if;
end $$;

do $$
declare
  tables regclass[] := (select array_agg(oid::regclass) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%');
  each_table regclass;
begin
  foreach each_table in array tables loop
    execute format('alter table %s enable row level security', each_table);
    execute format('alter table %s force row level security', each_table);
  end loop;
end $$;

create function actor_is(variadic roles text[]) returns boolean language sql stable parallel safe
  return actor_role() = any (roles);

create function is_signed_in() returns boolean language sql stable parallel safe
  return actor_role() <> '';

-- Places and standards: no secret from anyone who signed in, changed by planners.
do $$
declare
  each_table text;
begin
  foreach each_table in array array['site', 'building', 'room', 'bed', 'facility', 'standard', 'criterion', 'standard_adoption'] loop
    execute format('grant select, insert, update, delete on %I to labour_cities_access', each_table);
    execute format('create policy read on %I for select using ((select is_signed_in()))', each_table);
    execute format($policy$create policy change on %I for all using ((select actor_is('planner', 'system')))$policy$, each_table);
  end loop;
end $$;

grant select, insert, update, delete on bed_availability to labour_cities_access;
create policy read on bed_availability for select
  using ((select actor_is('planner', 'inspector', 'site_manager', 'protection_officer', 'auditor', 'administrator', 'system')));
create policy change on bed_availability for all using ((select actor_is('planner', 'system')));

-- Employers see themselves; the ministry sees all of them.
grant select, insert, update on employer to labour_cities_access;
create policy own on employer for select using (id = (select actor_employer_id()));
create policy read on employer for select
  using ((select actor_is('planner', 'inspector', 'site_manager', 'protection_officer', 'auditor', 'administrator', 'system')));
create policy change on employer for all using ((select actor_is('administrator', 'system')));

grant select, insert, update, delete on workplace, worker to labour_cities_access;
create policy own on workplace for all using (employer_id = (select actor_employer_id()));
create policy read on workplace for select using ((select actor_is('planner', 'auditor', 'system')));
create policy change on workplace for all using ((select actor_is('system')));
create policy own on worker for all using (employer_id = (select actor_employer_id()));
create policy read on worker for select
  using ((select actor_is('planner', 'site_manager', 'protection_officer', 'auditor', 'system')));
-- Locking a row FOR SHARE asks for the right to change it: planners lock the workers whom they place.
create policy hold on worker for update using ((select actor_is('planner'))) with check (false);
create policy change on worker for all using ((select actor_is('system')));

grant select, insert, update, delete on placement_request, placement_request_worker to labour_cities_access;
create policy own on placement_request for all using (employer_id = (select actor_employer_id()));
create policy ministry on placement_request for all using ((select actor_is('planner', 'system')) and state <> 'draft');
create policy seed on placement_request for insert with check ((select actor_is('system')));
create policy read on placement_request for select using ((select actor_is('auditor')) and state <> 'draft');
create policy own on placement_request_worker for all using (employer_id = (select actor_employer_id()));
create policy ministry on placement_request_worker for all using ((select actor_is('planner', 'system')));
create policy read on placement_request_worker for select using ((select actor_is('auditor')));

grant select, insert, update on plan, plan_request, plan_placement to labour_cities_access;
create policy ministry on plan for all using ((select actor_is('planner', 'system')));
create policy read on plan for select using ((select actor_is('auditor')));
create policy ministry on plan_request for all using ((select actor_is('planner', 'system')));
create policy read on plan_request for select using ((select actor_is('auditor')));
create policy ministry on plan_placement for all using ((select actor_is('planner', 'system')));
create policy read on plan_placement for select using ((select actor_is('auditor')));

grant select, insert, update, delete on assignment to labour_cities_access;
create policy own on assignment for select using (employer_id = (select actor_employer_id()));
create policy read on assignment for select
  using ((select actor_is('site_manager', 'protection_officer', 'auditor')));
create policy ministry on assignment for all using ((select actor_is('planner', 'system')));
create policy move on assignment for update using ((select actor_is('site_manager')));

-- Inspectors write what they find; planners and auditors read it.
grant select, insert, update on inspection, inspection_room, finding, corrective_action to labour_cities_access;
do $$
declare
  each_table text;
begin
  foreach each_table in array array['inspection', 'inspection_room', 'finding', 'corrective_action'] loop
    execute format($policy$create policy change on %I for all using ((select actor_is('inspector', 'planner', 'system')))$policy$, each_table);
    execute format($policy$create policy read on %I for select using ((select actor_is('site_manager', 'auditor')))$policy$, each_table);
  end loop;
end $$;

-- Accounts and sessions belong to the product itself; a person sees their own, an administrator all accounts.
grant select, insert, update on account to labour_cities_access;
create policy own on account for select using (id = (select actor_account_id()));
create policy names on account for select using ((select actor_is('planner', 'auditor')) and role <> 'employer');
create policy change on account for all using ((select actor_is('administrator', 'system')));
grant select, insert, update, delete on session, sign_in_failure to labour_cities_access;
create policy system on session for all using ((select actor_is('system')));
-- Deleting asks to see the rows first.
create policy own on session for select using (account_id = (select actor_account_id()));
create policy own_end on session for delete using (account_id = (select actor_account_id()));
create policy system on sign_in_failure for all using ((select actor_is('system')));

-- The log: everyone who acts appends, auditors read, nobody changes.
grant select, insert on audit_entry to labour_cities_access;
create policy append on audit_entry for insert
  with check (actor_role = (select actor_role()) and actor_account_id is not distinct from (select actor_account_id()));
create policy read on audit_entry for select using ((select actor_is('auditor', 'system')));
-- The chain is written and verified by functions of the owner alone: the login role has no right on it.
create policy chain on audit_link for all using (true);
create policy chain on audit_entry for select to current_user using (true);
revoke execute on function first_broken_audit_link() from public;
grant execute on function first_broken_audit_link() to labour_cities_access;

-- Protection: written by the product (reports) and protection officers, read by protection officers through functions.
create policy append on report for insert with check ((select actor_is('system', 'protection_officer')));
grant insert on report to labour_cities_access;
do $$
declare
  each_table text;
begin
  foreach each_table in array array['report', 'indicator', 'shelter', 'protection_case'] loop
    execute format($policy$create policy officer on %I for all using ((select actor_is('protection_officer')))$policy$, each_table);
  end loop;
end $$;
grant insert, update on indicator, shelter, protection_case to labour_cities_access;
grant update on report to labour_cities_access;

create function log_protection_reading(kind text, subject uuid) returns void language plpgsql as $$
begin
  if not actor_is('protection_officer') then
    raise exception 'protection records are for protection officers' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_entry (action, subject_kind, subject_id) values (kind || '.read', kind, subject);
end $$;

create function read_protection_case(wanted uuid) returns setof protection_case language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform log_protection_reading('protection_case', wanted);
  return query select * from protection_case where id = wanted;
end $$;

create function read_protection_cases() returns setof protection_case language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform log_protection_reading('protection_case', null);
  return query select * from protection_case order by opened_at desc, id;
end $$;

create function read_reports() returns setof report language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform log_protection_reading('report', null);
  return query select * from report order by received_at desc, id;
end $$;

create function read_indicators() returns setof indicator language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform log_protection_reading('indicator', null);
  return query select * from indicator order by raised_at desc, id;
end $$;

create function read_shelters() returns setof shelter language plpgsql
  security definer set search_path = public, pg_temp as $$
begin
  perform log_protection_reading('shelter', null);
  return query select * from shelter order by name, id;
end $$;
