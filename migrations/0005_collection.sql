-- Which report is due from whom, for which period, until when; and the forms it is made on.

-- Since when an enterprise is in its state. What it was before stays known: duties of the past do not vanish.
alter table enterprises add column status_since date;

create table enterprise_states (
    enterprise_id bigint not null references enterprises,
    since         date not null,
    status        text not null check (status in ('preparing', 'building', 'operating', 'suspended', 'closed')),
    primary key (enterprise_id, since)
);
insert into enterprise_states (enterprise_id, since, status)
select id, coalesce(tenant_since, '1990-01-01'), status from enterprises;

create function keep_enterprise_state() returns trigger
language plpgsql
as $$
declare
    day date := coalesce(new.status_since,
                         case when tg_op = 'INSERT' then coalesce(new.tenant_since, '1990-01-01'::date) else current_date end);
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
create trigger enterprises_keep_state after insert or update of status, status_since on enterprises
    for each row execute function keep_enterprise_state();

-- Who at the board follows up an enterprise's reports.
create table enterprise_officers (
    enterprise_id bigint primary key references enterprises,
    account_id    bigint not null references accounts,
    assigned_by   bigint references accounts,
    assigned_at   timestamptz not null default now()
);

-- A form, for as long as its circular holds. A new circular is a new row.
create table forms (
    id            bigint generated always as identity primary key,
    code          text not null,
    name          text not null,
    name_en       text not null,
    frequency     text not null check (frequency in ('month', 'quarter', 'half', 'nine_months', 'year')),
    -- How firm its figures are.
    vintage       text not null check (vintage in ('estimate', 'preliminary', 'final')),
    -- 'operating': enterprises in operation. 'building': those under construction as well.
    owed_by       text not null check (owed_by in ('operating', 'building')),
    -- Asks for the output of every product of the catalogue as well.
    with_products boolean not null default false,
    legal_basis   text not null,
    -- The days on which the last day of a period may lie.
    valid_from    date not null,
    valid_to      date,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || name || ' ' || name_en || ' ' || legal_basis)) stored,
    constraint forms_code_key unique (code, valid_from),
    constraint forms_validity check (valid_to >= valid_from)
);

create table form_lines (
    id                 bigint generated always as identity primary key,
    form_id            bigint not null references forms,
    position           integer not null,
    -- The line's number on paper: "I.2".
    code               text not null,
    indicator_id       bigint not null references indicators,
    -- The unit of the printed form; 'licence' is the currency of the enterprise's certificate (USD, else triệu đồng).
    unit               text not null,
    required           boolean not null default false,
    -- Net loans, reinvested profit and the year's result may be below zero.
    may_be_negative    boolean not null default false,
    -- Has a second column: added up since January.
    to_date            boolean not null default false,
    -- Has a column since the certificate was granted: the stock that this flow adds to.
    total_indicator_id bigint references indicators,
    version            integer not null default 1,
    retired_at         timestamptz,
    search             text generated always as (fold(code)) stored,
    constraint form_lines_indicator_key unique (form_id, indicator_id)
);

create table deadlines (
    id           bigint generated always as identity primary key,
    form_id      bigint not null references forms,
    -- 0 is the last month of the period itself.
    months_after integer not null check (months_after between 0 and 12),
    -- Past the end of a short month it is that month's last day.
    day          integer not null check (day between 1 and 31),
    legal_basis  text not null,
    valid_from   date not null,
    valid_to     date,
    note         text,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(legal_basis)) stored,
    constraint deadlines_form_key unique (form_id, valid_from),
    constraint deadlines_validity check (valid_to >= valid_from)
);

-- Days off that are no weekend, with the days given in lieu.
create table holidays (
    id         bigint generated always as identity primary key,
    day        date not null constraint holidays_day_key unique,
    name       text not null,
    source     text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(name || ' ' || source)) stored
);

-- A duty that does not hold, and why.
create table exemptions (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    form_id       bigint not null references forms,
    period        text not null constraint exemptions_period_shape
                  check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    reason        text not null constraint exemptions_have_reason check (length(trim(reason)) > 0),
    granted_by    bigint references accounts,
    granted_at    timestamptz not null default now(),
    constraint exemptions_key unique (enterprise_id, form_id, period)
);

