-- The schema as the files of migrations/ make it, by pg_dump. Do not change it: `make prepare` writes it anew, a test compares.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';

CREATE FUNCTION agenda_opened_on(obstacle bigint, task bigint) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    select raised_on from obstacles where id = obstacle
    union all
    select make_date(year, 1, 1) from key_tasks where id = task
$$;

CREATE FUNCTION apply_agenda_step() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    step    record;
    ended   boolean := false;
    changed date;
begin
    if new.happened_on > vietnam_today() or new.happened_on < agenda_opened_on(new.obstacle_id, new.key_task_id) then
        raise exception 'a step is taken after the work was opened and not in the future' using errcode = 'IZ062';
    end if;
    if new.due_on is not null and new.former_due_on is not null and new.due_on <> new.former_due_on and new.reason is null then
        raise exception 'a deadline moves for a reason' using errcode = 'IZ063';
    end if;
    for step in
        select kind, happened_on from agenda_steps s
         where s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id
         order by s.number
    loop
        if ended <> (step.kind = 'reopened') then
            raise exception 'what has ended is reopened first, and only that' using errcode = 'IZ061';
        end if;
        if step.kind in ('resolved', 'dropped', 'reopened') then
            if step.happened_on < changed then
                raise exception 'the end and a reopening follow each other in time' using errcode = 'IZ062';
            end if;
            changed := step.happened_on;
        end if;
        ended := case step.kind when 'reopened' then false else ended or step.kind in ('resolved', 'dropped') end;
    end loop;
    update obstacles
       set due_on = coalesce(new.due_on, new.former_due_on),
           status = case when new.kind = 'resolved' then 'resolved' when new.kind = 'forwarded' then 'forwarded'
                         when new.kind = 'rescheduled' or (new.kind = 'handled' and status = 'forwarded') then status
                         else 'handling' end,
           result = case when new.kind = 'resolved' then new.content end,
           resolved_on = case when new.kind = 'resolved' then new.happened_on end,
           version = version + 1
     where id = new.obstacle_id;
    update key_tasks
       set due_on = coalesce(new.due_on, new.former_due_on),
           status = case new.kind when 'resolved' then 'done' when 'dropped' then 'dropped' when 'rescheduled' then status
                                  else 'doing' end,
           result = case when new.kind in ('resolved', 'dropped') then new.content end,
           resolved_on = case when new.kind in ('resolved', 'dropped') then new.happened_on end,
           version = version + 1
     where id = new.key_task_id;
    return null;
end
$$;

CREATE FUNCTION apply_parcel_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION apply_project_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    corrected project_events;
    changed   text := new.kind;
    newest    project_events;
begin
    perform check_project_log(new.project_id);
    perform refresh_project(new.project_id);
    if in_bundle_import() then
        return null;
    end if;
    if new.corrects is not null then
        select * into corrected from project_events where project_id = new.project_id and number = new.corrects;
        changed := corrected.kind;
    end if;
    if changed in ('renamed', 'aim_changed', 'transferred') then
        select * into newest from live_project_events
         where project_id = new.project_id and kind = changed and (kind <> 'transferred' or enterprise_id is not null)
         order by happened_on desc, position desc limit 1;
        update projects
           set name = case when changed = 'renamed' then coalesce(newest.content, corrected.former, name) else name end,
               aim = case when changed = 'aim_changed' then coalesce(newest.content, corrected.former) else aim end,
               enterprise_id = case when changed = 'transferred'
                                    then coalesce(newest.enterprise_id, (select id from enterprises where code = corrected.former),
                                                  enterprise_id)
                                    else enterprise_id end,
               version = version + 1
         where id = new.project_id;
    end if;
    return null;
end
$$;

CREATE FUNCTION fold(value text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    select replace(
        replace(lower(regexp_replace(normalize(value, NFD), '[\u0300-\u036f]', '', 'g')), 'đ', 'd'),
        'Đ', 'd')
$$;

CREATE TABLE lease_parcels (
    id bigint NOT NULL,
    lease_id bigint NOT NULL,
    parcel_id bigint NOT NULL,
    area_m2 numeric NOT NULL,
    until date,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    label text DEFAULT ''::text NOT NULL,
    search text GENERATED ALWAYS AS (fold(label)) STORED,
    CONSTRAINT lease_parcels_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT lease_parcels_area_positive CHECK ((area_m2 > (0)::numeric))
);

CREATE FUNCTION begins_on(share lease_parcels) RETURNS date
    LANGUAGE sql STABLE
    AS $$ select l.valid_from from leases l where l.id = share.lease_id $$;

CREATE FUNCTION board_holders(day date) RETURNS TABLE(board_id bigint, holder_id bigint)
    LANGUAGE sql STABLE
    AS $$
    with recursive chain as (
        select id as board_id, id as holder_id, valid_until, successor_id from boards where retired_at is null
        union all
        select c.board_id, b.id, b.valid_until, b.successor_id
          from chain c join boards b on b.id = c.successor_id and b.retired_at is null
         where c.valid_until < day)
    select distinct on (board_id) board_id, holder_id from chain order by board_id, valid_until desc nulls first
$$;

CREATE FUNCTION branch_counts_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select 1 from changed c join enterprises e on e.id = c.enterprise_id and e.reported_by_parent_since is not null
                where c.value is not null and e.reported_by_parent_since <= period_first_day(c.period)) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return null;
end
$$;

CREATE FUNCTION capital_movements(first date, last date) RETURNS TABLE(event_id bigint, project_id bigint, zone_id bigint, origin text, currency text, kind text, happened_on date, movement text, amount numeric, by_origin numeric)
    LANGUAGE sql STABLE
    AS $$
    select m.id, m.project_id, m.zone_id, m.origin, m.currency, m.kind, m.happened_on, m.movement, m.amount,
           case when m.currency = origin_currency(m.origin) then m.amount
                when m.movement = 'ended' then project_equivalent_on(m.project_id, m.happened_on)
                else (select s.other * sign(s.capital) from capital_steps s where s.event_id = m.id) end
      from (select e.id, e.project_id, p.zone_id, o.origin, p.capital_currency as currency, e.kind, e.happened_on,
                   case when e.kind = 'granted' then 'new' when e.kind = 'capital_changed' and e.capital > 0 then 'increased'
                        when e.kind = 'capital_changed' then 'reduced' else 'ended' end as movement,
                   case when e.kind in ('granted', 'capital_changed') then abs(e.capital)
                        else project_capital_on(e.project_id, e.happened_on) end as amount
              from live_project_events e
              join projects p on p.id = e.project_id and p.retired_at is null
              join project_origins(last) o on o.project_id = p.id
             where e.kind in ('granted', 'capital_changed', 'terminated', 'revoked') and e.happened_on between first and last) m
$$;

CREATE FUNCTION cause_parcel_event(parcel bigint, happened text, day date, holder bigint, paper text, paper_on date, cause text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    insert into parcel_events (parcel_id, kind, happened_on, enterprise_id, document_no, document_on, recorded_by)
    values (parcel, happened, day, holder, left(paper, 100), paper_on, cause);
exception
    when sqlstate 'IZ041' or sqlstate 'IZ042' or sqlstate 'IZ043' or sqlstate 'IZ045' then
        raise exception '%', sqlerrm using errcode = sqlstate, constraint = 'parcel_life';
end
$$;

CREATE FUNCTION change_standards_stamp() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update standards_stamp set stamp = gen_random_uuid();
    return null;
end
$$;

CREATE FUNCTION check_board_successor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select 1 from boards s where s.id = new.successor_id
                and (s.valid_until <= new.valid_until or s.valid_from > new.valid_until + 1))
    or exists (select 1 from boards p where p.successor_id = new.id
                and (new.valid_until <= p.valid_until or new.valid_from > p.valid_until + 1)) then
        raise exception 'a board is succeeded by one that is there the day after and lasts longer'
            using errcode = '23514', constraint = 'boards_successor_order';
    end if;
    return null;
end $$;

CREATE FUNCTION check_corrected_leases() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform check_parcel_leases(new.parcel_id, null);
    return null;
end
$$;

CREATE FUNCTION check_lease_extensions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_lease_parcel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_lease_term() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_parcel_area() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform check_parcel_leases(new.id, null);
    return null;
end
$$;

