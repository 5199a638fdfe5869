-- A board ten times the size of any: 1,000 enterprises in 20 zones, ten years of reports on 30 indicators and products,
-- and the drafts of the eleventh year. On top of the demonstration year. Every name is made up.

insert into zones (code, name, name_en, kind, status, province)
select 'Z' || n, 'KCN đo tải ' || n, 'Load zone ' || n, 'regular', 'operating', 'Minh họa' from generate_series(1, 20) n;

insert into phases (zone_id, code, name) select id, 'GD1', 'Giai đoạn I' from zones where code like 'Z%';
insert into phase_areas (phase_id, as_of, planned_m2, leasable_m2, cleared_m2, levelled_m2, leased_m2)
select p.id, make_date(y, 12, 31), 2000000, 1400000, 1500000, 1200000, 500000 + (y - 2013) * 60000
  from phases p join zones z on z.id = p.zone_id and z.code like 'Z%', generate_series(2013, 2022) y;

insert into enterprises (zone_id, code, name, name_en, ownership, status, tenant_since)
select z.id, 'E' || n, 'Công ty trách nhiệm hữu hạn đo tải số ' || n, 'Load enterprise ' || n,
       (array['limited', 'joint_stock', 'foreign'])[1 + n % 3], 'operating', '2012-06-01'
  from generate_series(1, 1000) n join zones z on z.code = 'Z' || (1 + n % 20);

insert into contacts (enterprise_id, position, name, purpose, phone)
select id, 1, 'Đầu mối ' || code, 'reports', '0200000000' from enterprises where code ~ '^E\d+$' order by id;

-- Enough more for a workbook of 5,000 rows, each about another enterprise; they owe nothing yet.
insert into enterprises (zone_id, code, name, name_en, ownership, status)
select z.id, 'N' || n, 'Công ty cổ phần chuẩn bị số ' || n, 'Enterprise in preparation ' || n, 'joint_stock', 'preparing'
  from generate_series(1, 4000) n join zones z on z.code = 'Z' || (1 + n % 20);

insert into projects (zone_id, enterprise_id, code, name, kind, origin)
select e.zone_id, e.id, 'P' || e.id, 'Dự án của ' || e.name, 'secondary', case when e.ownership = 'foreign' then 'foreign' else 'domestic' end
  from enterprises e where e.code like 'E%';

insert into project_events (project_id, kind, happened_on, capital, currency, recorded_by)
select p.id, k.kind, make_date(2012 + (p.enterprise_id % 11)::integer, 6, k.number),
       case when k.number > 1 then null when p.origin = 'foreign' then 5000000 else 90000000000 end,
       case when k.number > 1 then null when p.origin = 'foreign' then 'usd' else 'vnd' end, 'bench'
  from projects p, (values (1, 'granted'), (2, 'operating')) k (number, kind) where p.code like 'P%' order by p.id, k.number;

insert into project_investors (event_id, position, name)
select v.id, 1, e.name from project_events v join projects p on p.id = v.project_id join enterprises e on e.id = p.enterprise_id
 where v.kind = 'granted' and p.code like 'P%';

insert into parcels (zone_id, code, area_m2, land_use)
select zone_id, 'L' || id, 20000 + id % 7 * 1000, 'industrial' from enterprises where code like 'E%';

insert into parcel_events (parcel_id, kind, happened_on, state, enterprise_id, recorded_by)
select p.id, 'registered', '2012-06-01', 'in_use', e.id, 'bench' from enterprises e join parcels p on p.code = 'L' || e.id;

insert into obstacles (code, zone_id, enterprise_id, raised_on, channel, field, content)
select 'O' || n, e.zone_id, e.id, '2022-05-01', 'report', 'power', 'Vướng mắc đo tải số ' || n
  from generate_series(1, 30) n join enterprises e on e.code = 'E' || n;

insert into indicators (code, kind, name, name_en, dimension, own_unit, own_unit_en, source, time_kind, display_unit, display_scale, position)
select 'load_' || n, 'product', 'Sản phẩm đo tải ' || n, 'Load product ' || n, 'own', 'tấn', 'tonnes', 'filing', 'flow', 'own', 0, 200 + n
  from generate_series(1, 15) n;

