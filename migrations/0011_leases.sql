-- Leases of parcels and cases of recovering them. Both write the events of their parcels; a bundle brings the events themselves, so
-- its import writes none.
--
-- A parcel's share of a lease has a time of its own. It ends with the lease, on a day somebody states (until), or the day before
-- the parcel's log says that the tenant's right ended: recovered, given back, passed to another, split or merged away. The last
-- is a query over the log like a parcel's state, so that cancelling or correcting the event moves the end in the same
-- transaction.

-- Price is exact, in its currency, for a square metre and a year or for the whole term.
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
    -- The last day on which this parcel is let by its lease, where that is before the lease ends and no event says so.
    until      date,
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
    -- What a file of the extension points at.
    constraint lease_extensions_of_lease unique (lease_id, id),
    constraint lease_extensions_later check (valid_to > signed_on)
);
create trigger lease_extensions_signed before insert or update of signed_on on lease_extensions
    for each row execute function day_has_come('signed_on', 'IZ313', 'lease_extensions_signed');

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
create trigger lease_arrears_as_of before insert or update of as_of on lease_arrears
    for each row execute function day_has_come('as_of', 'IZ313', 'lease_arrears_as_of');

-- A lease with the last day it is in force.
create view lease_terms as
select l.id, l.zone_id, l.enterprise_id, l.contract_no, l.valid_from,
       coalesce(l.ended_on,
                (select greatest(l.valid_to, max(x.valid_to)) from lease_extensions x
                  where x.lease_id = l.id and x.retired_at is null)) as last_on
  from leases l
 where l.retired_at is null;

-- Shares of leases with the days they hold, and what ends them: an event of the parcel's log, a stated day (by_hand), the early
-- end of the lease, or its term. An event of the day a lease begins is one of the time before it. A share that ended before it
-- began holds on no day.
create view lease_shares as
select p.id, p.lease_id, p.parcel_id, p.area_m2, t.enterprise_id, t.contract_no, t.valid_from,
       least(t.last_on, p.until, e.happened_on - 1) as last_on,
       case when e.happened_on - 1 <= least(t.last_on, p.until) then e.kind
            when p.until < t.last_on then 'by_hand'
            when l.ended_on is not null then 'early'
            else 'term' end as ended_by
  from lease_parcels p
  join lease_terms t on t.id = p.lease_id
  join leases l on l.id = p.lease_id
  left join lateral (
       select v.happened_on, v.kind
         from live_parcel_events v
        where v.parcel_id = p.parcel_id and v.kind in ('recovered', 'lease_ended', 'transferred', 'retired')
          and v.happened_on > t.valid_from
          -- Of two tenants of one parcel only the one the log names loses it.
          and (v.kind = 'retired'
               or t.enterprise_id = (select h.enterprise_id from live_parcel_events h
                                      where h.parcel_id = v.parcel_id and h.enterprise_id is not null
                                        and (h.happened_on, h.position) < (v.happened_on, v.position)
                                      order by h.happened_on desc, h.position desc limit 1))
        order by v.happened_on, v.position limit 1) e on true
 where p.retired_at is null;

-- What registries show of a row beside its columns: a function of the row is read as a column of it (t.last_on).
create function begins_on(share lease_parcels) returns date language sql stable
as $$ select l.valid_from from leases l where l.id = share.lease_id $$;

create function last_on(share lease_parcels) returns date language sql stable
as $$ select s.last_on from lease_shares s where s.id = share.id $$;

create function tenant(share lease_parcels) returns text language sql stable
as $$ select e.name from leases l join enterprises e on e.id = l.enterprise_id where l.id = share.lease_id $$;

create function standing(share lease_parcels) returns text language sql stable
as $$
    select case when s.last_on < vietnam_today() or s.last_on < s.valid_from then s.ended_by
                when s.valid_from > vietnam_today() then 'coming'
                else 'in_force' end
      from lease_shares s where s.id = share.id
$$;

-- The day a lease really ends: the last of its parcels, where it has any. A split or a merger ends a parcel, not its lease.
create function last_on(lease leases) returns date language sql stable
as $$
    select coalesce((select max(case when s.ended_by = 'retired' then t.last_on else s.last_on end)
                       from lease_shares s join lease_terms t on t.id = s.lease_id where s.lease_id = lease.id),
                    (select t.last_on from lease_terms t where t.id = lease.id),
                    lease.ended_on, lease.valid_to)
$$;

create function standing(lease leases) returns text language sql stable
as $$
    select case when last_on(lease) < vietnam_today() then
                     case when last_on(lease) < lease.valid_to then 'ended_early' else 'ended' end
                when lease.valid_from > vietnam_today() then 'coming'
                when last_on(lease) < lease.valid_to then 'ending_early'
                when last_on(lease) > lease.valid_to then 'extended'
                else 'in_force' end
$$;

create function check_parcel_leases(parcel bigint, own bigint) returns void
language plpgsql
as $$
declare
    whole  numeric := (select area_m2 from parcels where id = parcel);
    clash  date;
    others text;
begin
    with shares as materialized (select * from lease_shares where parcel_id = parcel)
    select min(a.valid_from) into clash
      from shares a
     where (select sum(b.area_m2) from shares b where a.valid_from between b.valid_from and b.last_on) > whole;
    if clash is not null then
        select string_agg(format('%s (%s – %s)', s.contract_no, to_char(s.valid_from, 'DD/MM/YYYY'), to_char(s.last_on, 'DD/MM/YYYY')),
                          ', ' order by s.valid_from, s.contract_no)
          into others
          from lease_shares s
         where s.parcel_id = parcel and clash between s.valid_from and s.last_on and s.lease_id is distinct from own;
        raise exception 'the leases of a parcel exceed its area'
            using errcode = 'IZ048', table = 'lease_parcels', detail = coalesce(others, ''),
                  constraint = case when others is null then 'lease_within_parcel' else 'leases_within_parcel' end;
    end if;
