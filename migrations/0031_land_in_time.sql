-- A parcel's share of a lease has a time of its own. It ends with the lease, on a day somebody states (until), or the day before
-- the parcel's log says that the tenant's right ended: recovered, given back, passed to another, split or merged away. The last
-- is a query over the log like a parcel's state, so that cancelling or correcting the event moves the end in the same
-- transaction. Codes of our own: IZ310 to IZ315.

-- The last day on which this parcel is let by its lease, where that is before the lease ends and no event says so.
alter table lease_parcels add column until date;

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

-- What is let of a parcel at any one time is not more than the parcel. The detail names the leases in the way, with their days;
-- `own` is the one being written.
drop function check_parcel_leases(bigint);
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
create or replace function check_lease_parcel() returns trigger
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
drop trigger lease_parcels_check on lease_parcels;
create constraint trigger lease_parcels_check after insert or update on lease_parcels deferrable
    for each row execute function check_lease_parcel();

create or replace function check_lease_term() returns trigger
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
drop trigger leases_check on leases;
create constraint trigger leases_check after update on leases deferrable
    for each row execute function check_lease_term();
drop trigger lease_extensions_check on lease_extensions;
create constraint trigger lease_extensions_check after insert or update on lease_extensions deferrable
    for each row execute function check_lease_term();

create or replace function check_parcel_area() returns trigger
language plpgsql
as $$
begin
    perform check_parcel_leases(new.id, null);
    return null;
end
$$;
drop trigger parcels_area_holds_leases on parcels;
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

-- As before (0020), but a share whose own time is over lets nothing.
create or replace function lease_parcel() returns trigger
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

-- What is said to be so on a day is said when the day has come: the column, and the name a form knows the refusal by.
create function land_day_has_come() returns trigger
language plpgsql
as $$
begin
    if (to_jsonb(new) ->> tg_argv[0])::date > vietnam_today() then
        raise exception '% is a day to come', tg_argv[0] using errcode = 'IZ313', constraint = tg_argv[1], table = tg_table_name;
    end if;
    return new;
end
$$;
create trigger lease_extensions_signed before insert or update of signed_on on lease_extensions
    for each row execute function land_day_has_come('signed_on', 'lease_extensions_signed');
create trigger lease_arrears_as_of before insert or update of as_of on lease_arrears
    for each row execute function land_day_has_come('as_of', 'lease_arrears_as_of');
create trigger recovery_steps_done before insert or update of done_on on recovery_steps
    for each row execute function land_day_has_come('done_on', 'recovery_steps_done');
create trigger phase_areas_as_of before insert or update of as_of on phase_areas
    for each row execute function land_day_has_come('as_of', 'phase_areas_as_of');
create trigger parcel_shapes_valid_from before insert on parcel_shapes
    for each row execute function land_day_has_come('valid_from', 'parcel_shapes_valid_from');

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
