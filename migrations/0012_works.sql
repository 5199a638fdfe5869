-- Works of a zone with their append-only statements of progress; wastewater plants with stages, permits and an append-only log of
-- readings.

-- Clearance, levelling and infrastructure items.
create table works (
    id             bigint generated always as identity primary key,
    code           text not null constraint works_code_key unique,
    name           text not null,
    zone_id        bigint not null references zones,
    -- None: the zone as a whole.
    phase_id       bigint references phases,
    kind           text not null constraint works_kind check (kind in
                       ('clearance', 'levelling', 'road', 'power', 'water_supply', 'drainage', 'wastewater', 'green', 'lighting',
                        'telecom', 'fire', 'other')),
    -- What is to be done. Clearance and levelling: m². Others: a quantity in a unit of its own, or percent where there is none.
    area_m2        numeric constraint works_area_positive check (area_m2 > 0),
    quantity       numeric constraint works_quantity_positive check (quantity > 0),
    unit           text check (length(trim(unit)) > 0 and length(unit) <= 20),
    whole          numeric generated always as (case when kind in ('clearance', 'levelling') then area_m2
                                                     when unit is not null then quantity else 100 end) stored,
    budget_vnd     numeric constraint works_budget_positive check (budget_vnd > 0),
    funding        text check (funding in ('central', 'provincial', 'developer', 'other')),
    decision_no    text,
    decision_on    date,
    carried_out_by text,
    planned_start  date,
    planned_finish date,
    note           text,
    version        integer not null default 1,
    retired_at     timestamptz,
    search         text generated always as
                       (fold(code || ' ' || name || ' ' || coalesce(carried_out_by, '') || ' ' || coalesce(decision_no, ''))) stored,
    constraint works_measure check (case when kind in ('clearance', 'levelling') then num_nonnulls(quantity, unit) = 0
                                         else area_m2 is null and num_nonnulls(quantity, unit) in (0, 2) end),
    constraint works_finish_after_start check (planned_finish >= planned_start)
);
create index works_zone on works (zone_id);
create trigger works_phase after insert or update of phase_id, zone_id on works
    for each row execute function check_phase_of_zone();

-- How far a work was at the end of a day, cumulative. A later row for the same day takes the place of the one before it, or
-- withdraws it; nothing is edited.
create table work_statements (
    id            bigint generated always as identity primary key,
    work_id       bigint not null references works,
    -- In the order of recording, from 1.
    number        integer not null check (number >= 1),
    as_of         date not null,
    -- In the work's own measure: m², its unit, or percent. Null where the paper says nothing of it.
    done          numeric constraint work_statements_done check (done >= 0),
    disbursed_vnd numeric constraint work_statements_disbursed check (disbursed_vnd >= 0),
    stopped       boolean not null default false,
    withdrawn     boolean not null default false,
    source        text not null check (length(trim(source)) > 0 and length(source) <= 300),
    -- Why more was done, or paid, than was approved.
    over_reason   text check (length(trim(over_reason)) > 0 and length(over_reason) <= 2000),
    -- Why it takes the place of what was said of the day before.
    correction    text check (length(trim(correction)) > 0 and length(correction) <= 2000),
    note          text check (length(note) <= 2000),
    recorded_by   text not null,
    account_id    bigint references accounts,
    recorded_at   timestamptz not null default now(),
    constraint work_statements_key unique (work_id, number),
    constraint work_statements_say check (case when withdrawn then num_nonnulls(done, disbursed_vnd) = 0 and not stopped
                                               else stopped or num_nonnulls(done, disbursed_vnd) > 0 end)
);
create trigger work_statements_append_only before update or delete on work_statements
    for each row execute function refuse_rewriting();
create trigger work_statements_no_truncate before truncate on work_statements
    for each statement execute function refuse_rewriting();
-- Progress is stated once it is made.
create trigger work_statements_as_of before insert on work_statements
    for each row execute function day_has_come('as_of', 'IZ081');
create trigger work_statements_number before insert on work_statements
    for each row execute function number_in_log('work_id', 'works');

-- What holds: the last row of each day, unless it withdraws the day.
create view live_work_statements as
select * from (select distinct on (work_id, as_of) * from work_statements order by work_id, as_of, number desc) last
 where not withdrawn;

-- Every work with a statement by a day, as it stood at the end of it. Cumulative figures never fall, so the largest is the last.
create function work_standings(day date)
returns table (work_id bigint, done numeric, disbursed_vnd numeric, stopped boolean, stated_on date, source text,
               begun_on date, finished_on date)
