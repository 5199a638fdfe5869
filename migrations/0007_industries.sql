-- The classification of economic activities (VSIC) in its two versions, and how the codes of one correspond to those of the other.
-- The same code can mean different things in the two, so a code is always one with its version. The lists themselves are in the
-- next file, which is made from migrations/vsic/*.csv.

create table industry_versions (
    version     text primary key check (version in ('2018', '2025')),
    decision    text not null,
    valid_from  date not null,
    valid_until date,
    check (valid_until >= valid_from)
);
insert into industry_versions values
    ('2018', 'Quyết định 27/2018/QĐ-TTg', '2018-08-20', '2025-11-14'),
    ('2025', 'Quyết định 36/2025/QĐ-TTg', '2025-11-15', null);

-- The version in force on a day; before the first, the first.
create function industry_version_on(day date) returns text language sql stable as $$
    select version from industry_versions order by valid_from <= day desc, case when valid_from <= day then valid_from end desc, valid_from
     limit 1
$$;

-- What ships with the portal; nobody changes it. Both lists are whole.
create table industry_codes (
    version text not null references industry_versions,
    code    text not null check (code ~ '^([A-V]|\d{2,5})$'),
    parent  text,
    name    text not null check (length(trim(name)) > 0 and length(name) <= 300),
    search  text generated always as (fold(code || ' ' || name)) stored,
    primary key (version, code),
    foreign key (version, parent) references industry_codes deferrable initially deferred
);

-- 2018 → 2025, between codes of one level, as the official table has it. `partial`: the table marks the pair with “*”, because
-- only a part of one side is in the other. `annex`: which of the table's two halves has the pair.
create table industry_correspondence (
    from_version text not null default '2018' check (from_version = '2018'),
    from_code    text not null,
    to_version   text not null default '2025' check (to_version = '2025'),
    to_code      text not null,
    partial      boolean not null,
    annex        text not null default 'II' check (annex in ('I', 'II')),
    primary key (from_code, to_code),
    foreign key (from_version, from_code) references industry_codes,
    foreign key (to_version, to_code) references industry_codes
);
create index industry_correspondence_to on industry_correspondence (to_code);

-- What a board loaded of the official table. For a 2018 code it loaded, its rows take the place of those above.
create table industry_loads (
    id         bigint generated always as identity primary key,
    from_code  text not null constraint industry_loads_code check (from_code ~ '^([A-U]|\d{2,5})$'),
    from_name  text not null check (length(trim(from_name)) > 0 and length(from_name) <= 300),
    to_version text not null default '2025' check (to_version = '2025'),
    to_code    text not null,
    partial    boolean not null,
    source     text not null check (length(source) <= 300),
    constraint industry_loads_key unique (from_code, to_code),
    constraint industry_loads_to foreign key (to_version, to_code) references industry_codes,
    constraint industry_loads_level check ((from_code ~ '^[A-V]$') = (to_code ~ '^[A-V]$') and length(from_code) = length(to_code))
);

-- All codes known, and all pairs that hold.
create view industries as
select version, code, parent, name, search, false as loaded from industry_codes
union all
select '2018', l.from_code, case when length(l.from_code) > 2 then left(l.from_code, -1) end, min(l.from_name),
       fold(l.from_code || ' ' || min(l.from_name)), true
  from industry_loads l
 where not exists (select 1 from industry_codes c where c.version = '2018' and c.code = l.from_code)
 group by l.from_code;

create view industry_pairs as
select from_code, to_code, partial, 'Công văn 3061/CTK-CSCL ngày 26/12/2025, Phụ lục ' || annex as source, false as loaded
  from industry_correspondence c
 where not exists (select 1 from industry_loads l where l.from_code = c.from_code)
union all
select from_code, to_code, partial, source, true from industry_loads;

-- Whether a code is none of its version.
create function industry_unknown(asked_version text, asked_code text) returns boolean language sql stable as $$
    select not exists (select 1 from industries where version = asked_version and code = asked_code)
$$;
