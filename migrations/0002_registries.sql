-- The registries: zones, enterprises, projects, parcels, indicators, rates.
-- Every registry row has: id, version (optimistic locking), retired_at, search (folded text).
-- Areas are m², money is VND or USD, always numeric. Enumerations are text with a check.

create table zones (
    id                 bigint generated always as identity primary key,
    code               text not null constraint zones_code_key unique,
    name               text not null,
    name_en            text,
    kind               text not null check (kind in
                           ('regular', 'export_processing', 'supporting', 'specialised', 'high_tech', 'ecological')),
    status             text not null check (status in
                           ('planned', 'approved', 'building', 'operating', 'converting', 'revoked')),
    province           text not null,
    location           text,
    former_location    text,
    developer          text,
    decision_no        text,
    decision_on        date,
    wastewater_m3_day  numeric constraint zones_wastewater_positive check (wastewater_m3_day >= 0),
    note               text,
    version            integer not null default 1,
    retired_at         timestamptz,
    search             text generated always as
                           (fold(code || ' ' || name || ' ' || coalesce(name_en, '') || ' ' || province)) stored
);

create table account_zones (
    account_id bigint not null references accounts on delete cascade,
    zone_id    bigint not null references zones,
    primary key (account_id, zone_id)
);

create table phases (
    id         bigint generated always as identity primary key,
    zone_id    bigint not null references zones,
    code       text not null,
    name       text not null,
    note       text,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(code || ' ' || name)) stored,
    constraint phases_code_key unique (zone_id, code)
);

-- Areas are dated facts: the latest statement on or before a day holds on that day.
create table phase_areas (
    id           bigint generated always as identity primary key,
    phase_id     bigint not null references phases,
    as_of        date not null,
    planned_m2   numeric not null check (planned_m2 >= 0),
    leasable_m2  numeric not null check (leasable_m2 >= 0),
    cleared_m2   numeric not null check (cleared_m2 >= 0),
    levelled_m2  numeric not null check (levelled_m2 >= 0),
    leased_m2    numeric not null check (leased_m2 >= 0),
    source       text,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(coalesce(source, ''))) stored,
    constraint phase_areas_as_of_key unique (phase_id, as_of),
    constraint phase_areas_leasable_in_planned check (leasable_m2 <= planned_m2),
    constraint phase_areas_leased_in_leasable check (leased_m2 <= leasable_m2),
    constraint phase_areas_cleared_in_planned check (cleared_m2 <= planned_m2),
    constraint phase_areas_levelled_in_cleared check (levelled_m2 <= cleared_m2)
);

create table enterprises (
    id            bigint generated always as identity primary key,
    zone_id       bigint not null references zones,
    code          text not null constraint enterprises_code_key unique,
    -- Null while the board does not know it; never invented.
    tax_code      text constraint enterprises_tax_code_key unique,
    name          text not null,
    name_en       text,
    ownership     text not null check (ownership in ('limited', 'joint_stock', 'foreign', 'branch', 'other')),
    status        text not null check (status in ('preparing', 'building', 'operating', 'suspended', 'closed')),
    tenant_since  date,
    tenant_until  date,
    address       text,
    contact_name  text,
    contact_phone text,
    contact_email text,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as
                      (fold(code || ' ' || coalesce(tax_code, '') || ' ' || name || ' ' || coalesce(name_en, ''))) stored,
    constraint enterprises_tenancy_order check (tenant_until >= tenant_since)
);
create index enterprises_zone on enterprises (zone_id);