language sql stable
as $$
    select s.work_id, max(s.done), max(s.disbursed_vnd), (array_agg(s.stopped order by s.as_of desc))[1], max(s.as_of),
           (array_agg(s.source order by s.as_of desc))[1],
           min(s.as_of) filter (where s.done > 0 or s.disbursed_vnd > 0), min(s.as_of) filter (where s.done >= w.whole)
      from live_work_statements s join works w on w.id = s.work_id
     where s.as_of <= day
     group by s.work_id
$$;

-- What has been said of a work is in order, and within what was approved unless it says why.
create function check_work(work bigint) returns void
language plpgsql
as $$
declare
    planned works;
begin
    select * into planned from works where id = work;
    if exists (select 1 from (select s.done, s.disbursed_vnd,
                                     max(s.done) over before as done_before, max(s.disbursed_vnd) over before as disbursed_before
                                from live_work_statements s where s.work_id = work
                              window before as (order by s.as_of rows between unbounded preceding and 1 preceding)) said
                where said.done < said.done_before or said.disbursed_vnd < said.disbursed_before) then
        raise exception 'cumulative figures do not fall' using errcode = 'IZ083';
    end if;
    if planned.kind not in ('clearance', 'levelling') and planned.unit is null
       and exists (select 1 from live_work_statements s where s.work_id = work and s.done > 100) then
        raise exception 'more than 100 percent' using errcode = 'IZ084', constraint = 'works_unit_kept';
    end if;
    -- A bundle brings statements that were made while more was approved.
    if in_bundle_import() then
        return;
    end if;
    if exists (select 1 from live_work_statements s where s.work_id = work and s.done > planned.whole and s.over_reason is null) then
        raise exception 'more is done than was planned' using errcode = 'IZ085',
            constraint = case when planned.kind in ('clearance', 'levelling') then 'works_area_done' else 'works_quantity_done' end;
    end if;
    if exists (select 1 from live_work_statements s
                where s.work_id = work and s.disbursed_vnd > planned.budget_vnd and s.over_reason is null) then
        raise exception 'more is paid than was approved' using errcode = 'IZ086', constraint = 'works_budget_disbursed';
    end if;
end
$$;

create function check_work_statement() returns trigger
language plpgsql
as $$
declare
    standing work_statements;
begin
    select * into standing from work_statements
     where work_id = new.work_id and as_of = new.as_of and number < new.number order by number desc limit 1;
    -- A correction names its reason; a day can be withdrawn only where something stands.
    if (standing.id is not null and not standing.withdrawn and new.correction is null)
       or (new.withdrawn and coalesce(standing.withdrawn, true)) then
        raise exception 'a correction says why' using errcode = 'IZ082';
    end if;
    perform check_work(new.work_id);
    return null;
end
$$;
create trigger work_statements_check after insert on work_statements
    for each row execute function check_work_statement();

-- What has been said of a work keeps its measure, and stays within what is approved.
create function keep_work() returns trigger
language plpgsql
as $$
begin
    if exists (select 1 from work_statements where work_id = new.id)
       and (new.unit is distinct from old.unit
            or (new.kind in ('clearance', 'levelling')) <> (old.kind in ('clearance', 'levelling'))) then
        raise exception 'statements keep their measure' using errcode = 'IZ087', constraint = 'works_unit_kept';
    end if;
    perform check_work(new.id);
    return null;
end
$$;
create trigger works_keep after update of kind, unit, quantity, area_m2, budget_vnd on works
    for each row execute function keep_work();

-- Central wastewater plants. What they can treat on a day is what the stages in operation by then can; without stages, the design.
create table wastewater_plants (
    id              bigint generated always as identity primary key,
    code            text not null constraint wastewater_plants_code_key unique,
    name            text not null,
    zone_id         bigint not null references zones,
    phase_id        bigint references phases,
    design_m3_day   numeric not null constraint wastewater_plants_design_positive check (design_m3_day > 0),
    operator        text,
    -- Automatic monitoring: since when there is a station, and since when it sends to the department. Null: not.
    automatic_since date,
    connected_since date,
    source          text,
    note            text,
    version         integer not null default 1,
    retired_at      timestamptz,
    search          text generated always as (fold(code || ' ' || name || ' ' || coalesce(operator, ''))) stored,
    constraint wastewater_plants_connected_later check (connected_since is null or coalesce(connected_since >= automatic_since, false))
);
create trigger wastewater_plants_phase after insert or update of phase_id, zone_id on wastewater_plants
    for each row execute function check_phase_of_zone();