-- Each time somebody was asked for a report: history, never changed.
create table reminders (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    form_id       bigint not null references forms,
    period        text not null,
    channel       text not null check (channel in ('phone', 'message', 'email')),
    recipient     text not null,
    body          text not null check (length(body) <= 4000),
    -- Null when it went out; else why it did not.
    failure       text,
    sent_by       bigint references accounts,
    sent_at       timestamptz not null default now()
);
create index reminders_duty on reminders (enterprise_id, form_id, period);
create trigger reminders_append_only before update or delete on reminders
    for each row execute function refuse_rewriting();

-- From January to a period's last day, where that has a name: the third quarter's is the nine months.
create function period_to_date(period text) returns text
language sql immutable strict parallel safe
as $$
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
$$;

-- The standard catalogue: what the board's yearly summary and the legal forms ask for.
insert into indicators (code, kind, name, name_en, dimension, own_unit, own_unit_en, source, time_kind, display_unit, display_scale,
                        sentence_step, position, note) values
    ('revenue', 'indicator', 'Tổng doanh thu', 'Total revenue', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, 1, 10, null),
    ('exports', 'indicator', 'Giá trị xuất khẩu', 'Exports', 'usd', null, null, 'filing', 'flow', 'musd', 2, 1, 20, null),
    ('imports', 'indicator', 'Giá trị nhập khẩu', 'Imports', 'usd', null, null, 'filing', 'flow', 'musd', 2, 1, 30, null),
    ('budget', 'indicator', 'Nộp ngân sách nhà nước', 'Paid to the state budget', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, 5, 40,
     'Câu văn làm tròn đến 5 tỷ đồng.'),
    ('realised_capital', 'indicator', 'Vốn đầu tư thực hiện', 'Realised capital', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, 1, 50, null),
    ('capital_equity', 'indicator', 'Vốn góp', 'Contributed equity', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 51, null),
    ('capital_loans', 'indicator', 'Vốn vay (trừ trả nợ)', 'Loans, net of repayment', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 52,
     'Có thể âm khi trả nợ nhiều hơn vay.'),
    ('capital_reinvested', 'indicator', 'Lợi nhuận tái đầu tư', 'Reinvested profit', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 53, null),
    ('capital_to_date', 'indicator', 'Vốn thực hiện lũy kế từ khi cấp GCN', 'Realised capital since the certificate', 'vnd', null, null,
     'filing', 'stock', 'bvnd', 1, null, 54, null),
    ('workers', 'indicator', 'Số lao động', 'Workers', 'person', null, null, 'filing', 'stock', 'person', 0, 100, 60, null),
    ('workers_female', 'indicator', 'Lao động nữ', 'Female workers', 'person', null, null, 'filing', 'stock', 'person', 0, null, 61, null),
    ('workers_local', 'indicator', 'Lao động địa phương', 'Local workers', 'person', null, null, 'filing', 'stock', 'person', 0, null, 62, null),
    ('workers_foreign', 'indicator', 'Lao động nước ngoài', 'Foreign workers', 'person', null, null, 'filing', 'stock', 'person', 0, null, 63, null),
    ('workers_vietnamese', 'indicator', 'Lao động Việt Nam', 'Vietnamese workers', 'person', null, null, 'filing', 'stock', 'person', 0, null, 64, null),
    ('avg_income', 'indicator', 'Thu nhập bình quân tháng', 'Average monthly income', 'vnd', null, null, 'registry', 'rate', 'mvnd', 2, null, 70,
     'Bình quân theo số lao động.'),
    ('electricity', 'indicator', 'Điện tiêu thụ', 'Electricity used', 'own', 'kWh', 'kWh', 'filing', 'flow', 'own', 0, null, 71, null),
    ('coal', 'indicator', 'Than tiêu thụ', 'Coal used', 'own', 'tấn', 'tonnes', 'filing', 'flow', 'own', 0, null, 72, null),
    ('oil', 'indicator', 'Dầu tiêu thụ', 'Oil used', 'own', 'lít', 'litres', 'filing', 'flow', 'own', 0, null, 73, null),
    ('natural_gas', 'indicator', 'Khí hóa lỏng tiêu thụ', 'Liquefied gas used', 'own', 'm³', 'm³', 'filing', 'flow', 'own', 0, null, 74, null),
    ('land_used', 'indicator', 'Đất, mặt nước đã sử dụng', 'Land and water surface used', 'area', null, null, 'filing', 'stock', 'm2', 0, null, 75, null),
    ('profit', 'indicator', 'Lợi nhuận sau thuế', 'Profit after tax', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 76, 'Số âm là lỗ.'),
    ('research', 'indicator', 'Chi nghiên cứu và phát triển', 'Research and development', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 77, null),
    ('research_to_date', 'indicator', 'Chi nghiên cứu lũy kế từ khi cấp GCN', 'Research since the certificate', 'vnd', null, null,
     'filing', 'stock', 'bvnd', 1, null, 78, null),
    ('environment', 'indicator', 'Chi xử lý và bảo vệ môi trường', 'Environmental protection', 'vnd', null, null, 'filing', 'flow', 'bvnd', 1, null, 79, null),
    ('environment_to_date', 'indicator', 'Chi môi trường lũy kế từ khi cấp GCN', 'Environmental protection since the certificate', 'vnd', null, null,
     'filing', 'stock', 'bvnd', 1, null, 79, null),
    ('new_projects', 'indicator', 'Dự án đầu tư mới', 'New projects', 'count', null, null, 'registry', 'flow', 'count', 0, null, 80, null),
    ('new_capital_domestic', 'indicator', 'Vốn đăng ký mới trong nước', 'New domestic capital', 'vnd', null, null, 'registry', 'flow', 'bvnd', 1, null, 81, null),
    ('new_capital_foreign', 'indicator', 'Vốn đăng ký mới nước ngoài', 'New foreign capital', 'usd', null, null, 'registry', 'flow', 'musd', 2, null, 82, null),
    ('occupancy', 'indicator', 'Tỷ lệ lấp đầy (đã thuê ÷ đất cho thuê)', 'Occupancy (leased ÷ leasable)', 'percent', null, null, 'registry', 'stock', 'percent', 2, null, 90, null)