CREATE FUNCTION check_parcel_leases(parcel bigint, own bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_parcel_log(parcel bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_phase_of_zone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.phase_id is not null and not exists (select 1 from phases where id = new.phase_id and zone_id = new.zone_id) then
        raise exception 'the phase is in another zone' using errcode = 'IZ088', constraint = 'phase_of_zone';
    end if;
    return null;
end
$$;

CREATE FUNCTION check_project_log(project bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    event     record;
    state     text;
    suspended boolean := false;
    total     numeric;
begin
    for event in
        select * from live_project_events where project_id = project order by happened_on, position
    loop
        if state in ('terminated', 'revoked') then
            raise exception 'nothing follows the end of a project but a correction' using errcode = 'IZ022';
        end if;
        if (state is null) <> (event.kind = 'granted') then
            raise exception 'a project is granted first, and once' using errcode = 'IZ021';
        end if;
        case event.kind
            when 'granted' then
                state := 'granted';
                total := event.capital;
            when 'construction_started' then
                if suspended or state <> 'granted' then
                    raise exception 'works begin once, before operation, and not while suspended' using errcode = 'IZ024';
                end if;
                state := 'building';
            when 'operating' then
                if suspended or state = 'operating' then
                    raise exception 'operation begins once, and not while suspended' using errcode = 'IZ024';
                end if;
                state := 'operating';
            when 'suspended' then
                if suspended then
                    raise exception 'the project is suspended already' using errcode = 'IZ023';
                end if;
                suspended := true;
            when 'resumed' then
                if not suspended then
                    raise exception 'only a suspended project resumes' using errcode = 'IZ023';
                end if;
                suspended := false;
            when 'capital_changed' then
                total := total + event.capital;
                if coalesce(total < 0, true) then
                    raise exception 'registered capital is known and never below zero' using errcode = 'IZ025';
                end if;
            when 'terminated', 'revoked' then
                state := event.kind;
            else
                null;
        end case;
    end loop;
end
$$;

CREATE FUNCTION check_scheme_surplus() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.sponsored_vnd > new.cost_vnd and coalesce(trim(new.surplus_reason), '') = '' and not in_bundle_import()
       and not exists (select 1 from sponsors where scheme_id = new.id and retired_at is null and trim(surplus_reason) <> '') then
        raise exception 'more is sponsored than the scheme costs' using errcode = 'IZ089', constraint = 'schemes_surplus';
    end if;
    return null;
end
$$;

CREATE FUNCTION check_shape_day() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not in_bundle_import()
       and new.valid_from < (select min(happened_on) from live_parcel_events where parcel_id = new.parcel_id and kind = 'registered') then
        raise exception 'a boundary begins with its parcel' using errcode = 'IZ314', constraint = 'parcel_shapes_of_parcel';
    end if;
    return new;
end
$$;

CREATE FUNCTION check_unit_succession() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not exists (select 1 from administrative_units p, administrative_units s
                    where p.id = new.predecessor_id and s.id = new.successor_id and p.valid_until < s.valid_from
                      and p.level = s.level) then
        raise exception 'a unit is succeeded by one of its level that begins after it ended'
            using errcode = '23514', constraint = 'unit_successions_order';
    end if;
    return new;
end $$;

CREATE FUNCTION check_wastewater_reading() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_work(work bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_work_statement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_zone_decisions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION check_zone_placement() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION close_recovery() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION copy_rate_to_event() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into project_event_rates (event_id, rate, source)
    select new.id, r.rate, r.source from exchange_rates r
     where r.year = extract(year from new.happened_on) and r.currency = 'usd' and r.retired_at is null
    on conflict do nothing;
    return null;
end
$$;

CREATE FUNCTION copy_rate_to_events() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    insert into project_event_rates (event_id, rate, source)
    select e.id, r.rate, r.source
      from exchange_rates r
      join project_events e on e.happened_on between make_date(r.year, 1, 1) and make_date(r.year, 12, 31)
     where r.id = new.id and r.currency = 'usd' and r.retired_at is null and e.capital is not null and e.equivalent is null
    on conflict do nothing;
    return null;
end
$$;

CREATE FUNCTION count_sponsor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    -- The scheme's own trigger adds up.
    update schemes set sponsored_vnd = null where id = new.scheme_id;
    if tg_op = 'UPDATE' and old.scheme_id <> new.scheme_id then
        update schemes set sponsored_vnd = null where id = old.scheme_id;
    end if;
    return null;
end
$$;

CREATE FUNCTION day_has_come() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if (to_jsonb(new) ->> tg_argv[0])::date > vietnam_today() then
        raise exception '% is a day to come', tg_argv[0]
            using errcode = tg_argv[1], constraint = coalesce(tg_argv[2], ''), table = tg_table_name;
    end if;
    return new;
end
$$;

CREATE FUNCTION edition_is_whole() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    e     editions%rowtype;
    m     jsonb;
    files jsonb;
    last  text;
begin
    if tg_table_name = 'editions' then
        e := new;
    else
        select * into e from editions where id = new.edition_id;
    end if;
    m := e.manifest::jsonb;
    select coalesce(jsonb_object_agg(f.name, jsonb_build_object(
               'bytes', octet_length(decode(f.content, 'base64')), 'media_type', f.media_type, 'sha256', f.sha256)), '{}')
      into files from edition_files f where f.edition_id = e.id;
    select sha256 into last from editions where paper = e.paper and period = e.period and number = e.number - 1;
    if (m ->> 'paper', m ->> 'period', m ->> 'number', m ->> 'figures_as_of', m ->> 'reason', m ->> 'issued_by', m ->> 'supersedes')
       is distinct from (e.paper, e.period, e.number::text, e.figures_as_of::text, coalesce(e.reason, ''), e.issued_by, coalesce(last, ''))
       or (m ->> 'issued_at')::timestamptz is distinct from e.issued_at
       or e.number > 1 and last is null
       or m -> 'files' is distinct from files then
        raise exception 'edition % of % % is not what its manifest says', e.number, e.paper, e.period
            using errcode = 'IZ390', table = 'editions';
    end if;
    return null;
end
$$;

CREATE FUNCTION end_agenda_last() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.kind in ('resolved', 'dropped') and not in_bundle_import()
       and exists (select 1 from agenda_steps s
                    where (s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id)
                      and s.number < new.number and s.happened_on > new.happened_on) then
        raise exception 'work does not end before its last step' using errcode = 'IZ062';
    end if;
    return null;
end
$$;

CREATE FUNCTION enterprise_origins(day date) RETURNS TABLE(enterprise_id bigint, origin text)
    LANGUAGE sql STABLE
    AS $$
    select distinct on (e.id) e.id, coalesce(p.origin, case e.ownership when 'foreign' then 'foreign' else 'domestic' end)
      from enterprises e
      left join (select coalesce(h.enterprise_id, j.enterprise_id) as holder, j.id, coalesce(f.origin, j.origin) as origin, j.granted_on, j.ended_on
                   from projects j
                   left join former_project_origins(day) f on f.project_id = j.id
                   left join former_project_holders(day) h on h.project_id = j.id
                  where j.retired_at is null and coalesce(j.granted_on <= day, true)) p on p.holder = e.id
     order by e.id, p.granted_on is null, coalesce(p.ended_on <= day, false), p.granted_on desc, p.id
$$;

CREATE FUNCTION enterprise_status_on(enterprise bigint, day date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select status from enterprise_states where enterprise_id = enterprise and since <= day order by since desc limit 1
$$;

CREATE FUNCTION established_area(zone bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$
    select case when bool_or(kind = 'established') and not bool_or(kind = 'revoked')
                 and count(area_m2) filter (where kind in ('established', 'expanded', 'reduced'))
                     = count(*) filter (where kind in ('established', 'expanded', 'reduced'))
                then sum(case kind when 'established' then area_m2 when 'expanded' then area_m2 when 'reduced' then -area_m2 end)
           end
      from zone_decisions
     where zone_id = zone and decided_on <= day and retired_at is null
$$;

CREATE FUNCTION established_leasable(zone bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$
    select case when bool_or(kind = 'established') and not bool_or(kind = 'revoked')
                 and count(leasable_m2) filter (where kind in ('established', 'expanded', 'reduced'))
                     = count(*) filter (where kind in ('established', 'expanded', 'reduced'))
                then sum(case kind when 'established' then leasable_m2 when 'expanded' then leasable_m2
                                   when 'reduced' then -leasable_m2 end)
           end
      from zone_decisions
     where zone_id = zone and decided_on <= day and retired_at is null
$$;

CREATE FUNCTION figures_come_from_acceptance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not in_bundle_import() and exists (
        select 1 from changed c
         where not exists (
               select 1 from filings f
                where f.id = c.filing_id and f.state = 'accepted' and f.revision = c.filing_revision
                  and f.enterprise_id = c.enterprise_id and f.accepted_in = pg_current_xact_id())) then
        raise exception 'figures enter the ledger by acceptance of their report' using errcode = 'IZ008';
    end if;
    return null;
end
$$;

CREATE FUNCTION figures_count_once() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select 1 from changed c join filings f on f.id = c.filing_id where c.project_id is distinct from f.project_id) then
        raise exception 'a figure is its report''s' using errcode = 'IZ008';
    end if;
    if exists (
        select 1
          from (select distinct enterprise_id, indicator_id, period, vintage from changed) c
          join lateral (
                select distinct on (g.project_id) g.project_id, g.value from figures g
                 where g.enterprise_id = c.enterprise_id and g.indicator_id = c.indicator_id and g.period = c.period
                   and g.vintage = c.vintage
                 order by g.project_id, g.revision desc) newest on newest.value is not null
         where exists (select 1 from figures p where p.enterprise_id = c.enterprise_id and p.period = c.period
                                                 and p.project_id is not null)
         group by c.enterprise_id, c.indicator_id, c.period, c.vintage
        having count(newest.project_id) > 0 and count(*) > count(newest.project_id)) then
        raise exception 'the figure would count twice: for the enterprise and for its project' using errcode = 'IZ012';
    end if;
    return null;
end
$$;

CREATE TABLE current_figures (
    enterprise_id bigint NOT NULL,
    project_id bigint,
    indicator_id bigint NOT NULL,
    period text NOT NULL,
    zone_id bigint NOT NULL,
    figure_id bigint NOT NULL,
    vintage text NOT NULL,
    value numeric NOT NULL,
    CONSTRAINT current_figures_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric))
);

CREATE FUNCTION figures_that_count(enterprise bigint, reported text) RETURNS SETOF current_figures
    LANGUAGE sql STABLE
    AS $$
    with newest as (
             select distinct on (indicator_id, project_id, vintage) * from figures
              where enterprise_id = enterprise and period = reported
              order by indicator_id, project_id, vintage, revision desc),
         best as (
             select distinct on (indicator_id, project_id) * from newest where value is not null
              order by indicator_id, project_id, vintage_rank(vintage) desc),
         parts as (
             select indicator_id, min(vintage_rank(vintage)) as rank from best where project_id is not null group by indicator_id),
         missing as (
             select exists (select 1 from projects p
                             where p.enterprise_id = enterprise and in_force(p, reported)
                               and not exists (select 1 from best where best.project_id = p.id)) as some)
    select b.enterprise_id, b.project_id, b.indicator_id, b.period, b.zone_id, b.id, b.vintage, b.value
      from best b
     cross join missing
      left join parts on parts.indicator_id = b.indicator_id
      left join best whole on whole.indicator_id = b.indicator_id and whole.project_id is null
     where (b.project_id is not null)
         = (whole.id is null or coalesce(parts.rank > vintage_rank(whole.vintage) and not missing.some, false))
$$;

CREATE FUNCTION follow_label() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION former_project_holders(day date) RETURNS TABLE(project_id bigint, enterprise_id bigint)
    LANGUAGE sql STABLE
    AS $$
    select e.project_id,
           coalesce((array_agg(e.enterprise_id order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (select id from enterprises where code = (array_agg(e.former order by e.position))[1]))
      from live_project_events e
     where e.kind = 'transferred' and e.enterprise_id is not null
     group by e.project_id having max(e.happened_on) > day
$$;

CREATE FUNCTION former_project_names(day date) RETURNS TABLE(project_id bigint, name text)
    LANGUAGE sql STABLE
    AS $$
    select e.project_id,
           coalesce((array_agg(e.content order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (array_agg(e.former order by e.position))[1])
      from live_project_events e
     where e.kind = 'renamed'
     group by e.project_id having max(e.happened_on) > day
$$;

CREATE FUNCTION former_project_origins(day date) RETURNS TABLE(project_id bigint, origin text)
    LANGUAGE sql STABLE
    AS $$
    select e.project_id,
           coalesce((array_agg(e.origin order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (array_agg(e.origin order by e.happened_on, e.position))[1])
      from live_project_events e
     where e.origin is not null
       and e.project_id in (select l.project_id from live_project_events l
                             where l.kind = 'transferred' and l.origin is not null and l.happened_on > day)
     group by e.project_id
$$;

CREATE FUNCTION home_zones(day date) RETURNS TABLE(zone_id bigint)
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
        select s.zone_id from zone_standings(day) s
          join boards b on b.id = s.board_id and b.home and daterange(b.valid_from, b.valid_until, '[]') @> day;
end $$;

CREATE FUNCTION home_zones(day date, among bigint[]) RETURNS TABLE(zone_id bigint)
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return query
        select s.zone_id from zone_standings(day) s
          join boards b on b.id = s.board_id and b.home and daterange(b.valid_from, b.valid_until, '[]') @> day
         where s.zone_id = any(among);
end $$;

CREATE FUNCTION in_bundle_import() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select exists (select 1 from bundle_imports where transaction = pg_current_xact_id_if_assigned()) $$;

CREATE TABLE projects (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    enterprise_id bigint,
    code text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    origin text NOT NULL,
    investor text,
    nationality text,
    policy_decision text,
    certificate_no text,
    granted_on date,
    capital_currency text DEFAULT 'vnd'::text NOT NULL,
    registered_capital numeric,
    area_m2 numeric,
    status text DEFAULT 'granted'::text NOT NULL,
    ended_on date,
    aim text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || name) || ' '::text) || COALESCE(investor, ''::text)) || ' '::text) || COALESCE(certificate_no, ''::text)))) STORED,
    CONSTRAINT projects_area_m2_check CHECK ((area_m2 >= (0)::numeric)),
    CONSTRAINT projects_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT projects_area_possible CHECK ((area_m2 <= (1000000000)::numeric)),
    CONSTRAINT projects_capital_currency_check CHECK ((capital_currency = ANY (ARRAY['vnd'::text, 'usd'::text]))),
    CONSTRAINT projects_ended_after_granted CHECK ((ended_on >= granted_on)),
    CONSTRAINT projects_kind_check CHECK ((kind = ANY (ARRAY['infrastructure'::text, 'secondary'::text]))),
    CONSTRAINT projects_origin_check CHECK ((origin = ANY (ARRAY['foreign'::text, 'domestic'::text]))),
    CONSTRAINT projects_policy_decision CHECK ((length(policy_decision) <= 200)),
    CONSTRAINT projects_registered_capital_check CHECK ((registered_capital >= (0)::numeric)),
    CONSTRAINT projects_registered_capital_size CHECK ((abs(registered_capital) <= '1000000000000000000'::numeric)),
    CONSTRAINT projects_status_check CHECK ((status = ANY (ARRAY['granted'::text, 'building'::text, 'operating'::text, 'suspended'::text, 'terminated'::text, 'revoked'::text])))
);

CREATE FUNCTION in_force(project projects, reported text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select project.retired_at is null and coalesce(project.granted_on <= period_last_day(reported), true)
       and coalesce(project.ended_on >= period_first_day(reported), true)
$$;

CREATE FUNCTION indicator_used_until(indicator bigint) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    select max(period_last_day(period)) from (
        select period from figures where indicator_id = indicator
        union select f.period from filing_entries e join filings f on f.id = e.filing_id where e.indicator_id = indicator) used
$$;

CREATE FUNCTION industry_unknown(asked_version text, asked_code text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select not exists (select 1 from industries where version = asked_version and code = asked_code)
$$;

CREATE FUNCTION industry_version_on(day date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select version from industry_versions order by valid_from <= day desc, case when valid_from <= day then valid_from end desc, valid_from
     limit 1
$$;

CREATE FUNCTION keep_agenda_opening() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_table_name = 'obstacles' then
        if exists (select 1 from agenda_steps where obstacle_id = new.id and happened_on < new.raised_on) then
            raise exception 'the work began before its first step' using errcode = 'IZ066';
        end if;
    elsif exists (select 1 from agenda_steps where key_task_id = new.id) then
        raise exception 'the year of a task with steps stays' using errcode = 'IZ066';
    end if;
    return null;
end
$$;

CREATE FUNCTION keep_attachment() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    may_change constant text[] := '{removed_by,removed_at,removed_reason,owner,owner_id}';
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
        raise exception 'an attachment is history' using errcode = 'IZ010';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_branch_filing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not in_bundle_import() and reported_by_parent(new.enterprise_id, new.period) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_branch_switch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if exists (select 1 from current_figures c
                where c.enterprise_id = new.id and period_first_day(c.period) >= new.reported_by_parent_since) then
        raise exception 'the branch has figures of its own' using errcode = 'IZ068';
    end if;
    return null;
end
$$;

CREATE FUNCTION keep_cache() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_contact() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'DELETE' or old.erased_at is not null or new.enterprise_id <> old.enterprise_id or new.position <> old.position then
        raise exception 'a contact stays where it is, and erased' using errcode = 'IZ069';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_enterprise_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    day date := coalesce(new.status_since,
                         case when tg_op = 'UPDATE' then vietnam_today()
                              when in_bundle_import() then coalesce(new.tenant_since, '1990-01-01')
                              else coalesce(new.tenant_since, vietnam_today()) end);
begin
    if tg_op = 'UPDATE' and old.status = new.status then
        -- The same state from another day on: a corrected date, not a new state.
        if new.status_since is null or old.status_since is not distinct from new.status_since then
            return null;
        end if;
        delete from enterprise_states
         where enterprise_id = new.id
           and since = (select max(since) from enterprise_states where enterprise_id = new.id and status = new.status);
    end if;
    insert into enterprise_states (enterprise_id, since, status) values (new.id, day, new.status)
    on conflict (enterprise_id, since) do update set status = excluded.status;
    return null;
end
$$;

CREATE FUNCTION keep_entries() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    filing filings;
begin
    if in_bundle_import() then
        return null;
    end if;
    -- A report deleted as a whole is not found any more: its cells go with it.
    for filing in select f.* from filings f where f.id in (select filing_id from changed) loop
        if filing.state not in ('draft', 'returned') then
            raise exception 'the report is submitted or accepted' using errcode = 'IZ006';
        end if;
        if period_locked(filing.enterprise_id, filing.form_id, filing.period) then
            raise exception 'the period is closed' using errcode = 'IZ001';
        end if;
    end loop;
    return null;
end
$$;

CREATE FUNCTION keep_filing() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if old.first_submitted_at is not null or old.revision > 1 or old.state <> 'draft' then
        raise exception 'a report that was handed in stays' using errcode = 'IZ007';
    end if;
    return old;
end
$$;

CREATE FUNCTION keep_filing_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    closing period_closings;
begin
    if in_bundle_import() then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'draft' or new.revision <> 1 then
            raise exception 'a report begins as a draft' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if (new.enterprise_id, new.form_id, new.period, new.vintage) is distinct from
       (old.enterprise_id, old.form_id, old.period, old.vintage) then
        raise exception 'a report keeps its subject' using errcode = 'IZ002';
    end if;
    if new.state = old.state then
        if new.revision <> old.revision then
            raise exception 'a revision begins by opening an accepted report' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if period_locked(new.enterprise_id, new.form_id, new.period) then
        raise exception 'the period is closed' using errcode = 'IZ001';
    end if;
    case old.state || ' ' || new.state
        when 'draft submitted', 'returned submitted' then
            if new.submitted_by is null then
                raise exception 'somebody submits a report' using errcode = 'IZ002';
            end if;
            select * into closing from period_closings c
             where c.form_id = new.form_id and c.period = new.period and c.retired_at is null and c.soft_on <= vietnam_today();
            if found and new.late_reason is null then
                raise exception 'the period is closed softly: a late report needs a reason' using errcode = 'IZ003';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
        when 'submitted accepted' then
            if new.decided_by is null or new.decided_by = new.submitted_by
               or exists (select 1 from filing_entries where filing_id = new.id and updated_by = new.decided_by)
               or exists (select 1 from filing_answers where filing_id = new.id and updated_by = new.decided_by) then
                raise exception 'nobody accepts a report they typed or submitted' using errcode = 'IZ005';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
            new.accepted_in := pg_current_xact_id();
        when 'submitted returned' then
            if new.decided_by is null or new.decided_by = new.submitted_by then
                raise exception 'nobody decides on a report they submitted' using errcode = 'IZ005';
            end if;
        when 'accepted draft' then
            if new.revision <> old.revision + 1 then
                raise exception 'an opened report is its next revision' using errcode = 'IZ002';
            end if;
        else
            raise exception 'a report does not go from % to %', old.state, new.state using errcode = 'IZ002';
    end case;
    return new;
end
$$;

CREATE FUNCTION keep_first_deadline() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.due_on is not null and new.due_on is distinct from new.first_due_on then
            raise exception 'the deadline follows from the steps' using errcode = 'IZ064';
        end if;
        new.due_on := new.first_due_on;
    elsif new.first_due_on is distinct from old.first_due_on then
        if old.first_due_on is not null or old.due_on is not null then
            raise exception 'the first deadline is kept; a step moves it' using errcode = 'IZ065';
        end if;
        new.due_on := new.first_due_on;
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_form_sums() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.adds_to_indicator_id is null then
        return new;
    end if;
    if (select (dimension, own_unit) from indicators where id = new.indicator_id)
       is distinct from (select (dimension, own_unit) from indicators where id = new.adds_to_indicator_id)
       or exists (
           with recursive above (id) as (
               select new.adds_to_indicator_id
                union
               select l.adds_to_indicator_id from form_lines l join above a on l.indicator_id = a.id
                where l.form_id = new.form_id and l.adds_to_indicator_id is not null)
           select 1 from above where id = new.indicator_id) then
        raise exception 'a line adds to another one of its kind' using errcode = '23514', constraint = 'form_lines_adds_to';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_indicator_open() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_named_indicator() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_on_record() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_origin() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    stated text;
begin
    if pg_trigger_depth() > 1 then
        return new;
    end if;
    select origin into stated from live_project_events where project_id = new.id and origin is not null
     order by happened_on desc, position desc limit 1;
    if stated is null or stated = new.origin then
        return new;
    end if;
    if not in_bundle_import() then
        raise exception 'what projects says of its log follows from the log' using errcode = 'IZ028';
    end if;
    new.origin := stated;
    return new;
end
$$;

CREATE FUNCTION keep_parcel_area() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_parcel_end() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if pg_trigger_depth() = 1 and old.retired_at is not null and new.retired_at is null
       and exists (select 1 from live_parcel_events where parcel_id = new.id and kind = 'retired') then
        raise exception 'a parcel that was split or merged stays retired' using errcode = 'IZ042';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_reporter() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'UPDATE' then
        if new.project_id is distinct from old.project_id then
            raise exception 'a report keeps its subject' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if new.project_id is not null
       and not exists (select 1 from projects where id = new.project_id and enterprise_id = new.enterprise_id) then
        raise exception 'the project is another enterprise''s' using errcode = 'IZ011';
    end if;
    if not in_bundle_import()
       and (new.project_id is not null) <> reports_by_project(new.enterprise_id, new.form_id, new.period) then
        raise exception 'the enterprise reports the other way for this period' using errcode = 'IZ011';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_reporter_in_use() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if not in_bundle_import() and exists (select 1 from enterprises where id = new.enterprise_id and retired_at is not null) then
        raise exception 'the enterprise is out of use' using errcode = 'IZ38B';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_scheme_sponsored() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.sponsored_vnd := (select sum(amount_vnd) from sponsors where scheme_id = new.id and retired_at is null);
    return new;
end
$$;

CREATE FUNCTION keep_unlock() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if tg_op = 'DELETE' or old.granted_by is not null
       or (new.id, new.form_id, new.period, new.enterprise_id, new.reason, new.asked_by, new.asked_at)
          is distinct from (old.id, old.form_id, old.period, old.enterprise_id, old.reason, old.asked_by, old.asked_at) then
        raise exception 'an unlock is history' using errcode = 'IZ009';
    end if;
    return new;
end
$$;

CREATE FUNCTION keep_what_others_rest_on() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_work() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION keep_zone_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    now_is text;
begin
    now_is := zone_status_on(new.zone_id, vietnam_today());
    update zones set status = now_is, version = version + 1 where id = new.zone_id and now_is is not null and status <> now_is;
    return null;
end $$;

CREATE FUNCTION label_lease_parcel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.label := (select code from parcels where id = new.parcel_id) || ' – ' || (select contract_no from leases where id = new.lease_id);
    return new;
end
$$;

CREATE FUNCTION label_recovery_parcel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.label := (select code from parcels where id = new.parcel_id) || ' – ' || (select code from recoveries where id = new.recovery_id);
    return new;
end
$$;

CREATE FUNCTION last_on(share lease_parcels) RETURNS date
    LANGUAGE sql STABLE
    AS $$ select s.last_on from lease_shares s where s.id = share.id $$;

CREATE TABLE leases (
    id bigint NOT NULL,
    contract_no text NOT NULL,
    zone_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    signed_on date NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    ended_on date,
    price numeric,
    price_currency text NOT NULL,
    price_basis text NOT NULL,
    payment text NOT NULL,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((contract_no || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT leases_ended_in_term CHECK ((ended_on >= valid_from)),
    CONSTRAINT leases_payment_check CHECK ((payment = ANY (ARRAY['annual'::text, 'one_off'::text]))),
    CONSTRAINT leases_price_basis_check CHECK ((price_basis = ANY (ARRAY['m2_year'::text, 'm2_term'::text]))),
    CONSTRAINT leases_price_currency_check CHECK ((price_currency = ANY (ARRAY['vnd'::text, 'usd'::text]))),
    CONSTRAINT leases_price_positive CHECK ((price >= (0)::numeric)),
    CONSTRAINT leases_price_size CHECK ((abs(price) <= '1000000000000000000'::numeric)),
    CONSTRAINT leases_term CHECK ((valid_to > valid_from))
);

CREATE FUNCTION last_on(lease leases) RETURNS date
    LANGUAGE sql STABLE
    AS $$
    select coalesce((select max(case when s.ended_by = 'retired' then t.last_on else s.last_on end)
                       from lease_shares s join lease_terms t on t.id = s.lease_id where s.lease_id = lease.id),
                    (select t.last_on from lease_terms t where t.id = lease.id),
                    lease.ended_on, lease.valid_to)
$$;

CREATE FUNCTION lease_parcel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION let_land_changes(first date, last date) RETURNS TABLE(parcel_id bigint, zone_id bigint, kind text, happened_on date, "position" integer, document_no text, enterprise_id bigint, area_m2 numeric)
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION log_zone_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION name_project_industry() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    known text;
begin
    select name into known from industries where version = new.vsic_version and code = new.code;
    if known is not null then
        new.name := known;
    elsif industry_unknown(new.vsic_version, new.code) then
        raise exception using errcode = '23514', constraint = 'project_industries_unknown',
            message = format('there is no code %s in VSIC %s', new.code, new.vsic_version);
    end if;
    return new;
end $$;

CREATE FUNCTION named_indicators() RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select '{avg_income,budget,capital_equity,capital_loans,capital_reinvested,capital_to_date,environment,exports,imports,
             new_capital_domestic,new_capital_foreign,new_projects,occupancy,profit,realised_capital,research,revenue,workers,
             workers_female,workers_foreign,workers_local,workers_vietnamese}'::text[]
$$;

CREATE FUNCTION number_in_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION operating_at_end(reported text) RETURNS TABLE(enterprise_id bigint)
    LANGUAGE sql STABLE
    AS $$
    select e.id
      from (select distinct on (s.enterprise_id) s.enterprise_id, s.status
              from enterprise_states s where s.since <= period_last_day(reported)
             order by s.enterprise_id, s.since desc) s
      join enterprises e on e.id = s.enterprise_id
     where s.status = 'operating' and e.retired_at is null
       and coalesce(e.tenant_since <= period_last_day(reported), true)
       and coalesce(e.tenant_until >= period_first_day(reported), true)
       and not coalesce(e.reported_by_parent_since <= period_first_day(reported), false)
$$;

CREATE FUNCTION origin_currency(origin text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case origin when 'foreign' then 'usd' else 'vnd' end
$$;

CREATE FUNCTION owing(forms bigint[], periods text[], only_enterprise bigint) RETURNS TABLE(form_id bigint, period text, enterprise_id bigint, project_id bigint)
    LANGUAGE sql STABLE
    AS $$
    with spans as materialized (
        select s.enterprise_id, s.status, s.since,
               lead(s.since) over (partition by s.enterprise_id order by s.since) as until
          from enterprise_states s where only_enterprise is null or s.enterprise_id = only_enterprise),
    -- Whose zone has left the board, or is not its yet, owes it nothing; null where all zones are its own.
    rounds as materialized (
        select r.form_id, r.period, d.first_day, d.last_day, m.owed_by = 'building' as building, m.per_project,
               case when only_enterprise is null then
                   (select case when count(*) < (select count(*) from zones) then coalesce(array_agg(h.zone_id), '{}') end
                      from home_zones(d.last_day) h)
               else array(select h.zone_id from home_zones(d.last_day, array(
                        select own.zone_id from enterprises own where own.id = only_enterprise
                        union select own.zone_id from projects own where own.enterprise_id = only_enterprise)) h) end as home
          from unnest(forms, periods) as r (form_id, period)
          join forms m on m.id = r.form_id
         cross join lateral (select period_first_day(r.period) as first_day, period_last_day(r.period) as last_day) d)
    select r.form_id, r.period, e.id, p.id
      from rounds r
      join spans s on s.since <= r.last_day and coalesce(s.until > r.first_day, true)
                  and (s.status = 'operating' or (r.building and s.status = 'building'))
      join enterprises e on e.id = s.enterprise_id
      left join projects p on r.per_project and e.by_project_since <= r.first_day and p.enterprise_id = e.id
           and in_force(p, r.period)
     where (r.home is null or coalesce(p.zone_id, e.zone_id) = any(r.home))
       and (only_enterprise is null or e.id = only_enterprise) and e.retired_at is null
       and not coalesce(e.reported_by_parent_since <= r.first_day, false)
       and (p.id is not null or not (r.per_project and coalesce(e.by_project_since <= r.first_day, false)))
       and coalesce(e.tenant_since <= r.last_day, true) and coalesce(e.tenant_until >= r.first_day, true)
    union
    select r.form_id, r.period, f.enterprise_id, f.project_id
      from rounds r join filings f on f.form_id = r.form_id and f.period = r.period
     where only_enterprise is null or f.enterprise_id = only_enterprise
$$;

CREATE TABLE parcels (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    phase_id bigint,
    code text NOT NULL,
    area_m2 numeric NOT NULL,
    land_use text NOT NULL,
    state text DEFAULT 'uncleared'::text NOT NULL,
    enterprise_id bigint,
    since date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT parcels_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT parcels_area_positive CHECK ((area_m2 > (0)::numeric)),
    CONSTRAINT parcels_holder_matches_state CHECK (((enterprise_id IS NOT NULL) = (state = ANY (ARRAY['reserved'::text, 'leased'::text, 'in_use'::text, 'idle'::text, 'recovering'::text])))),
    CONSTRAINT parcels_land_use_check CHECK ((land_use = ANY (ARRAY['industrial'::text, 'service'::text, 'warehouse'::text, 'infrastructure'::text, 'green'::text, 'road'::text, 'administration'::text]))),
    CONSTRAINT parcels_state_check CHECK ((state = ANY (ARRAY['uncleared'::text, 'cleared'::text, 'levelled'::text, 'ready'::text, 'reserved'::text, 'leased'::text, 'in_use'::text, 'idle'::text, 'recovering'::text, 'recovered'::text])))
);

CREATE FUNCTION parcel_area_on(parcel parcels, day date) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$
    select coalesce((select a.area_m2 from parcel_areas a
                      where a.parcel_id = parcel.id and a.retired_at is null and a.until >= day order by a.until limit 1),
                    parcel.area_m2)
$$;

CREATE FUNCTION parcel_event_fits(state text, kind text) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
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

CREATE FUNCTION parcel_lineage(parcel bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE
    AS $$
    with recursive line (id) as (
        select parcel
        union
        select o.origin_id from line join parcel_origins o on o.parcel_id = line.id)
    select id from line
$$;

CREATE FUNCTION parcel_settled(parcel bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select 1 from parcel_events e
                    where e.parcel_id = parcel
                      and (e.kind <> 'registered' or e.account_id is null or e.recorded_at < now() - interval '30 days'))
        or exists (select 1 from lease_parcels where parcel_id = parcel)
        or exists (select 1 from recovery_parcels where parcel_id = parcel)
$$;

CREATE FUNCTION parcel_standings(day date) RETURNS TABLE(parcel_id bigint, state text, enterprise_id bigint, since date)
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION parcel_state_of(kind text, opening text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    select case kind when 'registered' then opening
                     when 'transferred' then 'leased'
                     when 'recovery_dropped' then 'leased'
                     when 'lease_ended' then 'ready'
                     else kind end
$$;

CREATE FUNCTION parcels_on(day date) RETURNS TABLE(parcel_id bigint, zone_id bigint, phase_id bigint, area_m2 numeric, land_use text, state text, enterprise_id bigint, since date)
    LANGUAGE sql STABLE
    AS $$
    select p.id, p.zone_id, p.phase_id, parcel_area_on(p, day), p.land_use, s.state, s.enterprise_id, s.since
      from parcel_standings(day) s
      join parcels p on p.id = s.parcel_id
     where s.state <> 'retired'
       and (p.retired_at is null
            or exists (select 1 from live_parcel_events e where e.parcel_id = p.id and e.kind = 'retired'))
$$;

CREATE FUNCTION period_first_day(period text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
begin
    return make_date(left(period, 4)::integer,
                     case when period ~ '-Q' then right(period, 1)::integer * 3 - 2
                          when period ~ '-H' then right(period, 1)::integer * 6 - 5
                          when period ~ '-\d\d$' then right(period, 2)::integer
                          else 1
                     end, 1);
end
$_$;

CREATE FUNCTION period_last_day(period text) RETURNS date
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
begin
    return (period_first_day(period)
            + make_interval(months => case when period ~ '-Q' then 3 when period ~ '-H' then 6 when period ~ '-9M' then 9
                                           when period ~ '-' then 1 else 12 end)
            - interval '1 day')::date;
end
$$;

CREATE FUNCTION period_locked(enterprise bigint, form bigint, reported text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select 1 from period_closings c
                    where c.form_id = form and c.period = reported and c.retired_at is null and c.hard_on <= vietnam_today())
       and not exists (select 1 from period_unlocks u
                        where u.enterprise_id = enterprise and u.form_id = form and u.period = reported and u.until > now())
$$;

CREATE FUNCTION period_progress(reported text, zones bigint[]) RETURNS TABLE(enterprise_id bigint, best integer)
    LANGUAGE sql STABLE
    AS $$
    with standing as (
             select f.enterprise_id, f.project_id,
                    max(case when f.state = 'accepted' or f.revision > 1 then 4 when f.state = 'submitted' then 3 else 2 end) as best
               from filings f
              where f.period = reported
                and (zones is null or f.enterprise_id = any(array(select e.id from enterprises e where e.zone_id = any(zones))))
              group by f.enterprise_id, f.project_id),
         parts as (
             select e.id, min(coalesce(s.best, 0)) as best, max(s.best) as most
               from enterprises e
               join projects p on p.enterprise_id = e.id and in_force(p, reported)
               left join standing s on s.project_id = p.id
              where e.by_project_since <= period_first_day(reported) and (zones is null or e.zone_id = any(zones))
              group by e.id)
    select coalesce(w.enterprise_id, parts.id), greatest(coalesce(w.best, 0), coalesce(parts.best, 0))
      from (select * from standing where project_id is null) w
      full join parts on parts.id = w.enterprise_id
     where w.best is not null or parts.most is not null
$$;

CREATE FUNCTION period_to_date(period text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
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
$_$;

CREATE FUNCTION place_in_log() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
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
$_$;

CREATE FUNCTION place_plan() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    -- The portal's own board at the end of the year, where nobody says another.
    new.board_id := coalesce(new.board_id, (select id from boards where home and retired_at is null
        and daterange(valid_from, valid_until, '[]') @> make_date(new.year, 12, 31)),
        (select id from boards where home and retired_at is null order by valid_from nulls first limit 1));
    return new;
end $$;

CREATE FUNCTION project_capital_on(project bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$ select s.capital from project_standings(day) s where s.project_id = project $$;

CREATE FUNCTION project_equivalent_on(project bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select case when bool_and(s.other is not null) then sum(s.other) end
      from capital_steps s where s.project_id = project and s.happened_on <= day
$$;

CREATE FUNCTION project_industry_is_class() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if length(new.code) < 4 and not in_bundle_import()
       and (tg_op = 'INSERT' or new.code <> old.code or new.vsic_version <> old.vsic_version)
       and not exists (select 1 from project_industries o join industry_pairs p on p.from_code = o.code and p.to_code = new.code
                        where o.project_id = new.project_id and o.vsic_version = '2018' and new.vsic_version = '2025') then
        raise exception using errcode = '23514', constraint = 'project_industries_class',
            message = 'an industry of a project is a class: four or five digits';
    end if;
    return new;
end
$$;

CREATE FUNCTION project_origins(day date) RETURNS TABLE(project_id bigint, origin text)
    LANGUAGE sql STABLE
    AS $$
    select p.id, coalesce(f.origin, p.origin)
      from projects p left join former_project_origins(day) f on f.project_id = p.id
$$;

CREATE FUNCTION project_particulars(project bigint, day date) RETURNS TABLE(name text, investor text, nationality text)
    LANGUAGE sql STABLE
    AS $$
    select coalesce((select f.name from former_project_names(day) f where f.project_id = p.id), p.name), i.names, i.nationalities
      from projects p
      left join lateral (
           select string_agg(v.name, ', ' order by v.position) as names, string_agg(distinct v.nationality, ', ') as nationalities
             from project_investors v
            where v.event_id = (select e.id from live_project_events e
                                 where e.project_id = p.id and e.kind in ('granted', 'transferred') and e.happened_on <= day
                                   and exists (select 1 from project_investors h where h.event_id = e.id)
                                 order by e.happened_on desc, e.position desc limit 1)) i on true
     where p.id = project
$$;

CREATE FUNCTION project_standings(day date) RETURNS TABLE(project_id bigint, status text, capital numeric)
    LANGUAGE sql STABLE
    AS $$
    select e.project_id,
           coalesce(
               max(e.kind) filter (where e.kind in ('terminated', 'revoked')),
               case when max(to_char(e.happened_on, 'YYYYMMDD') || lpad(e.position::text, 10, '0') || e.kind)
                             filter (where e.kind in ('suspended', 'resumed')) like '%suspended' then 'suspended' end,
               max(e.kind) filter (where e.kind = 'operating'),
               case when count(*) filter (where e.kind = 'construction_started') > 0 then 'building' end,
               max(e.kind) filter (where e.kind = 'granted')),
           case when count(*) filter (where e.kind = 'granted' and e.capital is not null) > 0 then sum(e.capital) end
      from live_project_events e
     where e.happened_on <= day
     group by e.project_id
$$;

CREATE FUNCTION project_status_on(project bigint, day date) RETURNS text
    LANGUAGE sql STABLE
    AS $$ select s.status from project_standings(day) s where s.project_id = project $$;

CREATE FUNCTION rebuild_derived() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    update projects p
       set granted_on = c.granted_on, origin = c.origin, capital_currency = c.capital_currency, registered_capital = c.registered_capital,
           status = c.status, ended_on = c.ended_on, investor = c.investor, nationality = c.nationality
      from project_caches c
     where c.project_id = p.id
       and (p.granted_on, p.origin, p.capital_currency, p.registered_capital, p.status, p.ended_on, p.investor, p.nationality)
           is distinct from
           (c.granted_on, c.origin, c.capital_currency, c.registered_capital, c.status, c.ended_on, c.investor, c.nationality);
    update parcels p
       set state = c.state, enterprise_id = c.enterprise_id, since = c.since,
           retired_at = case when c.retired then coalesce(p.retired_at, now()) end
      from parcel_caches c
     where c.parcel_id = p.id
       and (p.state, p.enterprise_id, p.since, p.retired_at is not null) is distinct from (c.state, c.enterprise_id, c.since, c.retired);
    update obstacles o
       set due_on = c.due_on, status = c.status, result = c.result, resolved_on = c.resolved_on
      from obstacle_caches c
     where c.obstacle_id = o.id
       and (o.due_on, o.status, o.result, o.resolved_on) is distinct from (c.due_on, c.status, c.result, c.resolved_on);
    update key_tasks k
       set due_on = c.due_on, status = c.status, result = c.result, resolved_on = c.resolved_on
      from key_task_caches c
     where c.key_task_id = k.id
       and (k.due_on, k.status, k.result, k.resolved_on) is distinct from (c.due_on, c.status, c.result, c.resolved_on);
    update zones z set status = zone_status_on(z.id, vietnam_today()) where z.status <> zone_status_on(z.id, vietnam_today());
    -- Their own triggers work these out.
    update schemes s set sponsored_vnd = null
     where s.sponsored_vnd is distinct from (select sum(p.amount_vnd) from sponsors p where p.scheme_id = s.id and p.retired_at is null);
    update lease_parcels s set label = ''
      from parcels p, leases l
     where p.id = s.parcel_id and l.id = s.lease_id and s.label <> p.code || ' – ' || l.contract_no;
    update recovery_parcels s set label = ''
      from parcels p, recoveries r
     where p.id = s.parcel_id and r.id = s.recovery_id and s.label <> p.code || ' – ' || r.code;
    update project_industries j set name = i.name
      from industries i
     where i.version = j.vsic_version and i.code = j.code and j.name is distinct from i.name;
    perform rebuild_totals();
    return null;
end
$$;

CREATE FUNCTION rebuild_totals() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
    lock table figures, current_figures, zone_totals in share row exclusive mode;
    delete from current_figures;
    insert into current_figures (enterprise_id, project_id, indicator_id, period, zone_id, figure_id, vintage, value)
    select c.enterprise_id, c.project_id, c.indicator_id, c.period, c.zone_id, c.figure_id, c.vintage, c.value
      from (select distinct enterprise_id, period from figures where project_id is not null) t
     cross join lateral figures_that_count(t.enterprise_id, t.period) c;
    insert into current_figures (enterprise_id, indicator_id, period, zone_id, figure_id, vintage, value)
    select distinct on (f.enterprise_id, f.indicator_id, f.period)
           f.enterprise_id, f.indicator_id, f.period, f.zone_id, f.id, f.vintage, f.value
      from (select distinct on (g.enterprise_id, g.indicator_id, g.period, g.vintage) g.*
              from figures g
             order by g.enterprise_id, g.indicator_id, g.period, g.vintage, g.revision desc) f
     where f.value is not null
       and not exists (select 1 from figures p where p.enterprise_id = f.enterprise_id and p.period = f.period and p.project_id is not null)
     order by f.enterprise_id, f.indicator_id, f.period, vintage_rank(f.vintage) desc;
    delete from zone_totals;
    insert into zone_totals (zone_id, indicator_id, period, vintage, total, enterprises)
    select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)
      from current_figures
     group by zone_id, indicator_id, period, vintage;
end
$$;

CREATE FUNCTION recover_parcel() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION refresh_after_investor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    perform refresh_project((select project_id from project_events where id = new.event_id));
    return null;
end
$$;

CREATE FUNCTION refresh_project(project bigint) RETURNS void
    LANGUAGE sql
    AS $$
    update projects p
       set granted_on = g.happened_on,
           origin = coalesce((select origin from live_project_events where project_id = project and origin is not null
                               order by happened_on desc, position desc limit 1), p.origin),
           capital_currency = coalesce(g.currency, p.capital_currency),
           registered_capital = project_capital_on(project, 'infinity'),
           status = coalesce(project_status_on(project, 'infinity'), 'granted'),
           ended_on = (select happened_on from live_project_events
                        where project_id = project and kind in ('terminated', 'revoked')),
           investor = i.names, nationality = i.nationalities
      from (select project as id) one
      left join live_project_events g on g.project_id = one.id and g.kind = 'granted'
      left join lateral (
           select string_agg(v.name, ', ' order by v.position) as names,
                  string_agg(distinct v.nationality, ', ') as nationalities
             from project_investors v
            where v.event_id = (select e.id from live_project_events e
                                 where e.project_id = one.id and e.kind in ('granted', 'transferred')
                                   and exists (select 1 from project_investors h where h.event_id = e.id)
                                 order by e.happened_on desc, e.position desc limit 1)) i on true
     where p.id = project
$$;

CREATE FUNCTION refusal_to_retire(registry regclass, row_id bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
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

CREATE FUNCTION refuse_future_state() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    if new.retired_at is null and new.since > vietnam_today() then
        raise exception using errcode = '23514', constraint = 'zone_states_future', message = 'a state of the future';
    end if;
    return new;
end $$;

CREATE FUNCTION refuse_rewriting() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op
        using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end
$$;

CREATE FUNCTION remember_deadline() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.former_due_on := coalesce(
        (select due_on from agenda_steps s
          where (s.obstacle_id = new.obstacle_id or s.key_task_id = new.key_task_id) and s.number < new.number and s.due_on is not null
          order by s.number desc limit 1),
        (select first_due_on from obstacles where id = new.obstacle_id),
        (select first_due_on from key_tasks where id = new.key_task_id));
    return new;
end
$$;

CREATE FUNCTION remember_former() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    project   projects;
    corrected project_events;
begin
    if in_bundle_import() or new.kind not in ('renamed', 'aim_changed', 'transferred') then
        return new;
    end if;
    select * into project from projects where id = new.project_id;
    select * into corrected from project_events where project_id = new.project_id and number = new.corrects;
    new.former := case new.kind
        when 'renamed' then coalesce(corrected.former, project.name)
        when 'aim_changed' then case when new.corrects is not null then corrected.former else project.aim end
        when 'transferred' then case when new.corrects is not null then corrected.former
                                     else (select code from enterprises where id = project.enterprise_id) end
    end;
    return new;
end
$$;

CREATE FUNCTION reported_by_parent(enterprise bigint, reported text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select 1 from enterprises e where e.id = enterprise and e.reported_by_parent_since <= period_first_day(reported))
$$;

CREATE FUNCTION reports_by_project(enterprise bigint, form bigint, reported text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select exists (select 1 from enterprises e join forms m on m.id = form and m.per_project
                    where e.id = enterprise and e.by_project_since <= period_first_day(reported))
$$;

CREATE FUNCTION reports_since() RETURNS date
    LANGUAGE plpgsql STABLE
    AS $$
begin
    return (select min(b.reports_since) from boards b where b.home and b.retired_at is null);
end
$$;

CREATE FUNCTION rests_on(registry regclass, row_id bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $_$
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
$_$;

CREATE FUNCTION roll_up_after_project() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
    touched record;
begin
    for touched in
        select distinct f.enterprise_id, f.period from figures f
         where f.enterprise_id in (old.enterprise_id, new.enterprise_id) and f.project_id is not null
         order by 1, 2
    loop
        perform roll_up_projects(touched.enterprise_id, touched.period);
    end loop;
    return null;
end
$$;

CREATE FUNCTION roll_up_projects(enterprise bigint, reported text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
    zone       bigint;
    zones      bigint[];
    indicators bigint[];
begin
    select array_agg(distinct zone_id order by zone_id), array_agg(distinct indicator_id) into zones, indicators
      from (select zone_id, indicator_id from figures where enterprise_id = enterprise and period = reported
            union select zone_id, indicator_id from current_figures where enterprise_id = enterprise and period = reported) f;
    foreach zone in array coalesce(zones, '{}') loop
        perform pg_advisory_xact_lock(hashtextextended('zone_totals/' || reported, zone));
    end loop;

    delete from current_figures where enterprise_id = enterprise and period = reported;
    insert into current_figures (enterprise_id, project_id, indicator_id, period, zone_id, figure_id, vintage, value)
    select enterprise_id, project_id, indicator_id, period, zone_id, figure_id, vintage, value
      from figures_that_count(enterprise, reported);

    delete from zone_totals where period = reported and zone_id = any(zones) and indicator_id = any(indicators);
    insert into zone_totals (zone_id, indicator_id, period, vintage, total, enterprises)
    select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)
      from current_figures
     where period = reported and zone_id = any(zones) and indicator_id = any(indicators)
     group by zone_id, indicator_id, period, vintage;
end
$$;

CREATE FUNCTION roll_up_statement() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
declare
    touched record;
begin
    -- Where projects report for themselves; see roll_up_projects.
    for touched in
        select distinct c.enterprise_id, c.period from changed c
         where exists (select 1 from figures f where f.enterprise_id = c.enterprise_id and f.period = c.period
                                                 and f.project_id is not null)
         order by 1, 2
    loop
        perform roll_up_projects(touched.enterprise_id, touched.period);
    end loop;

    -- Two acceptances in one zone must add to the same totals one after the other. A bundle of very many takes all of them:
    -- the server has no room for a lock on each.
    if (select count(*) > 500 from (select distinct period, zone_id from changed) k) then
        lock table zone_totals in exclusive mode;
    else
        perform pg_advisory_xact_lock(hashtextextended('zone_totals/' || k.period, k.zone_id))
           from (select distinct period, zone_id from changed order by 1, 2) k;
    end if;

    -- Planned for the number of rows there are: a plan kept for ten would take 0.3 million one by one, and the other way round.
    execute $sql$
        with touched as (
                 select distinct c.enterprise_id, c.indicator_id, c.period from changed c
                  where not exists (select 1 from figures f where f.enterprise_id = c.enterprise_id and f.period = c.period
                                                              and f.project_id is not null)),
             gone as (
                 delete from current_figures f using touched t
                  where f.period = t.period and f.indicator_id = t.indicator_id and f.enterprise_id = t.enterprise_id
                 returning f.period, f.indicator_id, f.zone_id, f.vintage, f.value),
             less as (
                 select period, indicator_id, zone_id, vintage, sum(value) as total, count(*) as enterprises
                   from gone group by period, indicator_id, zone_id, vintage)
        update zone_totals z set total = z.total - l.total, enterprises = z.enterprises - l.enterprises
          from less l
         where z.period = l.period and z.indicator_id = l.indicator_id and z.zone_id = l.zone_id and z.vintage = l.vintage
    $sql$;

    -- The newest revision of each vintage, the firmest of these; a withdrawn one (null) gives way to a softer vintage.
    execute $sql$
        with touched as (
                 select distinct c.enterprise_id, c.indicator_id, c.period from changed c
                  where not exists (select 1 from figures f where f.enterprise_id = c.enterprise_id and f.period = c.period
                                                              and f.project_id is not null)),
             newest as (
                 select distinct on (f.enterprise_id, f.indicator_id, f.period, f.vintage) f.*
                   from touched t
                   join figures f on f.enterprise_id = t.enterprise_id and f.indicator_id = t.indicator_id and f.period = t.period
                  order by f.enterprise_id, f.indicator_id, f.period, f.vintage, f.revision desc),
             best as (
                 select distinct on (enterprise_id, indicator_id, period) *
                   from newest where value is not null
                  order by enterprise_id, indicator_id, period, vintage_rank(vintage) desc),
             kept as (
                 insert into current_figures (enterprise_id, indicator_id, period, zone_id, figure_id, vintage, value)
                 select enterprise_id, indicator_id, period, zone_id, id, vintage, value from best
                 returning zone_id, indicator_id, period, vintage, value)
        insert into zone_totals as z (zone_id, indicator_id, period, vintage, total, enterprises)
        select zone_id, indicator_id, period, vintage, sum(value), count(*)
          from kept group by zone_id, indicator_id, period, vintage
        on conflict (period, indicator_id, zone_id, vintage)
        do update set total = z.total + excluded.total, enterprises = z.enterprises + excluded.enterprises
    $sql$;

    execute $sql$
        delete from zone_totals z using (select distinct period, indicator_id from changed) c
         where z.period = c.period and z.indicator_id = c.indicator_id and z.enterprises = 0
    $sql$;
    return null;
end
$_$;

CREATE FUNCTION standing(share lease_parcels) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select case when s.last_on < vietnam_today() or s.last_on < s.valid_from then s.ended_by
                when s.valid_from > vietnam_today() then 'coming'
                else 'in_force' end
      from lease_shares s where s.id = share.id
$$;

CREATE FUNCTION standing(lease leases) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select case when last_on(lease) < vietnam_today() then
                     case when last_on(lease) < lease.valid_to then 'ended_early' else 'ended' end
                when lease.valid_from > vietnam_today() then 'coming'
                when last_on(lease) < lease.valid_to then 'ending_early'
                when last_on(lease) > lease.valid_to then 'extended'
                else 'in_force' end
$$;

CREATE FUNCTION state_origin() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.origin := coalesce(new.origin, (select origin from projects where id = new.project_id));
    return new;
end
$$;

CREATE FUNCTION tenant(share lease_parcels) RETURNS text
    LANGUAGE sql STABLE
    AS $$ select e.name from leases l join enterprises e on e.id = l.enterprise_id where l.id = share.lease_id $$;

CREATE TABLE zones (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text,
    kind text NOT NULL,
    status text NOT NULL,
    province text NOT NULL,
    location text,
    developer text,
    economic_zone text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || name) || ' '::text) || COALESCE(name_en, ''::text)) || ' '::text) || province))) STORED,
    CONSTRAINT zones_economic_zone_check CHECK ((economic_zone = ANY (ARRAY['coastal'::text, 'border_gate'::text, 'specialised'::text]))),
    CONSTRAINT zones_kind_check CHECK ((kind = ANY (ARRAY['regular'::text, 'export_processing'::text, 'supporting'::text, 'specialised'::text, 'high_tech'::text, 'ecological'::text]))),
    CONSTRAINT zones_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'approved'::text, 'building'::text, 'operating'::text, 'converting'::text, 'revoked'::text])))
);

CREATE FUNCTION there_on(zone zones, day date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    select zone.retired_at is null
       and (zone.status <> 'revoked' or zone_status_on(zone.id, day) is distinct from 'revoked')
$$;

CREATE FUNCTION unit_holders(day date) RETURNS TABLE(unit_id bigint, holder_id bigint)
    LANGUAGE sql STABLE
    AS $$
    with recursive whole as (
        select predecessor_id, min(successor_id) as successor_id from unit_successions where retired_at is null
         group by predecessor_id having count(*) = 1),
    chain as (
        select id as unit_id, id as holder_id, valid_until from administrative_units
        union all
        select c.unit_id, u.id, u.valid_until
          from chain c join whole w on w.predecessor_id = c.holder_id join administrative_units u on u.id = w.successor_id
         where c.valid_until < day)
    select distinct on (unit_id) unit_id, holder_id from chain order by unit_id, valid_until desc nulls first
$$;

CREATE FUNCTION valid_projects(day date) RETURNS TABLE(project_id bigint, zone_id bigint, origin text, kind text, currency text, status text, capital numeric, by_origin numeric)
    LANGUAGE sql STABLE
    AS $$
    select s.project_id, p.zone_id, coalesce(f.origin, p.origin), p.kind, p.capital_currency, s.status, s.capital,
           case when p.capital_currency = origin_currency(coalesce(f.origin, p.origin)) then s.capital
                else project_equivalent_on(s.project_id, day) end
      from project_standings(day) s
      join projects p on p.id = s.project_id
      left join former_project_origins(day) f on f.project_id = p.id
     where p.retired_at is null and s.status not in ('terminated', 'revoked')
$$;

CREATE FUNCTION vietnam_today() RETURNS date
    LANGUAGE sql STABLE
    AS $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;

CREATE FUNCTION vintage_rank(vintage text) RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ select array_position(array['estimate', 'preliminary', 'final'], vintage) $$;

CREATE FUNCTION wastewater_capacity(plant bigint, day date) RETURNS numeric
    LANGUAGE sql STABLE
    AS $$
    select case when exists (select 1 from wastewater_stages where plant_id = plant and retired_at is null)
                then (select coalesce(sum(capacity_m3_day), 0) from wastewater_stages
                       where plant_id = plant and retired_at is null and operating_on <= day)
                else (select design_m3_day from wastewater_plants where id = plant) end
$$;

CREATE FUNCTION work_standings(day date) RETURNS TABLE(work_id bigint, done numeric, disbursed_vnd numeric, stopped boolean, stated_on date, source text, begun_on date, finished_on date)
    LANGUAGE sql STABLE
    AS $$
    select s.work_id, max(s.done), max(s.disbursed_vnd), (array_agg(s.stopped order by s.as_of desc))[1], max(s.as_of),
           (array_agg(s.source order by s.as_of desc))[1],
           min(s.as_of) filter (where s.done > 0 or s.disbursed_vnd > 0), min(s.as_of) filter (where s.done >= w.whole)
      from live_work_statements s join works w on w.id = s.work_id
     where s.as_of <= day
     group by s.work_id
$$;

CREATE FUNCTION zone_province_today(zone bigint) RETURNS text
    LANGUAGE plpgsql STABLE
    AS $$
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

CREATE FUNCTION zone_standings(day date) RETURNS TABLE(zone_id bigint, board_id bigint, province_id bigint, commune_id bigint, location text)
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION zone_status_on(zone bigint, day date) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    select case when exists (select 1 from zone_states where zone_id = zone and retired_at is null)
                then (select status from zone_states
                       where zone_id = zone and retired_at is null and since <= day order by since desc limit 1)
                else (select status from zones where id = zone) end
$$;

CREATE TABLE account_zones (
    account_id bigint NOT NULL,
    zone_id bigint NOT NULL
);

CREATE TABLE accounts (
    id bigint NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    role text NOT NULL,
    password_hash text NOT NULL,
    language text DEFAULT 'vi'::text NOT NULL,
    disabled_at timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT accounts_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 120))),
    CONSTRAINT accounts_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
    CONSTRAINT accounts_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'staff'::text, 'approver'::text, 'leadership'::text]))),
    CONSTRAINT accounts_username_shape CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'::text))
);

