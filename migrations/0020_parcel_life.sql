-- A parcel's life is an append-only log of dated events; its state and its tenant on any day are queries over it. What stands
-- in parcels (state, enterprise_id, since) is a cache of the log as it is known today, kept by triggers, so that every query
-- about "today" goes on working. Leases and recovery cases write their own events. Refusals carry codes of their own, IZ041 to
-- IZ049, that the portal turns into words.

alter table parcels drop constraint parcels_state_check;
alter table parcels add constraint parcels_state_check check (state in
    ('uncleared', 'cleared', 'levelled', 'ready', 'reserved', 'leased', 'in_use', 'idle', 'recovering', 'recovered'));

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
-- was split or merged by then has the state 'retired'.
create function parcel_standings(day date) returns table (parcel_id bigint, state text, enterprise_id bigint, since date)
language sql stable
as $$
    select s.parcel_id, s.state,
           case when s.state in ('reserved', 'leased', 'in_use', 'idle', 'recovering') then h.enterprise_id end,
           s.happened_on
      from (select distinct on (e.parcel_id) e.parcel_id, parcel_state_of(e.kind, e.state) as state, e.happened_on
              from live_parcel_events e
             where e.happened_on <= day and e.kind <> 'extended'
             order by e.parcel_id, e.happened_on desc, e.position desc) s
      left join lateral (select e.enterprise_id from live_parcel_events e
                          where e.parcel_id = s.parcel_id and e.happened_on <= day and e.enterprise_id is not null
                          order by e.happened_on desc, e.position desc limit 1) h on true
$$;

-- Parcels as they stood on a day: those in the books by then, less those split or merged by then and those the register
-- took out as mistakes.
create function parcels_on(day date)
returns table (parcel_id bigint, zone_id bigint, phase_id bigint, area_m2 numeric, land_use text, state text,
               enterprise_id bigint, since date)
language sql stable
as $$
    select p.id, p.zone_id, p.phase_id, p.area_m2, p.land_use, s.state, s.enterprise_id, s.since
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

-- Numbers an event, one recorder after the other.
create function number_parcel_event() returns trigger
language plpgsql
as $$
declare
    corrected parcel_events;
begin
    perform 1 from parcels where id = new.parcel_id for no key update;
    new.number := coalesce(new.number, (select coalesce(max(number), 0) + 1 from parcel_events where parcel_id = new.parcel_id));
    new.position := new.number;
    if new.corrects is not null then
        select * into corrected from parcel_events where parcel_id = new.parcel_id and number = new.corrects;
        if not found or new.corrects >= new.number or corrected.kind = 'correction'
           or new.kind not in ('correction', corrected.kind) then
            raise exception 'an event is corrected once, by a later correction or one of its own kind' using errcode = 'IZ046';
        end if;
        if new.kind <> 'correction' then
            new.position := corrected.position;
        end if;
    end if;
    return new;
end
$$;
create trigger parcel_events_number before insert on parcel_events
    for each row execute function number_parcel_event();

-- After an event: the order holds, and the cache is right. A parcel that ends leaves the register; one whose end was a
-- mistake comes back.
create function apply_parcel_event() returns trigger
language plpgsql
as $$
begin
    if new.happened_on > vietnam_today() then
        raise exception 'an event has happened' using errcode = 'IZ045';
    end if;
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

-- Existing parcels enter the books as they stand. When that began was often never asked: the log says so in a note instead
-- of passing a guess off as a fact.
insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, note, recorded_by)
select id, 'registered', least(coalesce(since, vietnam_today()), vietnam_today()), state, enterprise_id,
       case when since is null then 'Chuyển từ sổ trước khi có nhật ký: ngày thật chưa được ghi.' end, 'migration'
  from parcels order by id;

create trigger parcel_events_append_only before update or delete on parcel_events
    for each row execute function refuse_rewriting();
create trigger parcel_events_no_truncate before truncate on parcel_events
    for each statement execute function refuse_rewriting();

