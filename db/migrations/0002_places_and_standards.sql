-- Where people live, and the rules that say how many may.

create type site_status as enum ('planned', 'under_construction', 'open', 'closed');
create type sex_designation as enum ('men', 'women');
create type figure_quality as enum ('published', 'estimate');
create type bed_position as enum ('single', 'lower', 'upper');
create type place_scope as enum ('room', 'floor', 'building', 'site');

create table site (
  id uuid primary key default uuidv7(),
  key text not null unique,
  name_ar text not null,
  name_en text not null,
  governorate_ar text not null,
  governorate_en text not null,
  status site_status not null,
  longitude double precision not null check (longitude between -180 and 180),
  latitude double precision not null check (latitude between -90 and 90),
  location_quality figure_quality not null,
  location_error_km numeric,
  location_note text not null,
  -- A GeoJSON polygon; where no boundary is published it is drawn from the area, and says so. Null where neither is known.
  boundary jsonb,
  boundary_quality figure_quality,
  area_m2 numeric check (area_m2 > 0),
  area_quality figure_quality,
  sources jsonb not null default '[]',
  check ((boundary is null) = (boundary_quality is null)),
  check ((area_m2 is null) = (area_quality is null))
);

create table building (
  id uuid primary key default uuidv7(),
  site_id uuid not null references site,
  name text not null,
  floor_count int not null check (floor_count between 1 and 60),
  sex sex_designation not null,
  accessible_entrance boolean not null,
  opened_on date not null,
  longitude double precision not null,
  latitude double precision not null,
  unique (site_id, name),
  unique (id, site_id)
);

create table room (
  id uuid primary key default uuidv7(),
  site_id uuid not null,
  building_id uuid not null,
  floor int not null,
  name text not null,
  floor_area_m2 numeric(6, 2) not null check (floor_area_m2 > 0),
  ceiling_height_m numeric(4, 2) not null check (ceiling_height_m > 0),
  windows int not null check (windows >= 0),
  accessible boolean not null,
  -- Derived from the adopted standard; kept beside the facts so that a page need not judge a whole site again.
  compliant_capacity int not null check (compliant_capacity >= 0),
  binding_reason jsonb,
  foreign key (building_id, site_id) references building (id, site_id),
  unique (building_id, floor, name),
  unique (id, building_id, site_id)
);

-- The place of a bed stands whole in its row: occupancy is then counted without climbing from bed to site.
create table bed (
  id uuid primary key default uuidv7(),
  site_id uuid not null,
  building_id uuid not null,
  room_id uuid not null,
  label text not null,
  position bed_position not null,
  foreign key (room_id, building_id, site_id) references room (id, building_id, site_id),
  unique (room_id, label),
  unique (id, room_id, building_id, site_id)
);
create index bed_building on bed (building_id);

create table facility (
  id uuid primary key default uuidv7(),
  site_id uuid not null references site,
  building_id uuid,
  floor int,
  kind text not null,
  count int not null check (count >= 0),
  foreign key (building_id, site_id) references building (id, site_id),
  check (floor is null or building_id is not null),
  unique nulls not distinct (site_id, building_id, floor, kind)
);

-- The days a bed may be slept in. Outside every range the bed is closed. It bears its bed's whole place, so that the open
-- beds of a site are counted without a visit to each bed.
create table bed_availability (
  bed_id uuid not null,
  room_id uuid not null,
  building_id uuid not null,
  site_id uuid not null,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  foreign key (bed_id, room_id, building_id, site_id) references bed (id, room_id, building_id, site_id),
  constraint bed_availability_once primary key (bed_id, during without overlaps)
);

create table standard (
  id uuid primary key default uuidv7(),
  key text not null,
  version int not null default 1,
  name text not null,
  name_ar text,
  jurisdiction text,
  year int,
  url text,
  confidence text not null,
  unique (key, version)
);

create table criterion (
  id uuid primary key default uuidv7(),
  standard_id uuid not null references standard,
  key text not null,
  operator text not null,
  threshold jsonb not null,
  unit text,
  scope text not null,
  severity text not null,
  clause text,
  note text,
  source_standard text,
  position int not null,
  unique (standard_id, position)
);

create table standard_adoption (
  id uuid primary key default uuidv7(),
  standard_id uuid not null references standard,
  adopted_from date not null unique,
  adopted_by uuid,
  reason text not null
);