end
$$;

-- These checks wait for the end of a bundle, which brings leases before the events that end them.
create function check_lease_parcel() returns trigger
language plpgsql
as $$
begin
    if not exists (select 1 from leases l join parcels p on p.zone_id = l.zone_id
                    where l.id = new.lease_id and p.id = new.parcel_id) then
        raise exception 'the parcel is in another zone' using errcode = 'IZ049', constraint = 'land_of_one_zone', table = 'lease_parcels';
    end if;
    if new.until is not null and new.retired_at is null
       and exists (select 1 from lease_terms t where t.id = new.lease_id and new.until not between t.valid_from - 1 and t.last_on) then
        raise exception 'a share ends within its lease'
            using errcode = 'IZ310', constraint = 'lease_parcels_until', table = 'lease_parcels',
                  detail = (select format('%s – %s', to_char(t.valid_from, 'DD/MM/YYYY'), to_char(t.last_on, 'DD/MM/YYYY'))
                              from lease_terms t where t.id = new.lease_id);
    end if;
    perform 1 from parcels where id = new.parcel_id for no key update;
    perform check_parcel_leases(new.parcel_id, new.lease_id);
    return null;
end
$$;
create constraint trigger lease_parcels_check after insert or update on lease_parcels deferrable
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
        perform check_parcel_leases(parcel, changed);
    end loop;
    return null;
end
$$;
create constraint trigger leases_check after update on leases deferrable
    for each row execute function check_lease_term();
create constraint trigger lease_extensions_check after insert or update on lease_extensions deferrable
    for each row execute function check_lease_term();

create function check_parcel_area() returns trigger
language plpgsql
as $$
begin
    perform check_parcel_leases(new.id, null);
    return null;
end
$$;
create constraint trigger parcels_area_holds_leases after update on parcels deferrable
    for each row when (new.area_m2 < old.area_m2) execute function check_parcel_area();

-- A correction may give a tenant back what another has rented since.
create function check_corrected_leases() returns trigger
language plpgsql
as $$
begin
    perform check_parcel_leases(new.parcel_id, null);
    return null;
end
$$;
create constraint trigger parcel_events_hold_leases after insert on parcel_events deferrable
    for each row when (new.corrects is not null) execute function check_corrected_leases();

-- Recording a lease makes the parcel leased. Where the tenant holds it already, or the share's own time is over, nothing changes; a
-- part of a parcel that is let already may go to another.
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
    select last_on into last from lease_shares where id = new.id;
    if coalesce(last < vietnam_today() or last < lease.valid_from, true)
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

-- An extension extends: it ends after the term and the extensions signed before it, and a lease that ended early has none.
create function check_lease_extensions() returns trigger
language plpgsql
as $$
declare
    changed   bigint := case tg_table_name when 'leases' then (to_jsonb(new) ->> 'id')::bigint
                                           else (to_jsonb(new) ->> 'lease_id')::bigint end;
    lease     leases;
    extension record;
    reached   date;
begin
    select * into lease from leases where id = changed;
    reached := lease.valid_to;
    for extension in select * from lease_extensions where lease_id = changed and retired_at is null order by signed_on loop
        if extension.valid_to <= reached then
            raise exception 'an extension ends after what it extends'
                using errcode = 'IZ311', constraint = 'lease_extensions_after_term', table = 'lease_extensions',
                      detail = to_char(reached, 'DD/MM/YYYY');
        end if;
        if extension.signed_on > lease.ended_on then
            raise exception 'a lease that has ended is not extended'
                using errcode = 'IZ312', constraint = 'lease_extensions_of_ended', table = 'lease_extensions',
                      detail = to_char(lease.ended_on, 'DD/MM/YYYY');
        end if;
        reached := extension.valid_to;
    end loop;
    return null;
end
$$;
create constraint trigger lease_extensions_extend after insert or update on lease_extensions deferrable
    for each row execute function check_lease_extensions();
create constraint trigger leases_extend after update on leases deferrable
    for each row when ((new.valid_to, new.ended_on) is distinct from (old.valid_to, old.ended_on))
    execute function check_lease_extensions();

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

-- A label is made of codes that can be put right: it follows them.
create function follow_label() returns trigger
language plpgsql
as $$
begin
    if tg_table_name in ('parcels', 'leases') then
        update lease_parcels set label = '' where case tg_table_name when 'parcels' then parcel_id else lease_id end = new.id;
    end if;
    if tg_table_name in ('parcels', 'recoveries') then
        update recovery_parcels set label = '' where case tg_table_name when 'parcels' then parcel_id else recovery_id end = new.id;
    end if;
    return null;
end
$$;
create trigger parcels_label after update of code on parcels
    for each row when (new.code <> old.code) execute function follow_label();
create trigger leases_label after update of contract_no on leases
    for each row when (new.contract_no <> old.contract_no) execute function follow_label();
create trigger recoveries_label after update of code on recoveries
    for each row when (new.code <> old.code) execute function follow_label();

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
    constraint recovery_steps_key unique (recovery_id, position),
    -- What a file of the step points at.
    constraint recovery_steps_of_case unique (recovery_id, id)
);
create trigger recovery_steps_done before insert or update of done_on on recovery_steps
    for each row execute function day_has_come('done_on', 'IZ313', 'recovery_steps_done');

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