-- From here on only the log writes its cache. A trigger of the log is one level up; whoever writes by hand is not.
alter table parcels alter column state set default 'uncleared';
create function keep_parcel_cache() returns trigger
language plpgsql
as $$
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'uncleared' or num_nonnulls(new.enterprise_id, new.since) > 0 then
            raise exception 'the state of a parcel follows from its events' using errcode = 'IZ047';
        end if;
    else
        if (new.state, new.enterprise_id, new.since) is distinct from (old.state, old.enterprise_id, old.since) then
            raise exception 'the state of a parcel follows from its events' using errcode = 'IZ047';
        end if;
        if old.retired_at is not null and new.retired_at is null
           and exists (select 1 from live_parcel_events where parcel_id = new.id and kind = 'retired') then
            raise exception 'a parcel that was split or merged stays retired' using errcode = 'IZ042';
        end if;
    end if;
    return new;
end
$$;
create trigger parcels_keep_cache before insert or update on parcels
    for each row execute function keep_parcel_cache();

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

-- Leases. Price is exact, in its currency, for a square metre and a year or for the whole term.
create table leases (
    id             bigint generated always as identity primary key,
    contract_no    text not null,
    zone_id        bigint not null references zones,
    enterprise_id  bigint not null references enterprises,
    signed_on      date not null,
    valid_from     date not null,
    valid_to       date not null,
    ended_on       date,
    price          numeric constraint leases_price_positive check (price >= 0),
    price_currency text not null check (price_currency in ('vnd', 'usd')),
    price_basis    text not null check (price_basis in ('m2_year', 'm2_term')),
    payment        text not null check (payment in ('annual', 'one_off')),
    note           text,
    version        integer not null default 1,
    retired_at     timestamptz,
    search         text generated always as (fold(contract_no || ' ' || coalesce(note, ''))) stored,
    constraint leases_key unique (zone_id, contract_no),
    constraint leases_term check (valid_to > valid_from),
    constraint leases_ended_in_term check (ended_on >= valid_from)
);
create index leases_enterprise on leases (enterprise_id);

create table lease_parcels (
    id         bigint generated always as identity primary key,
    lease_id   bigint not null references leases,
    parcel_id  bigint not null references parcels,
    area_m2    numeric not null constraint lease_parcels_area_positive check (area_m2 > 0),
    version    integer not null default 1,
    retired_at timestamptz,
    -- What names the row to people: the parcel's code and the paper. Written by a trigger.
    label      text not null default '',
    search     text generated always as (fold(label)) stored,
    constraint lease_parcels_key unique (lease_id, parcel_id)
);
create index lease_parcels_parcel on lease_parcels (parcel_id);

create function label_lease_parcel() returns trigger
language plpgsql
as $$
begin
    new.label := (select code from parcels where id = new.parcel_id) || ' – ' || (select contract_no from leases where id = new.lease_id);
    return new;
end
$$;
create trigger lease_parcels_label before insert or update on lease_parcels
    for each row execute function label_lease_parcel();

create table lease_extensions (
    id          bigint generated always as identity primary key,
    lease_id    bigint not null references leases,
    signed_on   date not null,
    valid_to    date not null,
    document_no text,
    note        text,
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(coalesce(document_no, '') || ' ' || coalesce(note, ''))) stored,
    constraint lease_extensions_key unique (lease_id, signed_on),
    constraint lease_extensions_later check (valid_to > signed_on)
);

create table lease_arrears (
    id         bigint generated always as identity primary key,
    lease_id   bigint not null references leases,
    as_of      date not null,
    amount     numeric not null constraint lease_arrears_positive check (amount >= 0),
    currency   text not null check (currency in ('vnd', 'usd')),
    note       text,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(coalesce(note, ''))) stored,
    constraint lease_arrears_key unique (lease_id, as_of, currency)
);

-- A lease with the last day it is in force.
create view lease_terms as
select l.id, l.zone_id, l.enterprise_id, l.contract_no, l.valid_from,
       coalesce(l.ended_on,
                (select greatest(l.valid_to, max(x.valid_to)) from lease_extensions x
                  where x.lease_id = l.id and x.retired_at is null)) as last_on
  from leases l
 where l.retired_at is null;

