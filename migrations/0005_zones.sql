-- Zones and their phases: areas and decisions since a day, the state of a zone, and whose it is on any day.

create table zones (
    id            bigint generated always as identity primary key,
    code          text not null constraint zones_code_key unique,
    name          text not null,
    name_en       text,
    kind          text not null check (kind in
                      ('regular', 'export_processing', 'supporting', 'specialised', 'high_tech', 'ecological')),
    -- The state today, kept by zone_states.
    status        text not null check (status in
                      ('planned', 'approved', 'building', 'operating', 'converting', 'revoked')),
    province      text not null,
    location      text,
    developer     text,
    -- Sheet 2101 has a column for each place a zone can have in an economic zone (khu kinh tế); null: outside of any.
    economic_zone text check (economic_zone in ('coastal', 'border_gate', 'specialised')),
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as
                      (fold(code || ' ' || name || ' ' || coalesce(name_en, '') || ' ' || province)) stored
);

-- The zones an account is limited to; without any it sees all.
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
    id                     bigint generated always as identity primary key,
    phase_id               bigint not null references phases,
    as_of                  date not null,
    planned_m2             numeric not null check (planned_m2 >= 0),
    established_m2         numeric,
    leasable_m2            numeric not null check (leasable_m2 >= 0),
    cleared_m2             numeric not null check (cleared_m2 >= 0),
    levelled_m2            numeric not null check (levelled_m2 >= 0),
    leased_m2              numeric not null check (leased_m2 >= 0),
    infrastructure_percent numeric,
    source                 text,
    version                integer not null default 1,
    retired_at             timestamptz,
    search                 text generated always as (fold(coalesce(source, ''))) stored,
    constraint phase_areas_as_of_key unique (phase_id, as_of),
    constraint phase_areas_established_in_planned check (established_m2 >= 0 and established_m2 <= planned_m2),
    constraint phase_areas_leasable_in_planned check (leasable_m2 <= planned_m2),
    constraint phase_areas_leasable_in_established check (leasable_m2 <= established_m2),
    constraint phase_areas_leased_in_leasable check (leased_m2 <= leasable_m2),
    constraint phase_areas_cleared_in_planned check (cleared_m2 <= planned_m2),
    constraint phase_areas_levelled_in_cleared check (levelled_m2 <= cleared_m2),
    constraint phase_areas_infrastructure_percent check (infrastructure_percent between 0 and 100)
);
create trigger phase_areas_as_of before insert or update of as_of on phase_areas
    for each row execute function day_has_come('as_of', 'IZ313', 'phase_areas_as_of');

-- What names a phase names one of its own zone.
create function check_phase_of_zone() returns trigger
language plpgsql
as $$
begin
    if new.phase_id is not null and not exists (select 1 from phases where id = new.phase_id and zone_id = new.zone_id) then
        raise exception 'the phase is in another zone' using errcode = 'IZ088', constraint = 'phase_of_zone';
    end if;
    return null;
end
$$;