on conflict (code) do nothing;
update indicators p set part_of_id = w.id from indicators w
 where w.code = 'workers' and p.part_of_id is null
   and p.code in ('workers_female', 'workers_local', 'workers_foreign', 'workers_vietnamese');
-- Average income waits for its weight; only then it may be what enterprises report.
update indicators r set weight_id = w.id, source = 'filing' from indicators w
 where w.code = 'workers' and r.code = 'avg_income' and r.weight_id is null;

insert into forms (code, name, name_en, frequency, vintage, owed_by, with_products, legal_basis, valid_from, valid_to, note) values
    ('BQL.N', 'Báo cáo nhanh năm', 'Quick yearly report', 'year', 'estimate', 'operating', true,
     'Quy định của Ban, phục vụ báo cáo tổng kết', '1990-01-01', null,
     'Ước thực hiện trước hội nghị tổng kết; có thể gửi lại khi có số sơ bộ, chính thức.'),
    ('A.III.1', 'Báo cáo quý tình hình thực hiện dự án', 'Quarterly report on the project', 'quarter', 'preliminary', 'building', false,
     'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC (cần đối chiếu)', '2026-01-01', null,
     'Mã theo TT 03/2021/TT-BKHĐT; TT 55/2026/TT-BTC có thể đánh số lại: đối chiếu rồi sửa ở đây.'),
    ('A.III.2', 'Báo cáo năm tình hình thực hiện dự án', 'Yearly report on the project', 'year', 'final', 'building', false,
     'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC (cần đối chiếu)', '2026-01-01', null,
     'Mã theo TT 03/2021/TT-BKHĐT; TT 55/2026/TT-BTC có thể đánh số lại: đối chiếu rồi sửa ở đây.');

