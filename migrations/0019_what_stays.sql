-- What figures, targets, events or papers rest on stays in the registers: it is closed with a date, and the past keeps it. And what
-- holds for many tables at once.

create function keep_named_indicator() returns trigger
language plpgsql
as $$
declare
    named constant boolean := old.code = any(named_indicators());
begin
    if tg_op = 'DELETE' then
        if named then
            raise exception using errcode = 'IZ38A', message = format('the program speaks of the indicator %s by name: it stays', old.code);
        end if;
        return old;
    end if;
    if named and new.code <> old.code then
        raise exception using errcode = '23514', constraint = 'indicators_named_code',
            message = format('the program speaks of the indicator %s by name: its code stays', old.code);
    end if;
    if (new.dimension, new.source, new.time_kind) is distinct from (old.dimension, old.source, old.time_kind)
       and exists (select 1 from figures where indicator_id = new.id
                   union all select 1 from targets where indicator_id = new.id) then
        raise exception using errcode = '23514', constraint = 'indicators_meaning',
            message = format('the indicator %s has figures or targets: what it measures stays', old.code);
    end if;
    return new;
end
$$;
create trigger indicators_keep_named before update or delete on indicators
    for each row execute function keep_named_indicator();

-- The last day of the last period that has figures of an indicator, accepted or typed.
create function indicator_used_until(indicator bigint) returns date language sql stable as $$
    select max(period_last_day(period)) from (
        select period from figures where indicator_id = indicator
        union select f.period from filing_entries e join filings f on f.id = e.filing_id where e.indicator_id = indicator) used
$$;

create function keep_indicator_open() returns trigger
language plpgsql
as $$
begin
    if new.valid_until is not null and new.code = any(named_indicators()) then
        raise exception using errcode = '23514', constraint = 'indicators_named_open',
            message = format('the program speaks of the indicator %s by name: it has no last day', new.code);
    end if;
    if tg_op = 'UPDATE' and new.valid_until is distinct from old.valid_until and new.valid_until < indicator_used_until(new.id) then
        raise exception using errcode = '23514', constraint = 'indicators_used_later',
            message = format('the indicator %s has figures of a period that ends after %s', new.code, new.valid_until);
    end if;
    return new;
end
$$;
create trigger indicators_stay_open before insert or update of valid_until on indicators
    for each row execute function keep_indicator_open();

-- Sheets of earlier periods are made from the logs of projects and parcels: what is on record there stays in the registers. A project
-- goes once none of its events counts any more. A parcel's entry into the books cannot be cancelled: one that somebody typed in by
-- mistake goes within 30 days, while nothing else is on record.
create function parcel_settled(parcel bigint) returns boolean language sql stable as $$
    select exists (select 1 from parcel_events e
                    where e.parcel_id = parcel
                      and (e.kind <> 'registered' or e.account_id is null or e.recorded_at < now() - interval '30 days'))
        or exists (select 1 from lease_parcels where parcel_id = parcel)
        or exists (select 1 from recovery_parcels where parcel_id = parcel)
$$;

create function keep_on_record() returns trigger
language plpgsql
as $$
begin
    -- The log's own writes come from its trigger.
    if new.retired_at is null or old.retired_at is not null or pg_trigger_depth() > 1 or in_bundle_import() then
        return new;
    end if;
    if tg_table_name = 'projects' then
        if exists (select 1 from live_project_events where project_id = new.id) then
            raise exception 'a project on record stays' using errcode = 'IZ320';
        end if;
    elsif parcel_settled(new.id) then
        raise exception 'a parcel on record stays' using errcode = 'IZ321';
    end if;
    return new;
end
$$;
create trigger projects_keep_on_record before update of retired_at on projects
    for each row execute function keep_on_record();
create trigger parcels_keep_on_record before update of retired_at on parcels
    for each row execute function keep_on_record();

-- What rests on a row of a registry: the first table that points at it, or null. Parts of the row itself do not count – its states,
-- its people, its files, the lines of a form –, nor do rows out of use, nor reports in which nobody typed anything.
create function rests_on(registry regclass, row_id bigint) returns text
language plpgsql stable
as $$
declare
    parts constant text[] := '{zones/zone_states,zones/zone_placements,zones/account_zones,enterprises/enterprise_states,
        enterprises/enterprise_officers,enterprises/contacts,forms/form_lines,forms/form_questions,forms/deadlines,
        projects/project_events,projects/project_industries}';
    way     record;
    resting boolean;