-- What is let of a parcel at any one time is not more than the parcel.
create function check_parcel_leases(parcel bigint) returns void
language plpgsql
as $$
begin
    if exists (select 1
                 from lease_parcels a
                 join lease_terms s on s.id = a.lease_id
                where a.parcel_id = parcel and a.retired_at is null
                  and (select sum(b.area_m2)
                         from lease_parcels b
                         join lease_terms t on t.id = b.lease_id
                        where b.parcel_id = parcel and b.retired_at is null
                          and s.valid_from between t.valid_from and t.last_on)
                      > (select p.area_m2 from parcels p where p.id = parcel)) then
        raise exception 'the leases of a parcel exceed its area' using errcode = 'IZ048', constraint = 'leases_within_parcel';
    end if;
end
$$;

create function check_lease_parcel() returns trigger
language plpgsql
as $$
begin
    if not exists (select 1 from leases l join parcels p on p.zone_id = l.zone_id
                    where l.id = new.lease_id and p.id = new.parcel_id) then
        raise exception 'the parcel is in another zone' using errcode = 'IZ049', constraint = 'land_of_one_zone';
    end if;
    perform 1 from parcels where id = new.parcel_id for no key update;
    perform check_parcel_leases(new.parcel_id);
    return null;
end
$$;
create trigger lease_parcels_check after insert or update on lease_parcels
    for each row execute function check_lease_parcel();

create function check_lease_term() returns trigger
language plpgsql
as $$
declare
    changed bigint := case tg_table_name when 'leases' then (to_jsonb(new) ->> 'id')::bigint
                                         else (to_jsonb(new) ->> 'lease_id')::bigint end;
    parcel  bigint;
begin
    for parcel in select p.parcel_id from lease_parcels p where p.lease_id = changed and p.retired_at is null order by 1 loop
        perform 1 from parcels where id = parcel for no key update;
        perform check_parcel_leases(parcel);
    end loop;
    return null;
end
$$;
create trigger leases_check after update on leases for each row execute function check_lease_term();
create trigger lease_extensions_check after insert or update on lease_extensions
    for each row execute function check_lease_term();

create function check_parcel_area() returns trigger
language plpgsql
as $$
begin
    perform check_parcel_leases(new.id);
    return null;
end
$$;
create trigger parcels_area_holds_leases after update of area_m2 on parcels
    for each row when (new.area_m2 < old.area_m2) execute function check_parcel_area();

-- Recording a lease makes the parcel leased. Where the tenant holds it already, or the lease is over, nothing changes; a part
-- of a parcel that is let already may go to another.
create function lease_parcel() returns trigger
language plpgsql
as $$
declare
    lease  leases;
    parcel parcels;
    last   date;
begin
    if in_bundle_import() then
        return null;
    end if;
    select * into lease from leases where id = new.lease_id;
    select * into parcel from parcels where id = new.parcel_id;
    select last_on into last from lease_terms where id = new.lease_id;
    if coalesce(last < vietnam_today(), true)
       or parcel.state in ('leased', 'in_use', 'idle', 'recovering')
          and (parcel.enterprise_id = lease.enterprise_id or new.area_m2 < parcel.area_m2) then
        return null;
    end if;
    if parcel.state not in ('ready', 'reserved') or parcel.state = 'reserved' and parcel.enterprise_id <> lease.enterprise_id then
        raise exception 'the parcel is not to let' using errcode = 'IZ043', constraint = 'lease_parcels_to_let';
    end if;
    perform cause_parcel_event(new.parcel_id, 'leased',
        case when lease.valid_from <= vietnam_today() then lease.valid_from else lease.signed_on end,
        lease.enterprise_id, lease.contract_no, lease.signed_on, 'Hợp đồng thuê đất');
    return null;
end
$$;
create trigger lease_parcels_lease after insert on lease_parcels
    for each row execute function lease_parcel();