insert into form_lines (form_id, position, code, indicator_id, unit, required, may_be_negative, to_date, total_indicator_id)
select f.id, l.position, l.code, i.id, l.unit, l.required, l.negative, l.to_date, t.id
  from (values
    ('BQL.N', 10, '1', 'revenue', 'bvnd', true, false, false, null),
    ('BQL.N', 20, '2', 'exports', 'musd', true, false, false, null),
    ('BQL.N', 30, '3', 'imports', 'musd', true, false, false, null),
    ('BQL.N', 40, '4', 'budget', 'bvnd', true, false, false, null),
    ('BQL.N', 50, '5', 'realised_capital', 'bvnd', true, false, false, null),
    ('BQL.N', 60, '6', 'workers', 'person', true, false, false, null),
    ('BQL.N', 61, '6.1', 'workers_female', 'person', true, false, false, null),
    ('BQL.N', 62, '6.2', 'workers_local', 'person', true, false, false, null),
    ('BQL.N', 63, '6.3', 'workers_foreign', 'person', true, false, false, null),
    ('BQL.N', 70, '7', 'avg_income', 'mvnd', true, false, false, null),
    ('A.III.1', 10, 'I', 'realised_capital', 'licence', true, true, true, 'capital_to_date'),
    ('A.III.1', 11, 'I.1', 'capital_equity', 'licence', true, false, true, null),
    ('A.III.1', 12, 'I.2', 'capital_loans', 'licence', true, true, true, null),
    ('A.III.1', 13, 'I.3', 'capital_reinvested', 'licence', true, true, true, null),
    ('A.III.1', 20, 'II', 'revenue', 'licence', true, false, true, null),
    ('A.III.1', 30, 'III', 'exports', 'licence', true, false, true, null),
    ('A.III.1', 40, 'IV', 'imports', 'licence', true, false, true, null),
    ('A.III.1', 50, 'V', 'workers', 'person', true, false, false, null),
    ('A.III.1', 51, 'V.1', 'workers_vietnamese', 'person', true, false, false, null),
    ('A.III.1', 52, 'V.2', 'workers_foreign', 'person', true, false, false, null),
    ('A.III.1', 60, 'VI', 'avg_income', 'mvnd', false, false, false, null),
    ('A.III.1', 80, 'VIII', 'budget', 'licence', true, false, true, null),
    ('A.III.1', 90, 'IX', 'land_used', 'm2', true, false, false, null),
    ('A.III.2', 10, 'I', 'realised_capital', 'licence', true, true, false, 'capital_to_date'),
    ('A.III.2', 11, 'I.1', 'capital_equity', 'licence', true, false, false, null),
    ('A.III.2', 12, 'I.2', 'capital_loans', 'licence', true, true, false, null),
    ('A.III.2', 13, 'I.3', 'capital_reinvested', 'licence', true, true, false, null),
    ('A.III.2', 20, 'II', 'revenue', 'licence', true, false, false, null),
    ('A.III.2', 30, 'III', 'exports', 'licence', true, false, false, null),
    ('A.III.2', 40, 'IV', 'imports', 'licence', true, false, false, null),
    ('A.III.2', 50, 'V', 'workers', 'person', true, false, false, null),
    ('A.III.2', 51, 'V.1', 'workers_vietnamese', 'person', true, false, false, null),
    ('A.III.2', 52, 'V.2', 'workers_foreign', 'person', true, false, false, null),
    ('A.III.2', 60, 'VI', 'avg_income', 'mvnd', true, false, false, null),
    ('A.III.2', 70, 'VII.1', 'electricity', 'own', false, false, false, null),
    ('A.III.2', 71, 'VII.2', 'coal', 'own', false, false, false, null),
    ('A.III.2', 72, 'VII.3', 'oil', 'own', false, false, false, null),
    ('A.III.2', 73, 'VII.4', 'natural_gas', 'own', false, false, false, null),
    ('A.III.2', 80, 'VIII', 'budget', 'licence', true, false, false, null),
    ('A.III.2', 90, 'IX', 'land_used', 'm2', true, false, false, null),
    ('A.III.2', 100, 'X', 'profit', 'licence', true, true, false, null),
    ('A.III.2', 110, 'XI', 'research', 'licence', true, false, false, 'research_to_date'),
    ('A.III.2', 120, 'XII', 'environment', 'licence', true, false, false, 'environment_to_date')
  ) l (form, position, code, indicator, unit, required, negative, to_date, total)
  join forms f on f.code = l.form
  join indicators i on i.code = l.indicator
  left join indicators t on t.code = l.total;