ALTER TABLE accounts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME accounts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE administrative_units (
    id bigint NOT NULL,
    level text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    parent_id bigint,
    valid_from date NOT NULL,
    valid_until date,
    source text,
    label text GENERATED ALWAYS AS ((name ||
CASE
    WHEN (valid_until IS NULL) THEN ''::text
    ELSE ((((((' (đến '::text || (EXTRACT(day FROM valid_until))::integer) || '/'::text) || (EXTRACT(month FROM valid_until))::integer) || '/'::text) || (EXTRACT(year FROM valid_until))::integer) || ')'::text)
END)) STORED,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || name))) STORED,
    CONSTRAINT administrative_units_code_shape CHECK ((code ~
CASE level
    WHEN 'province'::text THEN '^\d{2}$'::text
    WHEN 'district'::text THEN '^\d{3}$'::text
    ELSE '^\d{5}$'::text
END)),
    CONSTRAINT administrative_units_days CHECK ((valid_until >= valid_from)),
    CONSTRAINT administrative_units_level_check CHECK ((level = ANY (ARRAY['province'::text, 'district'::text, 'commune'::text]))),
    CONSTRAINT administrative_units_name_check CHECK ((length(name) <= 100)),
    CONSTRAINT administrative_units_parent CHECK (((level = 'province'::text) = (parent_id IS NULL))),
    CONSTRAINT administrative_units_source_check CHECK ((length(source) <= 300))
);

ALTER TABLE administrative_units ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME administrative_units_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE agenda_steps (
    id bigint NOT NULL,
    obstacle_id bigint,
    key_task_id bigint,
    number integer NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    content text NOT NULL,
    done_by text,
    document_no text,
    due_on date,
    reason text,
    former_due_on date,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT agenda_steps_content_check CHECK (((length(TRIM(BOTH FROM content)) > 0) AND (length(content) <= 4000))),
    CONSTRAINT agenda_steps_document_no_check CHECK (((length(TRIM(BOTH FROM document_no)) > 0) AND (length(document_no) <= 100))),
    CONSTRAINT agenda_steps_done_by_check CHECK (((length(TRIM(BOTH FROM done_by)) > 0) AND (length(done_by) <= 200))),
    CONSTRAINT agenda_steps_dropped CHECK (((kind <> 'dropped'::text) OR (key_task_id IS NOT NULL))),
    CONSTRAINT agenda_steps_due_order CHECK ((due_on >= happened_on)),
    CONSTRAINT agenda_steps_ended CHECK (((kind <> ALL (ARRAY['resolved'::text, 'dropped'::text])) OR (due_on IS NULL))),
    CONSTRAINT agenda_steps_forwarded CHECK (((kind <> 'forwarded'::text) OR (obstacle_id IS NOT NULL))),
    CONSTRAINT agenda_steps_kind CHECK ((kind = ANY (ARRAY['handled'::text, 'rescheduled'::text, 'forwarded'::text, 'resolved'::text, 'dropped'::text, 'reopened'::text]))),
    CONSTRAINT agenda_steps_number_check CHECK ((number >= 1)),
    CONSTRAINT agenda_steps_one_owner CHECK ((num_nonnulls(obstacle_id, key_task_id) = 1)),
    CONSTRAINT agenda_steps_reason_check CHECK (((length(TRIM(BOTH FROM reason)) > 0) AND (length(reason) <= 2000))),
    CONSTRAINT agenda_steps_rescheduled CHECK (((kind <> 'rescheduled'::text) OR (due_on IS NOT NULL)))
);

ALTER TABLE agenda_steps ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME agenda_steps_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE attachments (
    id bigint NOT NULL,
    filing_id bigint,
    indicator_id bigint,
    obstacle_id bigint,
    key_task_id bigint,
    project_id bigint,
    parcel_id bigint,
    lease_id bigint,
    recovery_id bigint,
    step integer,
    owner text GENERATED ALWAYS AS (
CASE
    WHEN (filing_id IS NOT NULL) THEN 'filings'::text
    WHEN (obstacle_id IS NOT NULL) THEN 'obstacles'::text
    WHEN (key_task_id IS NOT NULL) THEN 'key_tasks'::text
    WHEN (project_id IS NOT NULL) THEN 'projects'::text
    WHEN (parcel_id IS NOT NULL) THEN 'parcels'::text
    WHEN (lease_id IS NOT NULL) THEN 'leases'::text
    ELSE 'recoveries'::text
END) STORED NOT NULL,
    owner_id bigint GENERATED ALWAYS AS (COALESCE(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id)) STORED NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    key text NOT NULL,
    note text,
    added_by bigint NOT NULL,
    added_at timestamp with time zone DEFAULT now() NOT NULL,
    removed_by bigint,
    removed_at timestamp with time zone,
    removed_reason text,
    CONSTRAINT attachments_cell_of_report CHECK (((indicator_id IS NULL) OR (filing_id IS NOT NULL))),
    CONSTRAINT attachments_name_shape CHECK ((((length(name) >= 1) AND (length(name) <= 200)) AND (name !~ '[/\\[:cntrl:]]'::text))),
    CONSTRAINT attachments_note_check CHECK (((length(TRIM(BOTH FROM note)) > 0) AND (length(note) <= 1000))),
    CONSTRAINT attachments_one_owner CHECK ((num_nonnulls(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id) = 1)),
    CONSTRAINT attachments_removal_whole CHECK ((num_nulls(removed_by, removed_at, removed_reason) = ANY (ARRAY[0, 3]))),
    CONSTRAINT attachments_removed_reason_check CHECK (((length(TRIM(BOTH FROM removed_reason)) > 0) AND (length(removed_reason) <= 1000))),
    CONSTRAINT attachments_sha256_shape CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT attachments_size_check CHECK ((size > 0)),
    CONSTRAINT attachments_step_of_work CHECK (((step IS NULL) OR (filing_id IS NULL)))
);

ALTER TABLE attachments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME attachments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    account_id bigint,
    actor text NOT NULL,
    address text NOT NULL,
    request_id text NOT NULL,
    action text NOT NULL,
    subject_type text NOT NULL,
    subject_id bigint NOT NULL,
    before jsonb,
    after jsonb,
    reason text
);

ALTER TABLE audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE board_totals (
    id bigint NOT NULL,
    board_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    period text NOT NULL,
    revision integer NOT NULL,
    value numeric,
    raw text NOT NULL,
    unit text NOT NULL,
    rate numeric,
    source text NOT NULL,
    reason text,
    import_id bigint,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT board_totals_correction_has_reason CHECK (((revision = 1) OR (length(TRIM(BOTH FROM reason)) > 0))),
    CONSTRAINT board_totals_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT board_totals_rate_size CHECK ((abs(rate) <= '1000000000000000000'::numeric)),
    CONSTRAINT board_totals_reason_check CHECK ((length(reason) <= 1000)),
    CONSTRAINT board_totals_revision_check CHECK ((revision >= 1)),
    CONSTRAINT board_totals_source_check CHECK (((length(TRIM(BOTH FROM source)) > 0) AND (length(source) <= 200))),
    CONSTRAINT board_totals_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric)),
    CONSTRAINT board_totals_year CHECK ((period ~ '^\d{4}$'::text))
);

ALTER TABLE board_totals ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME board_totals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE boards (
    id bigint NOT NULL,
    code text NOT NULL,
    superior text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    short_name text NOT NULL,
    abbreviation text NOT NULL,
    province text NOT NULL,
    place text NOT NULL,
    home boolean DEFAULT false NOT NULL,
    valid_from date,
    valid_until date,
    successor_id bigint,
    reports_since date,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((name || ' '::text) || short_name) || ' '::text) || province))) STORED,
    CONSTRAINT boards_code_check CHECK (((length(code) >= 1) AND (length(code) <= 20))),
    CONSTRAINT boards_days CHECK ((valid_until >= valid_from)),
    CONSTRAINT boards_successor_of_ended CHECK (((successor_id IS NULL) OR ((valid_until IS NOT NULL) AND (successor_id <> id))))
);

ALTER TABLE boards ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME boards_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE bundle_imports (
    transaction xid8 DEFAULT pg_current_xact_id() NOT NULL,
    imported_by text NOT NULL,
    imported_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE project_events (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    number integer NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    document_no text,
    document_on date,
    note text,
    capital numeric,
    currency text,
    equivalent numeric,
    origin text,
    origin_reason text,
    content text,
    until date,
    enterprise_id bigint,
    former text,
    corrects integer,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT project_events_capital CHECK (
CASE kind
    WHEN 'granted'::text THEN COALESCE((capital >= (0)::numeric), true)
    WHEN 'capital_changed'::text THEN COALESCE((capital <> (0)::numeric), false)
    ELSE (capital IS NULL)
END),
    CONSTRAINT project_events_capital_size CHECK ((abs(capital) <= '1000000000000000000'::numeric)),
    CONSTRAINT project_events_content CHECK (((kind = ANY (ARRAY['renamed'::text, 'aim_changed'::text])) = (length(TRIM(BOTH FROM COALESCE(content, ''::text))) > 0))),
    CONSTRAINT project_events_correction CHECK (((kind <> 'correction'::text) OR (corrects IS NOT NULL))),
    CONSTRAINT project_events_currency CHECK (((kind = 'granted'::text) = (currency IS NOT NULL))),
    CONSTRAINT project_events_currency_check CHECK ((currency = ANY (ARRAY['vnd'::text, 'usd'::text]))),
    CONSTRAINT project_events_document_no_check CHECK ((length(document_no) <= 100)),
    CONSTRAINT project_events_enterprise CHECK (((enterprise_id IS NULL) OR (kind = 'transferred'::text))),
    CONSTRAINT project_events_equivalent CHECK (((equivalent IS NULL) OR ((capital IS NOT NULL) AND (abs(equivalent) <= '100000000000000000'::numeric) AND ((kind <> 'granted'::text) OR (equivalent >= (0)::numeric))))),
    CONSTRAINT project_events_equivalent_size CHECK ((abs(equivalent) <= '1000000000000000000'::numeric)),
    CONSTRAINT project_events_kind CHECK ((kind = ANY (ARRAY['granted'::text, 'capital_changed'::text, 'renamed'::text, 'aim_changed'::text, 'rescheduled'::text, 'transferred'::text, 'construction_started'::text, 'operating'::text, 'suspended'::text, 'resumed'::text, 'terminated'::text, 'revoked'::text, 'correction'::text]))),
    CONSTRAINT project_events_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT project_events_number_check CHECK ((number >= 1)),
    CONSTRAINT project_events_origin CHECK (
CASE kind
    WHEN 'granted'::text THEN (origin IS NOT NULL)
    WHEN 'transferred'::text THEN true
    ELSE (origin IS NULL)
END),
    CONSTRAINT project_events_origin_check CHECK ((origin = ANY (ARRAY['foreign'::text, 'domestic'::text]))),
    CONSTRAINT project_events_origin_reason CHECK (((origin_reason IS NULL) OR (origin IS NOT NULL))),
    CONSTRAINT project_events_origin_reason_check CHECK (((length(TRIM(BOTH FROM origin_reason)) > 0) AND (length(origin_reason) <= 500))),
    CONSTRAINT project_events_rescheduled CHECK (((kind <> 'rescheduled'::text) OR (until > happened_on))),
    CONSTRAINT project_events_say_why CHECK (((corrects IS NULL) OR (length(TRIM(BOTH FROM COALESCE(note, ''::text))) > 0))),
    CONSTRAINT project_events_until CHECK (
CASE kind
    WHEN 'rescheduled'::text THEN (until IS NOT NULL)
    WHEN 'suspended'::text THEN COALESCE((until >= happened_on), true)
    ELSE (until IS NULL)
END)
);

CREATE VIEW live_project_events AS
 SELECT e.id,
    e.project_id,
    e.number,
    e."position",
    e.kind,
    e.happened_on,
    e.document_no,
    e.document_on,
    e.note,
    e.capital,
    e.currency,
    e.equivalent,
    e.origin,
    e.origin_reason,
    e.content,
    e.until,
    e.enterprise_id,
    e.former,
    e.corrects,
    e.recorded_by,
    e.account_id,
    e.recorded_at
   FROM project_events e
  WHERE ((e.kind <> 'correction'::text) AND (NOT (EXISTS ( SELECT 1
           FROM project_events c
          WHERE ((c.project_id = e.project_id) AND (c.corrects = e.number))))));

CREATE TABLE project_event_rates (
    event_id bigint NOT NULL,
    rate numeric NOT NULL,
    source text NOT NULL,
    CONSTRAINT project_event_rates_plausible CHECK (((rate >= (1000)::numeric) AND (rate <= (1000000)::numeric))),
    CONSTRAINT project_event_rates_rate_size CHECK ((abs(rate) <= '1000000000000000000'::numeric)),
    CONSTRAINT project_event_rates_source_check CHECK (((length(TRIM(BOTH FROM source)) > 0) AND (length(source) <= 1000)))
);

CREATE VIEW capital_steps AS
 SELECT e.id AS event_id,
    e.project_id,
    e.happened_on,
    e."position",
    e.capital,
    COALESCE(e.equivalent,
        CASE
            WHEN (e.capital = (0)::numeric) THEN (0)::numeric
            WHEN (p.capital_currency = 'usd'::text) THEN (e.capital * r.rate)
            ELSE round((e.capital / r.rate), 6)
        END) AS other
   FROM ((live_project_events e
     JOIN projects p ON ((p.id = e.project_id)))
     LEFT JOIN project_event_rates r ON ((r.event_id = e.id)))
  WHERE (e.kind = ANY (ARRAY['granted'::text, 'capital_changed'::text]));

CREATE TABLE cell_flags (
    id bigint NOT NULL,
    filing_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    measure text NOT NULL,
    note text NOT NULL,
    raw text NOT NULL,
    unit text NOT NULL,
    value numeric,
    raised_by bigint NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    answered_by bigint,
    answered_at timestamp with time zone,
    settled_at timestamp with time zone,
    CONSTRAINT cell_flags_answer_check CHECK (((length(TRIM(BOTH FROM answer)) > 0) AND (length(answer) <= 1000))),
    CONSTRAINT cell_flags_answer_whole CHECK ((num_nulls(answer, answered_at) = ANY (ARRAY[0, 2]))),
    CONSTRAINT cell_flags_have_note CHECK (((length(TRIM(BOTH FROM note)) > 0) AND (length(note) <= 1000))),
    CONSTRAINT cell_flags_measure_check CHECK ((measure = ANY (ARRAY['period'::text, 'to_date'::text]))),
    CONSTRAINT cell_flags_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric))
);