create table projects (
    id                 bigint generated always as identity primary key,
    zone_id            bigint not null references zones,
    enterprise_id      bigint references enterprises,
    code               text not null constraint projects_code_key unique,
    name               text not null,
    kind               text not null check (kind in ('infrastructure', 'secondary')),
    origin             text not null check (origin in ('foreign', 'domestic')),
    investor           text,
    nationality        text,
    certificate_no     text,
    granted_on         date,
    -- In the currency of the certificate: VND or USD. FDI and domestic never add up without a stated rate.
    capital_currency   text not null check (capital_currency in ('vnd', 'usd')),
    registered_capital numeric check (registered_capital >= 0),
    area_m2            numeric check (area_m2 >= 0),
    status             text not null check (status in
                           ('granted', 'building', 'operating', 'suspended', 'terminated', 'revoked')),
    ended_on           date,
    aim                text,
    version            integer not null default 1,
    retired_at         timestamptz,
    search             text generated always as
                           (fold(code || ' ' || name || ' ' || coalesce(investor, '') || ' ' || coalesce(certificate_no, ''))) stored,
    constraint projects_ended_after_granted check (ended_on >= granted_on)
);
create index projects_zone on projects (zone_id);
create index projects_enterprise on projects (enterprise_id);
create index projects_granted on projects (granted_on);

create table parcels (
    id            bigint generated always as identity primary key,
    zone_id       bigint not null references zones,
    phase_id      bigint references phases,
    code          text not null,
    area_m2       numeric not null constraint parcels_area_positive check (area_m2 > 0),
    land_use      text not null check (land_use in
                      ('industrial', 'service', 'warehouse', 'infrastructure', 'green', 'road', 'administration')),
    state         text not null check (state in
                      ('uncleared', 'cleared', 'levelled', 'ready', 'reserved', 'leased', 'in_use', 'idle', 'recovering')),
    enterprise_id bigint references enterprises,
    since         date,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || coalesce(note, ''))) stored,
    constraint parcels_code_key unique (zone_id, code),
    constraint parcels_holder_matches_state check
        ((enterprise_id is not null) = (state in ('reserved', 'leased', 'in_use', 'idle', 'recovering')))
);
create index parcels_enterprise on parcels (enterprise_id);

-- What is measured. A product's output is an indicator of kind 'product' with a unit of its own,
-- so that entry, ledger, targets and prints know one thing to point at.
create table indicators (
    id            bigint generated always as identity primary key,
    code          text not null constraint indicators_code_key unique
                  constraint indicators_code_shape check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    kind          text not null check (kind in ('indicator', 'product')),
    name          text not null,
    name_en       text not null,
    dimension     text not null check (dimension in ('vnd', 'usd', 'area', 'person', 'percent', 'count', 'own')),
    -- Only for dimension 'own': the product's unit, e.g. "m³", "tấn".
    own_unit      text,
    own_unit_en   text,
    -- 'filing': enterprises report it. 'registry': counted from projects and areas.
    source        text not null check (source in ('filing', 'registry')),
    -- Flows add up over time, stocks do not, rates are ratios of sums.
    time_kind     text not null check (time_kind in ('flow', 'stock', 'rate')),
    -- The unit people read and type by default; see kernel::quantity.
    display_unit  text not null,
    display_scale integer not null default 0 check (display_scale between 0 and 6),
    -- A part never exceeds its whole (female workers of workers).
    part_of_id    bigint references indicators,
    -- A rate's total is weighted by this stock (average income by workers).
    weight_id     bigint references indicators,
    required      boolean not null default false,
    position      integer not null,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || name || ' ' || name_en)) stored,
    constraint indicators_own_unit check ((dimension = 'own') = (own_unit is not null and own_unit_en is not null)),
    constraint indicators_rate_has_weight check ((time_kind = 'rate') = (weight_id is not null) or source = 'registry')
);

create table exchange_rates (
    id         bigint generated always as identity primary key,
    year       integer not null check (year between 1990 and 2100),
    currency   text not null check (currency in ('usd')),
    -- VND for one unit of the currency, average of the year.
    rate       numeric not null constraint exchange_rates_rate_plausible check (rate between 1000 and 1000000),
    source     text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(year::text || ' ' || source)) stored,
    constraint exchange_rates_year_key unique (year, currency)
);
