-- A parcel's life is an append-only log of dated events; its state and its tenant on any day are queries over it. What stands
-- in parcels (state, enterprise_id, since) is a cache of the log as it is known today, kept by triggers, so that every query
-- about "today" goes on working. Leases and recovery cases write their own events.

create table parcels (
    id            bigint generated always as identity primary key,
    zone_id       bigint not null references zones,
    phase_id      bigint references phases,
    code          text not null,
    area_m2       numeric not null constraint parcels_area_positive check (area_m2 > 0),
    land_use      text not null check (land_use in
                      ('industrial', 'service', 'warehouse', 'infrastructure', 'green', 'road', 'administration')),
    state         text not null default 'uncleared' check (state in
                      ('uncleared', 'cleared', 'levelled', 'ready', 'reserved', 'leased', 'in_use', 'idle', 'recovering', 'recovered')),
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
-- The list in its usual order, at the size of the country.
create index parcels_listed on parcels (zone_id, code) where retired_at is null;

create table parcel_events (
    id            bigint generated always as identity primary key,
    parcel_id     bigint not null references parcels,
    -- In the order of recording, from 1; the name of an event within its parcel.
    number        integer not null check (number >= 1),
    -- Its place among the events of one day: its number, or that of the event it takes the place of.
    position      integer not null,
    kind          text not null constraint parcel_events_kind check (kind in
                      ('registered', 'cleared', 'levelled', 'ready', 'reserved', 'leased', 'in_use', 'idle', 'extended',
                       'transferred', 'lease_ended', 'recovering', 'recovery_dropped', 'recovered', 'retired', 'correction')),
    happened_on   date not null,
    -- registered: the state the parcel entered the books with.
    state         text,
    -- Who holds it from then on.
    enterprise_id bigint references enterprises,
    -- extended: until when the land must be in use.
    until         date,
    document_no   text check (length(document_no) <= 100),
    document_on   date,
    note          text check (length(note) <= 2000),
    -- A mistaken event is cancelled by a later one that names it and says why: by a correction, or by one that takes its place.
    corrects      integer,
    recorded_by   text not null,
    account_id    bigint references accounts,
    recorded_at   timestamptz not null default now(),
    constraint parcel_events_key unique (parcel_id, number),
    constraint parcel_events_corrected_once unique (parcel_id, corrects),
    constraint parcel_events_corrects foreign key (parcel_id, corrects) references parcel_events (parcel_id, number),
    constraint parcel_events_say_why check (corrects is null or length(trim(coalesce(note, ''))) > 0),
    constraint parcel_events_correction check (kind <> 'correction' or corrects is not null),
    constraint parcel_events_state check ((kind = 'registered') = (state is not null) and state in
        ('uncleared', 'cleared', 'levelled', 'ready', 'reserved', 'leased', 'in_use', 'idle', 'recovering', 'recovered')),
    constraint parcel_events_holder check ((enterprise_id is not null) =
        (kind in ('reserved', 'leased', 'transferred') or state in ('reserved', 'leased', 'in_use', 'idle', 'recovering'))),
    -- Luật Đất đai 31/2024/QH15 Điều 81 khoản 8: one extension of at most 24 months.
    constraint parcel_events_until check (case when kind = 'extended'
        then coalesce(until > happened_on and until <= happened_on + interval '24 months', false) else until is null end)
);
create index parcel_events_happened on parcel_events (happened_on);
create trigger parcel_events_append_only before update or delete on parcel_events
    for each row execute function refuse_rewriting();
create trigger parcel_events_no_truncate before truncate on parcel_events
    for each statement execute function refuse_rewriting();

-- What a parcel measured before: an area and the last day on which it held. parcels.area_m2 is the area since.
create table parcel_areas (
    id          bigint generated always as identity primary key,
    parcel_id   bigint not null references parcels,
    until       date not null,
    area_m2     numeric not null constraint parcel_areas_positive check (area_m2 > 0),
    document_no text check (length(document_no) <= 100),
    note        text check (length(note) <= 2000),
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(document_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint parcel_areas_key unique (parcel_id, until)
);
create trigger parcel_areas_until before insert or update of until on parcel_areas
    for each row execute function day_has_come('until', 'IZ313', 'parcel_areas_until');

-- The area that held on a day.
create function parcel_area_on(parcel parcels, day date) returns numeric language sql stable as $$
    select coalesce((select a.area_m2 from parcel_areas a
                      where a.parcel_id = parcel.id and a.retired_at is null and a.until >= day order by a.until limit 1),
                    parcel.area_m2)
$$;

-- An area typed in the parcel's own form is one since today: the days before keep what they had. Not on the day the parcel was entered,
-- when a mistake in it is put right.
create function keep_parcel_area() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import()
       and exists (select 1 from parcel_events where parcel_id = new.id and number = 1
                    and (recorded_at at time zone 'Asia/Ho_Chi_Minh')::date < vietnam_today()) then
        insert into parcel_areas (parcel_id, until, area_m2) values (new.id, vietnam_today() - 1, old.area_m2)
        on conflict (parcel_id, until) do nothing;
    end if;
    return null;
end
$$;
create trigger parcels_keep_area after update of area_m2 on parcels
    for each row when (new.area_m2 <> old.area_m2) execute function keep_parcel_area();

-- The events that count: not corrections, and not what one of them cancelled.
create view live_parcel_events as
select e.* from parcel_events e
 where e.kind <> 'correction'
   and not exists (select 1 from parcel_events c where c.parcel_id = e.parcel_id and c.corrects = e.number);

-- The state an event leads to, whatever stood before: 'retired' is no state any more, and an extension changes none.
create function parcel_state_of(kind text, opening text) returns text
language sql immutable
as $$
    select case kind when 'registered' then opening
                     when 'transferred' then 'leased'
                     when 'recovery_dropped' then 'leased'
                     when 'lease_ended' then 'ready'
                     else kind end
$$;

-- Whether an event may follow a state; the state is null before the parcel is in the books.
create function parcel_event_fits(state text, kind text) returns boolean
language sql immutable
as $$
    select case kind
        when 'registered' then state is null
        when 'cleared' then coalesce(state = 'uncleared', false)
        when 'levelled' then coalesce(state = 'cleared', false)
        when 'ready' then coalesce(state in ('cleared', 'levelled', 'reserved', 'recovered'), false)
        when 'reserved' then coalesce(state = 'ready', false)
        when 'leased' then coalesce(state in ('ready', 'reserved'), false)
        when 'in_use' then coalesce(state in ('leased', 'idle'), false)
        when 'idle' then coalesce(state in ('leased', 'in_use'), false)
        when 'extended' then coalesce(state in ('leased', 'idle'), false)
        when 'transferred' then coalesce(state in ('leased', 'in_use', 'idle'), false)
        when 'lease_ended' then coalesce(state in ('leased', 'in_use', 'idle'), false)
        when 'recovering' then coalesce(state in ('leased', 'in_use', 'idle'), false)
        when 'recovery_dropped' then coalesce(state = 'recovering', false)
        when 'recovered' then coalesce(state = 'recovering', false)
        when 'retired' then coalesce(state <> 'retired' and state <> 'recovering', false)
        else false end
$$;

-- Every parcel that was in the books by a day: its state and its tenant at the end of it, and since when. A parcel that
-- was split or merged by then has the state 'retired'. One pass over the events of each parcel.
create function parcel_standings(day date) returns table (parcel_id bigint, state text, enterprise_id bigint, since date)
language sql stable
as $$
    select s.parcel_id, s.state,
           case when s.state in ('reserved', 'leased', 'in_use', 'idle', 'recovering') then s.holder end, s.since
      from (select e.parcel_id,
                   (array_agg(parcel_state_of(e.kind, e.state) order by e.happened_on desc, e.position desc))[1] as state,
                   (array_agg(e.enterprise_id order by e.happened_on desc, e.position desc)
                        filter (where e.enterprise_id is not null))[1] as holder,
                   max(e.happened_on) as since
              from live_parcel_events e
             where e.happened_on <= day and e.kind <> 'extended'
             group by e.parcel_id) s
$$;

-- Parcels as they stood on a day: those in the books by then, less those split or merged by then and those the register
-- took out as mistakes.
create function parcels_on(day date)
returns table (parcel_id bigint, zone_id bigint, phase_id bigint, area_m2 numeric, land_use text, state text,
               enterprise_id bigint, since date)
language sql stable
as $$
    select p.id, p.zone_id, p.phase_id, parcel_area_on(p, day), p.land_use, s.state, s.enterprise_id, s.since
      from parcel_standings(day) s
      join parcels p on p.id = s.parcel_id
     where s.state <> 'retired'
       and (p.retired_at is null
            or exists (select 1 from live_parcel_events e where e.parcel_id = p.id and e.kind = 'retired'))
$$;

-- Which parcels a parcel came from, by a split or a merger.
create table parcel_origins (
    parcel_id bigint not null references parcels,
    origin_id bigint not null references parcels,
    primary key (parcel_id, origin_id),
    constraint parcel_origins_other check (parcel_id <> origin_id)
);
create index parcel_origins_origin on parcel_origins (origin_id);
create trigger parcel_origins_append_only before update or delete on parcel_origins
    for each row execute function refuse_rewriting();
create trigger parcel_origins_no_truncate before truncate on parcel_origins
    for each statement execute function refuse_rewriting();

-- A parcel and all those it came from.
create function parcel_lineage(parcel bigint) returns setof bigint
language sql stable
as $$
    with recursive line (id) as (
        select parcel
        union
        select o.origin_id from line join parcel_origins o on o.parcel_id = line.id)
    select id from line
$$;

-- The order of a life, over all events that count, in the order in which they happened.
create function check_parcel_log(parcel bigint) returns void
language plpgsql
as $$
declare
    event    record;
    standing text;
    -- What a parcel came from used up its one extension for it.
    extended boolean := exists (select 1 from live_parcel_events
                                 where kind = 'extended' and parcel_id <> parcel and parcel_id in (select parcel_lineage(parcel)));
begin
    for event in
        select * from live_parcel_events where parcel_id = parcel order by happened_on, position
    loop
        if standing = 'retired' then
            raise exception 'nothing follows the end of a parcel but a correction' using errcode = 'IZ042';
        end if;
        if (standing is null) <> (event.kind = 'registered') then
            raise exception 'a parcel enters the books first, and once' using errcode = 'IZ041';
        end if;
        if not parcel_event_fits(standing, event.kind) then
            raise exception '% does not follow %', event.kind, standing using errcode = 'IZ043';
        end if;
        if event.kind = 'extended' then
            if extended then
                raise exception 'land use is extended once' using errcode = 'IZ044';
            end if;
            extended := true;
        else
            extended := extended and event.kind in ('registered', 'idle', 'in_use');
            standing := parcel_state_of(event.kind, event.state);
        end if;
    end loop;
end
$$;

create trigger parcel_events_happened before insert on parcel_events
    for each row execute function day_has_come('happened_on', 'IZ045');
create trigger parcel_events_number before insert on parcel_events
    for each row execute function number_in_log('parcel_id', 'parcels');
create trigger parcel_events_place before insert on parcel_events
    for each row execute function place_in_log('parcel_id', 'IZ046');

-- After an event: the order holds, and the cache is right. A parcel that ends leaves the register; one whose end was a
-- mistake comes back.
create function apply_parcel_event() returns trigger
language plpgsql
as $$
begin
    perform check_parcel_log(new.parcel_id);
    update parcels p
       set state = case when s.state = 'retired' then p.state else s.state end,
           enterprise_id = case when s.state = 'retired' then p.enterprise_id else s.enterprise_id end,
           since = s.since,
           retired_at = case when s.state = 'retired' then coalesce(p.retired_at, now())
                             when new.kind = 'correction' and (select c.kind from parcel_events c
                                   where c.parcel_id = new.parcel_id and c.number = new.corrects) = 'retired' then null
                             else p.retired_at end,
           version = p.version + case when in_bundle_import() then 0 else 1 end
      from (select * from parcel_standings('infinity') where parcel_id = new.parcel_id) s
     where p.id = s.parcel_id;
    if not found then
        raise exception 'the entry of a parcel into the books is put right, not cancelled' using errcode = 'IZ041';
    end if;
    return null;
end
$$;
create trigger parcel_events_apply after insert on parcel_events
    for each row execute function apply_parcel_event();

create trigger parcels_keep_cache before insert or update on parcels
    for each row execute function keep_cache('IZ047', '{"state": "uncleared", "enterprise_id": null, "since": null}');

create function keep_parcel_end() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() = 1 and old.retired_at is not null and new.retired_at is null
       and exists (select 1 from live_parcel_events where parcel_id = new.id and kind = 'retired') then
        raise exception 'a parcel that was split or merged stays retired' using errcode = 'IZ042';
    end if;
    return new;
end
$$;
create trigger parcels_keep_end before update of retired_at on parcels
    for each row execute function keep_parcel_end();

-- An event that another paper causes: what the log refuses is said beside a field of that paper's form.
create function cause_parcel_event(parcel bigint, happened text, day date, holder bigint, paper text, paper_on date, cause text)
returns void
language plpgsql
as $$
begin
    insert into parcel_events (parcel_id, kind, happened_on, enterprise_id, document_no, document_on, recorded_by)
    values (parcel, happened, day, holder, left(paper, 100), paper_on, cause);
exception
    when sqlstate 'IZ041' or sqlstate 'IZ042' or sqlstate 'IZ043' or sqlstate 'IZ045' then
        raise exception '%', sqlerrm using errcode = sqlstate, constraint = 'parcel_life';
end
$$;

-- What changed of the land that is let, one row for each parcel and tenant: what a tenant got is positive, what one gave back, lost or
-- handed on negative. A parcel that enters the books let, and a split or a merger, let nothing. m².
create function let_land_changes(first date, last date)
returns table (parcel_id bigint, zone_id bigint, kind text, happened_on date, "position" integer, document_no text,
               enterprise_id bigint, area_m2 numeric)
language sql stable
as $$
    with moves as (
        select e.parcel_id, p.zone_id, e.kind, e.happened_on, e.position, e.document_no, e.enterprise_id, p.area_m2,
               -- Who had it; looked for only where it was somebody's.
               case when e.kind <> 'leased' then (
                   select h.enterprise_id from live_parcel_events h
                    where h.parcel_id = e.parcel_id and h.enterprise_id is not null
                      and (h.happened_on, h.position) < (e.happened_on, e.position)
                    order by h.happened_on desc, h.position desc limit 1) end as before
          from live_parcel_events e
          join parcels p on p.id = e.parcel_id
         where e.kind in ('leased', 'transferred', 'lease_ended', 'recovered') and e.happened_on between first and last
           and (p.retired_at is null
                or exists (select 1 from live_parcel_events v where v.parcel_id = p.id and v.kind = 'retired')))
    select m.parcel_id, m.zone_id, m.kind, m.happened_on, m.position, m.document_no, m.enterprise_id, m.area_m2
      from moves m where m.kind in ('leased', 'transferred')
    union all
    select m.parcel_id, m.zone_id, m.kind, m.happened_on, m.position, m.document_no, m.before, -m.area_m2
      from moves m where m.kind <> 'leased'
$$;

-- The outlines of parcels, as corner points in VN-2000. Dated and append-only: a corrected table is a new row, and a plan of
-- any day shows the row that held on it – the latest valid_from on or before the day, then the highest revision.
create table parcel_shapes (
    id               bigint generated always as identity primary key,
    parcel_id        bigint not null references parcels,
    revision         integer not null check (revision >= 1),
    valid_from       date not null,
    source           text not null check (source in ('certificate', 'extract', 'survey', 'planning', 'drawing', 'illustration')),
    -- The paper the corners stand on: number, date, who made it.
    document         text not null constraint parcel_shapes_document_named check (length(trim(document)) > 0),
    -- Of this table, not of the province: 6390 is 106°30′.
    meridian_minutes integer not null check (meridian_minutes between 6120 and 6660),
    -- Degrees: 3 (k = 0.9999) or 6 (k = 0.9996).
    zone_width       integer not null check (zone_width in (3, 6)),
    -- The text as it was handed in, and the repairs somebody agreed to (codes of src/foundation/survey/examine.rs).
    given            text not null,
    repairs          text,
    -- What follows: "name;northing;easting" a line, exact; "lon lat,…" in WGS 84, counter-clockwise; m² in plan, exact.
    corners          text not null constraint parcel_shapes_three_corners
                     check (corners ~ '^([^;\n]*;[0-9.]+;[0-9.]+\n){2,}[^;\n]*;[0-9.]+;[0-9.]+$'),
    ring             text not null,
    area_m2          numeric not null check (area_m2 > 0),
    recorded_by      text not null,
    recorded_at      timestamptz not null default now(),
    constraint parcel_shapes_key unique (parcel_id, revision)
);
create index parcel_shapes_valid on parcel_shapes (parcel_id, valid_from desc, revision desc);
create trigger parcel_shapes_append_only before update or delete on parcel_shapes
    for each row execute function refuse_rewriting();
create trigger parcel_shapes_no_truncate before truncate on parcel_shapes
    for each statement execute function refuse_rewriting();
create trigger parcel_shapes_valid_from before insert on parcel_shapes
    for each row execute function day_has_come('valid_from', 'IZ313', 'parcel_shapes_valid_from');

-- A boundary does not hold before its parcel is in the books. A bundle brings the outlines its own portal kept.
create function check_shape_day() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import()
       and new.valid_from < (select min(happened_on) from live_parcel_events where parcel_id = new.parcel_id and kind = 'registered') then
        raise exception 'a boundary begins with its parcel' using errcode = 'IZ314', constraint = 'parcel_shapes_of_parcel';
    end if;
    return new;
end
$$;
create trigger parcel_shapes_of_parcel before insert on parcel_shapes
    for each row execute function check_shape_day();

-- From which day a zone's register of parcels and leases is complete, as the board declares: from then on it says how much is leased;
-- before, the statements of areas do. Append-only: a declaration is taken back, from a day on, by a later one.
create table register_declarations (
    id          bigint generated always as identity primary key,
    zone_id     bigint not null references zones,
    -- In the order of recording, from 1.
    number      integer not null check (number >= 1),
    since       date not null,
    complete    boolean not null,
    document_no text not null constraint register_declarations_document
                check (length(trim(document_no)) > 0 and length(document_no) <= 100),
    note        text check (length(note) <= 2000),
    recorded_by text not null,
    account_id  bigint references accounts,
    recorded_at timestamptz not null default now(),
    constraint register_declarations_key unique (zone_id, number)
);
create trigger register_declarations_append_only before update or delete on register_declarations
    for each row execute function refuse_rewriting();
create trigger register_declarations_no_truncate before truncate on register_declarations
    for each statement execute function refuse_rewriting();
create trigger register_declarations_number before insert on register_declarations
    for each row execute function number_in_log('zone_id', 'zones');
create trigger register_declarations_since before insert on register_declarations
    for each row execute function day_has_come('since', 'IZ313', 'register_declarations_since');