-- Indicators a board had added to its reports stay on its yearly summary.
insert into form_lines (form_id, position, code, indicator_id, unit, required)
select f.id, 100 + i.position, '+', i.id, i.display_unit, i.required
  from indicators i, forms f
 where f.code = 'BQL.N' and i.kind = 'indicator' and i.source = 'filing' and i.retired_at is null
   and exists (select 1 from filing_entries e where e.indicator_id = i.id)
on conflict do nothing;
alter table indicators drop column required;

insert into deadlines (form_id, months_after, day, legal_basis, valid_from, note)
select f.id, d.months_after, d.day, d.basis, f.valid_from, d.note
  from (values
    ('BQL.N', 0, 15, 'Quy định của Ban (số liệu tính đến 14/12, NĐ 09/2019/NĐ-CP)', null),
    ('A.III.1', 1, 10, 'Ngày 10 tháng đầu quý sau (NĐ 31/2021/NĐ-CP Điều 102)', 'Đối chiếu với NĐ 96/2026/NĐ-CP.'),
    ('A.III.2', 3, 31, 'Ngày 31/3 năm sau (NĐ 31/2021/NĐ-CP Điều 102)', 'Đối chiếu với NĐ 96/2026/NĐ-CP.')
  ) d (form, months_after, day, basis, note)
  join forms f on f.code = d.form;

