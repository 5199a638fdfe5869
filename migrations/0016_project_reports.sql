-- Who reports: an enterprise as a whole, or each of its projects for itself. Never both for one figure: nothing counts twice.

-- From this day on the enterprise makes the forms marked below once for each project. Null: as a whole.
alter table enterprises add column by_project_since date;
-- The certificate's forms (A.III) may be made by project; the board's own quick report is the enterprise's.
alter table forms add column per_project boolean not null default false;
update forms set per_project = true where code like 'A.III.%';

alter table filings add column project_id bigint references projects;
alter table filings drop constraint filings_key;
alter table filings add constraint filings_key unique nulls not distinct (enterprise_id, form_id, period, vintage, project_id);
create index filings_project on filings (project_id) where project_id is not null;

alter table exemptions add column project_id bigint references projects;
alter table exemptions drop constraint exemptions_key;
alter table exemptions add constraint exemptions_key unique nulls not distinct (enterprise_id, form_id, period, project_id);
alter table reminders add column project_id bigint references projects;

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

-- Whether an enterprise makes a form by project for a period.
create function reports_by_project(enterprise bigint, form bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from enterprises e join forms m on m.id = form and m.per_project
                    where e.id = enterprise and e.by_project_since <= period_first_day(reported))
$$;

-- Whether a project was in force on some day of a period.
create function in_force(project projects, reported text) returns boolean
language sql stable
as $$
    select project.retired_at is null and coalesce(project.granted_on <= period_last_day(reported), true)
       and coalesce(project.ended_on >= period_first_day(reported), true)
$$;

-- How far enterprises have come with their reports of a period: 4 accepted, 3 waiting, 2 begun; by project, as far as the one
-- of its projects that is furthest behind. An enterprise without any report is not in it.
create function period_progress(reported text) returns table (enterprise_id bigint, best integer)
language sql stable
as $$
    with standing as (
             select f.enterprise_id, f.project_id,
                    max(case when f.state = 'accepted' or f.revision > 1 then 4 when f.state = 'submitted' then 3 else 2 end) as best
               from filings f where f.period = reported group by f.enterprise_id, f.project_id),
         parts as (
             select e.id, min(coalesce(s.best, 0)) as best, max(s.best) as most
               from enterprises e
               join projects p on p.enterprise_id = e.id and in_force(p, reported)
               left join standing s on s.project_id = p.id
              where e.by_project_since <= period_first_day(reported)
              group by e.id)
    select coalesce(w.enterprise_id, parts.id), greatest(coalesce(w.best, 0), coalesce(parts.best, 0))
      from (select * from standing where project_id is null) w
      full join parts on parts.id = w.enterprise_id
     where w.best is not null or parts.most is not null
$$;

-- A report is begun for who owes it, and stays theirs.
create function keep_reporter() returns trigger
language plpgsql
as $$
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
create trigger filings_keep_reporter before insert or update of project_id on filings
    for each row execute function keep_reporter();

alter table figures add column project_id bigint references projects;
alter table figures drop constraint figures_key;
alter table figures add constraint figures_key
    unique nulls not distinct (enterprise_id, indicator_id, period, vintage, project_id, revision);
create index figures_project on figures (enterprise_id, period) where project_id is not null;
create index figures_of_project on figures (project_id, period) where project_id is not null;

-- A figure's report is of the same project; and one that is stated for the whole and, as firmly, for a project counts twice.
create function figures_count_once() returns trigger
language plpgsql
as $$
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
create trigger figures_once after insert on figures
    referencing new table as changed for each statement execute function figures_count_once();

-- The figures that count: one row for the enterprise as a whole, or one for each of its projects.
alter table current_figures add column project_id bigint references projects;
alter table current_figures drop constraint current_figures_pkey;
alter table current_figures add constraint current_figures_key unique nulls not distinct (period, indicator_id, enterprise_id, project_id);

create or replace function roll_up_figure() returns trigger
language plpgsql
as $$
declare
    old_row current_figures;
    best    figures;
begin
    -- Where projects report for themselves, the statement as a whole decides; see roll_up_projects.
    if exists (select 1 from figures where enterprise_id = new.enterprise_id and period = new.period and project_id is not null) then
        return null;
    end if;

    -- Two acceptances in one zone must add to the same totals one after the other.
    perform pg_advisory_xact_lock(hashtextextended('zone_totals/' || new.period, new.zone_id));

    delete from current_figures
     where period = new.period and indicator_id = new.indicator_id and enterprise_id = new.enterprise_id
    returning * into old_row;
    if found then
        update zone_totals
           set total = total - old_row.value, enterprises = enterprises - 1
         where period = old_row.period and indicator_id = old_row.indicator_id
           and zone_id = old_row.zone_id and vintage = old_row.vintage;
        delete from zone_totals
         where period = old_row.period and indicator_id = old_row.indicator_id
           and zone_id = old_row.zone_id and vintage = old_row.vintage and enterprises = 0;
    end if;

    -- The newest revision of each vintage; a withdrawn one (null) gives way to a softer vintage.
    select f.* into best
      from (select distinct on (vintage) *
              from figures
             where enterprise_id = new.enterprise_id and indicator_id = new.indicator_id and period = new.period
             order by vintage, revision desc) f
     where f.value is not null
     order by vintage_rank(f.vintage) desc
     limit 1;
    if found then
        insert into current_figures (enterprise_id, indicator_id, period, zone_id, figure_id, vintage, value)
        values (best.enterprise_id, best.indicator_id, best.period, best.zone_id, best.id, best.vintage, best.value);
        insert into zone_totals as t (zone_id, indicator_id, period, vintage, total, enterprises)
        values (best.zone_id, best.indicator_id, best.period, best.vintage, best.value, 1)
        on conflict (period, indicator_id, zone_id, vintage)
        do update set total = t.total + excluded.total, enterprises = t.enterprises + 1;
    end if;
    return null;
end
$$;

-- Brings one enterprise's figures of a period up to date where its projects report for themselves. A figure of the whole
-- gives way to those of the projects only when they are firmer and all projects in force have reported: a sum with a hole in
-- it is never taken for the enterprise's figure while there is a better one.
create function roll_up_projects(enterprise bigint, reported text) returns void
language plpgsql
as $$
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
         = (whole.id is null or coalesce(parts.rank > vintage_rank(whole.vintage) and not missing.some, false));

    delete from zone_totals where period = reported and zone_id = any(zones) and indicator_id = any(indicators);
    insert into zone_totals (zone_id, indicator_id, period, vintage, total, enterprises)
    select zone_id, indicator_id, period, vintage, sum(value), count(distinct enterprise_id)
      from current_figures
     where period = reported and zone_id = any(zones) and indicator_id = any(indicators)
     group by zone_id, indicator_id, period, vintage;
end
$$;

create function roll_up_statement() returns trigger
language plpgsql
as $$
declare
    touched record;
begin
    for touched in
        select distinct c.enterprise_id, c.period from changed c
         where exists (select 1 from figures f where f.enterprise_id = c.enterprise_id and f.period = c.period
                                                 and f.project_id is not null)
         order by 1, 2
    loop
        perform roll_up_projects(touched.enterprise_id, touched.period);
    end loop;
    return null;
end
$$;
create trigger figures_roll_up_projects after insert on figures
    referencing new table as changed for each statement execute function roll_up_statement();

-- A project that begins, ends or is retired on another day changes which reports a period waits for.
create function roll_up_after_project() returns trigger
language plpgsql
as $$
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
create trigger projects_roll_up after update of granted_on, ended_on, enterprise_id, retired_at on projects
    for each row execute function roll_up_after_project();
