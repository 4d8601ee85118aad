-- What inspectors find, and what must then be put right.

create type inspection_state as enum ('scheduled', 'under_way', 'submitted', 'reviewed', 'closed');
create type inspection_reason as enum ('routine', 'pre_opening', 'complaint', 'follow_up', 'risk');
create type inspection_outcome as enum ('passed', 'conditional', 'failed');

create table inspection (
  id uuid primary key default uuidv7(),
  site_id uuid not null references site,
  building_id uuid,
  standard_id uuid not null references standard,
  reason inspection_reason not null,
  state inspection_state not null default 'scheduled',
  scheduled_on date not null,
  inspector_id uuid references account,
  submitted_at timestamptz,
  reviewed_by uuid references account,
  outcome inspection_outcome,
  foreign key (building_id, site_id) references building (id, site_id),
  check (state in ('scheduled', 'under_way') or submitted_at is not null),
  check (state not in ('reviewed', 'closed') or (outcome is not null and reviewed_by is not null))
);
create index inspection_building on inspection (building_id, scheduled_on);

create table inspection_room (
  inspection_id uuid not null references inspection on delete cascade,
  room_id uuid not null references room,
  primary key (inspection_id, room_id)
);

create table finding (
  id uuid primary key default uuidv7(),
  inspection_id uuid not null references inspection,
  criterion_id uuid not null references criterion,
  room_id uuid references room,
  measured jsonb,
  note text not null default '',
  severity text not null,
  answerable text not null,
  evidence jsonb not null default '[]'
);
create index finding_inspection on finding (inspection_id);

create table corrective_action (
  id uuid primary key default uuidv7(),
  finding_id uuid not null references finding,
  due_on date not null,
  completed_at timestamptz,
  completed_by uuid references account,
  note text not null default ''
);
