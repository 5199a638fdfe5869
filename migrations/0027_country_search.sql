-- More for the size of the country: words are found by trigrams where the server has them, and two functions cost less. No
-- result differs from before.

-- pg_trgm comes with every usual PostgreSQL and may be created by the owner of a database. Where it cannot be had, searches
-- read the whole list as before: slower, with the same result.
do $$
begin
    create extension if not exists pg_trgm;
    create index enterprises_words on enterprises using gin (search gin_trgm_ops);
    create index projects_words on projects using gin (search gin_trgm_ops);
    create index parcels_words on parcels using gin (search gin_trgm_ops);
exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then
    raise notice 'no pg_trgm: searches will read whole lists';
end $$;

-- As in 0019; which of suspended and resumed came last is compared as text, since sorting each project's events took half the time.
create or replace function project_standings(day date) returns table (project_id bigint, status text, capital numeric)
language sql stable
as $$
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

-- As in 0019; named by the log's own column, so that a condition on some projects reaches the log.
create or replace function valid_projects(day date)
returns table (project_id bigint, zone_id bigint, origin text, kind text, currency text, status text, capital numeric)
language sql stable
as $$
    select s.project_id, p.zone_id, p.origin, p.kind, p.capital_currency, s.status, s.capital
      from project_standings(day) s
      join projects p on p.id = s.project_id
     where p.retired_at is null and s.status not in ('terminated', 'revoked')
$$;
