-- An employer learns of its own requests what the latest plan that was applied said of them, and of nobody else's: plans and
-- their rows stay out of its sight.
create function own_request_outlook(wanted uuid)
  returns table (
    "position" int, requests int, priority_class text, asked int, placed int, expected_from text, refusals jsonb
  )
  language sql stable security definer set search_path = public, pg_temp as $$
  select
    outlook.position,
    (select count(*)::int from plan_request as each where each.plan_id = plan.id),
    outlook.priority_class,
    outlook.asked,
    outlook.placed,
    outlook.expected_from::text,
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