-- The decisions a zone stands on: planned, established, enlarged, made smaller, revoked. Sheets 2102 and 2107 are queries over
-- them, for any day.
create table zone_decisions (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    kind        text not null check (kind in ('planned', 'established', 'expanded', 'reduced', 'revoked')),
    decided_on  date not null,
    decision_no text check (length(decision_no) <= 100),
    -- planned, established: the area decided; expanded, reduced: by how much, positive. m². Null while the board does not know.
    area_m2     numeric constraint zone_decisions_area_positive check (area_m2 > 0),
    -- Industrial and service land within it, likewise.
    leasable_m2 numeric constraint zone_decisions_leasable_positive check (leasable_m2 > 0),
    -- How long land may be rented, in years (Luật Đất đai: 50, in hardship areas 70).
    term_years  integer constraint zone_decisions_term check (term_years between 1 and 99),
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(decision_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint zone_decisions_key unique (zone_id, decided_on, kind),
    constraint zone_decisions_leasable_in_area check (leasable_m2 <= area_m2),
    constraint zone_decisions_revoked_whole check (kind <> 'revoked' or (area_m2 is null and leasable_m2 is null))
);
create index zone_decisions_decided on zone_decisions (decided_on);

-- The area a zone is established on at the end of a day. Null where it is not, or where a decision's area is not known.
create function established_area(zone bigint, day date) returns numeric language sql stable as $$
    select case when bool_or(kind = 'established') and not bool_or(kind = 'revoked')
                 and count(area_m2) filter (where kind in ('established', 'expanded', 'reduced'))
                     = count(*) filter (where kind in ('established', 'expanded', 'reduced'))
                then sum(case kind when 'established' then area_m2 when 'expanded' then area_m2 when 'reduced' then -area_m2 end)
           end
      from zone_decisions
     where zone_id = zone and decided_on <= day and retired_at is null
$$;

-- The industrial and service land of the same decisions, likewise.
create function established_leasable(zone bigint, day date) returns numeric language sql stable as $$
    select case when bool_or(kind = 'established') and not bool_or(kind = 'revoked')
                 and count(leasable_m2) filter (where kind in ('established', 'expanded', 'reduced'))
                     = count(*) filter (where kind in ('established', 'expanded', 'reduced'))
                then sum(case kind when 'established' then leasable_m2 when 'expanded' then leasable_m2
                                   when 'reduced' then -leasable_m2 end)
           end
      from zone_decisions
     where zone_id = zone and decided_on <= day and retired_at is null
$$;

-- One establishment, before everything that changes it; one revocation, after everything; never less than nothing.
create function check_zone_decisions() returns trigger language plpgsql as $$
declare
    first date; last date;
begin
    select min(decided_on) filter (where kind = 'established'), min(decided_on) filter (where kind = 'revoked')
      into first, last from zone_decisions where zone_id = new.zone_id and retired_at is null;
    if exists (select 1 from zone_decisions where zone_id = new.zone_id and retired_at is null and kind in ('established', 'revoked')
                group by kind having count(*) > 1) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_once', message = 'a zone is established and revoked once';
    end if;
    if exists (select 1 from zone_decisions
                where zone_id = new.zone_id and retired_at is null
                  and ((kind in ('expanded', 'reduced', 'revoked') and (first is null or decided_on < first))
                       or (kind <> 'revoked' and decided_on > last))) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_order', message = 'decisions of a zone out of order';
    end if;
    if exists (select 1 from (select sum(case kind when 'reduced' then -area_m2 else area_m2 end)
                                       over (order by decided_on, kind) as area
                                from zone_decisions
                               where zone_id = new.zone_id and retired_at is null and kind in ('established', 'expanded', 'reduced')
                                 and area_m2 is not null) running where area < 0)
       and not exists (select 1 from zone_decisions where zone_id = new.zone_id and retired_at is null and area_m2 is null
                          and kind in ('established', 'expanded')) then
        raise exception using errcode = '23514', constraint = 'zone_decisions_more_than_there_is', message = 'less than nothing';
    end if;
    return null;
end $$;
create constraint trigger zone_decisions_checked after insert or update on zone_decisions
    deferrable initially immediate for each row execute function check_zone_decisions();

-- The state of a zone since a day. zones.status is the state today, kept by the log; a state typed in the zone's own form is one
-- since today.
create table zone_states (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    since       date not null,
    status      text not null check (status in ('planned', 'approved', 'building', 'operating', 'converting', 'revoked')),
    document_no text check (length(document_no) <= 100),
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(document_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint zone_states_key unique (zone_id, since)
);

-- The state of a zone at the end of a day. Where the log says nothing of that day: null; where there is no log at all, today's.
create function zone_status_on(zone bigint, day date) returns text language sql stable as $$
    select case when exists (select 1 from zone_states where zone_id = zone and retired_at is null)
                then (select status from zone_states
                       where zone_id = zone and retired_at is null and since <= day order by since desc limit 1)
                else (select status from zones where id = zone) end
$$;

-- Whether a zone is there at the end of a day: in use, and not revoked by then.
create function there_on(zone zones, day date) returns boolean language sql stable as $$
    select zone.retired_at is null
       and (zone.status <> 'revoked' or zone_status_on(zone.id, day) is distinct from 'revoked')
$$;

create function keep_zone_status() returns trigger language plpgsql as $$
declare
    now_is text;
begin
    now_is := zone_status_on(new.zone_id, vietnam_today());
    update zones set status = now_is, version = version + 1 where id = new.zone_id and now_is is not null and status <> now_is;
    return null;
end $$;
-- At the end of the transaction: a bundle brings a whole course, and only what it comes to counts.
create constraint trigger zone_states_keep_status after insert or update on zone_states
    deferrable initially deferred for each row execute function keep_zone_status();

create function refuse_future_state() returns trigger language plpgsql as $$
begin
    if new.retired_at is null and new.since > vietnam_today() then
        raise exception using errcode = '23514', constraint = 'zone_states_future', message = 'a state of the future';
    end if;
    return new;
end $$;
create trigger zone_states_not_of_the_future before insert or update on zone_states
    for each row execute function refuse_future_state();

-- A state typed in the zone's own form is one since today.
create function log_zone_status() returns trigger language plpgsql as $$
begin
    -- The log's own writes come from its trigger.
    if pg_trigger_depth() > 1 or new.status = old.status then
        return null;
    end if;
    if not exists (select 1 from zone_states where zone_id = new.id) then
        -- What it was before stays known, since nobody knows when.
        insert into zone_states (zone_id, since, status) values (new.id, '1990-01-01', old.status);
    end if;
    insert into zone_states (zone_id, since, status) values (new.id, vietnam_today(), new.status)
    on conflict (zone_id, since) do update set status = excluded.status, retired_at = null, version = zone_states.version + 1;
    return null;
end $$;
create trigger zones_log_status after update of status on zones for each row execute function log_zone_status();

-- Where a zone belongs, from a day on. A zone without a row is, and always was, the home board's.
create table zone_placements (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    -- Null: from the beginning.
    valid_from  date,
    board_id    bigint not null references boards,
    province_id bigint not null references administrative_units,
    commune_id  bigint references administrative_units,
    -- The address in the words of its time: commune, district, province.
    location    text not null check (length(location) <= 300),
    decision_no text check (length(decision_no) <= 100),
    decision_on date,
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(location || ' ' || coalesce(decision_no, ''))) stored,
    constraint zone_placements_key unique nulls not distinct (zone_id, valid_from)
);
create index zone_placements_board on zone_placements (board_id);

-- Board and units are there on the day from which they hold the zone.
create function check_zone_placement() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from administrative_units u where u.id = new.province_id and u.level = 'province'
                    and (new.valid_from is null or new.valid_from between u.valid_from and coalesce(u.valid_until, 'infinity'))) then
        raise exception 'no such province on that day' using errcode = '23514', constraint = 'zone_placements_province_of_day';
    end if;
    if new.commune_id is not null and not exists (
        select 1 from administrative_units u where u.id = new.commune_id and u.level = 'commune'
           and (u.parent_id is null or u.parent_id = new.province_id)
           and (new.valid_from is null or new.valid_from between u.valid_from and coalesce(u.valid_until, 'infinity'))) then
        raise exception 'no such commune on that day' using errcode = '23514', constraint = 'zone_placements_commune_of_day';
    end if;
    if not exists (select 1 from boards b where b.id = new.board_id
                    and (new.valid_from is null or new.valid_from
                         between coalesce(b.valid_from, '-infinity') and coalesce(b.valid_until, 'infinity'))) then
        raise exception 'no such board on that day' using errcode = '23514', constraint = 'zone_placements_board_of_day';
    end if;
    return new;
