-- The whole country in one portal: 450 zones, 20,000 enterprises, 25,000 projects, 60,000 parcels, a year of figures.
-- On top of the demonstration year. Every name is made up.

insert into zones (code, name, name_en, kind, status, province, location)
select 'Q' || n, 'Khu công nghiệp cả nước số ' || n, 'Country zone ' || n, 'regular',
       (array['operating', 'operating', 'operating', 'building', 'approved'])[1 + n % 5],
       (select substr(name, 1, 90) from administrative_units where level = 'province' and valid_until is null order by id offset n % 34 limit 1),
       'Xã minh họa ' || n
  from generate_series(1, 449) n;

insert into zone_decisions (zone_id, decided_on, kind, area_m2, leasable_m2)
select id, d.decided_on, d.kind, 2000000, 1400000
  from zones, (values ('planned', date '2009-03-01'), ('established', date '2011-05-01')) d (kind, decided_on) where code like 'Q%';
insert into phases (zone_id, code, name) select id, 'GD1', 'Giai đoạn I' from zones where code like 'Q%';
insert into phase_areas (phase_id, as_of, planned_m2, established_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
select p.id, make_date(y, 12, 31), 2000000, 2000000, 1400000, 1500000, 1200000, 500000 + (y - 2018) * 60000
  from phases p join zones z on z.id = p.zone_id and z.code like 'Q%', generate_series(2018, 2022) y;

insert into enterprises (zone_id, code, name, name_en, ownership, status, tenant_since)
select z.id, 'C' || n, 'Công ty trách nhiệm hữu hạn cả nước số ' || n, 'Country enterprise ' || n,
       (array['limited', 'joint_stock', 'foreign'])[1 + n % 3], 'operating', '2012-06-01'
  from generate_series(1, 19986) n join zones z on z.code = 'Q' || (1 + n % 449);

insert into contacts (enterprise_id, position, name, purpose, phone)
select id, 1, 'Đầu mối ' || code, 'reports', '0200000000' from enterprises where code ~ '^C\d+$' order by id;

insert into projects (zone_id, enterprise_id, code, name, kind, origin)
select e.zone_id, e.id, 'R' || e.id || '-' || k, 'Dự án số ' || k || ' của ' || e.name, 'secondary',
       case when e.ownership = 'foreign' then 'foreign' else 'domestic' end
  from enterprises e cross join generate_series(1, 2) k where e.code like 'C%' and (k = 1 or e.id % 4 = 0);

-- Past the triggers of the log, which would be planned for an empty table, row by row: what they keep is made afterwards, at once.
set session_replication_role = replica;
insert into project_events (project_id, number, position, kind, happened_on, capital, currency, origin, recorded_by)
select p.id, k.number, k.number, k.kind, make_date(2012 + (p.enterprise_id % 11)::integer, 6, k.number),
       case when k.number > 1 then null when p.origin = 'foreign' then 5000000 else 90000000000 end,
       case when k.number > 1 then null when p.origin = 'foreign' then 'usd' else 'vnd' end,
       case when k.number = 1 then p.origin end, 'bench'
  from projects p, (values (1, 'granted'), (2, 'operating')) k (number, kind) where p.code like 'R%' order by p.id, k.number;
insert into project_event_rates (event_id, rate, source)
select e.id, r.rate, r.source from project_events e
  join exchange_rates r on r.year = extract(year from e.happened_on) and r.currency = 'usd'
 where e.recorded_by = 'bench' and e.capital is not null;
insert into project_investors (event_id, position, name)
select v.id, 1, e.name from project_events v join projects p on p.id = v.project_id join enterprises e on e.id = p.enterprise_id
 where v.kind = 'granted' and p.code like 'R%';
analyze projects;
analyze project_events;
analyze project_investors;
select count(refresh_project(id)) from projects where code like 'R%';
set session_replication_role = origin;

-- The first zone has 500 parcels side by side, 100 m by 80 m, drawn; the others share the rest.
insert into parcels (zone_id, code, area_m2, land_use)
select z.id, 'QL' || n, 8000, 'industrial' from generate_series(1, 500) n join zones z on z.code = 'Q1';
insert into parcels (zone_id, code, area_m2, land_use)
select z.id, 'QM' || n, 8000 + n % 7 * 1000, 'industrial' from generate_series(1, 59464) n join zones z on z.code = 'Q' || (2 + n % 448);

create temporary table country_tenants as
select e.id, e.zone_id, row_number() over (partition by e.zone_id order by e.id) as place from enterprises e where e.code like 'C%';
create temporary table country_parcels as
select p.id, p.zone_id, row_number() over (partition by p.zone_id order by p.id) as place from parcels p where p.code like 'Q%';
insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, recorded_by)
select p.id, 'registered', '2012-06-01', case when t.id is null then 'ready' else 'in_use' end, t.id, 'bench'
  from country_parcels p left join country_tenants t on t.zone_id = p.zone_id and t.place = p.place;

insert into parcel_shapes (parcel_id, revision, valid_from, source, document, meridian_minutes, zone_width, given, corners, ring, area_m2, recorded_by)
select p.id, 1, '2012-06-01', 'survey', 'bench', 6390, 3, s.table_text, s.table_text, s.ring, 8000, 'bench'
  from (select id, row_number() over (order by id) - 1 as n from parcels where code like 'QL%') p,
       lateral (select 2419600 + (p.n / 25) * 90 as x, 435200 + (p.n % 25) * 110 as y) o,
       lateral (select string_agg(k || ';' || (o.x + dx) || ';' || (o.y + dy), E'\n' order by k) as table_text,
                       string_agg((105.87 + (p.n % 25) * 0.00106 + dy * 0.0000096)::text || ' ' || (21.87 + (p.n / 25) * 0.00081 + dx * 0.000009)::text,
                                  ',' order by k) as ring
                  from (values (1, 80, 0), (2, 80, 100), (3, 0, 100), (4, 0, 0)) c (k, dx, dy)) s;

insert into obstacles (code, zone_id, enterprise_id, raised_on, channel, field, content)
select 'OQ' || e.id, e.zone_id, e.id, '2022-05-01', 'report', 'power', 'Vướng mắc cả nước của ' || e.name
  from enterprises e where e.code like 'C%' and e.id % 50 = 0;

-- Reports and figures decided elsewhere: allowed in this transaction only.
insert into bundle_imports (imported_by) values ('bench');
insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, created_by, submitted_by, submitted_at, decided_by, decided_at)
select e.id, e.zone_id, 1, y::text, 'final', 'accepted', s.id, s.id, now(), a.id, now()
  from enterprises e, generate_series(2021, 2022) y, accounts s, accounts a
 where e.code like 'C%' and s.username = 'staff' and a.username = 'approver';
insert into figures (enterprise_id, zone_id, indicator_id, period, vintage, revision, value, raw, unit, filing_id, filing_revision, recorded_by)
select f.enterprise_id, f.zone_id, i.id, f.period, f.vintage, 1, v.value, v.value::text, i.display_unit, f.id, 1, 'bench'
  from filings f join enterprises e on e.id = f.enterprise_id and e.code like 'C%'
  join (values ('revenue', 90000000000), ('exports', 2000000), ('imports', 900000), ('budget', 3000000000), ('realised_capital', 4000000000),
               ('workers', 200), ('workers_foreign', 4), ('avg_income', 7000000)) b (code, base) on true
  join indicators i on i.code = b.code,
       lateral (select round(b.base::numeric * (60 + e.id % 90) / 100) as value) v;