ALTER TABLE cell_flags ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME cell_flags_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE check_rules (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    severity text NOT NULL,
    place text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    low numeric,
    high numeric,
    low_2 numeric,
    high_2 numeric,
    note text,
    note_en text,
    basis text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || name) || ' '::text) || name_en))) STORED,
    CONSTRAINT check_rules_code_known CHECK ((code ~ '^V(0[1-9]|[12][0-9]|30)$'::text)),
    CONSTRAINT check_rules_high_2_size CHECK ((abs(high_2) <= '1000000000000000000'::numeric)),
    CONSTRAINT check_rules_high_size CHECK ((abs(high) <= '1000000000000000000'::numeric)),
    CONSTRAINT check_rules_low_2_size CHECK ((abs(low_2) <= '1000000000000000000'::numeric)),
    CONSTRAINT check_rules_low_size CHECK ((abs(low) <= '1000000000000000000'::numeric)),
    CONSTRAINT check_rules_place_check CHECK ((place = ANY (ARRAY['report'::text, 'registry'::text, 'print'::text, 'board'::text]))),
    CONSTRAINT check_rules_severity_check CHECK ((severity = ANY (ARRAY['blocks'::text, 'explain'::text, 'information'::text])))
);

ALTER TABLE check_rules ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME check_rules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE comments (
    id bigint NOT NULL,
    filing_id bigint NOT NULL,
    indicator_id bigint,
    body text NOT NULL,
    said_by bigint NOT NULL,
    said_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT comments_body_length CHECK (((length(TRIM(BOTH FROM body)) > 0) AND (length(body) <= 2000)))
);

ALTER TABLE comments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME comments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE contacts (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text,
    role text,
    purpose text NOT NULL,
    phone text,
    email text,
    version integer DEFAULT 1 NOT NULL,
    erased_at timestamp with time zone,
    erased_by text,
    erased_reason text,
    CONSTRAINT contacts_email_check CHECK (((length(TRIM(BOTH FROM email)) > 0) AND (length(email) <= 120))),
    CONSTRAINT contacts_erased_empty CHECK (((erased_at IS NULL) OR (num_nonnulls(name, role, phone, email) = 0))),
    CONSTRAINT contacts_erased_reason_check CHECK (((length(TRIM(BOTH FROM erased_reason)) > 0) AND (length(erased_reason) <= 500))),
    CONSTRAINT contacts_erased_whole CHECK ((num_nulls(erased_at, erased_by, erased_reason) = ANY (ARRAY[0, 3]))),
    CONSTRAINT contacts_name_check CHECK (((length(TRIM(BOTH FROM name)) > 0) AND (length(name) <= 120))),
    CONSTRAINT contacts_named CHECK (((erased_at IS NOT NULL) OR ((name IS NOT NULL) AND (num_nonnulls(phone, email) > 0)))),
    CONSTRAINT contacts_phone_check CHECK (((length(TRIM(BOTH FROM phone)) > 0) AND (length(phone) <= 40))),
    CONSTRAINT contacts_position_check CHECK (("position" >= 1)),
    CONSTRAINT contacts_purpose CHECK ((purpose = ANY (ARRAY['reports'::text, 'labour'::text, 'environment'::text, 'investment'::text, 'legal'::text, 'emergency'::text]))),
    CONSTRAINT contacts_role_check CHECK (((length(TRIM(BOTH FROM role)) > 0) AND (length(role) <= 120)))
);

ALTER TABLE contacts ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contacts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE coverage_decisions (
    id bigint NOT NULL,
    year integer NOT NULL,
    indicator_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    reason text NOT NULL,
    decided_by text NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT coverage_decisions_have_reason CHECK (((length(TRIM(BOTH FROM reason)) > 0) AND (length(reason) <= 1000))),
    CONSTRAINT coverage_decisions_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE coverage_decisions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME coverage_decisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW current_board_totals AS
 SELECT newest.id,
    newest.board_id,
    newest.indicator_id,
    newest.period,
    newest.revision,
    newest.value,
    newest.raw,
    newest.unit,
    newest.rate,
    newest.source,
    newest.reason,
    newest.import_id,
    newest.recorded_by,
    newest.recorded_at
   FROM ( SELECT DISTINCT ON (board_totals.board_id, board_totals.indicator_id, board_totals.period) board_totals.id,
            board_totals.board_id,
            board_totals.indicator_id,
            board_totals.period,
            board_totals.revision,
            board_totals.value,
            board_totals.raw,
            board_totals.unit,
            board_totals.rate,
            board_totals.source,
            board_totals.reason,
            board_totals.import_id,
            board_totals.recorded_by,
            board_totals.recorded_at
           FROM board_totals
          ORDER BY board_totals.board_id, board_totals.indicator_id, board_totals.period, board_totals.revision DESC) newest
  WHERE (newest.value IS NOT NULL);

CREATE TABLE deadlines (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    months_after integer NOT NULL,
    day integer NOT NULL,
    legal_basis text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(legal_basis)) STORED,
    CONSTRAINT deadlines_day_check CHECK (((day >= 1) AND (day <= 31))),
    CONSTRAINT deadlines_months_after_check CHECK (((months_after >= 0) AND (months_after <= 12))),
    CONSTRAINT deadlines_validity CHECK ((valid_to >= valid_from))
);

ALTER TABLE deadlines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME deadlines_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE discharge_permits (
    id bigint NOT NULL,
    plant_id bigint NOT NULL,
    permit_no text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    receiving_water text,
    standard text,
    ph_low numeric,
    ph_high numeric,
    cod_limit numeric,
    bod5_limit numeric,
    tss_limit numeric,
    ammonium_limit numeric,
    nitrogen_limit numeric,
    phosphorus_limit numeric,
    coliform_limit numeric,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((permit_no || ' '::text) || COALESCE(standard, ''::text)) || ' '::text) || COALESCE(receiving_water, ''::text)))) STORED,
    CONSTRAINT discharge_permits_ammonium_limit_check CHECK ((ammonium_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_ammonium_limit_size CHECK ((abs(ammonium_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_bod5_limit_check CHECK ((bod5_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_bod5_limit_size CHECK ((abs(bod5_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_cod_limit_check CHECK ((cod_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_cod_limit_size CHECK ((abs(cod_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_coliform_limit_check CHECK ((coliform_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_coliform_limit_size CHECK ((abs(coliform_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_nitrogen_limit_check CHECK ((nitrogen_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_nitrogen_limit_size CHECK ((abs(nitrogen_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_ph CHECK ((ph_high > ph_low)),
    CONSTRAINT discharge_permits_ph_high_check CHECK (((ph_high >= (0)::numeric) AND (ph_high <= (14)::numeric))),
    CONSTRAINT discharge_permits_ph_high_size CHECK ((abs(ph_high) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_ph_low_check CHECK (((ph_low >= (0)::numeric) AND (ph_low <= (14)::numeric))),
    CONSTRAINT discharge_permits_ph_low_size CHECK ((abs(ph_low) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_phosphorus_limit_check CHECK ((phosphorus_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_phosphorus_limit_size CHECK ((abs(phosphorus_limit) <= '1000000000000000000'::numeric)),
    CONSTRAINT discharge_permits_term CHECK ((valid_to > valid_from)),
    CONSTRAINT discharge_permits_tss_limit_check CHECK ((tss_limit >= (0)::numeric)),
    CONSTRAINT discharge_permits_tss_limit_size CHECK ((abs(tss_limit) <= '1000000000000000000'::numeric))
);

ALTER TABLE discharge_permits ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME discharge_permits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE edition_files (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    content text NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT edition_files_name CHECK ((name ~ '^[a-z0-9-]{1,80}\.(pdf|docx|xlsx)$'::text)),
    CONSTRAINT edition_files_sha256 CHECK ((sha256 = encode(sha256(decode(content, 'base64'::text)), 'hex'::text)))
);

ALTER TABLE edition_files ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME edition_files_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE edition_registrations (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    number integer NOT NULL,
    document_no text NOT NULL,
    document_on date NOT NULL,
    reason text,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT edition_registrations_document_no CHECK (((length(TRIM(BOTH FROM document_no)) >= 1) AND (length(TRIM(BOTH FROM document_no)) <= 100))),
    CONSTRAINT edition_registrations_say_why CHECK (((number = 1) OR (length(TRIM(BOTH FROM reason)) > 0)))
);

ALTER TABLE edition_registrations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME edition_registrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE editions (
    id bigint NOT NULL,
    paper text NOT NULL,
    period text NOT NULL,
    number integer NOT NULL,
    figures_as_of date NOT NULL,
    reason text,
    issued_by text NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    manifest text NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT editions_number CHECK (((number >= 1) AND (number <= 9999))),
    CONSTRAINT editions_paper CHECK (((paper = 'review'::text) OR (paper ~ '^2\d{3}$'::text))),
    CONSTRAINT editions_period CHECK ((period ~ '^\d{4}(-Q[1-4])?$'::text)),
    CONSTRAINT editions_say_why CHECK (((number = 1) OR (length(TRIM(BOTH FROM reason)) > 0))),
    CONSTRAINT editions_sha256 CHECK ((sha256 = encode(sha256(convert_to(manifest, 'UTF8'::name)), 'hex'::text)))
);

ALTER TABLE editions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME editions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE enterprise_officers (
    enterprise_id bigint NOT NULL,
    account_id bigint NOT NULL,
    assigned_by bigint,
    assigned_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE enterprise_states (
    enterprise_id bigint NOT NULL,
    since date NOT NULL,
    status text NOT NULL,
    CONSTRAINT enterprise_states_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'building'::text, 'operating'::text, 'suspended'::text, 'closed'::text])))
);

CREATE TABLE enterprises (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    code text NOT NULL,
    tax_code text,
    name text NOT NULL,
    name_en text,
    ownership text NOT NULL,
    export_processing boolean DEFAULT false NOT NULL,
    status text NOT NULL,
    status_since date,
    tenant_since date,
    tenant_until date,
    by_project_since date,
    reported_by_parent_since date,
    address text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || COALESCE(tax_code, ''::text)) || ' '::text) || name) || ' '::text) || COALESCE(name_en, ''::text)))) STORED,
    CONSTRAINT enterprises_ownership_check CHECK ((ownership = ANY (ARRAY['limited'::text, 'joint_stock'::text, 'foreign'::text, 'branch'::text, 'other'::text]))),
    CONSTRAINT enterprises_parent_reports CHECK (((reported_by_parent_since IS NULL) OR COALESCE((tax_code ~ '^\d{10}-\d{3}$'::text), false))),
    CONSTRAINT enterprises_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'building'::text, 'operating'::text, 'suspended'::text, 'closed'::text]))),
    CONSTRAINT enterprises_tenancy_order CHECK ((tenant_until >= tenant_since))
);

ALTER TABLE enterprises ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME enterprises_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE exchange_rates (
    id bigint NOT NULL,
    year integer NOT NULL,
    currency text NOT NULL,
    rate numeric NOT NULL,
    source text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold((((year)::text || ' '::text) || source))) STORED,
    CONSTRAINT exchange_rates_currency_check CHECK ((currency = 'usd'::text)),
    CONSTRAINT exchange_rates_rate_plausible CHECK (((rate >= (1000)::numeric) AND (rate <= (1000000)::numeric))),
    CONSTRAINT exchange_rates_rate_size CHECK ((abs(rate) <= '1000000000000000000'::numeric)),
    CONSTRAINT exchange_rates_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE exchange_rates ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exchange_rates_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE exemptions (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    project_id bigint,
    form_id bigint NOT NULL,
    period text NOT NULL,
    reason text NOT NULL,
    granted_by bigint,
    granted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT exemptions_have_reason CHECK ((length(TRIM(BOTH FROM reason)) > 0)),
    CONSTRAINT exemptions_period_shape CHECK ((period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'::text))
);

ALTER TABLE exemptions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME exemptions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE figures (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    project_id bigint,
    zone_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    period text NOT NULL,
    vintage text NOT NULL,
    revision integer NOT NULL,
    value numeric,
    raw text NOT NULL,
    unit text NOT NULL,
    rate numeric,
    filing_id bigint NOT NULL,
    filing_revision integer NOT NULL,
    reason text,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT figures_correction_has_reason CHECK (((revision = 1) OR (length(TRIM(BOTH FROM reason)) > 0))),
    CONSTRAINT figures_period_shape CHECK ((period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'::text)),
    CONSTRAINT figures_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT figures_rate_size CHECK ((abs(rate) <= '1000000000000000000'::numeric)),
    CONSTRAINT figures_revision_check CHECK ((revision >= 1)),
    CONSTRAINT figures_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric)),
    CONSTRAINT figures_vintage_check CHECK ((vintage = ANY (ARRAY['estimate'::text, 'preliminary'::text, 'final'::text])))
);

ALTER TABLE figures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME figures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE filing_answers (
    filing_id bigint NOT NULL,
    question_id bigint NOT NULL,
    body text NOT NULL,
    updated_by bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT filing_answers_body_check CHECK (((length(body) >= 1) AND (length(body) <= 4000)))
);

CREATE TABLE filing_entries (
    filing_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    measure text DEFAULT 'period'::text NOT NULL,
    raw text NOT NULL,
    unit text NOT NULL,
    value numeric,
    rate numeric,
    origin text DEFAULT 'typed'::text NOT NULL,
    reason text,
    updated_by bigint,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT filing_entries_measure_check CHECK ((measure = ANY (ARRAY['period'::text, 'to_date'::text]))),
    CONSTRAINT filing_entries_origin_check CHECK ((origin = ANY (ARRAY['typed'::text, 'pasted'::text, 'imported'::text, 'derived'::text, 'repaired'::text]))),
    CONSTRAINT filing_entries_rate_check CHECK ((rate > (0)::numeric)),
    CONSTRAINT filing_entries_rate_size CHECK ((abs(rate) <= '1000000000000000000'::numeric)),
    CONSTRAINT filing_entries_raw_check CHECK ((length(raw) <= 60)),
    CONSTRAINT filing_entries_reason_check CHECK ((length(reason) <= 1000)),
    CONSTRAINT filing_entries_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric))
);

CREATE TABLE filing_submissions (
    filing_id bigint NOT NULL,
    number integer NOT NULL,
    submitted_by bigint,
    submitted_at timestamp with time zone DEFAULT now() NOT NULL,
    cells jsonb NOT NULL,
    CONSTRAINT filing_submissions_number_check CHECK ((number >= 1))
);

CREATE TABLE filings (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    project_id bigint,
    zone_id bigint NOT NULL,
    form_id bigint NOT NULL,
    period text NOT NULL,
    vintage text NOT NULL,
    state text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    revision_reason text,
    return_reason text,
    late_reason text,
    note text,
    created_by bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    first_submitted_at timestamp with time zone,
    submitted_by bigint,
    submitted_at timestamp with time zone,
    decided_by bigint,
    decided_at timestamp with time zone,
    accepted_in xid8,
    effect numeric,
    effect_indicator_id bigint,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT filings_correction_has_reason CHECK (((revision = 1) OR (length(TRIM(BOTH FROM revision_reason)) > 0))),
    CONSTRAINT filings_effect_size CHECK ((abs(effect) <= '1000000000000000000'::numeric)),
    CONSTRAINT filings_four_eyes CHECK (((state <> 'accepted'::text) OR (decided_by <> submitted_by))),
    CONSTRAINT filings_late_reason_check CHECK (((length(TRIM(BOTH FROM late_reason)) > 0) AND (length(late_reason) <= 1000))),
    CONSTRAINT filings_period_shape CHECK ((period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'::text)),
    CONSTRAINT filings_return_has_reason CHECK (((state <> 'returned'::text) OR (length(TRIM(BOTH FROM return_reason)) > 0))),
    CONSTRAINT filings_revision_check CHECK ((revision >= 1)),
    CONSTRAINT filings_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'accepted'::text, 'returned'::text]))),
    CONSTRAINT filings_vintage_check CHECK ((vintage = ANY (ARRAY['estimate'::text, 'preliminary'::text, 'final'::text])))
);

ALTER TABLE filings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME filings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE form_lines (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    "position" integer NOT NULL,
    code text NOT NULL,
    indicator_id bigint NOT NULL,
    unit text NOT NULL,
    required boolean DEFAULT false NOT NULL,
    may_be_negative boolean DEFAULT false NOT NULL,
    to_date boolean DEFAULT false NOT NULL,
    total_indicator_id bigint,
    adds_to_indicator_id bigint,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(code)) STORED
);

ALTER TABLE form_lines ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME form_lines_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE form_questions (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    "position" integer NOT NULL,
    code text NOT NULL,
    label text NOT NULL,
    label_en text NOT NULL,
    hint text,
    hint_en text,
    max_length integer NOT NULL,
    required boolean DEFAULT false NOT NULL,
    proposes boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || label) || ' '::text) || label_en))) STORED,
    CONSTRAINT form_questions_max_length_check CHECK (((max_length >= 1) AND (max_length <= 4000)))
);

ALTER TABLE form_questions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME form_questions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE forms (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    frequency text NOT NULL,
    vintage text NOT NULL,
    owed_by text NOT NULL,
    per_project boolean DEFAULT false NOT NULL,
    with_products boolean DEFAULT false NOT NULL,
    legal_basis text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || name) || ' '::text) || name_en) || ' '::text) || legal_basis))) STORED,
    CONSTRAINT forms_frequency_check CHECK ((frequency = ANY (ARRAY['month'::text, 'quarter'::text, 'half'::text, 'nine_months'::text, 'year'::text]))),
    CONSTRAINT forms_owed_by_check CHECK ((owed_by = ANY (ARRAY['operating'::text, 'building'::text, 'nobody'::text]))),
    CONSTRAINT forms_validity CHECK ((valid_to >= valid_from)),
    CONSTRAINT forms_vintage_check CHECK ((vintage = ANY (ARRAY['estimate'::text, 'preliminary'::text, 'final'::text])))
);

ALTER TABLE forms ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME forms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE holidays (
    id bigint NOT NULL,
    day date NOT NULL,
    name text NOT NULL,
    kind text,
    source text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((name || ' '::text) || source))) STORED,
    CONSTRAINT holidays_kind CHECK (((kind IS NOT NULL) = (EXTRACT(isodow FROM day) > (5)::numeric))),
    CONSTRAINT holidays_kind_check CHECK ((kind = 'worked'::text))
);

ALTER TABLE holidays ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME holidays_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE import_answers (
    import_id bigint NOT NULL,
    filing_id bigint NOT NULL,
    question_id bigint NOT NULL,
    address text NOT NULL,
    body text NOT NULL,
    before_body text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE import_cells (
    import_id bigint NOT NULL,
    filing_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    measure text NOT NULL,
    address text NOT NULL,
    source text NOT NULL,
    raw text NOT NULL,
    unit text NOT NULL,
    reason text,
    before_raw text NOT NULL,
    before_unit text NOT NULL,
    before_reason text,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT import_cells_measure_check CHECK ((measure = ANY (ARRAY['period'::text, 'to_date'::text])))
);

CREATE TABLE import_layouts (
    sender text NOT NULL,
    titles text NOT NULL,
    choices text NOT NULL,
    used_at timestamp with time zone DEFAULT now() NOT NULL,
    used_by bigint NOT NULL
);

CREATE TABLE imports (
    id bigint NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    sender text DEFAULT ''::text NOT NULL,
    book text NOT NULL,
    choices text NOT NULL,
    form_id bigint,
    period text,
    state text DEFAULT 'open'::text NOT NULL,
    created_by bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_by bigint,
    closed_at timestamp with time zone,
    reason text,
    CONSTRAINT imports_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT imports_reason_check CHECK ((length(reason) <= 1000)),
    CONSTRAINT imports_sender_check CHECK ((length(sender) <= 200)),
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['open'::text, 'taken'::text, 'undone'::text, 'dropped'::text])))
);

ALTER TABLE imports ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME imports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE indicators (
    id bigint NOT NULL,
    code text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    name_en text NOT NULL,
    dimension text NOT NULL,
    aliases text,
    own_unit text,
    own_unit_en text,
    source text NOT NULL,
    time_kind text NOT NULL,
    display_unit text NOT NULL,
    display_scale integer DEFAULT 0 NOT NULL,
    sentence_step numeric,
    part_of_id bigint,
    weight_id bigint,
    "position" integer NOT NULL,
    folded boolean DEFAULT false NOT NULL,
    valid_until date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || name) || ' '::text) || name_en))) STORED,
    CONSTRAINT indicators_code_shape CHECK ((code ~ '^[a-z][a-z0-9_]{1,39}$'::text)),
    CONSTRAINT indicators_dimension_check CHECK ((dimension = ANY (ARRAY['vnd'::text, 'usd'::text, 'area'::text, 'person'::text, 'percent'::text, 'count'::text, 'own'::text]))),
    CONSTRAINT indicators_display_scale_check CHECK (((display_scale >= 0) AND (display_scale <= 6))),
    CONSTRAINT indicators_kind_check CHECK ((kind = ANY (ARRAY['indicator'::text, 'product'::text]))),
    CONSTRAINT indicators_own_unit CHECK (((dimension = 'own'::text) = ((own_unit IS NOT NULL) AND (own_unit_en IS NOT NULL)))),
    CONSTRAINT indicators_rate_has_weight CHECK ((((time_kind = 'rate'::text) = (weight_id IS NOT NULL)) OR (source = 'registry'::text))),
    CONSTRAINT indicators_sentence_step_positive CHECK ((sentence_step > (0)::numeric)),
    CONSTRAINT indicators_sentence_step_size CHECK ((abs(sentence_step) <= '1000000000000000000'::numeric)),
    CONSTRAINT indicators_source_check CHECK ((source = ANY (ARRAY['filing'::text, 'registry'::text]))),
    CONSTRAINT indicators_time_kind_check CHECK ((time_kind = ANY (ARRAY['flow'::text, 'stock'::text, 'rate'::text])))
);

ALTER TABLE indicators ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME indicators_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE industry_codes (
    version text NOT NULL,
    code text NOT NULL,
    parent text,
    name text NOT NULL,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || name))) STORED,
    CONSTRAINT industry_codes_code_check CHECK ((code ~ '^([A-V]|\d{2,5})$'::text)),
    CONSTRAINT industry_codes_name_check CHECK (((length(TRIM(BOTH FROM name)) > 0) AND (length(name) <= 300)))
);

CREATE TABLE industry_loads (
    id bigint NOT NULL,
    from_code text NOT NULL,
    from_name text NOT NULL,
    to_version text DEFAULT '2025'::text NOT NULL,
    to_code text NOT NULL,
    partial boolean NOT NULL,
    source text NOT NULL,
    CONSTRAINT industry_loads_code CHECK ((from_code ~ '^([A-U]|\d{2,5})$'::text)),
    CONSTRAINT industry_loads_from_name_check CHECK (((length(TRIM(BOTH FROM from_name)) > 0) AND (length(from_name) <= 300))),
    CONSTRAINT industry_loads_level CHECK ((((from_code ~ '^[A-V]$'::text) = (to_code ~ '^[A-V]$'::text)) AND (length(from_code) = length(to_code)))),
    CONSTRAINT industry_loads_source_check CHECK ((length(source) <= 300)),
    CONSTRAINT industry_loads_to_version_check CHECK ((to_version = '2025'::text))
);

CREATE VIEW industries AS
 SELECT industry_codes.version,
    industry_codes.code,
    industry_codes.parent,
    industry_codes.name,
    industry_codes.search,
    false AS loaded
   FROM industry_codes
UNION ALL
 SELECT '2018'::text AS version,
    l.from_code AS code,
        CASE
            WHEN (length(l.from_code) > 2) THEN "left"(l.from_code, '-1'::integer)
            ELSE NULL::text
        END AS parent,
    min(l.from_name) AS name,
    fold(((l.from_code || ' '::text) || min(l.from_name))) AS search,
    true AS loaded
   FROM industry_loads l
  WHERE (NOT (EXISTS ( SELECT 1
           FROM industry_codes c
          WHERE ((c.version = '2018'::text) AND (c.code = l.from_code)))))
  GROUP BY l.from_code;

CREATE TABLE industry_correspondence (
    from_version text DEFAULT '2018'::text NOT NULL,
    from_code text NOT NULL,
    to_version text DEFAULT '2025'::text NOT NULL,
    to_code text NOT NULL,
    partial boolean NOT NULL,
    annex text DEFAULT 'II'::text NOT NULL,
    CONSTRAINT industry_correspondence_annex_check CHECK ((annex = ANY (ARRAY['I'::text, 'II'::text]))),
    CONSTRAINT industry_correspondence_from_version_check CHECK ((from_version = '2018'::text)),
    CONSTRAINT industry_correspondence_to_version_check CHECK ((to_version = '2025'::text))
);

ALTER TABLE industry_loads ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME industry_loads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW industry_pairs AS
 SELECT c.from_code,
    c.to_code,
    c.partial,
    ('Công văn 3061/CTK-CSCL ngày 26/12/2025, Phụ lục '::text || c.annex) AS source,
    false AS loaded
   FROM industry_correspondence c
  WHERE (NOT (EXISTS ( SELECT 1
           FROM industry_loads l
          WHERE (l.from_code = c.from_code))))
UNION ALL
 SELECT industry_loads.from_code,
    industry_loads.to_code,
    industry_loads.partial,
    industry_loads.source,
    true AS loaded
   FROM industry_loads;

CREATE TABLE industry_versions (
    version text NOT NULL,
    decision text NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    CONSTRAINT industry_versions_check CHECK ((valid_until >= valid_from)),
    CONSTRAINT industry_versions_version_check CHECK ((version = ANY (ARRAY['2018'::text, '2025'::text])))
);

CREATE TABLE jobs (
    id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    title_vi text NOT NULL,
    title_en text NOT NULL,
    arguments jsonb NOT NULL,
    account_id bigint NOT NULL,
    address text NOT NULL,
    request_id text NOT NULL,
    language text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    said_vi text,
    said_en text,
    place text,
    tries integer DEFAULT 0 NOT NULL,
    next_at timestamp with time zone DEFAULT now() NOT NULL,
    cancelled_by bigint,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT jobs_done_check CHECK ((done >= 0)),
    CONSTRAINT jobs_end CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])))),
    CONSTRAINT jobs_kind_check CHECK ((kind ~ '^[a-z]+(-[a-z]+)*$'::text)),
    CONSTRAINT jobs_language_check CHECK ((language = ANY (ARRAY['vi'::text, 'en'::text]))),
    CONSTRAINT jobs_place_check CHECK ((place ~~ '/%'::text)),
    CONSTRAINT jobs_said CHECK (((said_vi IS NULL) = (said_en IS NULL))),
    CONSTRAINT jobs_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT jobs_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 200))),
    CONSTRAINT jobs_title_en_check CHECK (((length(title_en) >= 1) AND (length(title_en) <= 400))),
    CONSTRAINT jobs_title_vi_check CHECK (((length(title_vi) >= 1) AND (length(title_vi) <= 400))),
    CONSTRAINT jobs_total_check CHECK ((total >= 0)),
    CONSTRAINT jobs_tries_check CHECK ((tries >= 0))
);

