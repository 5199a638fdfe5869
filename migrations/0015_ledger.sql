-- The ledger of accepted figures, and what is rolled up from it. One row per revision of a figure; nothing is ever updated or deleted.

create table figures (
    id              bigint generated always as identity primary key,
    enterprise_id   bigint not null references enterprises,
    -- Null: the enterprise as a whole.
    project_id      bigint references projects,
    zone_id         bigint not null references zones,
    indicator_id    bigint not null references indicators,
    period          text not null constraint figures_period_shape
                    check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    vintage         text not null check (vintage in ('estimate', 'preliminary', 'final')),
    revision        integer not null check (revision >= 1),
    -- Canonical. Null withdraws the figure: known to be unknown.
    value           numeric,
    raw             text not null,
    unit            text not null,
    -- VND for one USD, where it was typed in the other currency.
    rate            numeric check (rate > 0),
    filing_id       bigint not null references filings,
    filing_revision integer not null,
    -- Why it replaces the revision before it.
    reason          text,
    recorded_by     text not null,
    recorded_at     timestamptz not null default now(),
    constraint figures_key unique nulls not distinct (enterprise_id, indicator_id, period, vintage, project_id, revision),
    constraint figures_correction_has_reason check (revision = 1 or length(trim(reason)) > 0)
);
create index figures_filing on figures (filing_id);
create index figures_project on figures (enterprise_id, period) where project_id is not null;
create index figures_of_project on figures (project_id, period) where project_id is not null;
create trigger figures_append_only before update or delete on figures
    for each row execute function refuse_rewriting();
create trigger figures_no_truncate before truncate on figures
    for each statement execute function refuse_rewriting();

-- Figures enter the ledger only by acceptance of their report, in the same transaction.
create function figures_come_from_acceptance() returns trigger
language plpgsql
as $$
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
create trigger figures_from_acceptance after insert on figures
    referencing new table as changed for each statement execute function figures_come_from_acceptance();

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

-- A report begun before the parent took over is not accepted any more.
create function branch_counts_once() returns trigger
language plpgsql
as $$
begin
    if exists (select 1 from changed c join enterprises e on e.id = c.enterprise_id and e.reported_by_parent_since is not null
                where c.value is not null and e.reported_by_parent_since <= period_first_day(c.period)) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return null;
end
$$;
create trigger figures_branch_once after insert on figures
    referencing new table as changed for each statement execute function branch_counts_once();

-- The figures that count: the firmest vintage, then the newest revision; one row for the enterprise as a whole, or one for each of its
-- projects. Kept by the triggers below.
create table current_figures (
    enterprise_id bigint not null references enterprises,
    project_id    bigint references projects,
    indicator_id  bigint not null references indicators,
    period        text not null,
    zone_id       bigint not null references zones,
    figure_id     bigint not null references figures,
    vintage       text not null,
    value         numeric not null,
    constraint current_figures_key unique nulls not distinct (period, indicator_id, enterprise_id, project_id)
);
create index current_figures_enterprise on current_figures (enterprise_id, period);
-- Figures of a zone, and which years an indicator has figures of.
create index current_figures_zone on current_figures (zone_id, period, indicator_id);
-- An enterprise's page shows some indicators of its years, not the 17 periods inside each of them.
create index current_figures_yearly on current_figures (enterprise_id, indicator_id, period) where length(period) = 4;

-- Sums of current_figures by zone, so that the dashboard never scans the ledger.
create table zone_totals (
    zone_id      bigint not null references zones,
    indicator_id bigint not null references indicators,
    period       text not null,
    vintage      text not null,
    total        numeric not null,
    enterprises  integer not null,
    primary key (period, indicator_id, zone_id, vintage)
);

-- The figures of one enterprise and period that count where its projects report for themselves. A figure of the whole gives way to
-- those of the projects only when they are firmer and all projects in force have reported: a sum with a hole in it is never taken
-- for the enterprise's figure while there is a better one.
create function figures_that_count(enterprise bigint, reported text) returns setof current_figures
language sql stable
as $$
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

-- Brings one enterprise's figures of a period up to date where its projects report for themselves.
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

-- Totals follow a whole statement's figures at once, not one figure after the other: a bundle brings 0.3 million of them in one.
create function roll_up_statement() returns trigger
language plpgsql
as $$
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
$$;
create trigger figures_roll_up_projects after insert on figures
    referencing new table as changed for each statement execute function roll_up_statement();

-- A project that is entered, begins, ends or is retired on another day changes which reports a period waits for.
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
create trigger projects_roll_up after insert or update of granted_on, ended_on, enterprise_id, retired_at on projects
    for each row execute function roll_up_after_project();
