-- Who is acting, told to the database once per transaction, and the log that every change leaves.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists citext;

create type account_role as enum (
  'planner', 'inspector', 'site_manager', 'protection_officer', 'auditor', 'administrator', 'employer'
);

-- 'system' is the product itself: sign-in, jobs, migrations. '' is nobody, and sees nothing.
create function actor_role() returns text language sql stable parallel safe
  return coalesce(current_setting('app.actor_role', true), '');

create function actor_account_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_account_id', true), '')::uuid;

create function actor_employer_id() returns uuid language sql stable parallel safe
  return case when actor_role() = 'employer' then nullif(current_setting('app.actor_employer_id', true), '')::uuid end;

-- The day in Kuwait, whatever time zone a session asks for.
create function kuwait_today() returns date language sql stable parallel safe
  return (now() at time zone 'Asia/Kuwait')::date;

-- What a trigger judges by must be the newest that is committed. A transaction that reads an older picture (REPEATABLE
-- READ, SERIALIZABLE) could miss what another has just written, so it may not write where such a trigger judges.
create function require_read_committed() returns void language plpgsql stable as $$
begin
  if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
    raise exception 'this change is judged by the newest records: use READ COMMITTED'
      using errcode = 'invalid_transaction_state';
  end if;
end $$;

-- For triggers `before update`: the arguments are the columns that may change.
create function only_these_columns_change() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if to_jsonb(new) - tg_argv is distinct from to_jsonb(old) - tg_argv then
    raise exception '% may change % of % only', actor_role(), array_to_string(tg_argv, ', '), tg_table_name
      using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- For triggers `before update` where the state changes: the arguments are the steps there are, each as `from>to`.
create function state_keeps_to_its_course() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if old.state || '>' || new.state <> all (tg_argv) then
    raise exception '% goes from % to none of its next states, but to %', tg_table_name, old.state, new.state
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

create table audit_entry (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  actor_role text not null default actor_role() check (actor_role <> ''),
  actor_account_id uuid default actor_account_id(),
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  subject_kind text not null,
  subject_id uuid,
  details jsonb not null default '{}'
);
-- Identifiers follow the clock (UUID version 7), so each list is read backwards from its end, whatever the log's size.
create index audit_entry_action on audit_entry (action, id);
create index audit_entry_subject_kind on audit_entry (subject_kind, id);
create index audit_entry_subject on audit_entry (subject_id, id);

-- The chain is written at commit, in the order of commits: its lock is then the last a transaction takes, so the
-- log can neither deadlock with the work it records nor hold it up for longer than the commit.
create table audit_link (
  sequence bigint primary key,
  entry_id uuid not null unique references audit_entry,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null unique check (length(hash) = 32)
);

create function audit_entry_hash(previous bytea, entry audit_entry) returns bytea language sql immutable
  return sha256(previous || convert_to(jsonb_build_array(
    entry.id, extract(epoch from entry.at)::numeric::text, entry.actor_role, entry.actor_account_id, entry.action,
    entry.subject_kind, entry.subject_id, entry.details
  )::text, 'UTF8'));

create function audit_link_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last audit_link;
  previous bytea;
begin
  perform pg_advisory_xact_lock(hashtext('audit_link'));
  select * into last from audit_link order by sequence desc limit 1;
  previous := coalesce(last.hash, '\x0000000000000000000000000000000000000000000000000000000000000000');
  insert into audit_link (sequence, entry_id, previous_hash, hash)
  values (coalesce(last.sequence, 0) + 1, new.id, previous, audit_entry_hash(previous, new));
  return null;
end $$;

create constraint trigger audit_entry_link after insert on audit_entry
  deferrable initially deferred for each row execute function audit_link_entry();

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% takes appends only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
create trigger audit_link_append_only before update or delete or truncate on audit_link
  for each statement execute function refuse_change();

-- The first link whose hash doesn't follow from its entry and the link before it; null when the chain holds.
-- A removed last link shows as an entry without one.
create function first_broken_audit_link() returns table (sequence bigint, entry_id uuid) language sql stable
  security definer set search_path = public, pg_temp
begin atomic
  select checked.sequence, checked.entry_id
  from (
    select link.sequence, entry.id as entry_id, link.hash, link.previous_hash,
      lag(link.hash, 1, '\x0000000000000000000000000000000000000000000000000000000000000000'::bytea)
        over (order by link.sequence) as expected_previous,
      row_number() over (order by link.sequence) as expected_sequence,
      audit_entry_hash(link.previous_hash, entry) as expected_hash
    from audit_entry as entry
    full join audit_link as link on link.entry_id = entry.id
  ) as checked
  where checked.sequence is null
    or checked.entry_id is null
    or checked.sequence <> checked.expected_sequence
    or checked.previous_hash <> checked.expected_previous
    or checked.hash <> checked.expected_hash
  order by checked.sequence
  limit 1;
end;