ALTER TABLE jobs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE key_tasks (
    id bigint NOT NULL,
    year integer NOT NULL,
    "position" integer NOT NULL,
    field text,
    content text NOT NULL,
    basis text,
    lead text,
    first_due_on date,
    due_on date,
    measure text,
    status text DEFAULT 'planned'::text NOT NULL,
    result text,
    resolved_on date,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((content || ' '::text) || COALESCE(lead, ''::text)))) STORED,
    CONSTRAINT key_tasks_ended_has_date CHECK (((status = ANY (ARRAY['done'::text, 'dropped'::text])) = (resolved_on IS NOT NULL))),
    CONSTRAINT key_tasks_field_check CHECK ((field = ANY (ARRAY['land'::text, 'power'::text, 'water'::text, 'materials'::text, 'labour'::text, 'tax'::text, 'trade'::text, 'environment'::text, 'fire'::text, 'lease'::text, 'other'::text]))),
    CONSTRAINT key_tasks_first_due_later CHECK ((first_due_on >= make_date(year, 1, 1))),
    CONSTRAINT key_tasks_position_check CHECK ((("position" >= 1) AND ("position" <= 999))),
    CONSTRAINT key_tasks_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'doing'::text, 'done'::text, 'dropped'::text]))),
    CONSTRAINT key_tasks_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

CREATE VIEW key_task_caches AS
 SELECT k.id AS key_task_id,
    COALESCE(d.due_on, k.first_due_on) AS due_on,
        CASE turn.kind
            WHEN 'resolved'::text THEN 'done'::text
            WHEN 'dropped'::text THEN 'dropped'::text
            ELSE
            CASE
                WHEN (turn.kind IS NULL) THEN 'planned'::text
                ELSE 'doing'::text
            END
        END AS status,
        CASE
            WHEN (last.kind = ANY (ARRAY['resolved'::text, 'dropped'::text])) THEN last.content
            ELSE NULL::text
        END AS result,
        CASE
            WHEN (last.kind = ANY (ARRAY['resolved'::text, 'dropped'::text])) THEN last.happened_on
            ELSE NULL::date
        END AS resolved_on
   FROM (((key_tasks k
     LEFT JOIN LATERAL ( SELECT s.due_on
           FROM agenda_steps s
          WHERE ((s.key_task_id = k.id) AND (s.due_on IS NOT NULL))
          ORDER BY s.number DESC
         LIMIT 1) d ON (true))
     LEFT JOIN LATERAL ( SELECT s.kind
           FROM agenda_steps s
          WHERE ((s.key_task_id = k.id) AND (s.kind <> 'rescheduled'::text))
          ORDER BY s.number DESC
         LIMIT 1) turn ON (true))
     LEFT JOIN LATERAL ( SELECT s.kind,
            s.content,
            s.happened_on
           FROM agenda_steps s
          WHERE (s.key_task_id = k.id)
          ORDER BY s.number DESC
         LIMIT 1) last ON (true));

ALTER TABLE key_tasks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME key_tasks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE lease_arrears (
    id bigint NOT NULL,
    lease_id bigint NOT NULL,
    as_of date NOT NULL,
    amount numeric NOT NULL,
    currency text NOT NULL,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(COALESCE(note, ''::text))) STORED,
    CONSTRAINT lease_arrears_amount_size CHECK ((abs(amount) <= '1000000000000000000'::numeric)),
    CONSTRAINT lease_arrears_currency_check CHECK ((currency = ANY (ARRAY['vnd'::text, 'usd'::text]))),
    CONSTRAINT lease_arrears_positive CHECK ((amount >= (0)::numeric))
);

ALTER TABLE lease_arrears ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME lease_arrears_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE lease_extensions (
    id bigint NOT NULL,
    lease_id bigint NOT NULL,
    signed_on date NOT NULL,
    valid_to date NOT NULL,
    document_no text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((COALESCE(document_no, ''::text) || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT lease_extensions_later CHECK ((valid_to > signed_on))
);

ALTER TABLE lease_extensions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME lease_extensions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE lease_parcels ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME lease_parcels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW lease_terms AS
 SELECT l.id,
    l.zone_id,
    l.enterprise_id,
    l.contract_no,
    l.valid_from,
    COALESCE(l.ended_on, ( SELECT GREATEST(l.valid_to, max(x.valid_to)) AS "greatest"
           FROM lease_extensions x
          WHERE ((x.lease_id = l.id) AND (x.retired_at IS NULL)))) AS last_on
   FROM leases l
  WHERE (l.retired_at IS NULL);

CREATE TABLE parcel_events (
    id bigint NOT NULL,
    parcel_id bigint NOT NULL,
    number integer NOT NULL,
    "position" integer NOT NULL,
    kind text NOT NULL,
    happened_on date NOT NULL,
    state text,
    enterprise_id bigint,
    until date,
    document_no text,
    document_on date,
    note text,
    corrects integer,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT parcel_events_correction CHECK (((kind <> 'correction'::text) OR (corrects IS NOT NULL))),
    CONSTRAINT parcel_events_document_no_check CHECK ((length(document_no) <= 100)),
    CONSTRAINT parcel_events_holder CHECK (((enterprise_id IS NOT NULL) = ((kind = ANY (ARRAY['reserved'::text, 'leased'::text, 'transferred'::text])) OR (state = ANY (ARRAY['reserved'::text, 'leased'::text, 'in_use'::text, 'idle'::text, 'recovering'::text]))))),
    CONSTRAINT parcel_events_kind CHECK ((kind = ANY (ARRAY['registered'::text, 'cleared'::text, 'levelled'::text, 'ready'::text, 'reserved'::text, 'leased'::text, 'in_use'::text, 'idle'::text, 'extended'::text, 'transferred'::text, 'lease_ended'::text, 'recovering'::text, 'recovery_dropped'::text, 'recovered'::text, 'retired'::text, 'correction'::text]))),
    CONSTRAINT parcel_events_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT parcel_events_number_check CHECK ((number >= 1)),
    CONSTRAINT parcel_events_say_why CHECK (((corrects IS NULL) OR (length(TRIM(BOTH FROM COALESCE(note, ''::text))) > 0))),
    CONSTRAINT parcel_events_state CHECK ((((kind = 'registered'::text) = (state IS NOT NULL)) AND (state = ANY (ARRAY['uncleared'::text, 'cleared'::text, 'levelled'::text, 'ready'::text, 'reserved'::text, 'leased'::text, 'in_use'::text, 'idle'::text, 'recovering'::text, 'recovered'::text])))),
    CONSTRAINT parcel_events_until CHECK (
CASE
    WHEN (kind = 'extended'::text) THEN COALESCE(((until > happened_on) AND (until <= (happened_on + '2 years'::interval))), false)
    ELSE (until IS NULL)
END)
);

CREATE VIEW live_parcel_events AS
 SELECT e.id,
    e.parcel_id,
    e.number,
    e."position",
    e.kind,
    e.happened_on,
    e.state,
    e.enterprise_id,
    e.until,
    e.document_no,
    e.document_on,
    e.note,
    e.corrects,
    e.recorded_by,
    e.account_id,
    e.recorded_at
   FROM parcel_events e
  WHERE ((e.kind <> 'correction'::text) AND (NOT (EXISTS ( SELECT 1
           FROM parcel_events c
          WHERE ((c.parcel_id = e.parcel_id) AND (c.corrects = e.number))))));

CREATE VIEW lease_shares AS
 SELECT p.id,
    p.lease_id,
    p.parcel_id,
    p.area_m2,
    t.enterprise_id,
    t.contract_no,
    t.valid_from,
    LEAST(t.last_on, p.until, (e.happened_on - 1)) AS last_on,
        CASE
            WHEN ((e.happened_on - 1) <= LEAST(t.last_on, p.until)) THEN e.kind
            WHEN (p.until < t.last_on) THEN 'by_hand'::text
            WHEN (l.ended_on IS NOT NULL) THEN 'early'::text
            ELSE 'term'::text
        END AS ended_by
   FROM (((lease_parcels p
     JOIN lease_terms t ON ((t.id = p.lease_id)))
     JOIN leases l ON ((l.id = p.lease_id)))
     LEFT JOIN LATERAL ( SELECT v.happened_on,
            v.kind
           FROM live_parcel_events v
          WHERE ((v.parcel_id = p.parcel_id) AND (v.kind = ANY (ARRAY['recovered'::text, 'lease_ended'::text, 'transferred'::text, 'retired'::text])) AND (v.happened_on > t.valid_from) AND ((v.kind = 'retired'::text) OR (t.enterprise_id = ( SELECT h.enterprise_id
                   FROM live_parcel_events h
                  WHERE ((h.parcel_id = v.parcel_id) AND (h.enterprise_id IS NOT NULL) AND (ROW(h.happened_on, h."position") < ROW(v.happened_on, v."position")))
                  ORDER BY h.happened_on DESC, h."position" DESC
                 LIMIT 1))))
          ORDER BY v.happened_on, v."position"
         LIMIT 1) e ON (true))
  WHERE (p.retired_at IS NULL);

ALTER TABLE leases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME leases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE letters (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    contact_id bigint,
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    message_id text NOT NULL,
    state text DEFAULT 'written'::text NOT NULL,
    reason text,
    codes text,
    tries integer DEFAULT 0 NOT NULL,
    written_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT letters_body_check CHECK ((length(body) <= 100000)),
    CONSTRAINT letters_state_check CHECK ((state = ANY (ARRAY['written'::text, 'sending'::text, 'waiting'::text, 'sent'::text, 'failed'::text, 'unclear'::text]))),
    CONSTRAINT letters_subject_check CHECK ((length(subject) <= 300))
);

ALTER TABLE letters ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME letters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wastewater_readings (
    id bigint NOT NULL,
    plant_id bigint NOT NULL,
    number integer NOT NULL,
    from_on date NOT NULL,
    to_on date NOT NULL,
    source text NOT NULL,
    actual_m3_day numeric,
    ph numeric,
    cod numeric,
    bod5 numeric,
    tss numeric,
    ammonium numeric,
    nitrogen numeric,
    phosphorus numeric,
    coliform numeric,
    document text,
    note text,
    corrects integer,
    withdrawn boolean DEFAULT false NOT NULL,
    correction text,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT wastewater_readings_actual CHECK ((actual_m3_day >= (0)::numeric)),
    CONSTRAINT wastewater_readings_actual_m3_day_size CHECK ((abs(actual_m3_day) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_ammonium_check CHECK ((ammonium >= (0)::numeric)),
    CONSTRAINT wastewater_readings_ammonium_size CHECK ((abs(ammonium) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_bod5_check CHECK ((bod5 >= (0)::numeric)),
    CONSTRAINT wastewater_readings_bod5_size CHECK ((abs(bod5) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_cod_check CHECK ((cod >= (0)::numeric)),
    CONSTRAINT wastewater_readings_cod_size CHECK ((abs(cod) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_coliform_check CHECK ((coliform >= (0)::numeric)),
    CONSTRAINT wastewater_readings_coliform_size CHECK ((abs(coliform) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_correction CHECK ((((corrects IS NULL) = (correction IS NULL)) AND ((corrects IS NOT NULL) OR (NOT withdrawn)))),
    CONSTRAINT wastewater_readings_correction_check CHECK (((length(TRIM(BOTH FROM correction)) > 0) AND (length(correction) <= 2000))),
    CONSTRAINT wastewater_readings_corrects_earlier CHECK (((number >= 1) AND (corrects < number))),
    CONSTRAINT wastewater_readings_nitrogen_check CHECK ((nitrogen >= (0)::numeric)),
    CONSTRAINT wastewater_readings_nitrogen_size CHECK ((abs(nitrogen) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_order CHECK ((to_on >= from_on)),
    CONSTRAINT wastewater_readings_ph CHECK (((ph >= (0)::numeric) AND (ph <= (14)::numeric))),
    CONSTRAINT wastewater_readings_ph_size CHECK ((abs(ph) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_phosphorus_check CHECK ((phosphorus >= (0)::numeric)),
    CONSTRAINT wastewater_readings_phosphorus_size CHECK ((abs(phosphorus) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_readings_say CHECK (((num_nonnulls(actual_m3_day, ph, cod, bod5, tss, ammonium, nitrogen, phosphorus, coliform) = 0) = withdrawn)),
    CONSTRAINT wastewater_readings_source CHECK ((source = ANY (ARRAY['self_report'::text, 'automatic'::text, 'inspection'::text]))),
    CONSTRAINT wastewater_readings_tss_check CHECK ((tss >= (0)::numeric)),
    CONSTRAINT wastewater_readings_tss_size CHECK ((abs(tss) <= '1000000000000000000'::numeric))
);

CREATE VIEW live_wastewater_readings AS
 SELECT r.id,
    r.plant_id,
    r.number,
    r.from_on,
    r.to_on,
    r.source,
    r.actual_m3_day,
    r.ph,
    r.cod,
    r.bod5,
    r.tss,
    r.ammonium,
    r.nitrogen,
    r.phosphorus,
    r.coliform,
    r.document,
    r.note,
    r.corrects,
    r.withdrawn,
    r.correction,
    r.recorded_by,
    r.account_id,
    r.recorded_at
   FROM wastewater_readings r
  WHERE ((NOT r.withdrawn) AND (NOT (EXISTS ( SELECT 1
           FROM wastewater_readings l
          WHERE ((l.plant_id = r.plant_id) AND (l.corrects = r.number))))));

CREATE TABLE work_statements (
    id bigint NOT NULL,
    work_id bigint NOT NULL,
    number integer NOT NULL,
    as_of date NOT NULL,
    done numeric,
    disbursed_vnd numeric,
    stopped boolean DEFAULT false NOT NULL,
    withdrawn boolean DEFAULT false NOT NULL,
    source text NOT NULL,
    over_reason text,
    correction text,
    note text,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT work_statements_correction_check CHECK (((length(TRIM(BOTH FROM correction)) > 0) AND (length(correction) <= 2000))),
    CONSTRAINT work_statements_disbursed CHECK ((disbursed_vnd >= (0)::numeric)),
    CONSTRAINT work_statements_disbursed_vnd_size CHECK ((abs(disbursed_vnd) <= '1000000000000000000'::numeric)),
    CONSTRAINT work_statements_done CHECK ((done >= (0)::numeric)),
    CONSTRAINT work_statements_done_size CHECK ((abs(done) <= '1000000000000000000'::numeric)),
    CONSTRAINT work_statements_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT work_statements_number_check CHECK ((number >= 1)),
    CONSTRAINT work_statements_over_reason_check CHECK (((length(TRIM(BOTH FROM over_reason)) > 0) AND (length(over_reason) <= 2000))),
    CONSTRAINT work_statements_say CHECK (
CASE
    WHEN withdrawn THEN ((num_nonnulls(done, disbursed_vnd) = 0) AND (NOT stopped))
    ELSE (stopped OR (num_nonnulls(done, disbursed_vnd) > 0))
END),
    CONSTRAINT work_statements_source_check CHECK (((length(TRIM(BOTH FROM source)) > 0) AND (length(source) <= 300)))
);

CREATE VIEW live_work_statements AS
 SELECT last.id,
    last.work_id,
    last.number,
    last.as_of,
    last.done,
    last.disbursed_vnd,
    last.stopped,
    last.withdrawn,
    last.source,
    last.over_reason,
    last.correction,
    last.note,
    last.recorded_by,
    last.account_id,
    last.recorded_at
   FROM ( SELECT DISTINCT ON (work_statements.work_id, work_statements.as_of) work_statements.id,
            work_statements.work_id,
            work_statements.number,
            work_statements.as_of,
            work_statements.done,
            work_statements.disbursed_vnd,
            work_statements.stopped,
            work_statements.withdrawn,
            work_statements.source,
            work_statements.over_reason,
            work_statements.correction,
            work_statements.note,
            work_statements.recorded_by,
            work_statements.account_id,
            work_statements.recorded_at
           FROM work_statements
          ORDER BY work_statements.work_id, work_statements.as_of, work_statements.number DESC) last
  WHERE (NOT last.withdrawn);

CREATE TABLE obstacles (
    id bigint NOT NULL,
    code text NOT NULL,
    zone_id bigint NOT NULL,
    enterprise_id bigint,
    raised_on date NOT NULL,
    channel text NOT NULL,
    field text NOT NULL,
    content text NOT NULL,
    lead text,
    first_due_on date,
    due_on date,
    status text DEFAULT 'received'::text NOT NULL,
    result text,
    resolved_on date,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || content) || ' '::text) || COALESCE(lead, ''::text)))) STORED,
    CONSTRAINT obstacles_channel_check CHECK ((channel = ANY (ARRAY['report'::text, 'dialogue'::text, 'visit'::text, 'letter'::text, 'other'::text]))),
    CONSTRAINT obstacles_field_check CHECK ((field = ANY (ARRAY['land'::text, 'power'::text, 'water'::text, 'materials'::text, 'labour'::text, 'tax'::text, 'trade'::text, 'environment'::text, 'fire'::text, 'lease'::text, 'other'::text]))),
    CONSTRAINT obstacles_first_due_later CHECK ((first_due_on >= raised_on)),
    CONSTRAINT obstacles_resolved_after_raised CHECK ((resolved_on >= raised_on)),
    CONSTRAINT obstacles_resolved_has_date CHECK (((status = 'resolved'::text) = (resolved_on IS NOT NULL))),
    CONSTRAINT obstacles_status_check CHECK ((status = ANY (ARRAY['received'::text, 'handling'::text, 'forwarded'::text, 'resolved'::text])))
);

CREATE VIEW obstacle_caches AS
 SELECT o.id AS obstacle_id,
    COALESCE(d.due_on, o.first_due_on) AS due_on,
        CASE
            WHEN (turn.kind = ANY (ARRAY['resolved'::text, 'forwarded'::text])) THEN turn.kind
            WHEN ((turn.kind IS NOT NULL) OR (EXISTS ( SELECT 1
               FROM agenda_steps s
              WHERE ((s.obstacle_id = o.id) AND (s.kind = 'handled'::text))))) THEN 'handling'::text
            ELSE 'received'::text
        END AS status,
        CASE
            WHEN (last.kind = 'resolved'::text) THEN last.content
            ELSE NULL::text
        END AS result,
        CASE
            WHEN (last.kind = 'resolved'::text) THEN last.happened_on
            ELSE NULL::date
        END AS resolved_on
   FROM (((obstacles o
     LEFT JOIN LATERAL ( SELECT s.due_on
           FROM agenda_steps s
          WHERE ((s.obstacle_id = o.id) AND (s.due_on IS NOT NULL))
          ORDER BY s.number DESC
         LIMIT 1) d ON (true))
     LEFT JOIN LATERAL ( SELECT s.kind
           FROM agenda_steps s
          WHERE ((s.obstacle_id = o.id) AND (s.kind <> ALL (ARRAY['rescheduled'::text, 'handled'::text])))
          ORDER BY s.number DESC
         LIMIT 1) turn ON (true))
     LEFT JOIN LATERAL ( SELECT s.kind,
            s.content,
            s.happened_on
           FROM agenda_steps s
          WHERE (s.obstacle_id = o.id)
          ORDER BY s.number DESC
         LIMIT 1) last ON (true));

ALTER TABLE obstacles ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME obstacles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE parcel_areas (
    id bigint NOT NULL,
    parcel_id bigint NOT NULL,
    until date NOT NULL,
    area_m2 numeric NOT NULL,
    document_no text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((COALESCE(document_no, ''::text) || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT parcel_areas_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT parcel_areas_document_no_check CHECK ((length(document_no) <= 100)),
    CONSTRAINT parcel_areas_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT parcel_areas_positive CHECK ((area_m2 > (0)::numeric))
);

ALTER TABLE parcel_areas ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME parcel_areas_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW parcel_caches AS
 SELECT p.id AS parcel_id,
        CASE
            WHEN (s.state = 'retired'::text) THEN p.state
            ELSE COALESCE(s.state, 'uncleared'::text)
        END AS state,
        CASE
            WHEN (s.state = 'retired'::text) THEN p.enterprise_id
            ELSE s.enterprise_id
        END AS enterprise_id,
    s.since,
    ((p.retired_at IS NOT NULL) OR COALESCE((s.state = 'retired'::text), false)) AS retired
   FROM (parcels p
     LEFT JOIN parcel_standings('infinity'::date) s(parcel_id, state, enterprise_id, since) ON ((s.parcel_id = p.id)));

ALTER TABLE parcel_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME parcel_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE parcel_origins (
    parcel_id bigint NOT NULL,
    origin_id bigint NOT NULL,
    CONSTRAINT parcel_origins_other CHECK ((parcel_id <> origin_id))
);

CREATE TABLE parcel_shapes (
    id bigint NOT NULL,
    parcel_id bigint NOT NULL,
    revision integer NOT NULL,
    valid_from date NOT NULL,
    source text NOT NULL,
    document text NOT NULL,
    meridian_minutes integer NOT NULL,
    zone_width integer NOT NULL,
    given text NOT NULL,
    repairs text,
    corners text NOT NULL,
    ring text NOT NULL,
    area_m2 numeric NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT parcel_shapes_area_m2_check CHECK ((area_m2 > (0)::numeric)),
    CONSTRAINT parcel_shapes_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT parcel_shapes_document_named CHECK ((length(TRIM(BOTH FROM document)) > 0)),
    CONSTRAINT parcel_shapes_meridian_minutes_check CHECK (((meridian_minutes >= 6120) AND (meridian_minutes <= 6660))),
    CONSTRAINT parcel_shapes_revision_check CHECK ((revision >= 1)),
    CONSTRAINT parcel_shapes_source_check CHECK ((source = ANY (ARRAY['certificate'::text, 'extract'::text, 'survey'::text, 'planning'::text, 'drawing'::text, 'illustration'::text]))),
    CONSTRAINT parcel_shapes_three_corners CHECK ((corners ~ '^([^;\n]*;[0-9.]+;[0-9.]+\n){2,}[^;\n]*;[0-9.]+;[0-9.]+$'::text)),
    CONSTRAINT parcel_shapes_zone_width_check CHECK ((zone_width = ANY (ARRAY[3, 6])))
);

ALTER TABLE parcel_shapes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME parcel_shapes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE parcels ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME parcels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE period_closings (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    period text NOT NULL,
    soft_on date NOT NULL,
    hard_on date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((period || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT period_closings_order CHECK ((hard_on >= soft_on)),
    CONSTRAINT period_closings_period_shape CHECK ((period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'::text))
);

ALTER TABLE period_closings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME period_closings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE period_unlocks (
    id bigint NOT NULL,
    form_id bigint NOT NULL,
    period text NOT NULL,
    enterprise_id bigint NOT NULL,
    reason text NOT NULL,
    asked_by bigint NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    granted_by bigint,
    granted_at timestamp with time zone,
    until timestamp with time zone,
    CONSTRAINT period_unlocks_have_reason CHECK (((length(TRIM(BOTH FROM reason)) > 0) AND (length(reason) <= 1000))),
    CONSTRAINT period_unlocks_second_person CHECK ((granted_by <> asked_by)),
    CONSTRAINT period_unlocks_time_boxed CHECK (((until > granted_at) AND (until <= (granted_at + '14 days'::interval)))),
    CONSTRAINT period_unlocks_whole CHECK ((num_nulls(granted_by, granted_at, until) = ANY (ARRAY[0, 3])))
);

ALTER TABLE period_unlocks ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME period_unlocks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE phase_areas (
    id bigint NOT NULL,
    phase_id bigint NOT NULL,
    as_of date NOT NULL,
    planned_m2 numeric NOT NULL,
    established_m2 numeric,
    leasable_m2 numeric NOT NULL,
    cleared_m2 numeric NOT NULL,
    levelled_m2 numeric NOT NULL,
    leased_m2 numeric NOT NULL,
    infrastructure_percent numeric,
    source text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(COALESCE(source, ''::text))) STORED,
    CONSTRAINT phase_areas_cleared_in_planned CHECK ((cleared_m2 <= planned_m2)),
    CONSTRAINT phase_areas_cleared_m2_check CHECK ((cleared_m2 >= (0)::numeric)),
    CONSTRAINT phase_areas_cleared_m2_size CHECK ((abs(cleared_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_established_in_planned CHECK (((established_m2 >= (0)::numeric) AND (established_m2 <= planned_m2))),
    CONSTRAINT phase_areas_established_m2_size CHECK ((abs(established_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_infrastructure_percent CHECK (((infrastructure_percent >= (0)::numeric) AND (infrastructure_percent <= (100)::numeric))),
    CONSTRAINT phase_areas_infrastructure_percent_size CHECK ((abs(infrastructure_percent) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_leasable_in_established CHECK ((leasable_m2 <= established_m2)),
    CONSTRAINT phase_areas_leasable_in_planned CHECK ((leasable_m2 <= planned_m2)),
    CONSTRAINT phase_areas_leasable_m2_check CHECK ((leasable_m2 >= (0)::numeric)),
    CONSTRAINT phase_areas_leasable_m2_size CHECK ((abs(leasable_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_leased_in_leasable CHECK ((leased_m2 <= leasable_m2)),
    CONSTRAINT phase_areas_leased_m2_check CHECK ((leased_m2 >= (0)::numeric)),
    CONSTRAINT phase_areas_leased_m2_size CHECK ((abs(leased_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_levelled_in_cleared CHECK ((levelled_m2 <= cleared_m2)),
    CONSTRAINT phase_areas_levelled_m2_check CHECK ((levelled_m2 >= (0)::numeric)),
    CONSTRAINT phase_areas_levelled_m2_size CHECK ((abs(levelled_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT phase_areas_planned_m2_check CHECK ((planned_m2 >= (0)::numeric)),
    CONSTRAINT phase_areas_planned_m2_size CHECK ((abs(planned_m2) <= '1000000000000000000'::numeric))
);

ALTER TABLE phase_areas ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME phase_areas_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE phases (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || name))) STORED
);

ALTER TABLE phases ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME phases_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE plans (
    id bigint NOT NULL,
    year integer NOT NULL,
    board_id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    assigned_by text NOT NULL,
    tier text NOT NULL,
    decision_no text,
    decision_on date,
    edition integer DEFAULT 1 NOT NULL,
    is_baseline boolean DEFAULT false NOT NULL,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || name) || ' '::text) || assigned_by) || ' '::text) || COALESCE(decision_no, ''::text)))) STORED,
    CONSTRAINT plans_edition_check CHECK (((edition >= 1) AND (edition <= 99))),
    CONSTRAINT plans_tier_check CHECK ((tier = ANY (ARRAY['assigned'::text, 'stretch'::text]))),
    CONSTRAINT plans_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE plans ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME plans_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE project_investors (
    event_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    nationality text,
    share numeric,
    CONSTRAINT project_investors_name_check CHECK (((length(TRIM(BOTH FROM name)) > 0) AND (length(name) <= 300))),
    CONSTRAINT project_investors_nationality_check CHECK ((length(nationality) <= 100)),
    CONSTRAINT project_investors_position_check CHECK (("position" >= 1)),
    CONSTRAINT project_investors_share_check CHECK (((share > (0)::numeric) AND (share <= (100)::numeric))),
    CONSTRAINT project_investors_share_size CHECK ((abs(share) <= '1000000000000000000'::numeric))
);

CREATE VIEW project_caches AS
 SELECT p.id AS project_id,
    g.happened_on AS granted_on,
    COALESCE(o.origin, p.origin) AS origin,
    COALESCE(g.currency, p.capital_currency) AS capital_currency,
    s.capital AS registered_capital,
    COALESCE(s.status, 'granted'::text) AS status,
    t.happened_on AS ended_on,
    i.names AS investor,
    i.nationalities AS nationality
   FROM (((((projects p
     LEFT JOIN project_standings('infinity'::date) s(project_id, status, capital) ON ((s.project_id = p.id)))
     LEFT JOIN live_project_events g ON (((g.project_id = p.id) AND (g.kind = 'granted'::text))))
     LEFT JOIN live_project_events t ON (((t.project_id = p.id) AND (t.kind = ANY (ARRAY['terminated'::text, 'revoked'::text])))))
     LEFT JOIN ( SELECT DISTINCT ON (live_project_events.project_id) live_project_events.project_id,
            live_project_events.origin
           FROM live_project_events
          WHERE (live_project_events.origin IS NOT NULL)
          ORDER BY live_project_events.project_id, live_project_events.happened_on DESC, live_project_events."position" DESC) o ON ((o.project_id = p.id)))
     LEFT JOIN LATERAL ( SELECT string_agg(v.name, ', '::text ORDER BY v."position") AS names,
            string_agg(DISTINCT v.nationality, ', '::text) AS nationalities
           FROM project_investors v
          WHERE (v.event_id = ( SELECT e.id
                   FROM live_project_events e
                  WHERE ((e.project_id = p.id) AND (e.kind = ANY (ARRAY['granted'::text, 'transferred'::text])) AND (EXISTS ( SELECT 1
                           FROM project_investors h
                          WHERE (h.event_id = e.id))))
                  ORDER BY e.happened_on DESC, e."position" DESC
                 LIMIT 1))) i ON (true));

ALTER TABLE project_events ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME project_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE project_industries (
    id bigint NOT NULL,
    project_id bigint NOT NULL,
    vsic_version text NOT NULL,
    code text NOT NULL,
    name text,
    main boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || COALESCE(name, ''::text)))) STORED,
    CONSTRAINT project_industries_code_shape CHECK ((code ~ '^([A-V]|\d{2,5})$'::text)),
    CONSTRAINT project_industries_vsic_version_check CHECK ((vsic_version = ANY (ARRAY['2018'::text, '2025'::text])))
);

ALTER TABLE project_industries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME project_industries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE projects ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME projects_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE rebuilds (
    id bigint NOT NULL,
    rebuilt_by text NOT NULL,
    rebuilt_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE rebuilds ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME rebuilds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recoveries (
    id bigint NOT NULL,
    code text NOT NULL,
    zone_id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    opened_on date NOT NULL,
    basis text NOT NULL,
    reason text NOT NULL,
    outcome text DEFAULT 'open'::text NOT NULL,
    closed_on date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((code || ' '::text) || reason))) STORED,
    CONSTRAINT recoveries_basis_check CHECK ((basis = ANY (ARRAY['81.1'::text, '81.2'::text, '81.3'::text, '81.4'::text, '81.5'::text, '81.6'::text, '81.7'::text, '81.8'::text, 'other'::text]))),
    CONSTRAINT recoveries_closed CHECK (((outcome = 'open'::text) = (closed_on IS NULL))),
    CONSTRAINT recoveries_closed_later CHECK ((closed_on >= opened_on)),
    CONSTRAINT recoveries_outcome_check CHECK ((outcome = ANY (ARRAY['open'::text, 'recovered'::text, 'dropped'::text])))
);

ALTER TABLE recoveries ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recoveries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recovery_parcels (
    id bigint NOT NULL,
    recovery_id bigint NOT NULL,
    parcel_id bigint NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    label text DEFAULT ''::text NOT NULL,
    search text GENERATED ALWAYS AS (fold(label)) STORED
);

ALTER TABLE recovery_parcels ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recovery_parcels_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE recovery_steps (
    id bigint NOT NULL,
    recovery_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    due_on date,
    document_no text,
    done_on date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((name || ' '::text) || COALESCE(document_no, ''::text)))) STORED,
    CONSTRAINT recovery_steps_position_check CHECK ((("position" >= 1) AND ("position" <= 999)))
);

ALTER TABLE recovery_steps ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME recovery_steps_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE register_declarations (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    number integer NOT NULL,
    since date NOT NULL,
    complete boolean NOT NULL,
    document_no text NOT NULL,
    note text,
    recorded_by text NOT NULL,
    account_id bigint,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT register_declarations_document CHECK (((length(TRIM(BOTH FROM document_no)) > 0) AND (length(document_no) <= 100))),
    CONSTRAINT register_declarations_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT register_declarations_number_check CHECK ((number >= 1))
);

ALTER TABLE register_declarations ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME register_declarations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE reminders (
    id bigint NOT NULL,
    enterprise_id bigint NOT NULL,
    project_id bigint,
    form_id bigint NOT NULL,
    period text NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    body text,
    letter_id bigint,
    sent_by bigint,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reminders_body_check CHECK ((length(body) <= 4000)),
    CONSTRAINT reminders_by_letter CHECK ((((channel = 'email'::text) = (letter_id IS NOT NULL)) AND ((letter_id IS NULL) = (body IS NOT NULL)))),
    CONSTRAINT reminders_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'message'::text, 'email'::text])))
);

ALTER TABLE reminders ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME reminders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE review_sections (
    id bigint NOT NULL,
    review_id bigint NOT NULL,
    section text NOT NULL,
    body text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT review_sections_body_check CHECK ((length(body) <= 20000))
);

ALTER TABLE review_sections ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME review_sections_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE reviews (
    id bigint NOT NULL,
    year integer NOT NULL,
    number text,
    signed_on date,
    cut_off_on date,
    capacity text DEFAULT 'TRƯỞNG BAN'::text NOT NULL,
    signer text,
    addressees text,
    recipients text,
    version integer DEFAULT 1 NOT NULL,
    CONSTRAINT reviews_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE reviews ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME reviews_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE schemes (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    year integer NOT NULL,
    consultant text,
    decision_no text,
    decision_on date,
    cost_vnd numeric,
    sponsored_vnd numeric,
    surplus_reason text,
    spared_vnd numeric GENERATED ALWAYS AS (
CASE
    WHEN ((status <> 'stopped'::text) AND (cost_vnd IS NOT NULL) AND (sponsored_vnd IS NOT NULL)) THEN LEAST(cost_vnd, sponsored_vnd)
    ELSE NULL::numeric
END) STORED,
    status text NOT NULL,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || name) || ' '::text) || COALESCE(consultant, ''::text)))) STORED,
    CONSTRAINT schemes_cost_vnd_check CHECK ((cost_vnd >= (0)::numeric)),
    CONSTRAINT schemes_cost_vnd_size CHECK ((abs(cost_vnd) <= '1000000000000000000'::numeric)),
    CONSTRAINT schemes_sponsored_vnd_size CHECK ((abs(sponsored_vnd) <= '1000000000000000000'::numeric)),
    CONSTRAINT schemes_status_check CHECK ((status = ANY (ARRAY['called'::text, 'drafting'::text, 'approved'::text, 'stopped'::text]))),
    CONSTRAINT schemes_year_check CHECK (((year >= 1990) AND (year <= 2100)))
);

ALTER TABLE schemes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME schemes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE sent_bundles (
    only_one boolean DEFAULT true NOT NULL,
    name text NOT NULL,
    sha256 text NOT NULL,
    bytes bytea,
    outcome text NOT NULL,
    sent_by bigint NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT sent_bundles_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT sent_bundles_only_one_check CHECK (only_one)
);

CREATE TABLE sessions (
    token_hash bytea NOT NULL,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    address text NOT NULL,
    user_agent text NOT NULL,
    CONSTRAINT sessions_token_hash_check CHECK ((length(token_hash) = 32))
);

ALTER TABLE sessions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sessions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE set_up (
    only_one boolean DEFAULT true NOT NULL,
    put_away_at timestamp with time zone,
    changed_by bigint NOT NULL,
    CONSTRAINT set_up_only_one_check CHECK (only_one)
);

CREATE TABLE setup_links (
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT setup_links_token_hash_check CHECK ((length(token_hash) = 32))
);

CREATE TABLE sign_in_places (
    account_id bigint NOT NULL,
    place text NOT NULL,
    last_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE sponsors (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    name text NOT NULL,
    enterprise_id bigint,
    amount_vnd numeric,
    document_no text,
    document_on date,
    surplus_reason text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(name)) STORED,
    CONSTRAINT sponsors_amount_vnd_check CHECK ((amount_vnd >= (0)::numeric)),
    CONSTRAINT sponsors_amount_vnd_size CHECK ((abs(amount_vnd) <= '1000000000000000000'::numeric))
);

ALTER TABLE sponsors ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME sponsors_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE standards_stamp (
    only_one boolean DEFAULT true NOT NULL,
    stamp text NOT NULL,
    CONSTRAINT standards_stamp_only_one_check CHECK (only_one)
);

CREATE TABLE targets (
    id bigint NOT NULL,
    plan_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    zone_id bigint,
    enterprise_id bigint,
    value numeric NOT NULL,
    raw text NOT NULL,
    unit text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT targets_one_scope CHECK ((num_nonnulls(zone_id, enterprise_id) <= 1)),
    CONSTRAINT targets_value_not_negative CHECK ((value >= (0)::numeric)),
    CONSTRAINT targets_value_size CHECK ((abs(value) <= '1000000000000000000'::numeric))
);

ALTER TABLE targets ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME targets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE unit_successions (
    id bigint NOT NULL,
    predecessor_id bigint NOT NULL,
    successor_id bigint NOT NULL,
    source text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(source)) STORED,
    CONSTRAINT unit_successions_of_another CHECK ((predecessor_id <> successor_id)),
    CONSTRAINT unit_successions_source_check CHECK ((length(source) <= 300))
);

ALTER TABLE unit_successions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME unit_successions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE verifications (
    id bigint NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    asked_by text NOT NULL,
    nightly boolean NOT NULL,
    rebuilt boolean NOT NULL,
    differences bigint NOT NULL,
    found text NOT NULL,
    CONSTRAINT verifications_differences_check CHECK ((differences >= 0))
);

ALTER TABLE verifications ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME verifications_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wastewater_plants (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    zone_id bigint NOT NULL,
    phase_id bigint,
    design_m3_day numeric NOT NULL,
    operator text,
    automatic_since date,
    connected_since date,
    source text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((code || ' '::text) || name) || ' '::text) || COALESCE(operator, ''::text)))) STORED,
    CONSTRAINT wastewater_plants_connected_later CHECK (((connected_since IS NULL) OR COALESCE((connected_since >= automatic_since), false))),
    CONSTRAINT wastewater_plants_design_m3_day_size CHECK ((abs(design_m3_day) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_plants_design_positive CHECK ((design_m3_day > (0)::numeric))
);

ALTER TABLE wastewater_plants ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wastewater_plants_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE wastewater_readings ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wastewater_readings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE wastewater_stages (
    id bigint NOT NULL,
    plant_id bigint NOT NULL,
    "position" integer NOT NULL,
    name text NOT NULL,
    capacity_m3_day numeric NOT NULL,
    operating_on date,
    document_no text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((name || ' '::text) || COALESCE(document_no, ''::text)))) STORED,
    CONSTRAINT wastewater_stages_capacity_m3_day_size CHECK ((abs(capacity_m3_day) <= '1000000000000000000'::numeric)),
    CONSTRAINT wastewater_stages_capacity_positive CHECK ((capacity_m3_day > (0)::numeric)),
    CONSTRAINT wastewater_stages_position_check CHECK ((("position" >= 1) AND ("position" <= 99)))
);

ALTER TABLE wastewater_stages ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME wastewater_stages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE work_statements ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME work_statements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE working_columns (
    id bigint NOT NULL,
    sheet text NOT NULL,
    "position" integer NOT NULL,
    measure text NOT NULL,
    title text NOT NULL,
    title_en text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((sheet || ' '::text) || title) || ' '::text) || title_en))) STORED,
    CONSTRAINT working_columns_measure_check CHECK ((measure = ANY (ARRAY['zone'::text, 'state'::text, 'operator'::text, 'design'::text, 'capacity'::text, 'flow'::text, 'load'::text, 'automatic'::text, 'connected'::text, 'permit'::text, 'receiving'::text, 'standard'::text, 'result'::text, 'employed'::text, 'female'::text, 'local'::text, 'vietnamese'::text, 'foreign'::text, 'workers_fdi'::text, 'workers_ddi'::text, 'income'::text, 'granted'::text, 'new_capital'::text, 'increased'::text, 'reduced'::text, 'projects'::text, 'capital'::text, 'share'::text]))),
    CONSTRAINT working_columns_position_check CHECK ((("position" >= 1) AND ("position" <= 99))),
    CONSTRAINT working_columns_sheet_check CHECK ((sheet = ANY (ARRAY['2105'::text, '2106'::text, '2114'::text])))
);

ALTER TABLE working_columns ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME working_columns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE works (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    zone_id bigint NOT NULL,
    phase_id bigint,
    kind text NOT NULL,
    area_m2 numeric,
    quantity numeric,
    unit text,
    whole numeric GENERATED ALWAYS AS (
CASE
    WHEN (kind = ANY (ARRAY['clearance'::text, 'levelling'::text])) THEN area_m2
    WHEN (unit IS NOT NULL) THEN quantity
    ELSE (100)::numeric
END) STORED,
    budget_vnd numeric,
    funding text,
    decision_no text,
    decision_on date,
    carried_out_by text,
    planned_start date,
    planned_finish date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((((((code || ' '::text) || name) || ' '::text) || COALESCE(carried_out_by, ''::text)) || ' '::text) || COALESCE(decision_no, ''::text)))) STORED,
    CONSTRAINT works_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT works_area_positive CHECK ((area_m2 > (0)::numeric)),
    CONSTRAINT works_budget_positive CHECK ((budget_vnd > (0)::numeric)),
    CONSTRAINT works_budget_vnd_size CHECK ((abs(budget_vnd) <= '1000000000000000000'::numeric)),
    CONSTRAINT works_finish_after_start CHECK ((planned_finish >= planned_start)),
    CONSTRAINT works_funding_check CHECK ((funding = ANY (ARRAY['central'::text, 'provincial'::text, 'developer'::text, 'other'::text]))),
    CONSTRAINT works_kind CHECK ((kind = ANY (ARRAY['clearance'::text, 'levelling'::text, 'road'::text, 'power'::text, 'water_supply'::text, 'drainage'::text, 'wastewater'::text, 'green'::text, 'lighting'::text, 'telecom'::text, 'fire'::text, 'other'::text]))),
    CONSTRAINT works_measure CHECK (
CASE
    WHEN (kind = ANY (ARRAY['clearance'::text, 'levelling'::text])) THEN (num_nonnulls(quantity, unit) = 0)
    ELSE ((area_m2 IS NULL) AND (num_nonnulls(quantity, unit) = ANY (ARRAY[0, 2])))
END),
    CONSTRAINT works_quantity_positive CHECK ((quantity > (0)::numeric)),
    CONSTRAINT works_quantity_size CHECK ((abs(quantity) <= '1000000000000000000'::numeric)),
    CONSTRAINT works_unit_check CHECK (((length(TRIM(BOTH FROM unit)) > 0) AND (length(unit) <= 20)))
);

ALTER TABLE works ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME works_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE zone_decisions (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    kind text NOT NULL,
    decided_on date NOT NULL,
    decision_no text,
    area_m2 numeric,
    leasable_m2 numeric,
    term_years integer,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((COALESCE(decision_no, ''::text) || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT zone_decisions_area_m2_size CHECK ((abs(area_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT zone_decisions_area_positive CHECK ((area_m2 > (0)::numeric)),
    CONSTRAINT zone_decisions_decision_no_check CHECK ((length(decision_no) <= 100)),
    CONSTRAINT zone_decisions_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'established'::text, 'expanded'::text, 'reduced'::text, 'revoked'::text]))),
    CONSTRAINT zone_decisions_leasable_in_area CHECK ((leasable_m2 <= area_m2)),
    CONSTRAINT zone_decisions_leasable_m2_size CHECK ((abs(leasable_m2) <= '1000000000000000000'::numeric)),
    CONSTRAINT zone_decisions_leasable_positive CHECK ((leasable_m2 > (0)::numeric)),
    CONSTRAINT zone_decisions_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT zone_decisions_revoked_whole CHECK (((kind <> 'revoked'::text) OR ((area_m2 IS NULL) AND (leasable_m2 IS NULL)))),
    CONSTRAINT zone_decisions_term CHECK (((term_years >= 1) AND (term_years <= 99)))
);

ALTER TABLE zone_decisions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME zone_decisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE zone_placements (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    valid_from date,
    board_id bigint NOT NULL,
    province_id bigint NOT NULL,
    commune_id bigint,
    location text NOT NULL,
    decision_no text,
    decision_on date,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((location || ' '::text) || COALESCE(decision_no, ''::text)))) STORED,
    CONSTRAINT zone_placements_decision_no_check CHECK ((length(decision_no) <= 100)),
    CONSTRAINT zone_placements_location_check CHECK ((length(location) <= 300)),
    CONSTRAINT zone_placements_note_check CHECK ((length(note) <= 2000))
);

