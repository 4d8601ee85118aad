-- What a plan gives people is written in parts, by as many processes as there are; it is proposed once all of it is there.

-- A planned bed stands where the plan says, and answers a request of the plan: two keys say more than the four before, and
-- are half the work for each row of a nation.
alter table bed add unique (id, site_id);
alter table plan_placement
  drop constraint plan_placement_plan_id_fkey,
  drop constraint plan_placement_request_id_fkey,
  add foreign key (plan_id, request_id) references plan_request on delete cascade,
  drop constraint plan_placement_bed_id_fkey,
  drop constraint plan_placement_site_id_fkey,
  add foreign key (bed_id, site_id) references bed (id, site_id);

-- Until now every part was of the solving; processes of the release before, beside new ones for a while, write no other.
alter table plan_part
  add column kind text not null default 'solve' check (kind in ('solve', 'store')),
  -- Megabytes that live for seconds: pressing them takes longer than writing them.
  alter column problem set storage external,
  alter column answer set storage external;

-- What was written of a plan that was never proposed goes; what was ever proposed stays.
grant delete on plan_placement to labour_cities_access;
create policy never_proposed on plan_placement as restrictive for delete
  using ((select actor_is('system')) and plan_id in (select id from plan where measures is null));
