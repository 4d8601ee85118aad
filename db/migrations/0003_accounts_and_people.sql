-- Who signs in, who employs, who is housed.

create type sex as enum ('male', 'female');
create type shift as enum ('day', 'night', 'rotating');

create table employer (
  id uuid primary key default uuidv7(),
  file_number text not null unique check (file_number <> ''),
  name text not null check (name <> ''),
  contact_name text not null,
  contact_email text not null,
  contact_phone text not null,
  is_demonstration boolean not null default false
);
-- What a name is found by: in either case, and however its alef, teh marbuta or yeh are written (أحمد, احمد).
create function search_form(name text) returns text language sql immutable parallel safe
  return lower(translate(name, 'أإآٱةىؤئـًٌٍَُِّْ', 'ااااهيوي'));
create index employer_name_search on employer using gin (search_form(name) gin_trgm_ops);

create table account (
  id uuid primary key default uuidv7(),
  email citext not null unique,
  display_name text not null,
  password_hash text not null,
  role account_role not null,
  employer_id uuid references employer,
  disabled_at timestamptz,
  check ((role = 'employer') = (employer_id is not null))
);

-- Only the hash of a session's token is kept: a stolen table opens no session.
create table session (
  token_hash bytea primary key check (length(token_hash) = 32),
  account_id uuid not null references account on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_account on session (account_id);

-- Failed sign-ins, counted for an e-mail from one network address and for an e-mail from anywhere.
-- Keys are keyed hashes, so that the table lists neither e-mails nor addresses.
create table sign_in_failure (
  key_hash bytea primary key,
  failures int not null,
  last_failure_at timestamptz not null,
  blocked_until timestamptz not null
);

create table workplace (
  id uuid primary key default uuidv7(),
  employer_id uuid not null references employer,
  name text not null check (name <> ''),
  longitude double precision not null check (longitude between -180 and 180),
  latitude double precision not null check (latitude between -90 and 90),
  unique (employer_id, name),
  unique (id, employer_id)
);

create table worker (
  id uuid primary key default uuidv7(),
  employer_id uuid not null references employer,
  full_name text not null check (full_name <> ''),
  civil_id_encrypted bytea not null,
  civil_id_hash bytea not null check (length(civil_id_hash) = 32),
  sex sex not null,
  birth_date date not null,
  languages text[] not null check (cardinality(languages) > 0),
  access_needs text[] not null default '{}' check (access_needs <@ array['step_free', 'lower_bed']),
  shift shift not null,
  is_demonstration boolean not null default false,
  created_at timestamptz not null default now(),
  constraint worker_civil_id_once unique (civil_id_hash),
  unique (id, employer_id)
);
create index worker_employer on worker (employer_id, full_name, id);
create index worker_name_search on worker using gin (search_form(full_name) gin_trgm_ops);