ALTER TABLE zone_placements ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME zone_placements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE zone_states (
    id bigint NOT NULL,
    zone_id bigint NOT NULL,
    since date NOT NULL,
    status text NOT NULL,
    document_no text,
    note text,
    version integer DEFAULT 1 NOT NULL,
    retired_at timestamp with time zone,
    search text GENERATED ALWAYS AS (fold(((COALESCE(document_no, ''::text) || ' '::text) || COALESCE(note, ''::text)))) STORED,
    CONSTRAINT zone_states_document_no_check CHECK ((length(document_no) <= 100)),
    CONSTRAINT zone_states_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT zone_states_status_check CHECK ((status = ANY (ARRAY['planned'::text, 'approved'::text, 'building'::text, 'operating'::text, 'converting'::text, 'revoked'::text])))
);

ALTER TABLE zone_states ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME zone_states_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE zone_totals (
    zone_id bigint NOT NULL,
    indicator_id bigint NOT NULL,
    period text NOT NULL,
    vintage text NOT NULL,
    total numeric NOT NULL,
    enterprises integer NOT NULL
);

ALTER TABLE zones ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME zones_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY account_zones
    ADD CONSTRAINT account_zones_pkey PRIMARY KEY (account_id, zone_id);

ALTER TABLE ONLY accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY accounts
    ADD CONSTRAINT accounts_username_key UNIQUE (username);

ALTER TABLE ONLY administrative_units
    ADD CONSTRAINT administrative_units_key UNIQUE (code, valid_from);

ALTER TABLE ONLY administrative_units
    ADD CONSTRAINT administrative_units_pkey PRIMARY KEY (id);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_key UNIQUE NULLS NOT DISTINCT (obstacle_id, key_task_id, number);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_of_obstacle UNIQUE (obstacle_id, number);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_of_task UNIQUE (key_task_id, number);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY board_totals
    ADD CONSTRAINT board_totals_key UNIQUE (board_id, indicator_id, period, revision);

ALTER TABLE ONLY board_totals
    ADD CONSTRAINT board_totals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY boards
    ADD CONSTRAINT boards_code_key UNIQUE (code);

ALTER TABLE ONLY boards
    ADD CONSTRAINT boards_one_home EXCLUDE USING gist (daterange(valid_from, valid_until, '[]'::text) WITH &&) WHERE ((home AND (retired_at IS NULL))) DEFERRABLE;

ALTER TABLE ONLY boards
    ADD CONSTRAINT boards_pkey PRIMARY KEY (id);

ALTER TABLE ONLY bundle_imports
    ADD CONSTRAINT bundle_imports_pkey PRIMARY KEY (transaction);

ALTER TABLE ONLY cell_flags
    ADD CONSTRAINT cell_flags_pkey PRIMARY KEY (id);

ALTER TABLE ONLY check_rules
    ADD CONSTRAINT check_rules_code_key UNIQUE (code);

ALTER TABLE ONLY check_rules
    ADD CONSTRAINT check_rules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY comments
    ADD CONSTRAINT comments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY contacts
    ADD CONSTRAINT contacts_key UNIQUE (enterprise_id, "position");

ALTER TABLE ONLY contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY coverage_decisions
    ADD CONSTRAINT coverage_decisions_key UNIQUE (year, indicator_id, enterprise_id);

ALTER TABLE ONLY coverage_decisions
    ADD CONSTRAINT coverage_decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_key UNIQUE NULLS NOT DISTINCT (period, indicator_id, enterprise_id, project_id);

ALTER TABLE ONLY deadlines
    ADD CONSTRAINT deadlines_form_key UNIQUE (form_id, valid_from);

ALTER TABLE ONLY deadlines
    ADD CONSTRAINT deadlines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY discharge_permits
    ADD CONSTRAINT discharge_permits_key UNIQUE (plant_id, valid_from);

ALTER TABLE ONLY discharge_permits
    ADD CONSTRAINT discharge_permits_pkey PRIMARY KEY (id);

ALTER TABLE ONLY edition_files
    ADD CONSTRAINT edition_files_key UNIQUE (edition_id, name);

ALTER TABLE ONLY edition_files
    ADD CONSTRAINT edition_files_pkey PRIMARY KEY (id);

ALTER TABLE ONLY edition_registrations
    ADD CONSTRAINT edition_registrations_key UNIQUE (edition_id, number);

ALTER TABLE ONLY edition_registrations
    ADD CONSTRAINT edition_registrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY editions
    ADD CONSTRAINT editions_key UNIQUE (paper, period, number);

ALTER TABLE ONLY editions
    ADD CONSTRAINT editions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY enterprise_officers
    ADD CONSTRAINT enterprise_officers_pkey PRIMARY KEY (enterprise_id);

ALTER TABLE ONLY enterprise_states
    ADD CONSTRAINT enterprise_states_pkey PRIMARY KEY (enterprise_id, since);

ALTER TABLE ONLY enterprises
    ADD CONSTRAINT enterprises_code_key UNIQUE (code);

ALTER TABLE ONLY enterprises
    ADD CONSTRAINT enterprises_pkey PRIMARY KEY (id);

ALTER TABLE ONLY enterprises
    ADD CONSTRAINT enterprises_tax_code_key UNIQUE (tax_code);

ALTER TABLE ONLY exchange_rates
    ADD CONSTRAINT exchange_rates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY exchange_rates
    ADD CONSTRAINT exchange_rates_year_key UNIQUE (year, currency);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_key UNIQUE NULLS NOT DISTINCT (enterprise_id, form_id, period, project_id);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_key UNIQUE NULLS NOT DISTINCT (enterprise_id, indicator_id, period, vintage, project_id, revision);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY filing_answers
    ADD CONSTRAINT filing_answers_pkey PRIMARY KEY (filing_id, question_id);

ALTER TABLE ONLY filing_entries
    ADD CONSTRAINT filing_entries_pkey PRIMARY KEY (filing_id, indicator_id, measure);

