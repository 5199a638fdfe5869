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

-- A period is text: 2022, 2022-H1, 2022-9M, 2022-Q3, 2022-07. In plpgsql: a strict function in SQL is not inlined where it has a
-- case, and is then planned anew at each call, for twenty times as long as it takes.
create function period_first_day(period text) returns date
language plpgsql immutable strict parallel safe
as $$
begin
    return make_date(left(period, 4)::integer,
                     case when period ~ '-Q' then right(period, 1)::integer * 3 - 2
                          when period ~ '-H' then right(period, 1)::integer * 6 - 5
                          when period ~ '-\d\d$' then right(period, 2)::integer
                          else 1
                     end, 1);
end
$$;

create function period_last_day(period text) returns date
language plpgsql immutable strict parallel safe
as $$
begin
    return (period_first_day(period)
            + make_interval(months => case when period ~ '-Q' then 3 when period ~ '-H' then 6 when period ~ '-9M' then 9
                                           when period ~ '-' then 1 else 12 end)
            - interval '1 day')::date;
end
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

-- What is said to be so on a day is said when the day has come. Arguments: the column, the code of the refusal, and the name a form
-- knows it by, where it has one.
create function day_has_come() returns trigger
language plpgsql
as $$
begin
    if (to_jsonb(new) ->> tg_argv[0])::date > vietnam_today() then
        raise exception '% is a day to come', tg_argv[0]
            using errcode = tg_argv[1], constraint = coalesce(tg_argv[2], ''), table = tg_table_name;
    end if;
    return new;
end
$$;

-- Guards of append-only logs. A log holds the entries of a record – a project's events, a work's statements – and takes the guards it
-- needs; what may follow what is the law of each, in its own file.

-- Numbers entries within their record, from 1. Arguments: the column that names the record and its table; where records of several
-- tables have a course in one log, a pair for each. The record is locked, so that two entries at once do not get one number.
create function number_in_log() returns trigger
language plpgsql
as $$
declare
    entry  constant jsonb := to_jsonb(new);
    pair   integer := 0;
    record bigint;
begin
    loop
        record := (entry ->> tg_argv[pair])::bigint;
        exit when record is not null or pair + 2 >= tg_nargs;
        pair := pair + 2;
    end loop;
    execute format('select 1 from %I where id = $1 for no key update', tg_argv[pair + 1]) using record;
    if new.number is null then
        execute format('select coalesce(max(number), 0) + 1 from %I where %I = $1', tg_table_name, tg_argv[pair])
           into new.number using record;
    end if;
    return new;
end
$$;

-- A mistaken event is cancelled by a later one that names it: a correction, or one of its own kind, which takes its place in the order of
-- the day. Arguments: the column that names the record, and the code of the refusal. By its trigger's name after the numbering.
create function place_in_log() returns trigger
language plpgsql
as $$
declare
    cancelled text;
    place     integer;
begin
    new.position := new.number;
    if new.corrects is null then
        return new;
    end if;
    execute format('select kind, position from %I where %I = $1 and number = $2', tg_table_name, tg_argv[0])
       into cancelled, place using (to_jsonb(new) ->> tg_argv[0])::bigint, new.corrects;
    if cancelled is null or new.corrects >= new.number or cancelled = 'correction' or new.kind not in ('correction', cancelled) then
        raise exception 'an event is corrected once, by a later correction or one of its own kind' using errcode = tg_argv[1];
    end if;
    if new.kind <> 'correction' then
        new.position := place;
    end if;
    return new;
end
$$;

-- What a record says of its log is a cache only the log writes: a trigger of the log is one level up, whoever writes by hand is not.
-- Arguments: the code of the refusal, what the columns say before the log says anything (JSON), and columns that are kept only later.
create function keep_cache() returns trigger
language plpgsql
as $$
declare
    unsaid constant jsonb := tg_argv[1];
    said   constant jsonb := to_jsonb(new);
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' and exists (select 1 from jsonb_each(unsaid) u where said -> u.key is distinct from u.value)
       or tg_op = 'UPDATE' and exists (
           select 1 from (select jsonb_object_keys(unsaid) union all select unnest(string_to_array(tg_argv[2], ','))) k (name)
            where said -> k.name is distinct from to_jsonb(old) -> k.name) then
        raise exception 'what % says of its log follows from the log', tg_table_name using errcode = tg_argv[0];
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