create table wastewater_stages (
    id              bigint generated always as identity primary key,
    plant_id        bigint not null references wastewater_plants,
    position        integer not null check (position between 1 and 99),
    name            text not null,
    capacity_m3_day numeric not null constraint wastewater_stages_capacity_positive check (capacity_m3_day > 0),
    -- Null while it is being built.
    operating_on    date,
    document_no     text,
    note            text,
    version         integer not null default 1,
    retired_at      timestamptz,
    search          text generated always as (fold(name || ' ' || coalesce(document_no, ''))) stored,
    constraint wastewater_stages_key unique (plant_id, position)
);

-- What a plant can treat on a day, m³ a day; nothing before its first stage is in operation.
create function wastewater_capacity(plant bigint, day date) returns numeric
language sql stable
as $$
    select case when exists (select 1 from wastewater_stages where plant_id = plant and retired_at is null)
                then (select coalesce(sum(capacity_m3_day), 0) from wastewater_stages
                       where plant_id = plant and retired_at is null and operating_on <= day)
                else (select design_m3_day from wastewater_plants where id = plant) end
$$;

-- What may be discharged, where to, and up to which limits (mg/l; MPN or CFU in 100 ml for coliforms), from a day on.
create table discharge_permits (
    id               bigint generated always as identity primary key,
    plant_id         bigint not null references wastewater_plants,
    permit_no        text not null,
    valid_from       date not null,
    valid_to         date,
    receiving_water  text,
    standard         text,
    ph_low           numeric check (ph_low between 0 and 14),
    ph_high          numeric check (ph_high between 0 and 14),
    cod_limit        numeric check (cod_limit >= 0),
    bod5_limit       numeric check (bod5_limit >= 0),
    tss_limit        numeric check (tss_limit >= 0),
    ammonium_limit   numeric check (ammonium_limit >= 0),
    nitrogen_limit   numeric check (nitrogen_limit >= 0),
    phosphorus_limit numeric check (phosphorus_limit >= 0),
    coliform_limit   numeric check (coliform_limit >= 0),
    note             text,
    version          integer not null default 1,
    retired_at       timestamptz,
    search           text generated always as (fold(permit_no || ' ' || coalesce(standard, '') || ' ' || coalesce(receiving_water, ''))) stored,
    constraint discharge_permits_key unique (plant_id, valid_from),
    constraint discharge_permits_term check (valid_to > valid_from),
    constraint discharge_permits_ph check (ph_high > ph_low)
);

-- What was treated and measured, by whose paper. An entry takes the place of an earlier one, or withdraws it, and both stay.
create table wastewater_readings (
    id            bigint generated always as identity primary key,
    plant_id      bigint not null references wastewater_plants,
    -- In the order of recording, from 1.
    number        integer not null,
    from_on       date not null,
    to_on         date not null,
    source        text not null constraint wastewater_readings_source check (source in ('self_report', 'automatic', 'inspection')),
    actual_m3_day numeric constraint wastewater_readings_actual check (actual_m3_day >= 0),
    ph            numeric constraint wastewater_readings_ph check (ph between 0 and 14),
    cod           numeric check (cod >= 0),
    bod5          numeric check (bod5 >= 0),
    tss           numeric check (tss >= 0),
    ammonium      numeric check (ammonium >= 0),
    nitrogen      numeric check (nitrogen >= 0),
    phosphorus    numeric check (phosphorus >= 0),
    coliform      numeric check (coliform >= 0),
    document      text,
    note          text,
    -- The entry whose place it takes, or which it withdraws, and why.
    corrects      integer,
    withdrawn     boolean not null default false,
    correction    text check (length(trim(correction)) > 0 and length(correction) <= 2000),
    recorded_by   text not null,
    account_id    bigint references accounts,
    recorded_at   timestamptz not null default now(),
    constraint wastewater_readings_key unique (plant_id, number),
    constraint wastewater_readings_corrected_once unique (plant_id, corrects),
    constraint wastewater_readings_corrects_earlier check (number >= 1 and corrects < number),
    constraint wastewater_readings_corrects foreign key (plant_id, corrects) references wastewater_readings (plant_id, number),
    constraint wastewater_readings_correction check ((corrects is null) = (correction is null) and (corrects is not null or not withdrawn)),
    constraint wastewater_readings_order check (to_on >= from_on),
    constraint wastewater_readings_say check
        ((num_nonnulls(actual_m3_day, ph, cod, bod5, tss, ammonium, nitrogen, phosphorus, coliform) = 0) = withdrawn)
);
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
