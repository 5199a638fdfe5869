-- What every other file rests on: text as people search it, days, periods, guards of history, and the import of a bundle.
--
-- Conventions of all files. Areas are m², money is VND or USD, always numeric. Enumerations are text with a check. A row of a registry
-- has: id, version (optimistic locking), retired_at, search (folded text). Rules are held by named constraints, or by triggers whose
-- refusals carry a code of their own (IZ001 …); the portal turns both into words.

-- Text without case and Vietnamese diacritics, so that "thanh binh" finds "Thanh Bình".
-- Decomposes, drops the combining marks, and maps đ, which has no decomposition.
create function fold(value text) returns text
language sql immutable strict parallel safe
as $$
    select replace(
        replace(lower(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd'),
        'Đ', 'd')
$$;

create function vietnam_today() returns date
language sql stable
as $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;

-- A period is text: 2022, 2022-H1, 2022-9M, 2022-Q3, 2022-07.
create function period_first_day(period text) returns date
language sql immutable strict parallel safe
as $$
    select make_date(left(period, 4)::integer,
                     case when period ~ '-Q' then right(period, 1)::integer * 3 - 2
                          when period ~ '-H' then right(period, 1)::integer * 6 - 5
                          when period ~ '-\d\d$' then right(period, 2)::integer
                          else 1
                     end, 1)
$$;

create function period_last_day(period text) returns date
language sql immutable strict parallel safe
as $$
    select (period_first_day(period)
            + make_interval(months => case when period ~ '-Q' then 3 when period ~ '-H' then 6 when period ~ '-9M' then 9
                                           when period ~ '-' then 1 else 12 end)
            - interval '1 day')::date
$$;

-- From January to a period's last day, where that has a name: the third quarter's is the nine months.
create function period_to_date(period text) returns text
language sql immutable strict parallel safe
as $$
    select case substr(period, 6)
               when 'Q2' then left(period, 4) || '-H1'
               when 'Q3' then left(period, 4) || '-9M'
               when 'Q4' then left(period, 4)
               when 'H2' then left(period, 4)
               when '03' then left(period, 4) || '-Q1'
               when '06' then left(period, 4) || '-H1'
               when '09' then left(period, 4) || '-9M'
               when '12' then left(period, 4)
               else case when period ~ '-(0[24578]|1[01])$' then null else period end
           end
$$;

-- How firm a figure is.
create function vintage_rank(vintage text) returns integer
language sql immutable strict parallel safe
as $$ select array_position(array['estimate', 'preliminary', 'final'], vintage) $$;

-- Tables whose rows are history refuse to be rewritten, whoever asks.
create function refuse_rewriting() returns trigger
language plpgsql
as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end
$$;

-- Numbers the entries of a log within its owner, from 1: column and table of the owner are the trigger's arguments.
-- The owner is locked, so that two entries at once do not get one number.
create function number_in_log() returns trigger
language plpgsql
as $$
declare
    owner bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
begin
    execute format('select 1 from %I where id = $1 for no key update', tg_argv[1]) using owner;
    if new.number is null then
        execute format('select coalesce(max(number), 0) + 1 from %I where %I = $1', tg_table_name, tg_argv[0])
           into new.number using owner;
    end if;
    return new;
end
$$;

-- What is said to be so on a day is said when the day has come. Arguments: the column, and the name a form knows the refusal by.
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

-- A bundle brings reports that were decided elsewhere. What it writes is allowed only in the transaction that says so here,
-- and this list is never rewritten: whoever loads figures past the four eyes leaves a trace.
create table bundle_imports (
    transaction xid8 primary key default pg_current_xact_id(),
    imported_by text not null,
    imported_at timestamptz not null default now()
);
create trigger bundle_imports_append_only before update or delete on bundle_imports
    for each row execute function refuse_rewriting();

create function in_bundle_import() returns boolean
language sql stable
as $$ select exists (select 1 from bundle_imports where transaction = pg_current_xact_id_if_assigned()) $$;
