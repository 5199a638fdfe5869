-- Totals follow a whole statement's figures at once, not one figure after the other: a bundle brings 0.3 million of them in one.
-- What comes out is the same as in 0003 and 0016.

drop trigger figures_roll_up on figures;
drop function roll_up_figure();

create or replace function roll_up_statement() returns trigger
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
