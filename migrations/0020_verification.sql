-- What follows from other rows is kept a second time so that pages need not work it out: it can be compared with them, and made anew.
-- Which columns these are, and what each is compared with, is told in src/outputs/verification/model.rs.

-- What the logs come to, for all records at once and apart from the triggers that keep the caches.
create view project_caches as
select p.id as project_id, g.happened_on as granted_on, coalesce(o.origin, p.origin) as origin,
       coalesce(g.currency, p.capital_currency) as capital_currency, s.capital as registered_capital,
       coalesce(s.status, 'granted') as status, t.happened_on as ended_on, i.names as investor, i.nationalities as nationality
  from projects p
  left join project_standings('infinity') s on s.project_id = p.id
  left join live_project_events g on g.project_id = p.id and g.kind = 'granted'
  left join live_project_events t on t.project_id = p.id and t.kind in ('terminated', 'revoked')
  left join (select distinct on (project_id) project_id, origin from live_project_events where origin is not null
              order by project_id, happened_on desc, position desc) o on o.project_id = p.id
  left join lateral (
       select string_agg(v.name, ', ' order by v.position) as names, string_agg(distinct v.nationality, ', ') as nationalities
         from project_investors v
        where v.event_id = (select e.id from live_project_events e
                             where e.project_id = p.id and e.kind in ('granted', 'transferred')
                               and exists (select 1 from project_investors h where h.event_id = e.id)
                             order by e.happened_on desc, e.position desc limit 1)) i on true;

create view parcel_caches as
select p.id as parcel_id, case when s.state = 'retired' then p.state else coalesce(s.state, 'uncleared') end as state,
       case when s.state = 'retired' then p.enterprise_id else s.enterprise_id end as enterprise_id, s.since,
       p.retired_at is not null or coalesce(s.state = 'retired', false) as retired
  from parcels p
  left join parcel_standings('infinity') s on s.parcel_id = p.id;

-- `turn` is the last step that says by itself where the work stands, `last` the last of all.
create view obstacle_caches as
select o.id as obstacle_id, coalesce(d.due_on, o.first_due_on) as due_on,
       case when turn.kind in ('resolved', 'forwarded') then turn.kind
            when turn.kind is not null or exists (select 1 from agenda_steps s where s.obstacle_id = o.id and s.kind = 'handled')
                then 'handling'
            else 'received' end as status,
       case when last.kind = 'resolved' then last.content end as result,
       case when last.kind = 'resolved' then last.happened_on end as resolved_on
  from obstacles o
  left join lateral (select s.due_on from agenda_steps s where s.obstacle_id = o.id and s.due_on is not null
                      order by s.number desc limit 1) d on true
  left join lateral (select s.kind from agenda_steps s where s.obstacle_id = o.id and s.kind not in ('rescheduled', 'handled')
                      order by s.number desc limit 1) turn on true
  left join lateral (select s.kind, s.content, s.happened_on from agenda_steps s where s.obstacle_id = o.id
                      order by s.number desc limit 1) last on true;

create view key_task_caches as
select k.id as key_task_id, coalesce(d.due_on, k.first_due_on) as due_on,
       case turn.kind when 'resolved' then 'done' when 'dropped' then 'dropped' else
            case when turn.kind is null then 'planned' else 'doing' end end as status,
       case when last.kind in ('resolved', 'dropped') then last.content end as result,
       case when last.kind in ('resolved', 'dropped') then last.happened_on end as resolved_on
  from key_tasks k
  left join lateral (select s.due_on from agenda_steps s where s.key_task_id = k.id and s.due_on is not null
                      order by s.number desc limit 1) d on true
  left join lateral (select s.kind from agenda_steps s where s.key_task_id = k.id and s.kind <> 'rescheduled'
                      order by s.number desc limit 1) turn on true
  left join lateral (select s.kind, s.content, s.happened_on from agenda_steps s where s.key_task_id = k.id
                      order by s.number desc limit 1) last on true;

-- The ledger's figures that count and their sums, all anew. No report is accepted meanwhile.
create function rebuild_totals() returns void
language plpgsql
as $$
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

-- Caches are written by triggers only (keep_cache), and so they are made anew by one: a row here is the order to do it, and stays.
create table rebuilds (
    id         bigint generated always as identity primary key,
    rebuilt_by text not null,
    rebuilt_at timestamptz not null default now()
);
create trigger rebuilds_append_only before update or delete on rebuilds
    for each row execute function refuse_rewriting();
create trigger rebuilds_no_truncate before truncate on rebuilds
    for each statement execute function refuse_rewriting();

-- Only what follows from other rows, and only where it differs.
create function rebuild_derived() returns trigger
language plpgsql
as $$
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
create trigger rebuilds_rebuild after insert on rebuilds
    for each row execute function rebuild_derived();

-- What a comparison found. The last hundred are kept.
create table verifications (
    id          bigint generated always as identity primary key,
    begun_at    timestamptz not null,
    ended_at    timestamptz not null,
    -- Who asked, as the log of changes would say it.
    asked_by    text not null,
    -- By the night and not by a person.
    nightly     boolean not null,
    -- Whether what follows from other rows was made anew before.
    rebuilt     boolean not null,
    differences bigint not null check (differences >= 0),
    -- What each check found: how many differences, and the first hundred of them (JSON).
    found       text not null
);