ALTER TABLE ONLY filing_submissions
    ADD CONSTRAINT filing_submissions_pkey PRIMARY KEY (filing_id, number);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_key UNIQUE NULLS NOT DISTINCT (enterprise_id, form_id, period, vintage, project_id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_indicator_key UNIQUE (form_id, indicator_id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_pkey PRIMARY KEY (id);

ALTER TABLE ONLY form_questions
    ADD CONSTRAINT form_questions_code_key UNIQUE (form_id, code);

ALTER TABLE ONLY form_questions
    ADD CONSTRAINT form_questions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY forms
    ADD CONSTRAINT forms_code_key UNIQUE (code, valid_from);

ALTER TABLE ONLY forms
    ADD CONSTRAINT forms_pkey PRIMARY KEY (id);

ALTER TABLE ONLY holidays
    ADD CONSTRAINT holidays_day_key UNIQUE (day);

ALTER TABLE ONLY holidays
    ADD CONSTRAINT holidays_pkey PRIMARY KEY (id);

ALTER TABLE ONLY import_answers
    ADD CONSTRAINT import_answers_pkey PRIMARY KEY (import_id, filing_id, question_id);

ALTER TABLE ONLY import_cells
    ADD CONSTRAINT import_cells_pkey PRIMARY KEY (import_id, filing_id, indicator_id, measure);

ALTER TABLE ONLY import_layouts
    ADD CONSTRAINT import_layouts_pkey PRIMARY KEY (sender, titles);

ALTER TABLE ONLY imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY indicators
    ADD CONSTRAINT indicators_code_key UNIQUE (code);

ALTER TABLE ONLY indicators
    ADD CONSTRAINT indicators_pkey PRIMARY KEY (id);

ALTER TABLE ONLY industry_codes
    ADD CONSTRAINT industry_codes_pkey PRIMARY KEY (version, code);

ALTER TABLE ONLY industry_correspondence
    ADD CONSTRAINT industry_correspondence_pkey PRIMARY KEY (from_code, to_code);

ALTER TABLE ONLY industry_loads
    ADD CONSTRAINT industry_loads_key UNIQUE (from_code, to_code);

ALTER TABLE ONLY industry_loads
    ADD CONSTRAINT industry_loads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY industry_versions
    ADD CONSTRAINT industry_versions_pkey PRIMARY KEY (version);

ALTER TABLE ONLY jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY key_tasks
    ADD CONSTRAINT key_tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY key_tasks
    ADD CONSTRAINT key_tasks_position_key UNIQUE (year, "position");

ALTER TABLE ONLY lease_arrears
    ADD CONSTRAINT lease_arrears_key UNIQUE (lease_id, as_of, currency);

ALTER TABLE ONLY lease_arrears
    ADD CONSTRAINT lease_arrears_pkey PRIMARY KEY (id);

ALTER TABLE ONLY lease_extensions
    ADD CONSTRAINT lease_extensions_key UNIQUE (lease_id, signed_on);

ALTER TABLE ONLY lease_extensions
    ADD CONSTRAINT lease_extensions_of_lease UNIQUE (lease_id, id);

ALTER TABLE ONLY lease_extensions
    ADD CONSTRAINT lease_extensions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY lease_parcels
    ADD CONSTRAINT lease_parcels_key UNIQUE (lease_id, parcel_id);

ALTER TABLE ONLY lease_parcels
    ADD CONSTRAINT lease_parcels_pkey PRIMARY KEY (id);

ALTER TABLE ONLY leases
    ADD CONSTRAINT leases_key UNIQUE (zone_id, contract_no);

ALTER TABLE ONLY leases
    ADD CONSTRAINT leases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_key UNIQUE (job_id, enterprise_id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_pkey PRIMARY KEY (id);

ALTER TABLE ONLY obstacles
    ADD CONSTRAINT obstacles_code_key UNIQUE (code);

ALTER TABLE ONLY obstacles
    ADD CONSTRAINT obstacles_pkey PRIMARY KEY (id);

ALTER TABLE ONLY parcel_areas
    ADD CONSTRAINT parcel_areas_key UNIQUE (parcel_id, until);

ALTER TABLE ONLY parcel_areas
    ADD CONSTRAINT parcel_areas_pkey PRIMARY KEY (id);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_corrected_once UNIQUE (parcel_id, corrects);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_key UNIQUE (parcel_id, number);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY parcel_origins
    ADD CONSTRAINT parcel_origins_pkey PRIMARY KEY (parcel_id, origin_id);

ALTER TABLE ONLY parcel_shapes
    ADD CONSTRAINT parcel_shapes_key UNIQUE (parcel_id, revision);

ALTER TABLE ONLY parcel_shapes
    ADD CONSTRAINT parcel_shapes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY parcels
    ADD CONSTRAINT parcels_code_key UNIQUE (zone_id, code);

ALTER TABLE ONLY parcels
    ADD CONSTRAINT parcels_pkey PRIMARY KEY (id);

ALTER TABLE ONLY period_closings
    ADD CONSTRAINT period_closings_key UNIQUE (form_id, period);

ALTER TABLE ONLY period_closings
    ADD CONSTRAINT period_closings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY period_unlocks
    ADD CONSTRAINT period_unlocks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY phase_areas
    ADD CONSTRAINT phase_areas_as_of_key UNIQUE (phase_id, as_of);

ALTER TABLE ONLY phase_areas
    ADD CONSTRAINT phase_areas_pkey PRIMARY KEY (id);

ALTER TABLE ONLY phases
    ADD CONSTRAINT phases_code_key UNIQUE (zone_id, code);

ALTER TABLE ONLY phases
    ADD CONSTRAINT phases_pkey PRIMARY KEY (id);

ALTER TABLE ONLY plans
    ADD CONSTRAINT plans_code_key UNIQUE (year, code, edition);

ALTER TABLE ONLY plans
    ADD CONSTRAINT plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY project_event_rates
    ADD CONSTRAINT project_event_rates_pkey PRIMARY KEY (event_id);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_corrected_once UNIQUE (project_id, corrects);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_key UNIQUE (project_id, number);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY project_industries
    ADD CONSTRAINT project_industries_key UNIQUE (project_id, vsic_version, code);

ALTER TABLE ONLY project_industries
    ADD CONSTRAINT project_industries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY project_investors
    ADD CONSTRAINT project_investors_pkey PRIMARY KEY (event_id, "position");

ALTER TABLE ONLY projects
    ADD CONSTRAINT projects_code_key UNIQUE (code);

ALTER TABLE ONLY projects
    ADD CONSTRAINT projects_pkey PRIMARY KEY (id);

ALTER TABLE ONLY rebuilds
    ADD CONSTRAINT rebuilds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_key UNIQUE (code);

ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY recovery_parcels
    ADD CONSTRAINT recovery_parcels_key UNIQUE (recovery_id, parcel_id);

ALTER TABLE ONLY recovery_parcels
    ADD CONSTRAINT recovery_parcels_pkey PRIMARY KEY (id);

ALTER TABLE ONLY recovery_steps
    ADD CONSTRAINT recovery_steps_key UNIQUE (recovery_id, "position");

ALTER TABLE ONLY recovery_steps
    ADD CONSTRAINT recovery_steps_of_case UNIQUE (recovery_id, id);

ALTER TABLE ONLY recovery_steps
    ADD CONSTRAINT recovery_steps_pkey PRIMARY KEY (id);

ALTER TABLE ONLY register_declarations
    ADD CONSTRAINT register_declarations_key UNIQUE (zone_id, number);

ALTER TABLE ONLY register_declarations
    ADD CONSTRAINT register_declarations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_pkey PRIMARY KEY (id);

ALTER TABLE ONLY review_sections
    ADD CONSTRAINT review_sections_key UNIQUE (review_id, section);

ALTER TABLE ONLY review_sections
    ADD CONSTRAINT review_sections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY (id);

ALTER TABLE ONLY reviews
    ADD CONSTRAINT reviews_year_key UNIQUE (year);

ALTER TABLE ONLY schemes
    ADD CONSTRAINT schemes_code_key UNIQUE (code);

ALTER TABLE ONLY schemes
    ADD CONSTRAINT schemes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY sent_bundles
    ADD CONSTRAINT sent_bundles_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_id_key UNIQUE (id);

ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY set_up
    ADD CONSTRAINT set_up_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY setup_links
    ADD CONSTRAINT setup_links_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY sign_in_places
    ADD CONSTRAINT sign_in_places_pkey PRIMARY KEY (account_id, place);

ALTER TABLE ONLY sponsors
    ADD CONSTRAINT sponsors_name_key UNIQUE (scheme_id, name);

ALTER TABLE ONLY sponsors
    ADD CONSTRAINT sponsors_pkey PRIMARY KEY (id);

ALTER TABLE ONLY standards_stamp
    ADD CONSTRAINT standards_stamp_pkey PRIMARY KEY (only_one);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_key UNIQUE NULLS NOT DISTINCT (plan_id, indicator_id, zone_id, enterprise_id);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_pkey PRIMARY KEY (id);

ALTER TABLE ONLY unit_successions
    ADD CONSTRAINT unit_successions_key UNIQUE (predecessor_id, successor_id);

ALTER TABLE ONLY unit_successions
    ADD CONSTRAINT unit_successions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY verifications
    ADD CONSTRAINT verifications_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wastewater_plants
    ADD CONSTRAINT wastewater_plants_code_key UNIQUE (code);

ALTER TABLE ONLY wastewater_plants
    ADD CONSTRAINT wastewater_plants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_corrected_once UNIQUE (plant_id, corrects);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_key UNIQUE (plant_id, number);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_pkey PRIMARY KEY (id);

ALTER TABLE ONLY wastewater_stages
    ADD CONSTRAINT wastewater_stages_key UNIQUE (plant_id, "position");

ALTER TABLE ONLY wastewater_stages
    ADD CONSTRAINT wastewater_stages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY work_statements
    ADD CONSTRAINT work_statements_key UNIQUE (work_id, number);

ALTER TABLE ONLY work_statements
    ADD CONSTRAINT work_statements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY working_columns
    ADD CONSTRAINT working_columns_key UNIQUE (sheet, "position");

ALTER TABLE ONLY working_columns
    ADD CONSTRAINT working_columns_pkey PRIMARY KEY (id);

ALTER TABLE ONLY works
    ADD CONSTRAINT works_code_key UNIQUE (code);

ALTER TABLE ONLY works
    ADD CONSTRAINT works_pkey PRIMARY KEY (id);

ALTER TABLE ONLY zone_decisions
    ADD CONSTRAINT zone_decisions_key UNIQUE (zone_id, decided_on, kind);

ALTER TABLE ONLY zone_decisions
    ADD CONSTRAINT zone_decisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_key UNIQUE NULLS NOT DISTINCT (zone_id, valid_from);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_pkey PRIMARY KEY (id);

ALTER TABLE ONLY zone_states
    ADD CONSTRAINT zone_states_key UNIQUE (zone_id, since);

ALTER TABLE ONLY zone_states
    ADD CONSTRAINT zone_states_pkey PRIMARY KEY (id);

ALTER TABLE ONLY zone_totals
    ADD CONSTRAINT zone_totals_pkey PRIMARY KEY (period, indicator_id, zone_id, vintage);

ALTER TABLE ONLY zones
    ADD CONSTRAINT zones_code_key UNIQUE (code);

ALTER TABLE ONLY zones
    ADD CONSTRAINT zones_pkey PRIMARY KEY (id);

CREATE INDEX administrative_units_parent ON administrative_units USING btree (parent_id);

CREATE INDEX agenda_steps_key_task ON agenda_steps USING btree (key_task_id) WHERE (key_task_id IS NOT NULL);

CREATE INDEX agenda_steps_obstacle ON agenda_steps USING btree (obstacle_id) WHERE (obstacle_id IS NOT NULL);

CREATE INDEX attachments_filing ON attachments USING btree (filing_id);

CREATE INDEX attachments_key_task ON attachments USING btree (key_task_id) WHERE (key_task_id IS NOT NULL);

CREATE INDEX attachments_obstacle ON attachments USING btree (obstacle_id) WHERE (obstacle_id IS NOT NULL);

CREATE INDEX attachments_owner ON attachments USING btree (owner, owner_id);

CREATE INDEX audit_log_subject ON audit_log USING btree (subject_type, subject_id, id);

CREATE INDEX board_totals_import ON board_totals USING btree (import_id) WHERE (import_id IS NOT NULL);

CREATE INDEX cell_flags_filing ON cell_flags USING btree (filing_id);

CREATE UNIQUE INDEX cell_flags_open ON cell_flags USING btree (filing_id, indicator_id, measure) WHERE (settled_at IS NULL);

CREATE INDEX comments_filing ON comments USING btree (filing_id);

CREATE INDEX current_figures_enterprise ON current_figures USING btree (enterprise_id, period);

CREATE INDEX current_figures_yearly ON current_figures USING btree (enterprise_id, indicator_id, period) WHERE (length(period) = 4);

CREATE INDEX current_figures_zone ON current_figures USING btree (zone_id, period, indicator_id);

CREATE INDEX enterprises_by_project ON enterprises USING btree (by_project_since) WHERE (by_project_since IS NOT NULL);

CREATE INDEX enterprises_listed ON enterprises USING btree (code) WHERE (retired_at IS NULL);

CREATE INDEX enterprises_tax_root ON enterprises USING btree ("left"(tax_code, 10)) WHERE (tax_code IS NOT NULL);

CREATE INDEX enterprises_words ON enterprises USING gin (search gin_trgm_ops);

CREATE INDEX enterprises_zone ON enterprises USING btree (zone_id);

CREATE INDEX figures_filing ON figures USING btree (filing_id);

CREATE INDEX figures_of_project ON figures USING btree (project_id, period) WHERE (project_id IS NOT NULL);

CREATE INDEX figures_project ON figures USING btree (enterprise_id, period) WHERE (project_id IS NOT NULL);

CREATE INDEX filings_form ON filings USING btree (form_id, period);

CREATE INDEX filings_period ON filings USING btree (period, state);

CREATE INDEX filings_project ON filings USING btree (project_id) WHERE (project_id IS NOT NULL);

CREATE INDEX filings_zone ON filings USING btree (zone_id, period);

CREATE INDEX import_answers_filing ON import_answers USING btree (filing_id);

CREATE INDEX import_cells_filing ON import_cells USING btree (filing_id);

CREATE INDEX imports_created ON imports USING btree (created_at DESC);

CREATE INDEX imports_sha256 ON imports USING btree (sha256);

CREATE INDEX industry_correspondence_to ON industry_correspondence USING btree (to_code);

CREATE INDEX jobs_account ON jobs USING btree (account_id, id DESC);

CREATE INDEX jobs_subject ON jobs USING btree (kind, subject, id DESC);

CREATE UNIQUE INDEX jobs_unfinished ON jobs USING btree (kind, subject) WHERE (ended_at IS NULL);

CREATE INDEX lease_parcels_parcel ON lease_parcels USING btree (parcel_id);

CREATE INDEX leases_enterprise ON leases USING btree (enterprise_id);

CREATE INDEX obstacles_listed ON obstacles USING btree (raised_on DESC, code) WHERE (retired_at IS NULL);

CREATE INDEX parcel_events_happened ON parcel_events USING btree (happened_on);

CREATE INDEX parcel_origins_origin ON parcel_origins USING btree (origin_id);

CREATE INDEX parcel_shapes_valid ON parcel_shapes USING btree (parcel_id, valid_from DESC, revision DESC);

CREATE INDEX parcels_enterprise ON parcels USING btree (enterprise_id);

CREATE INDEX parcels_listed ON parcels USING btree (zone_id, code) WHERE (retired_at IS NULL);

CREATE INDEX parcels_words ON parcels USING gin (search gin_trgm_ops);

CREATE INDEX period_unlocks_filing ON period_unlocks USING btree (enterprise_id, form_id, period);

CREATE UNIQUE INDEX plans_one_baseline ON plans USING btree (year, board_id) WHERE (is_baseline AND (retired_at IS NULL));

CREATE INDEX project_events_happened ON project_events USING btree (happened_on);

CREATE INDEX project_events_movements ON project_events USING btree (happened_on) WHERE (kind = ANY (ARRAY['granted'::text, 'capital_changed'::text, 'terminated'::text, 'revoked'::text]));

CREATE INDEX project_events_particulars ON project_events USING btree (kind, project_id) WHERE (kind = ANY (ARRAY['renamed'::text, 'transferred'::text]));

CREATE UNIQUE INDEX project_industries_one_main ON project_industries USING btree (project_id, vsic_version) WHERE (main AND (retired_at IS NULL));

CREATE INDEX projects_enterprise ON projects USING btree (enterprise_id);

CREATE INDEX projects_granted ON projects USING btree (granted_on);

CREATE INDEX projects_listed ON projects USING btree (granted_on DESC NULLS LAST, code) WHERE (retired_at IS NULL);

CREATE INDEX projects_words ON projects USING gin (search gin_trgm_ops);

CREATE INDEX projects_zone ON projects USING btree (zone_id);

CREATE INDEX recovery_parcels_parcel ON recovery_parcels USING btree (parcel_id);

CREATE INDEX reminders_duty ON reminders USING btree (enterprise_id, form_id, period);

CREATE INDEX reminders_letter ON reminders USING btree (letter_id);

CREATE INDEX sessions_account ON sessions USING btree (account_id);

CREATE INDEX unit_successions_successor ON unit_successions USING btree (successor_id);

CREATE INDEX works_zone ON works USING btree (zone_id);

CREATE INDEX zone_decisions_decided ON zone_decisions USING btree (decided_on);

CREATE INDEX zone_placements_board ON zone_placements USING btree (board_id);

CREATE CONSTRAINT TRIGGER administrative_units_stay AFTER UPDATE OF retired_at ON administrative_units DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER agenda_steps_append_only BEFORE DELETE OR UPDATE ON agenda_steps FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER agenda_steps_apply AFTER INSERT ON agenda_steps FOR EACH ROW EXECUTE FUNCTION apply_agenda_step();

CREATE TRIGGER agenda_steps_end_last AFTER INSERT ON agenda_steps FOR EACH ROW EXECUTE FUNCTION end_agenda_last();

CREATE TRIGGER agenda_steps_no_truncate BEFORE TRUNCATE ON agenda_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER agenda_steps_number BEFORE INSERT ON agenda_steps FOR EACH ROW EXECUTE FUNCTION number_in_log('obstacle_id', 'obstacles', 'key_task_id', 'key_tasks');

CREATE TRIGGER agenda_steps_remember BEFORE INSERT ON agenda_steps FOR EACH ROW EXECUTE FUNCTION remember_deadline();

CREATE TRIGGER attachments_keep BEFORE DELETE OR UPDATE ON attachments FOR EACH ROW EXECUTE FUNCTION keep_attachment();

CREATE TRIGGER attachments_no_truncate BEFORE TRUNCATE ON attachments FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER audit_log_append_only BEFORE DELETE OR UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER audit_log_no_truncate BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER board_totals_append_only BEFORE DELETE OR UPDATE ON board_totals FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER board_totals_no_truncate BEFORE TRUNCATE ON board_totals FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE CONSTRAINT TRIGGER boards_stay AFTER UPDATE OF retired_at ON boards DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE CONSTRAINT TRIGGER boards_successor_order AFTER INSERT OR UPDATE ON boards DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_board_successor();

CREATE TRIGGER bundle_imports_append_only BEFORE DELETE OR UPDATE ON bundle_imports FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER check_rules_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON check_rules FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE TRIGGER comments_append_only BEFORE DELETE OR UPDATE ON comments FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER comments_no_truncate BEFORE TRUNCATE ON comments FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER contacts_keep BEFORE DELETE OR UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION keep_contact();

CREATE TRIGGER contacts_no_truncate BEFORE TRUNCATE ON contacts FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER coverage_decisions_append_only BEFORE DELETE OR UPDATE ON coverage_decisions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER coverage_decisions_no_truncate BEFORE TRUNCATE ON coverage_decisions FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER deadlines_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON deadlines FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER discharge_permits_stay AFTER UPDATE OF retired_at ON discharge_permits DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER edition_files_append_only BEFORE DELETE OR UPDATE ON edition_files FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER edition_files_no_truncate BEFORE TRUNCATE ON edition_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE CONSTRAINT TRIGGER edition_files_whole AFTER INSERT ON edition_files DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION edition_is_whole();

CREATE TRIGGER edition_registrations_append_only BEFORE DELETE OR UPDATE ON edition_registrations FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER edition_registrations_day BEFORE INSERT ON edition_registrations FOR EACH ROW EXECUTE FUNCTION day_has_come('document_on', 'IZ391', 'document_on');

CREATE TRIGGER edition_registrations_no_truncate BEFORE TRUNCATE ON edition_registrations FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER edition_registrations_number BEFORE INSERT ON edition_registrations FOR EACH ROW EXECUTE FUNCTION number_in_log('edition_id', 'editions');

CREATE TRIGGER editions_append_only BEFORE DELETE OR UPDATE ON editions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER editions_no_truncate BEFORE TRUNCATE ON editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE CONSTRAINT TRIGGER editions_whole AFTER INSERT ON editions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION edition_is_whole();

CREATE CONSTRAINT TRIGGER enterprises_come_in_use AFTER INSERT ON enterprises DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER enterprises_keep_branch AFTER UPDATE OF reported_by_parent_since ON enterprises FOR EACH ROW WHEN ((new.reported_by_parent_since IS DISTINCT FROM old.reported_by_parent_since)) EXECUTE FUNCTION keep_branch_switch();

CREATE TRIGGER enterprises_keep_state AFTER INSERT OR UPDATE OF status, status_since ON enterprises FOR EACH ROW EXECUTE FUNCTION keep_enterprise_state();

CREATE CONSTRAINT TRIGGER enterprises_stay AFTER UPDATE OF retired_at ON enterprises DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER exchange_rates_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON exchange_rates FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER exchange_rates_to_events AFTER INSERT OR UPDATE ON exchange_rates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION copy_rate_to_events();

CREATE TRIGGER figures_append_only BEFORE DELETE OR UPDATE ON figures FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER figures_branch_once AFTER INSERT ON figures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION branch_counts_once();

CREATE TRIGGER figures_from_acceptance AFTER INSERT ON figures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION figures_come_from_acceptance();

CREATE TRIGGER figures_no_truncate BEFORE TRUNCATE ON figures FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER figures_once AFTER INSERT ON figures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION figures_count_once();

CREATE TRIGGER figures_roll_up_projects AFTER INSERT ON figures REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION roll_up_statement();

CREATE TRIGGER filing_answers_keep_deleted AFTER DELETE ON filing_answers REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_answers_keep_inserted AFTER INSERT ON filing_answers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_answers_keep_updated AFTER UPDATE ON filing_answers REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_answers_no_truncate BEFORE TRUNCATE ON filing_answers FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER filing_entries_keep_deleted AFTER DELETE ON filing_entries REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_entries_keep_inserted AFTER INSERT ON filing_entries REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_entries_keep_updated AFTER UPDATE ON filing_entries REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION keep_entries();

CREATE TRIGGER filing_entries_no_truncate BEFORE TRUNCATE ON filing_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER filing_submissions_append_only BEFORE DELETE OR UPDATE ON filing_submissions FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER filings_keep BEFORE DELETE ON filings FOR EACH ROW EXECUTE FUNCTION keep_filing();

CREATE TRIGGER filings_keep_branch BEFORE INSERT ON filings FOR EACH ROW EXECUTE FUNCTION keep_branch_filing();

CREATE TRIGGER filings_keep_reporter BEFORE INSERT OR UPDATE OF project_id ON filings FOR EACH ROW EXECUTE FUNCTION keep_reporter();

CREATE TRIGGER filings_keep_state BEFORE INSERT OR UPDATE ON filings FOR EACH ROW EXECUTE FUNCTION keep_filing_state();

CREATE TRIGGER filings_of_reporter_in_use BEFORE INSERT OR UPDATE OF state ON filings FOR EACH ROW WHEN ((new.state = ANY (ARRAY['submitted'::text, 'accepted'::text]))) EXECUTE FUNCTION keep_reporter_in_use();

CREATE TRIGGER form_lines_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON form_lines FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER form_lines_stay AFTER UPDATE OF retired_at ON form_lines DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER form_lines_sums BEFORE INSERT OR UPDATE ON form_lines FOR EACH ROW EXECUTE FUNCTION keep_form_sums();

CREATE TRIGGER form_questions_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON form_questions FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER form_questions_stay AFTER UPDATE OF retired_at ON form_questions DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE CONSTRAINT TRIGGER forms_come_in_use AFTER INSERT ON forms DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER forms_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON forms FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER forms_stay AFTER UPDATE OF retired_at ON forms DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER holidays_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON holidays FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER indicators_come_in_use AFTER INSERT ON indicators DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER indicators_keep_named BEFORE DELETE OR UPDATE ON indicators FOR EACH ROW EXECUTE FUNCTION keep_named_indicator();

CREATE TRIGGER indicators_stamp AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON indicators FOR EACH STATEMENT EXECUTE FUNCTION change_standards_stamp();

CREATE CONSTRAINT TRIGGER indicators_stay AFTER UPDATE OF retired_at ON indicators DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER indicators_stay_open BEFORE INSERT OR UPDATE OF valid_until ON indicators FOR EACH ROW EXECUTE FUNCTION keep_indicator_open();

CREATE TRIGGER jobs_append_only BEFORE UPDATE ON jobs FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER jobs_stay BEFORE DELETE ON jobs FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER key_tasks_keep_course BEFORE INSERT OR UPDATE ON key_tasks FOR EACH ROW EXECUTE FUNCTION keep_cache('IZ064', '{"status": "planned", "result": null, "resolved_on": null}', 'due_on');

CREATE TRIGGER key_tasks_keep_deadline BEFORE INSERT OR UPDATE ON key_tasks FOR EACH ROW EXECUTE FUNCTION keep_first_deadline();

CREATE TRIGGER key_tasks_keep_opening AFTER UPDATE OF year ON key_tasks FOR EACH ROW WHEN ((new.year IS DISTINCT FROM old.year)) EXECUTE FUNCTION keep_agenda_opening();

CREATE CONSTRAINT TRIGGER key_tasks_stay AFTER UPDATE OF retired_at ON key_tasks DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER lease_arrears_as_of BEFORE INSERT OR UPDATE OF as_of ON lease_arrears FOR EACH ROW EXECUTE FUNCTION day_has_come('as_of', 'IZ313', 'lease_arrears_as_of');

CREATE CONSTRAINT TRIGGER lease_extensions_check AFTER INSERT OR UPDATE ON lease_extensions DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_lease_term();

CREATE CONSTRAINT TRIGGER lease_extensions_extend AFTER INSERT OR UPDATE ON lease_extensions DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_lease_extensions();

CREATE TRIGGER lease_extensions_signed BEFORE INSERT OR UPDATE OF signed_on ON lease_extensions FOR EACH ROW EXECUTE FUNCTION day_has_come('signed_on', 'IZ313', 'lease_extensions_signed');

CREATE CONSTRAINT TRIGGER lease_extensions_stay AFTER UPDATE OF retired_at ON lease_extensions DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE CONSTRAINT TRIGGER lease_parcels_check AFTER INSERT OR UPDATE ON lease_parcels DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_lease_parcel();

CREATE TRIGGER lease_parcels_label BEFORE INSERT OR UPDATE ON lease_parcels FOR EACH ROW EXECUTE FUNCTION label_lease_parcel();

CREATE TRIGGER lease_parcels_lease AFTER INSERT ON lease_parcels FOR EACH ROW EXECUTE FUNCTION lease_parcel();

CREATE CONSTRAINT TRIGGER leases_check AFTER UPDATE ON leases DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_lease_term();

CREATE CONSTRAINT TRIGGER leases_extend AFTER UPDATE ON leases DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN (((new.valid_to IS DISTINCT FROM old.valid_to) OR (new.ended_on IS DISTINCT FROM old.ended_on))) EXECUTE FUNCTION check_lease_extensions();

CREATE TRIGGER leases_label AFTER UPDATE OF contract_no ON leases FOR EACH ROW WHEN ((new.contract_no <> old.contract_no)) EXECUTE FUNCTION follow_label();

CREATE CONSTRAINT TRIGGER leases_stay AFTER UPDATE OF retired_at ON leases DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER letters_append_only BEFORE UPDATE ON letters FOR EACH ROW WHEN ((old.state = ANY (ARRAY['sent'::text, 'failed'::text, 'unclear'::text]))) EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER letters_stay BEFORE DELETE ON letters FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER obstacles_keep_course BEFORE INSERT OR UPDATE ON obstacles FOR EACH ROW EXECUTE FUNCTION keep_cache('IZ064', '{"status": "received", "result": null, "resolved_on": null}', 'due_on');

CREATE TRIGGER obstacles_keep_deadline BEFORE INSERT OR UPDATE ON obstacles FOR EACH ROW EXECUTE FUNCTION keep_first_deadline();

CREATE TRIGGER obstacles_keep_opening AFTER UPDATE OF raised_on ON obstacles FOR EACH ROW WHEN ((new.raised_on IS DISTINCT FROM old.raised_on)) EXECUTE FUNCTION keep_agenda_opening();

CREATE CONSTRAINT TRIGGER obstacles_stay AFTER UPDATE OF retired_at ON obstacles DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER parcel_areas_until BEFORE INSERT OR UPDATE OF until ON parcel_areas FOR EACH ROW EXECUTE FUNCTION day_has_come('until', 'IZ313', 'parcel_areas_until');

CREATE TRIGGER parcel_events_append_only BEFORE DELETE OR UPDATE ON parcel_events FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_events_apply AFTER INSERT ON parcel_events FOR EACH ROW EXECUTE FUNCTION apply_parcel_event();

CREATE TRIGGER parcel_events_happened BEFORE INSERT ON parcel_events FOR EACH ROW EXECUTE FUNCTION day_has_come('happened_on', 'IZ045');

CREATE CONSTRAINT TRIGGER parcel_events_hold_leases AFTER INSERT ON parcel_events DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.corrects IS NOT NULL)) EXECUTE FUNCTION check_corrected_leases();

CREATE TRIGGER parcel_events_no_truncate BEFORE TRUNCATE ON parcel_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_events_number BEFORE INSERT ON parcel_events FOR EACH ROW EXECUTE FUNCTION number_in_log('parcel_id', 'parcels');

CREATE TRIGGER parcel_events_place BEFORE INSERT ON parcel_events FOR EACH ROW EXECUTE FUNCTION place_in_log('parcel_id', 'IZ046');

CREATE TRIGGER parcel_origins_append_only BEFORE DELETE OR UPDATE ON parcel_origins FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_origins_no_truncate BEFORE TRUNCATE ON parcel_origins FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_shapes_append_only BEFORE DELETE OR UPDATE ON parcel_shapes FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_shapes_no_truncate BEFORE TRUNCATE ON parcel_shapes FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER parcel_shapes_of_parcel BEFORE INSERT ON parcel_shapes FOR EACH ROW EXECUTE FUNCTION check_shape_day();

CREATE TRIGGER parcel_shapes_valid_from BEFORE INSERT ON parcel_shapes FOR EACH ROW EXECUTE FUNCTION day_has_come('valid_from', 'IZ313', 'parcel_shapes_valid_from');

CREATE CONSTRAINT TRIGGER parcels_area_holds_leases AFTER UPDATE ON parcels DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.area_m2 < old.area_m2)) EXECUTE FUNCTION check_parcel_area();

