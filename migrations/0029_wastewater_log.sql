-- Readings of wastewater are an append-only log, as statements of progress are: an entry takes the place of an earlier one, or
-- withdraws it, and both stay. Refusals carry codes of their own, IZ290 to IZ292, that the portal turns into words.

-- Numbers the entries of a log of its own within its owner, from 1: column and table of the owner are the trigger's arguments.
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
drop trigger work_statements_number on work_statements;
drop function number_work_statement();
create trigger work_statements_number before insert on work_statements
    for each row execute function number_in_log('work_id', 'works');

alter table wastewater_readings
    drop constraint wastewater_readings_key,
    drop constraint wastewater_readings_say,
    drop column search,
    drop column version,
    -- In the order of recording, from 1.
    add column number integer,
    -- The entry whose place it takes, or which it withdraws, and why.
    add column corrects integer,
    add column withdrawn boolean not null default false,
    add column correction text check (length(trim(correction)) > 0 and length(correction) <= 2000),
    add column recorded_by text,
    add column account_id bigint references accounts,
    add column recorded_at timestamptz not null default now();

-- Who wrote what stands there, and when, is in the audit log.
update wastewater_readings r
   set number = n.number, recorded_by = coalesce(l.actor, 'import'), account_id = l.account_id, recorded_at = coalesce(l.at, now())
  from (select id, row_number() over (partition by plant_id order by to_on, id) as number from wastewater_readings) n
  left join lateral (select a.actor, a.account_id, a.at from audit_log a
                      where a.subject_type = 'wastewater_readings' and a.subject_id = n.id order by a.id desc limit 1) l on true
 where n.id = r.id;
-- What had been taken out of use is withdrawn.
insert into wastewater_readings (plant_id, from_on, to_on, source, number, corrects, withdrawn, correction, recorded_by, account_id, recorded_at)
select r.plant_id, r.from_on, r.to_on, r.source, m.last + row_number() over (partition by r.plant_id order by r.number), r.number, true,
       'Đã ngừng dùng.', r.recorded_by, r.account_id, r.retired_at
  from wastewater_readings r
  join (select plant_id, max(number) as last from wastewater_readings group by plant_id) m on m.plant_id = r.plant_id
 where r.retired_at is not null;

alter table wastewater_readings
    drop column retired_at,
    alter column number set not null,
    alter column recorded_by set not null,
    add constraint wastewater_readings_key unique (plant_id, number),
    add constraint wastewater_readings_corrected_once unique (plant_id, corrects),
    add constraint wastewater_readings_corrects_earlier check (number >= 1 and corrects < number),
    add constraint wastewater_readings_corrects foreign key (plant_id, corrects) references wastewater_readings (plant_id, number),
    add constraint wastewater_readings_correction check ((corrects is null) = (correction is null) and (corrects is not null or not withdrawn)),
    add constraint wastewater_readings_say check
        ((num_nonnulls(actual_m3_day, ph, cod, bod5, tss, ammonium, nitrogen, phosphorus, coliform) = 0) = withdrawn);

create trigger wastewater_readings_append_only before update or delete on wastewater_readings
    for each row execute function refuse_rewriting();
create trigger wastewater_readings_no_truncate before truncate on wastewater_readings
    for each statement execute function refuse_rewriting();
create trigger wastewater_readings_number before insert on wastewater_readings
    for each row execute function number_in_log('plant_id', 'wastewater_plants');

-- What holds: what no later entry took the place of, unless it is a withdrawal itself.
create view live_wastewater_readings as
select * from wastewater_readings r
 where not withdrawn
   and not exists (select 1 from wastewater_readings l where l.plant_id = r.plant_id and l.corrects = r.number);

create function check_wastewater_reading() returns trigger
language plpgsql
as $$
begin
    -- A bundle brings what was recorded while nobody asked.
    if new.to_on > vietnam_today() and not in_bundle_import() then
        raise exception 'a reading is of days that have been' using errcode = 'IZ290';
    end if;
    if exists (select 1 from wastewater_readings w
                where w.plant_id = new.plant_id and w.number = new.corrects and w.withdrawn) then
        raise exception 'what was withdrawn holds no more' using errcode = 'IZ291';
    end if;
    if not new.withdrawn
       and exists (select 1 from live_wastewater_readings l
                    where l.plant_id = new.plant_id and l.to_on = new.to_on and l.source = new.source and l.number <> new.number) then
        raise exception 'there is a reading of this source until that day' using errcode = 'IZ292';
    end if;
    return null;
end
$$;
create trigger wastewater_readings_check after insert on wastewater_readings
    for each row execute function check_wastewater_reading();
