-- What planners suppose, and what it would come to. Nothing of it is ever applied: it changes no other record.

create type scenario_state as enum ('running', 'ready', 'failed');

create table scenario (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  name text not null check (name <> ''),
  note text not null default '',
  created_by uuid not null references account,
  created_at timestamptz not null default now(),
  -- Empty: as things are.
  changes jsonb not null check (jsonb_typeof(changes) = 'array'),
  state scenario_state not null default 'running',
  snapshot_day date not null,
  decided_workers int not null default 0,
  total_workers int not null default 0,
  finished_at timestamptz,
  result jsonb,
  failure text,
  -- Other planners and auditors see it.
  shared boolean not null default false,
  -- It isn't removed of itself.
  kept boolean not null default false,
  check ((state = 'ready') = (result is not null)),
  check ((state = 'failed') = (failure is not null))
);
create index scenario_created_by on scenario (created_by);

create trigger scenario_course before update on scenario for each row
  when (old.state <> new.state)
  execute function state_keeps_to_its_course('running>ready', 'running>failed');
-- What a scenario supposes is never changed: it would no longer be what it came to.
create trigger scenario_told_by_planner before update on scenario for each row
  when (actor_role() = 'planner')
  execute function only_these_columns_change('name', 'note', 'shared', 'kept');
create trigger scenario_worked_out_by_system before update on scenario for each row
  when (actor_role() = 'system')
  execute function only_these_columns_change(
    'state', 'decided_workers', 'total_workers', 'finished_at', 'result', 'failure'
  );
create function scenario_is_begun_empty() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.state <> 'running' or num_nonnulls(new.finished_at, new.result, new.failure) > 0 then
    raise exception 'what a scenario comes to is the allocator’s to say' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger scenario_is_begun_empty before insert on scenario for each row
  when (actor_role() = 'planner') execute function scenario_is_begun_empty();

alter table scenario enable row level security;
alter table scenario force row level security;
grant select, insert, update, delete on scenario to labour_cities_access;
create policy own on scenario for all
  using ((select actor_is('planner')) and created_by = (select actor_account_id()));
create policy shared on scenario for select using ((select actor_is('planner', 'auditor')) and shared);
create policy work_out on scenario for all using ((select actor_is('system')));
