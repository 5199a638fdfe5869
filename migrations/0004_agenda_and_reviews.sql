-- Sponsored planning schemes, obstacles, key tasks, the board itself, and the year-end review.

create table schemes (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    code        text not null constraint schemes_code_key unique,
    name        text not null,
    year        integer not null check (year between 1990 and 2100),
    consultant  text,
    decision_no text,
    decision_on date,
    -- What the scheme would have cost the state budget, in VND.
    saved_vnd   numeric check (saved_vnd >= 0),
    status      text not null check (status in ('called', 'drafting', 'approved', 'stopped')),
    note        text,
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(code || ' ' || name || ' ' || coalesce(consultant, ''))) stored
);

create table sponsors (
    id            bigint generated always as identity primary key,
    scheme_id     bigint not null references schemes,
    name          text not null,
    enterprise_id bigint references enterprises,
    amount_vnd    numeric check (amount_vnd >= 0),
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(name)) stored,
    constraint sponsors_name_key unique (scheme_id, name)
);

create table obstacles (
    id            bigint generated always as identity primary key,
    code          text not null constraint obstacles_code_key unique,
    zone_id       bigint not null references zones,
    enterprise_id bigint references enterprises,
    raised_on     date not null,
    channel       text not null check (channel in ('report', 'dialogue', 'visit', 'letter', 'other')),
    field         text not null check (field in
                      ('land', 'power', 'water', 'materials', 'labour', 'tax', 'trade', 'environment', 'fire', 'lease', 'other')),
    content       text not null,
    lead          text,
    due_on        date,
    status        text not null check (status in ('received', 'handling', 'forwarded', 'resolved')),
    result        text,
    resolved_on   date,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || content || ' ' || coalesce(lead, ''))) stored,
    constraint obstacles_resolved_has_date check ((status = 'resolved') = (resolved_on is not null)),
    constraint obstacles_resolved_after_raised check (resolved_on >= raised_on)
);

create table key_tasks (
    id         bigint generated always as identity primary key,
    year       integer not null check (year between 1990 and 2100),
    position   integer not null check (position between 1 and 999),
    content    text not null,
    basis      text,
    lead       text,
    due_on     date,
    measure    text,
    progress   text,
    status     text not null check (status in ('planned', 'doing', 'done', 'carried', 'dropped')),
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(content || ' ' || coalesce(lead, ''))) stored,
    constraint key_tasks_position_key unique (year, position)
);

-- The board as it signs its papers; exactly one row.
create table board (
    id           bigint primary key default 1 check (id = 1),
    superior     text not null,
    name         text not null,
    name_en      text not null,
    short_name   text not null,
    abbreviation text not null,
    province     text not null,
    place        text not null,
    version      integer not null default 1
);
insert into board (superior, name, name_en, short_name, abbreviation, province, place) values
    ('UBND TỈNH …', 'Ban Quản lý các khu công nghiệp', 'Industrial Zones Management Board',
     'Ban Quản lý các KCN', 'BQL', '…', '…');

create table reviews (
    id         bigint generated always as identity primary key,
    year       integer not null constraint reviews_year_key unique check (year between 1990 and 2100),
    number     text,
    signed_on  date,
    cut_off_on date,
    capacity   text not null default 'TRƯỞNG BAN',
    signer     text,
    addressees text,
    recipients text,
    version    integer not null default 1
);

-- What staff write in their own words, by section of the review.
create table review_sections (
    id        bigint generated always as identity primary key,
    review_id bigint not null references reviews,
    section   text not null,
    body      text not null check (length(body) <= 20000),
    version   integer not null default 1,
    constraint review_sections_key unique (review_id, section)
);