-- What an enterprise reports, in canonical units: parts keep below their wholes because all grow by the same factor.
create temporary table bench_base as
select i.id, case when i.dimension = 'own' then 'own' else case i.dimension when 'vnd' then 'vnd' when 'usd' then 'usd' else 'person' end end as unit,
       case i.code
            when 'revenue' then 90000000000 when 'exports' then 2000000 when 'imports' then 900000 when 'budget' then 3000000000
            when 'realised_capital' then 4000000000 when 'workers' then 200 when 'workers_female' then 90
            when 'workers_local' then 150 when 'workers_foreign' then 4 when 'avg_income' then 7000000 else 12000 end as base
  from indicators i where i.retired_at is null and (i.kind = 'product' or i.id in (select indicator_id from form_lines where form_id = 1));

-- Reports and figures decided elsewhere: allowed in this transaction only.
insert into bundle_imports (imported_by) values ('bench');
insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, created_by, submitted_by, submitted_at, decided_by, decided_at)
select e.id, e.zone_id, 1, y::text, 'final', 'accepted', s.id, s.id, now(), a.id, now()
  from enterprises e, generate_series(2013, 2022) y, accounts s, accounts a
 where e.code like 'E%' and s.username = 'staff' and a.username = 'approver';
insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, created_by)
select e.id, e.zone_id, 1, '2023', 'estimate', 'draft', s.id
  from enterprises e, accounts s where e.code like 'E%' and s.username = 'staff';

insert into filing_entries (filing_id, indicator_id, raw, unit, value, updated_by)
select f.id, b.id, v.value::text, b.unit, v.value, f.created_by
  from filings f join enterprises e on e.id = f.enterprise_id and e.code like 'E%', bench_base b,
       lateral (select round(b.base * (60 + e.id % 90) * (100 + 4 * (f.period::integer - 2013)) / 10000) as value) v;

-- A form of thirty lines with two columns each, in every enterprise's hands: sixty cells.
insert into forms (code, name, name_en, frequency, vintage, owed_by, legal_basis, valid_from, valid_to)
values ('B60', 'Sáu mươi ô', 'Sixty cells', 'quarter', 'preliminary', 'operating', 'bench', '2022-10-01', '2022-12-31');
insert into form_lines (form_id, position, code, indicator_id, unit, to_date)
select f.id, row_number() over (order by b.id), row_number() over (order by b.id), b.id, b.unit, true
  from forms f, (select id, unit from bench_base order by id limit 30) b where f.code = 'B60';
insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, created_by)
select e.id, e.zone_id, f.id, '2022-Q4', 'preliminary', 'draft', s.id
  from enterprises e, forms f, accounts s where e.code like 'E%' and f.code = 'B60' and s.username = 'staff';
insert into filing_entries (filing_id, indicator_id, measure, raw, unit, value, updated_by)
select f.id, b.id, m.measure, (b.base / 4)::text, b.unit, b.base / 4, f.created_by
  from filings f join forms o on o.id = f.form_id and o.code = 'B60', bench_base b, (values ('period'), ('to_date')) m (measure);
-- A year of reports waiting for review.
insert into filings (enterprise_id, zone_id, form_id, period, vintage, state, created_by, submitted_by, submitted_at, effect, effect_indicator_id)
select e.id, e.zone_id, 1, '2023', 'preliminary', 'submitted', s.id, s.id, now(), (e.id % 97) / 1000.0, b.id
  from enterprises e, accounts s, (select min(id) as id from bench_base) b where e.code like 'E%' and s.username = 'staff';

insert into targets (plan_id, indicator_id, zone_id, value, raw, unit)
select p.id, b.id, z.id, b.base * 60, (b.base * 60)::text, b.unit
  from plans p, bench_base b, zones z where p.is_baseline and z.code like 'Z%';

-- What the forms ask for and nobody, or not everybody, has reported: decided, so that the review goes out.
insert into coverage_decisions (year, indicator_id, enterprise_id, reason, decided_by)
select 2022, i.id, e.id, 'Dữ liệu đo tải', 'bench'
  from indicators i, enterprises e where i.source = 'filing' and e.status <> 'preparing'
on conflict do nothing;

-- Free text that brings the review to some twenty pages.
insert into review_sections (review_id, section, body)
select r.id, s.section, string_agg('Đoạn ' || n || '. Trong năm, Ban Quản lý các khu công nghiệp tiếp tục phối hợp với các sở, ngành, địa phương '
       'triển khai thực hiện nhiệm vụ, tháo gỡ khó khăn, vướng mắc cho doanh nghiệp trong khu công nghiệp theo chức năng được giao.', E'\n')
  from reviews r, (values ('attraction'), ('environment'), ('assessment'), ('planning')) s (section), generate_series(1, 40) n
 where r.year = 2022 group by r.id, s.section
on conflict (review_id, section) do update set body = excluded.body;

analyze;
