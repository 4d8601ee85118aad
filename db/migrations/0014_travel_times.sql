-- Planners fill in the table of travel times: who wrote each time last, and when. Null is the product itself.
alter table travel_time
  add column changed_at timestamptz not null default now(),
  add column changed_by uuid references account default actor_account_id();

-- Why a request was set aside, by its code alone: the records that contradict each other stay unnamed.
alter table plan_request add column contradiction text check (
  contradiction in ('request_twice', 'request_ends_before_start', 'crew_of_both_sexes', 'worker_twice', 'worker_in_two_requests')
);
grant update (contradiction) on plan_request to labour_cities_access;

-- As before, with the contradiction.
drop function own_request_outlook(uuid);
create function own_request_outlook(wanted uuid)
  returns table (
    "position" int, requests int, priority_class text, asked int, placed int, expected_from text, contradiction text, refusals jsonb
  )
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    outlook.position,
    (select count(*)::int from plan_request as each where each.plan_id = plan.id),
    outlook.priority_class,
    outlook.asked,
    outlook.placed,
    outlook.expected_from::text,
    outlook.contradiction,
    coalesce(
      (
        select jsonb_agg(jsonb_build_object('refusal', alike.refusal, 'workers', alike.workers) order by alike.workers desc)
        from (
          select refusal, count(*)::int as workers
          from plan_placement
          where plan_id = plan.id and request_id = outlook.request_id and refusal is not null
          group by refusal
        ) as alike
      ),
      '[]'
    )
  from plan_request as outlook
  join plan on plan.id = outlook.plan_id
  join placement_request as request on request.id = outlook.request_id
  where outlook.request_id = wanted
    and request.employer_id = actor_employer_id()
    and outlook.position is not null
    and plan.state = 'applied'
  order by plan.number desc
  limit 1
$$;
revoke execute on function own_request_outlook(uuid) from public;
grant execute on function own_request_outlook(uuid) to labour_cities_access;
