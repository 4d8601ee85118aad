-- Reports, indicators, cases and shelter. Nobody reads these tables: a protection officer reads through functions
-- that log each reading; for everyone else not even their being empty can be seen. So a worker, employer or site is named here
-- without a foreign key: its refusal would tell an employer who removes a worker that there is a case. What the worker's
-- record said is kept beside it, so that it outlives the record.

create type report_route as enum ('untriaged', 'maintenance', 'inspection', 'protection');
create type case_state as enum ('identified', 'protected', 'referred', 'sheltered', 'followed_up', 'closed');

create table report (
  id uuid primary key default uuidv7(),
  tracking_code_hash bytea not null unique,
  received_at timestamptz not null default now(),
  language text not null,
  site_id uuid,
  body_encrypted bytea not null,
  route report_route not null default 'untriaged'
);

create table indicator (
  id uuid primary key default uuidv7(),
  kind text not null,
  worker_id uuid,
  worker_record jsonb,
  employer_id uuid,
  report_id uuid references report,
  raised_at timestamptz not null default now(),
  raised_by uuid references account,
  evidence jsonb not null check (evidence <> '{}'),
  check ((worker_id is null) = (worker_record is null)),
  check (worker_id is not null or employer_id is not null or report_id is not null)
);

create table shelter (
  id uuid primary key default uuidv7(),
  name text not null,
  sex sex not null,
  accessible boolean not null,
  places int not null check (places >= 0)
);

create table protection_case (
  id uuid primary key default uuidv7(),
  worker_id uuid not null,
  worker_record jsonb not null,
  state case_state not null default 'identified',
  opened_at timestamptz not null default now(),
  opened_by uuid references account,
  consent jsonb,
  services jsonb not null default '[]',
  shelter_id uuid references shelter,
  closed_by uuid references account,
  check (state <> 'sheltered' or shelter_id is not null),
  check (state in ('identified', 'protected') or consent is not null)
);

create function protection_keeps_worker_record() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  new.worker_record := (select to_jsonb(worker) from worker where id = new.worker_id);
  return new;
end $$;

create trigger indicator_keeps_worker_record before insert on indicator
  for each row execute function protection_keeps_worker_record();
create trigger protection_case_keeps_worker_record before insert on protection_case
  for each row execute function protection_keeps_worker_record();