CREATE TRIGGER parcels_keep_area AFTER UPDATE OF area_m2 ON parcels FOR EACH ROW WHEN ((new.area_m2 <> old.area_m2)) EXECUTE FUNCTION keep_parcel_area();

CREATE TRIGGER parcels_keep_cache BEFORE INSERT OR UPDATE ON parcels FOR EACH ROW EXECUTE FUNCTION keep_cache('IZ047', '{"state": "uncleared", "enterprise_id": null, "since": null}');

CREATE TRIGGER parcels_keep_end BEFORE UPDATE OF retired_at ON parcels FOR EACH ROW EXECUTE FUNCTION keep_parcel_end();

CREATE TRIGGER parcels_keep_on_record BEFORE UPDATE OF retired_at ON parcels FOR EACH ROW EXECUTE FUNCTION keep_on_record();

CREATE TRIGGER parcels_label AFTER UPDATE OF code ON parcels FOR EACH ROW WHEN ((new.code <> old.code)) EXECUTE FUNCTION follow_label();

CREATE TRIGGER period_unlocks_keep BEFORE DELETE OR UPDATE ON period_unlocks FOR EACH ROW EXECUTE FUNCTION keep_unlock();

CREATE TRIGGER phase_areas_as_of BEFORE INSERT OR UPDATE OF as_of ON phase_areas FOR EACH ROW EXECUTE FUNCTION day_has_come('as_of', 'IZ313', 'phase_areas_as_of');

CREATE CONSTRAINT TRIGGER phases_stay AFTER UPDATE OF retired_at ON phases DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER plans_board BEFORE INSERT OR UPDATE ON plans FOR EACH ROW EXECUTE FUNCTION place_plan();

CREATE CONSTRAINT TRIGGER plans_stay AFTER UPDATE OF retired_at ON plans DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER project_event_rates_append_only BEFORE DELETE OR UPDATE ON project_event_rates FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_event_rates_no_truncate BEFORE TRUNCATE ON project_event_rates FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_events_append_only BEFORE DELETE OR UPDATE ON project_events FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_events_apply AFTER INSERT ON project_events FOR EACH ROW EXECUTE FUNCTION apply_project_event();

CREATE TRIGGER project_events_happened BEFORE INSERT ON project_events FOR EACH ROW EXECUTE FUNCTION day_has_come('happened_on', 'IZ026');

CREATE TRIGGER project_events_no_truncate BEFORE TRUNCATE ON project_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_events_number BEFORE INSERT ON project_events FOR EACH ROW EXECUTE FUNCTION number_in_log('project_id', 'projects');

CREATE TRIGGER project_events_origin BEFORE INSERT ON project_events FOR EACH ROW WHEN ((new.kind = 'granted'::text)) EXECUTE FUNCTION state_origin();

CREATE TRIGGER project_events_place BEFORE INSERT ON project_events FOR EACH ROW EXECUTE FUNCTION place_in_log('project_id', 'IZ027');

CREATE CONSTRAINT TRIGGER project_events_rate AFTER INSERT ON project_events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.capital IS NOT NULL) AND (new.equivalent IS NULL))) EXECUTE FUNCTION copy_rate_to_event();

CREATE TRIGGER project_events_remember BEFORE INSERT ON project_events FOR EACH ROW EXECUTE FUNCTION remember_former();

CREATE TRIGGER project_industries_class BEFORE INSERT OR UPDATE OF vsic_version, code ON project_industries FOR EACH ROW EXECUTE FUNCTION project_industry_is_class();

CREATE TRIGGER project_industries_named BEFORE INSERT OR UPDATE OF vsic_version, code, name ON project_industries FOR EACH ROW EXECUTE FUNCTION name_project_industry();

CREATE TRIGGER project_investors_append_only BEFORE DELETE OR UPDATE ON project_investors FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_investors_no_truncate BEFORE TRUNCATE ON project_investors FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER project_investors_refresh AFTER INSERT ON project_investors FOR EACH ROW EXECUTE FUNCTION refresh_after_investor();

CREATE TRIGGER projects_keep_cache BEFORE INSERT OR UPDATE ON projects FOR EACH ROW EXECUTE FUNCTION keep_cache('IZ028', '{"granted_on": null, "registered_capital": null, "status": "granted", "ended_on": null, "investor": null, "nationality": null}', 'capital_currency');

CREATE TRIGGER projects_keep_on_record BEFORE UPDATE OF retired_at ON projects FOR EACH ROW EXECUTE FUNCTION keep_on_record();

CREATE TRIGGER projects_keep_origin BEFORE UPDATE OF origin ON projects FOR EACH ROW EXECUTE FUNCTION keep_origin();

CREATE TRIGGER projects_roll_up AFTER INSERT OR UPDATE OF granted_on, ended_on, enterprise_id, retired_at ON projects FOR EACH ROW EXECUTE FUNCTION roll_up_after_project();

CREATE CONSTRAINT TRIGGER projects_stay AFTER UPDATE OF retired_at ON projects DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER rebuilds_append_only BEFORE DELETE OR UPDATE ON rebuilds FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER rebuilds_no_truncate BEFORE TRUNCATE ON rebuilds FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER rebuilds_rebuild AFTER INSERT ON rebuilds FOR EACH ROW EXECUTE FUNCTION rebuild_derived();

CREATE TRIGGER recoveries_close AFTER UPDATE ON recoveries FOR EACH ROW EXECUTE FUNCTION close_recovery();

CREATE TRIGGER recoveries_label AFTER UPDATE OF code ON recoveries FOR EACH ROW WHEN ((new.code <> old.code)) EXECUTE FUNCTION follow_label();

CREATE CONSTRAINT TRIGGER recoveries_stay AFTER UPDATE OF retired_at ON recoveries DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER recovery_parcels_label BEFORE INSERT OR UPDATE ON recovery_parcels FOR EACH ROW EXECUTE FUNCTION label_recovery_parcel();

CREATE TRIGGER recovery_parcels_recover AFTER INSERT ON recovery_parcels FOR EACH ROW EXECUTE FUNCTION recover_parcel();

CREATE TRIGGER recovery_steps_done BEFORE INSERT OR UPDATE OF done_on ON recovery_steps FOR EACH ROW EXECUTE FUNCTION day_has_come('done_on', 'IZ313', 'recovery_steps_done');

CREATE CONSTRAINT TRIGGER recovery_steps_stay AFTER UPDATE OF retired_at ON recovery_steps DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER register_declarations_append_only BEFORE DELETE OR UPDATE ON register_declarations FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER register_declarations_no_truncate BEFORE TRUNCATE ON register_declarations FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER register_declarations_number BEFORE INSERT ON register_declarations FOR EACH ROW EXECUTE FUNCTION number_in_log('zone_id', 'zones');

CREATE TRIGGER register_declarations_since BEFORE INSERT ON register_declarations FOR EACH ROW EXECUTE FUNCTION day_has_come('since', 'IZ313', 'register_declarations_since');

CREATE TRIGGER reminders_append_only BEFORE DELETE OR UPDATE ON reminders FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER schemes_sponsored BEFORE INSERT OR UPDATE ON schemes FOR EACH ROW EXECUTE FUNCTION keep_scheme_sponsored();

CREATE CONSTRAINT TRIGGER schemes_stay AFTER UPDATE OF retired_at ON schemes DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER schemes_surplus_asked AFTER INSERT OR UPDATE ON schemes FOR EACH ROW WHEN ((new.retired_at IS NULL)) EXECUTE FUNCTION check_scheme_surplus();

CREATE TRIGGER sponsors_counted AFTER INSERT OR UPDATE ON sponsors FOR EACH ROW EXECUTE FUNCTION count_sponsor();

CREATE TRIGGER unit_successions_order BEFORE INSERT OR UPDATE ON unit_successions FOR EACH ROW EXECUTE FUNCTION check_unit_succession();

CREATE TRIGGER wastewater_plants_phase AFTER INSERT OR UPDATE OF phase_id, zone_id ON wastewater_plants FOR EACH ROW EXECUTE FUNCTION check_phase_of_zone();

CREATE CONSTRAINT TRIGGER wastewater_plants_stay AFTER UPDATE OF retired_at ON wastewater_plants DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER wastewater_readings_append_only BEFORE DELETE OR UPDATE ON wastewater_readings FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER wastewater_readings_check AFTER INSERT ON wastewater_readings FOR EACH ROW EXECUTE FUNCTION check_wastewater_reading();

CREATE TRIGGER wastewater_readings_no_truncate BEFORE TRUNCATE ON wastewater_readings FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER wastewater_readings_number BEFORE INSERT ON wastewater_readings FOR EACH ROW EXECUTE FUNCTION number_in_log('plant_id', 'wastewater_plants');

CREATE TRIGGER work_statements_append_only BEFORE DELETE OR UPDATE ON work_statements FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER work_statements_as_of BEFORE INSERT ON work_statements FOR EACH ROW EXECUTE FUNCTION day_has_come('as_of', 'IZ081');

CREATE TRIGGER work_statements_check AFTER INSERT ON work_statements FOR EACH ROW EXECUTE FUNCTION check_work_statement();

CREATE TRIGGER work_statements_no_truncate BEFORE TRUNCATE ON work_statements FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER work_statements_number BEFORE INSERT ON work_statements FOR EACH ROW EXECUTE FUNCTION number_in_log('work_id', 'works');

CREATE TRIGGER works_keep AFTER UPDATE OF kind, unit, quantity, area_m2, budget_vnd ON works FOR EACH ROW EXECUTE FUNCTION keep_work();

CREATE TRIGGER works_phase AFTER INSERT OR UPDATE OF phase_id, zone_id ON works FOR EACH ROW EXECUTE FUNCTION check_phase_of_zone();

CREATE CONSTRAINT TRIGGER works_stay AFTER UPDATE OF retired_at ON works DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE CONSTRAINT TRIGGER zone_decisions_checked AFTER INSERT OR UPDATE ON zone_decisions DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION check_zone_decisions();

CREATE TRIGGER zone_placements_of_day BEFORE INSERT OR UPDATE ON zone_placements FOR EACH ROW EXECUTE FUNCTION check_zone_placement();

CREATE CONSTRAINT TRIGGER zone_states_keep_status AFTER INSERT OR UPDATE ON zone_states DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keep_zone_status();

CREATE TRIGGER zone_states_not_of_the_future BEFORE INSERT OR UPDATE ON zone_states FOR EACH ROW EXECUTE FUNCTION refuse_future_state();

CREATE CONSTRAINT TRIGGER zones_come_in_use AFTER INSERT ON zones DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

CREATE TRIGGER zones_log_status AFTER UPDATE OF status ON zones FOR EACH ROW EXECUTE FUNCTION log_zone_status();

CREATE CONSTRAINT TRIGGER zones_stay AFTER UPDATE OF retired_at ON zones DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW WHEN ((new.retired_at IS NOT NULL)) EXECUTE FUNCTION keep_what_others_rest_on();

ALTER TABLE ONLY account_zones
    ADD CONSTRAINT account_zones_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;

ALTER TABLE ONLY account_zones
    ADD CONSTRAINT account_zones_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY administrative_units
    ADD CONSTRAINT administrative_units_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES administrative_units(id);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_key_task_id_fkey FOREIGN KEY (key_task_id) REFERENCES key_tasks(id);

ALTER TABLE ONLY agenda_steps
    ADD CONSTRAINT agenda_steps_obstacle_id_fkey FOREIGN KEY (obstacle_id) REFERENCES obstacles(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_event_of_parcel FOREIGN KEY (parcel_id, step) REFERENCES parcel_events(parcel_id, number);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_event_of_project FOREIGN KEY (project_id, step) REFERENCES project_events(project_id, number);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_extension_of_lease FOREIGN KEY (lease_id, step) REFERENCES lease_extensions(lease_id, id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_key_task_id_fkey FOREIGN KEY (key_task_id) REFERENCES key_tasks(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_lease_id_fkey FOREIGN KEY (lease_id) REFERENCES leases(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_obstacle_id_fkey FOREIGN KEY (obstacle_id) REFERENCES obstacles(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recoveries(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts(id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_step_of_case FOREIGN KEY (recovery_id, step) REFERENCES recovery_steps(recovery_id, id);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_step_of_obstacle FOREIGN KEY (obstacle_id, step) REFERENCES agenda_steps(obstacle_id, number);

ALTER TABLE ONLY attachments
    ADD CONSTRAINT attachments_step_of_task FOREIGN KEY (key_task_id, step) REFERENCES agenda_steps(key_task_id, number);

ALTER TABLE ONLY audit_log
    ADD CONSTRAINT audit_log_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY board_totals
    ADD CONSTRAINT board_totals_board_id_fkey FOREIGN KEY (board_id) REFERENCES boards(id);

ALTER TABLE ONLY board_totals
    ADD CONSTRAINT board_totals_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id);

ALTER TABLE ONLY board_totals
    ADD CONSTRAINT board_totals_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY boards
    ADD CONSTRAINT boards_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES boards(id);

ALTER TABLE ONLY cell_flags
    ADD CONSTRAINT cell_flags_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id);

ALTER TABLE ONLY cell_flags
    ADD CONSTRAINT cell_flags_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY cell_flags
    ADD CONSTRAINT cell_flags_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY cell_flags
    ADD CONSTRAINT cell_flags_raised_by_fkey FOREIGN KEY (raised_by) REFERENCES accounts(id);

ALTER TABLE ONLY comments
    ADD CONSTRAINT comments_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY comments
    ADD CONSTRAINT comments_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY comments
    ADD CONSTRAINT comments_said_by_fkey FOREIGN KEY (said_by) REFERENCES accounts(id);

ALTER TABLE ONLY contacts
    ADD CONSTRAINT contacts_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY coverage_decisions
    ADD CONSTRAINT coverage_decisions_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY coverage_decisions
    ADD CONSTRAINT coverage_decisions_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_figure_id_fkey FOREIGN KEY (figure_id) REFERENCES figures(id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY current_figures
    ADD CONSTRAINT current_figures_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY deadlines
    ADD CONSTRAINT deadlines_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY discharge_permits
    ADD CONSTRAINT discharge_permits_plant_id_fkey FOREIGN KEY (plant_id) REFERENCES wastewater_plants(id);

ALTER TABLE ONLY edition_files
    ADD CONSTRAINT edition_files_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id);

ALTER TABLE ONLY edition_registrations
    ADD CONSTRAINT edition_registrations_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES editions(id);

ALTER TABLE ONLY enterprise_officers
    ADD CONSTRAINT enterprise_officers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY enterprise_officers
    ADD CONSTRAINT enterprise_officers_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES accounts(id);

ALTER TABLE ONLY enterprise_officers
    ADD CONSTRAINT enterprise_officers_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY enterprise_states
    ADD CONSTRAINT enterprise_states_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY enterprises
    ADD CONSTRAINT enterprises_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES accounts(id);

ALTER TABLE ONLY exemptions
    ADD CONSTRAINT exemptions_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY figures
    ADD CONSTRAINT figures_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY filing_answers
    ADD CONSTRAINT filing_answers_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id) ON DELETE CASCADE;

ALTER TABLE ONLY filing_answers
    ADD CONSTRAINT filing_answers_question_id_fkey FOREIGN KEY (question_id) REFERENCES form_questions(id);

ALTER TABLE ONLY filing_answers
    ADD CONSTRAINT filing_answers_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES accounts(id);

ALTER TABLE ONLY filing_entries
    ADD CONSTRAINT filing_entries_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id) ON DELETE CASCADE;

ALTER TABLE ONLY filing_entries
    ADD CONSTRAINT filing_entries_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY filing_entries
    ADD CONSTRAINT filing_entries_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES accounts(id);

ALTER TABLE ONLY filing_submissions
    ADD CONSTRAINT filing_submissions_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id) ON DELETE CASCADE;

ALTER TABLE ONLY filing_submissions
    ADD CONSTRAINT filing_submissions_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES accounts(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_effect_indicator_id_fkey FOREIGN KEY (effect_indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_submitted_by_fkey FOREIGN KEY (submitted_by) REFERENCES accounts(id);

ALTER TABLE ONLY filings
    ADD CONSTRAINT filings_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_adds_to_indicator_id_fkey FOREIGN KEY (adds_to_indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY form_lines
    ADD CONSTRAINT form_lines_total_indicator_id_fkey FOREIGN KEY (total_indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY form_questions
    ADD CONSTRAINT form_questions_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY import_answers
    ADD CONSTRAINT import_answers_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY import_answers
    ADD CONSTRAINT import_answers_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id);

ALTER TABLE ONLY import_answers
    ADD CONSTRAINT import_answers_question_id_fkey FOREIGN KEY (question_id) REFERENCES form_questions(id);

ALTER TABLE ONLY import_cells
    ADD CONSTRAINT import_cells_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filings(id);

ALTER TABLE ONLY import_cells
    ADD CONSTRAINT import_cells_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id);

ALTER TABLE ONLY import_cells
    ADD CONSTRAINT import_cells_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY import_layouts
    ADD CONSTRAINT import_layouts_used_by_fkey FOREIGN KEY (used_by) REFERENCES accounts(id);

ALTER TABLE ONLY imports
    ADD CONSTRAINT imports_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id);

ALTER TABLE ONLY imports
    ADD CONSTRAINT imports_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id);

ALTER TABLE ONLY imports
    ADD CONSTRAINT imports_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY indicators
    ADD CONSTRAINT indicators_part_of_id_fkey FOREIGN KEY (part_of_id) REFERENCES indicators(id);

ALTER TABLE ONLY indicators
    ADD CONSTRAINT indicators_weight_id_fkey FOREIGN KEY (weight_id) REFERENCES indicators(id);

ALTER TABLE ONLY industry_codes
    ADD CONSTRAINT industry_codes_version_fkey FOREIGN KEY (version) REFERENCES industry_versions(version);

ALTER TABLE ONLY industry_codes
    ADD CONSTRAINT industry_codes_version_parent_fkey FOREIGN KEY (version, parent) REFERENCES industry_codes(version, code) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY industry_correspondence
    ADD CONSTRAINT industry_correspondence_from_version_from_code_fkey FOREIGN KEY (from_version, from_code) REFERENCES industry_codes(version, code);

ALTER TABLE ONLY industry_correspondence
    ADD CONSTRAINT industry_correspondence_to_version_to_code_fkey FOREIGN KEY (to_version, to_code) REFERENCES industry_codes(version, code);

ALTER TABLE ONLY industry_loads
    ADD CONSTRAINT industry_loads_to FOREIGN KEY (to_version, to_code) REFERENCES industry_codes(version, code);

ALTER TABLE ONLY jobs
    ADD CONSTRAINT jobs_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY jobs
    ADD CONSTRAINT jobs_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id);

ALTER TABLE ONLY lease_arrears
    ADD CONSTRAINT lease_arrears_lease_id_fkey FOREIGN KEY (lease_id) REFERENCES leases(id);

ALTER TABLE ONLY lease_extensions
    ADD CONSTRAINT lease_extensions_lease_id_fkey FOREIGN KEY (lease_id) REFERENCES leases(id);

ALTER TABLE ONLY lease_parcels
    ADD CONSTRAINT lease_parcels_lease_id_fkey FOREIGN KEY (lease_id) REFERENCES leases(id);

ALTER TABLE ONLY lease_parcels
    ADD CONSTRAINT lease_parcels_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY leases
    ADD CONSTRAINT leases_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY leases
    ADD CONSTRAINT leases_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contacts(id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY letters
    ADD CONSTRAINT letters_job_id_fkey FOREIGN KEY (job_id) REFERENCES jobs(id);

ALTER TABLE ONLY obstacles
    ADD CONSTRAINT obstacles_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY obstacles
    ADD CONSTRAINT obstacles_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY parcel_areas
    ADD CONSTRAINT parcel_areas_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_corrects FOREIGN KEY (parcel_id, corrects) REFERENCES parcel_events(parcel_id, number);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY parcel_events
    ADD CONSTRAINT parcel_events_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY parcel_origins
    ADD CONSTRAINT parcel_origins_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES parcels(id);

ALTER TABLE ONLY parcel_origins
    ADD CONSTRAINT parcel_origins_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY parcel_shapes
    ADD CONSTRAINT parcel_shapes_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY parcels
    ADD CONSTRAINT parcels_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY parcels
    ADD CONSTRAINT parcels_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id);

ALTER TABLE ONLY parcels
    ADD CONSTRAINT parcels_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY period_closings
    ADD CONSTRAINT period_closings_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY period_unlocks
    ADD CONSTRAINT period_unlocks_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES accounts(id);

ALTER TABLE ONLY period_unlocks
    ADD CONSTRAINT period_unlocks_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY period_unlocks
    ADD CONSTRAINT period_unlocks_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY period_unlocks
    ADD CONSTRAINT period_unlocks_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES accounts(id);

ALTER TABLE ONLY phase_areas
    ADD CONSTRAINT phase_areas_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id);

ALTER TABLE ONLY phases
    ADD CONSTRAINT phases_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY plans
    ADD CONSTRAINT plans_board_id_fkey FOREIGN KEY (board_id) REFERENCES boards(id);

ALTER TABLE ONLY project_event_rates
    ADD CONSTRAINT project_event_rates_event_id_fkey FOREIGN KEY (event_id) REFERENCES project_events(id);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_corrects FOREIGN KEY (project_id, corrects) REFERENCES project_events(project_id, number);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY project_events
    ADD CONSTRAINT project_events_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY project_industries
    ADD CONSTRAINT project_industries_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY project_investors
    ADD CONSTRAINT project_investors_event_id_fkey FOREIGN KEY (event_id) REFERENCES project_events(id);

ALTER TABLE ONLY projects
    ADD CONSTRAINT projects_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY projects
    ADD CONSTRAINT projects_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY recovery_parcels
    ADD CONSTRAINT recovery_parcels_parcel_id_fkey FOREIGN KEY (parcel_id) REFERENCES parcels(id);

ALTER TABLE ONLY recovery_parcels
    ADD CONSTRAINT recovery_parcels_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recoveries(id);

ALTER TABLE ONLY recovery_steps
    ADD CONSTRAINT recovery_steps_recovery_id_fkey FOREIGN KEY (recovery_id) REFERENCES recoveries(id);

ALTER TABLE ONLY register_declarations
    ADD CONSTRAINT register_declarations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY register_declarations
    ADD CONSTRAINT register_declarations_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_form_id_fkey FOREIGN KEY (form_id) REFERENCES forms(id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES letters(id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id);

ALTER TABLE ONLY reminders
    ADD CONSTRAINT reminders_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id);

ALTER TABLE ONLY review_sections
    ADD CONSTRAINT review_sections_review_id_fkey FOREIGN KEY (review_id) REFERENCES reviews(id);

ALTER TABLE ONLY schemes
    ADD CONSTRAINT schemes_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY sent_bundles
    ADD CONSTRAINT sent_bundles_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES accounts(id);

ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;

ALTER TABLE ONLY set_up
    ADD CONSTRAINT set_up_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES accounts(id);

ALTER TABLE ONLY sign_in_places
    ADD CONSTRAINT sign_in_places_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE;

ALTER TABLE ONLY sponsors
    ADD CONSTRAINT sponsors_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY sponsors
    ADD CONSTRAINT sponsors_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES schemes(id);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_enterprise_id_fkey FOREIGN KEY (enterprise_id) REFERENCES enterprises(id);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES plans(id);

ALTER TABLE ONLY targets
    ADD CONSTRAINT targets_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY unit_successions
    ADD CONSTRAINT unit_successions_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES administrative_units(id);

ALTER TABLE ONLY unit_successions
    ADD CONSTRAINT unit_successions_successor_id_fkey FOREIGN KEY (successor_id) REFERENCES administrative_units(id);

ALTER TABLE ONLY wastewater_plants
    ADD CONSTRAINT wastewater_plants_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id);

ALTER TABLE ONLY wastewater_plants
    ADD CONSTRAINT wastewater_plants_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_corrects FOREIGN KEY (plant_id, corrects) REFERENCES wastewater_readings(plant_id, number);

ALTER TABLE ONLY wastewater_readings
    ADD CONSTRAINT wastewater_readings_plant_id_fkey FOREIGN KEY (plant_id) REFERENCES wastewater_plants(id);

ALTER TABLE ONLY wastewater_stages
    ADD CONSTRAINT wastewater_stages_plant_id_fkey FOREIGN KEY (plant_id) REFERENCES wastewater_plants(id);

ALTER TABLE ONLY work_statements
    ADD CONSTRAINT work_statements_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id);

ALTER TABLE ONLY work_statements
    ADD CONSTRAINT work_statements_work_id_fkey FOREIGN KEY (work_id) REFERENCES works(id);

ALTER TABLE ONLY works
    ADD CONSTRAINT works_phase_id_fkey FOREIGN KEY (phase_id) REFERENCES phases(id);

ALTER TABLE ONLY works
    ADD CONSTRAINT works_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY zone_decisions
    ADD CONSTRAINT zone_decisions_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_board_id_fkey FOREIGN KEY (board_id) REFERENCES boards(id);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_commune_id_fkey FOREIGN KEY (commune_id) REFERENCES administrative_units(id);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_province_id_fkey FOREIGN KEY (province_id) REFERENCES administrative_units(id);

ALTER TABLE ONLY zone_placements
    ADD CONSTRAINT zone_placements_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY zone_states
    ADD CONSTRAINT zone_states_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

ALTER TABLE ONLY zone_totals
    ADD CONSTRAINT zone_totals_indicator_id_fkey FOREIGN KEY (indicator_id) REFERENCES indicators(id);

ALTER TABLE ONLY zone_totals
    ADD CONSTRAINT zone_totals_zone_id_fkey FOREIGN KEY (zone_id) REFERENCES zones(id);

