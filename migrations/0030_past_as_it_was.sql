-- A sheet of a past period says what held at the period's end: names and investors of projects, whose project it was, and with it
-- whether an enterprise counts as domestic or foreign. All of it follows from the log; nothing is stored.

-- What was renamed or handed over is little beside all events.
create index project_events_particulars on project_events (kind, project_id) where kind in ('renamed', 'transferred');

-- The projects renamed after a day, with the name they had at the end of it. A name put right by hand is right for all days since
-- the last renaming.
create function former_project_names(day date) returns table (project_id bigint, name text) language sql stable as $$
    select e.project_id,
           coalesce((array_agg(e.content order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (array_agg(e.former order by e.position))[1])
      from live_project_events e
     where e.kind = 'renamed'
     group by e.project_id having max(e.happened_on) > day
$$;

-- The projects handed over to another enterprise after a day, with the one that had them at the end of it.
create function former_project_holders(day date) returns table (project_id bigint, enterprise_id bigint) language sql stable as $$
    select e.project_id,
           coalesce((array_agg(e.enterprise_id order by e.happened_on desc, e.position desc) filter (where e.happened_on <= day))[1],
                    (select id from enterprises where code = (array_agg(e.former order by e.position))[1]))
      from live_project_events e
     where e.kind = 'transferred' and e.enterprise_id is not null
     group by e.project_id having max(e.happened_on) > day
$$;

-- What a certificate said at the end of a day: the project's name, and its investors.
create function project_particulars(project bigint, day date) returns table (name text, investor text, nationality text)
language sql stable
as $$
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

-- Domestic or foreign at the end of a day, for the figures of each enterprise as a whole: as its newest project in force then, else
-- as the newest granted by then, else as one whose certificate has no known date, else as it is owned. When a project was granted and
-- when it ended is what its log says (the cache in projects), so that all enterprises take one pass.
drop function figure_origin(bigint, bigint);
drop function enterprise_origins();
create function enterprise_origins(day date) returns table (enterprise_id bigint, origin text) language sql stable as $$
    select distinct on (e.id) e.id, coalesce(p.origin, case e.ownership when 'foreign' then 'foreign' else 'domestic' end)
      from enterprises e
      left join (select coalesce(h.enterprise_id, j.enterprise_id) as holder, j.id, j.origin, j.granted_on, j.ended_on
                   from projects j
                   left join former_project_holders(day) h on h.project_id = j.id
                  where j.retired_at is null and coalesce(j.granted_on <= day, true)) p on p.holder = e.id
     order by e.id, p.granted_on is null, coalesce(p.ended_on <= day, false), p.granted_on desc, p.id
$$;

-- What changed of the land that is let, one row for each parcel and tenant: what a tenant got is positive, what one gave back, lost or
-- handed on negative. A parcel that enters the books let, and a split or a merger, let nothing. m².
create function let_land_changes(first date, last date)
returns table (parcel_id bigint, zone_id bigint, kind text, happened_on date, "position" integer, document_no text,
               enterprise_id bigint, area_m2 numeric)
language sql stable
as $$
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