begin
    -- Parcels have a rule of their own, parcel_settled.
    if registry = 'parcels'::regclass then
        return null;
    end if;
    if registry = 'indicators'::regclass and (select code from indicators where id = row_id) = any(named_indicators()) then
        return 'program';
    end if;
    for way in
        select c.conrelid::regclass::text as child, a.attname as pointer,
               exists (select 1 from pg_attribute r
                        where r.attrelid = c.conrelid and r.attname = 'retired_at' and not r.attisdropped) as retires
          from pg_constraint c
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
         where c.contype = 'f' and c.confrelid = registry and cardinality(c.conkey) = 1
           and c.conrelid <> 'attachments'::regclass
           and format('%s/%s', registry, c.conrelid::regclass) <> all(parts)
         order by array_position('{filings,enterprises,form_lines}', c.conrelid::regclass::text), c.conrelid::regclass::text, a.attname
    loop
        execute format('select exists (select 1 from %s c where c.%I = $1', way.child, way.pointer)
            || case when way.retires then ' and c.retired_at is null' else '' end
            || case when way.child = 'filings' then
                   ' and (c.state <> ''draft'' or exists (select 1 from filing_entries e where e.filing_id = c.id))' else '' end
            || ')' into resting using row_id;
        if resting then
            return way.child;
        end if;
    end loop;
    -- What points without a key: a limit judges the readings of its days, a line shows the figures of its form.
    if registry = 'discharge_permits'::regclass and exists (
        select 1 from discharge_permits p join wastewater_readings r on r.plant_id = p.plant_id
           and r.to_on >= p.valid_from and coalesce(r.to_on <= p.valid_to, true) where p.id = row_id) then
        return 'wastewater_readings';
    end if;
    if registry = 'form_lines'::regclass and exists (
        select 1 from form_lines l join filings f on f.form_id = l.form_id
          join figures g on g.filing_id = f.id and g.indicator_id in (l.indicator_id, l.total_indicator_id) where l.id = row_id) then
        return 'figures';
    end if;
    return null;
end
$$;

-- The code of the refusal to retire a row, or null where it may go. In plpgsql, so that what rests on it is looked for once: within one
-- statement the question would stand in each place its answer is used.
create function refusal_to_retire(registry regclass, row_id bigint) returns text language plpgsql stable as $$
declare
    resting constant text := rests_on(registry, row_id);
begin
    return case
        when resting is null then null
        when resting = 'program' then 'IZ38A'
        else coalesce((select code from (values ('zones', 'IZ380'), ('enterprises', 'IZ381'), ('indicators', 'IZ382'), ('plans', 'IZ383'),
                         ('forms', 'IZ384'), ('form_lines', 'IZ384'), ('boards', 'IZ385'), ('administrative_units', 'IZ385'),
                         ('leases', 'IZ386'), ('discharge_permits', 'IZ386'), ('works', 'IZ387'), ('schemes', 'IZ387'),
                         ('obstacles', 'IZ388'), ('key_tasks', 'IZ388')) as words (tab, code) where tab = registry::text), 'IZ389')
        end;
end
$$;

create function keep_what_others_rest_on() returns trigger
language plpgsql
as $$
declare
    code text;
begin
    if tg_op = 'UPDATE' and old.retired_at is not null then
        return null;
    end if;
    code := refusal_to_retire(tg_relid, new.id);
    if code is not null then
        raise exception using errcode = code, table = tg_table_name,
            message = format('row %s of %s is on record (%s): it is closed with a date, not retired', new.id, tg_table_name,
                             rests_on(tg_relid, new.id));
    end if;
    return null;
end
$$;

-- Of every registry whose rows something can point at. At the end of a bundle's import, because its figures come after its registers.
do $$
declare
    registry text;
begin
    foreach registry in array '{boards,administrative_units,zones,phases,works,wastewater_plants,discharge_permits,enterprises,projects,
        leases,lease_extensions,recoveries,recovery_steps,indicators,forms,form_lines,form_questions,schemes,obstacles,key_tasks,plans}'::text[]
    loop
        execute format('create constraint trigger %I after update of retired_at on %I deferrable initially immediate
            for each row when (new.retired_at is not null) execute function keep_what_others_rest_on()', registry || '_stay', registry);
    end loop;
    foreach registry in array '{zones,enterprises,indicators,forms}'::text[] loop
        execute format('create constraint trigger %I after insert on %I deferrable initially immediate
            for each row when (new.retired_at is not null) execute function keep_what_others_rest_on()', registry || '_come_in_use', registry);
    end loop;
end
$$;

-- Nothing is larger than what sums and percentages of it can be worked out of (kernel::quantity::MOST).
do $$
declare
    amount record;
begin
    for amount in
        select c.table_name as registry, c.column_name as name from information_schema.columns c
          join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
         where c.table_schema = 'public' and c.data_type = 'numeric' and c.is_generated = 'NEVER' and c.table_name <> 'zone_totals'
    loop
        execute format('alter table %I add constraint %I check (abs(%I) <= 1e18)',
                       amount.registry, amount.registry || '_' || amount.name || '_size', amount.name);
    end loop;
end
$$;

-- At the size of the whole country – 20,000 enterprises, 60,000 parcels – words are found by trigrams where the server has them.
-- pg_trgm comes with every usual PostgreSQL and may be created by the owner of a database. Where it cannot be had, searches
-- read the whole list: slower, with the same result.
do $$
begin
    create extension if not exists pg_trgm;
    create index enterprises_words on enterprises using gin (search gin_trgm_ops);
    create index projects_words on projects using gin (search gin_trgm_ops);
    create index parcels_words on parcels using gin (search gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'no pg_trgm: searches will read whole lists';
end $$;