end $$;
create trigger zone_placements_of_day before insert or update on zone_placements
    for each row execute function check_zone_placement();

-- Where every zone belongs at the end of a day. board_id is null where the zone was nobody's the portal knows: the board did
-- not exist yet, or the zone came in later.
create function zone_standings(day date)
returns table (zone_id bigint, board_id bigint, province_id bigint, commune_id bigint, location text) language sql stable as $$
    select z.id,
           case when p.id is not null then h.holder_id
                when not exists (select 1 from zone_placements q where q.zone_id = z.id and q.retired_at is null) then
                     (select b.id from boards b where b.home and b.retired_at is null
                         and daterange(b.valid_from, b.valid_until, '[]') @> day) end,
           u.holder_id, p.commune_id, p.location
      from zones z
      left join lateral (
           select q.id, q.board_id, q.province_id, q.commune_id, q.location from zone_placements q
            where q.zone_id = z.id and q.retired_at is null and (q.valid_from is null or q.valid_from <= day)
            order by q.valid_from desc nulls last limit 1) p on true
      left join board_holders(day) h on h.board_id = p.board_id
      left join unit_holders(day) u on u.unit_id = p.province_id
$$;

-- The zones that are the portal's own board's at the end of a day: their enterprises report to it. In plpgsql, so that it is
-- planned once for a connection and not within every question about duties.
create function home_zones(day date) returns table (zone_id bigint) language plpgsql stable as $$
begin
    return query
        select s.zone_id from zone_standings(day) s
          join boards b on b.id = s.board_id and b.home and daterange(b.valid_from, b.valid_until, '[]') @> day;
end $$;

-- Which of some zones are the portal's own board's at the end of a day: a question about one enterprise asks for its own
-- zones, not for the 450 of the country.
create function home_zones(day date, among bigint[]) returns table (zone_id bigint) language plpgsql stable as $$
begin
    return query
        select s.zone_id from zone_standings(day) s
          join boards b on b.id = s.board_id and b.home and daterange(b.valid_from, b.valid_until, '[]') @> day
         where s.zone_id = any(among);
end $$;

-- Where a zone lies today is mostly what its placement says: the successions of all units are walked only where that unit has ended.
-- In plpgsql, so that it is planned once for a connection and not for every list.
create function zone_province_today(zone bigint) returns text language plpgsql stable as $$
begin return (
    select case when p.province_id is null then z.province
                when u.valid_until is null or u.valid_until >= vietnam_today() then u.name
                else coalesce((select w.name from zone_standings(vietnam_today()) s join administrative_units w on w.id = s.province_id
                                where s.zone_id = z.id), z.province) end
      from zones z
      left join lateral (select q.province_id from zone_placements q
                          where q.zone_id = z.id and q.retired_at is null and (q.valid_from is null or q.valid_from <= vietnam_today())
                          order by q.valid_from desc nulls last limit 1) p on true
      left join administrative_units u on u.id = p.province_id
     where z.id = zone);
end $$;