-- Cases of recovering land.
create table recoveries (
    id            bigint generated always as identity primary key,
    code          text not null,
    zone_id       bigint not null references zones,
    enterprise_id bigint not null references enterprises,
    opened_on     date not null,
    basis         text not null check (basis in ('81.1', '81.2', '81.3', '81.4', '81.5', '81.6', '81.7', '81.8', 'other')),
    reason        text not null,
    outcome       text not null default 'open' check (outcome in ('open', 'recovered', 'dropped')),
    closed_on     date,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || reason)) stored,
    constraint recoveries_key unique (code),
    constraint recoveries_closed check ((outcome = 'open') = (closed_on is null)),
    constraint recoveries_closed_later check (closed_on >= opened_on)
);

create table recovery_parcels (
    id          bigint generated always as identity primary key,
    recovery_id bigint not null references recoveries,
    parcel_id   bigint not null references parcels,
    version     integer not null default 1,
    retired_at  timestamptz,
    -- What names the row to people: the parcel's code and the paper. Written by a trigger.
    label       text not null default '',
    search      text generated always as (fold(label)) stored,
    constraint recovery_parcels_key unique (recovery_id, parcel_id)
);
create index recovery_parcels_parcel on recovery_parcels (parcel_id);

create function label_recovery_parcel() returns trigger
language plpgsql
as $$
begin
    new.label := (select code from parcels where id = new.parcel_id) || ' – ' || (select code from recoveries where id = new.recovery_id);
    return new;
end
$$;
create trigger recovery_parcels_label before insert or update on recovery_parcels
    for each row execute function label_recovery_parcel();

create table recovery_steps (
    id          bigint generated always as identity primary key,
    recovery_id bigint not null references recoveries,
    position    integer not null check (position between 1 and 999),
    name        text not null,
    due_on      date,
    document_no text,
    done_on     date,
    note        text,
    version     integer not null default 1,
    retired_at  timestamptz,
    search      text generated always as (fold(name || ' ' || coalesce(document_no, ''))) stored,
    constraint recovery_steps_key unique (recovery_id, position)
);

-- A case that opens puts its parcels under recovery; one that was so already needs no event of its own.
create function recover_parcel() returns trigger
language plpgsql
as $$
declare
    opened recoveries;
    parcel parcels;
begin
    select * into opened from recoveries where id = new.recovery_id;
    select * into parcel from parcels where id = new.parcel_id for no key update;
    if parcel.zone_id <> opened.zone_id then
        raise exception 'the parcel is in another zone' using errcode = 'IZ049', constraint = 'land_of_one_zone';
    end if;
    if in_bundle_import() or opened.outcome <> 'open' then
        return null;
    end if;
    if parcel.enterprise_id is distinct from opened.enterprise_id
       or parcel.state not in ('leased', 'in_use', 'idle', 'recovering') then
        raise exception 'the parcel is not let to this enterprise' using errcode = 'IZ043', constraint = 'recovery_parcels_let';
    end if;
    if parcel.state <> 'recovering' then
        perform cause_parcel_event(new.parcel_id, 'recovering', opened.opened_on, null, opened.code, null, 'Hồ sơ thu hồi đất');
    end if;
    return null;
end
$$;
create trigger recovery_parcels_recover after insert on recovery_parcels
    for each row execute function recover_parcel();

-- A case that ends ends for all its parcels; one that has ended does not open again.
create function close_recovery() returns trigger
language plpgsql
as $$
begin
    if in_bundle_import() or new.outcome = old.outcome then
        return null;
    end if;
    if old.outcome <> 'open' then
        raise exception 'a case that has ended does not open again' using errcode = 'IZ043', constraint = 'recoveries_ended';
    end if;
    perform cause_parcel_event(parcel_id, case new.outcome when 'recovered' then 'recovered' else 'recovery_dropped' end,
                               new.closed_on, null, new.code, null, 'Hồ sơ thu hồi đất')
       from recovery_parcels where recovery_id = new.id and retired_at is null order by parcel_id;
    return null;
end
$$;
create trigger recoveries_close after update on recoveries
    for each row execute function close_recovery();