insert into holidays (day, name, source)
select day::date, name, 'Bộ luật Lao động 2019, Điều 112; ngày cụ thể theo thông báo nghỉ hằng năm'
  from (values
    ('2021-01-01', 'Tết Dương lịch'), ('2021-02-10', 'Tết Nguyên đán'), ('2021-02-11', 'Tết Nguyên đán'), ('2021-02-12', 'Tết Nguyên đán'),
    ('2021-02-15', 'Tết Nguyên đán'), ('2021-02-16', 'Tết Nguyên đán'), ('2021-04-21', 'Giỗ Tổ Hùng Vương'), ('2021-04-30', 'Ngày Chiến thắng'),
    ('2021-05-03', 'Nghỉ bù Quốc tế Lao động'), ('2021-09-02', 'Quốc khánh'), ('2021-09-03', 'Quốc khánh'),
    ('2022-01-03', 'Nghỉ bù Tết Dương lịch'), ('2022-01-31', 'Tết Nguyên đán'), ('2022-02-01', 'Tết Nguyên đán'), ('2022-02-02', 'Tết Nguyên đán'),
    ('2022-02-03', 'Tết Nguyên đán'), ('2022-02-04', 'Tết Nguyên đán'), ('2022-04-11', 'Nghỉ bù Giỗ Tổ Hùng Vương'), ('2022-05-02', 'Nghỉ bù Ngày Chiến thắng'),
    ('2022-05-03', 'Nghỉ bù Quốc tế Lao động'), ('2022-09-01', 'Quốc khánh'), ('2022-09-02', 'Quốc khánh'),
    ('2023-01-02', 'Nghỉ bù Tết Dương lịch'), ('2023-01-20', 'Tết Nguyên đán'), ('2023-01-23', 'Tết Nguyên đán'), ('2023-01-24', 'Tết Nguyên đán'),
    ('2023-01-25', 'Tết Nguyên đán'), ('2023-01-26', 'Tết Nguyên đán'), ('2023-05-01', 'Quốc tế Lao động'), ('2023-05-02', 'Nghỉ bù Giỗ Tổ Hùng Vương'),
    ('2023-05-03', 'Nghỉ bù Ngày Chiến thắng'), ('2023-09-01', 'Quốc khánh'), ('2023-09-04', 'Nghỉ bù Quốc khánh'),
    ('2024-01-01', 'Tết Dương lịch'), ('2024-02-08', 'Tết Nguyên đán'), ('2024-02-09', 'Tết Nguyên đán'), ('2024-02-12', 'Tết Nguyên đán'),
    ('2024-02-13', 'Tết Nguyên đán'), ('2024-02-14', 'Tết Nguyên đán'), ('2024-04-18', 'Giỗ Tổ Hùng Vương'), ('2024-04-30', 'Ngày Chiến thắng'),
    ('2024-05-01', 'Quốc tế Lao động'), ('2024-09-02', 'Quốc khánh'), ('2024-09-03', 'Quốc khánh'),
    ('2025-01-01', 'Tết Dương lịch'), ('2025-01-27', 'Tết Nguyên đán'), ('2025-01-28', 'Tết Nguyên đán'), ('2025-01-29', 'Tết Nguyên đán'),
    ('2025-01-30', 'Tết Nguyên đán'), ('2025-01-31', 'Tết Nguyên đán'), ('2025-04-07', 'Giỗ Tổ Hùng Vương'), ('2025-04-30', 'Ngày Chiến thắng'),
    ('2025-05-01', 'Quốc tế Lao động'), ('2025-09-01', 'Quốc khánh'), ('2025-09-02', 'Quốc khánh'),
    ('2026-01-01', 'Tết Dương lịch'), ('2026-02-16', 'Tết Nguyên đán'), ('2026-02-17', 'Tết Nguyên đán'), ('2026-02-18', 'Tết Nguyên đán'),
    ('2026-02-19', 'Tết Nguyên đán'), ('2026-02-20', 'Tết Nguyên đán'), ('2026-04-27', 'Nghỉ bù Giỗ Tổ Hùng Vương'), ('2026-04-30', 'Ngày Chiến thắng'),
    ('2026-05-01', 'Quốc tế Lao động'), ('2026-09-01', 'Quốc khánh'), ('2026-09-02', 'Quốc khánh'),
    ('2027-01-01', 'Tết Dương lịch'), ('2027-04-16', 'Giỗ Tổ Hùng Vương'), ('2027-04-30', 'Ngày Chiến thắng'), ('2027-05-03', 'Nghỉ bù Quốc tế Lao động'),
    ('2027-09-02', 'Quốc khánh')
  ) h (day, name);

-- A filing is made on a form; the one for an enterprise, form, period and vintage is only ever one.
alter table filings add column form_id bigint references forms;
update filings set form_id = (select id from forms where code = 'BQL.N');
alter table filings alter column form_id set not null;
alter table filings drop constraint filings_key;
alter table filings add constraint filings_key unique (enterprise_id, form_id, period, vintage);
create index filings_form on filings (form_id, period);
-- When it first came in: what decides whether it was late, however often it went back and forth.
alter table filings add column first_submitted_at timestamptz;
update filings set first_submitted_at = submitted_at;

-- A form may ask for a line twice: in the period, and since January.
alter table filing_entries add column measure text not null default 'period' check (measure in ('period', 'to_date'));
-- Where the cell came from.
alter table filing_entries add column origin text not null default 'typed'
    check (origin in ('typed', 'pasted', 'imported', 'derived', 'repaired'));
-- VND for one USD, where the amount was typed in the other currency: kept, so that the value can always be explained.
alter table filing_entries add column rate numeric check (rate > 0);
alter table filing_entries drop constraint filing_entries_pkey;
alter table filing_entries add primary key (filing_id, indicator_id, measure);
alter table figures add column rate numeric check (rate > 0);

-- Who has a report open. Worth nothing after a crash, so it is not logged.
create unlogged table filing_presence (
    filing_id  bigint not null references filings on delete cascade,
    account_id bigint not null references accounts on delete cascade,
    seen_at    timestamptz not null default now(),
    primary key (filing_id, account_id)
);
