-- Reports, indicators, cases and shelter. Nobody reads these tables: a protection officer reads through functions
-- that log each reading; for everyone else not even their being empty can be seen.

create type report_route as enum ('untriaged', 'maintenance', 'inspection', 'protection');
create type case_state as enum ('identified', 'protected', 'referred', 'sheltered', 'followed_up', 'closed');

create table report (
  id uuid primary key default uuidv7(),
  tracking_code_hash bytea not null unique,
  received_at timestamptz not null default now(),
  language text not null,
  site_id uuid references site,
  body_encrypted bytea not null,
  route report_route not null default 'untriaged'
);

create table indicator (
  id uuid primary key default uuidv7(),
  kind text not null,
  worker_id uuid references worker,
  employer_id uuid references employer,
  report_id uuid references report,
  raised_at timestamptz not null default now(),
  raised_by uuid references account,
  evidence jsonb not null check (evidence <> '{}'),
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
  worker_id uuid not null references worker,
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
