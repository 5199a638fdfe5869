-- What is measured, and on which forms it is asked, until when, and by which rules it is checked. All of it is data: it changes a few
-- times a year, and a board may change it.

-- What is measured. A product's output is an indicator of kind 'product' with a unit of its own,
-- so that entry, ledger, targets and prints know one thing to point at.
create table indicators (
    id            bigint generated always as identity primary key,
    code          text not null constraint indicators_code_key unique
                  constraint indicators_code_shape check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    kind          text not null check (kind in ('indicator', 'product')),
    name          text not null,
    name_en       text not null,
    dimension     text not null check (dimension in ('vnd', 'usd', 'area', 'person', 'percent', 'count', 'own')),
    -- Other names tables have for it, between semicolons: a column is known by any of them.
    aliases       text,
    -- Only for dimension 'own': the product's unit, e.g. "m³", "tấn".
    own_unit      text,
    own_unit_en   text,
    -- 'filing': enterprises report it. 'registry': counted from projects and areas.
    source        text not null check (source in ('filing', 'registry')),
    -- Flows add up over time, stocks do not, rates are ratios of sums.
    time_kind     text not null check (time_kind in ('flow', 'stock', 'rate')),
    -- The unit people read and type by default; see kernel::quantity.
    display_unit  text not null,
    display_scale integer not null default 0 check (display_scale between 0 and 6),
    -- The rounding step of a sentence, in the display unit: 1.037 people at step 100 are "hơn 1.000 người".
    -- Null states the value exactly.
    sentence_step numeric constraint indicators_sentence_step_positive check (sentence_step > 0),
    -- A part never exceeds its whole (female workers of workers).
    part_of_id    bigint references indicators,
    -- A rate's total is weighted by this stock (average income by workers).
    weight_id     bigint references indicators,
    position      integer not null,
    -- Stands below the main table of the overview, folded away, and not in the tables of papers. What the sentences say is said all the same.
    folded        boolean not null default false,
    -- The last day of one that is no longer asked for. Earlier periods keep it.
    valid_until   date,
    note          text,
    version       integer not null default 1,
    retired_at    timestamptz,
    search        text generated always as (fold(code || ' ' || name || ' ' || name_en)) stored,
    constraint indicators_own_unit check ((dimension = 'own') = (own_unit is not null and own_unit_en is not null)),
    constraint indicators_rate_has_weight check ((time_kind = 'rate') = (weight_id is not null) or source = 'registry')
);

-- The indicators the program speaks of by name: sheets, checks and sentences look for them under these codes. A test holds this list
-- against the program.
create function named_indicators() returns text[] language sql immutable parallel safe as $$
    select '{avg_income,budget,capital_equity,capital_loans,capital_reinvested,capital_to_date,environment,exports,imports,
             new_capital_domestic,new_capital_foreign,new_projects,occupancy,profit,realised_capital,research,revenue,workers,
             workers_female,workers_foreign,workers_local,workers_vietnamese}'::text[]
$$;

create table exchange_rates (
    id         bigint generated always as identity primary key,
    year       integer not null check (year between 1990 and 2100),
    currency   text not null check (currency in ('usd')),
    -- VND for one unit of the currency, average of the year.
    rate       numeric not null constraint exchange_rates_rate_plausible check (rate between 1000 and 1000000),
    source     text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(year::text || ' ' || source)) stored,
    constraint exchange_rates_year_key unique (year, currency)
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
    owed_by       text not null check (owed_by in ('operating', 'building', 'nobody')),
    -- The certificate's forms (A.III) may be made once for each project; the board's own quick report is the enterprise's.
    per_project   boolean not null default false,
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
    id                   bigint generated always as identity primary key,
    form_id              bigint not null references forms,
    position             integer not null,
    -- The line's number on paper: "I.2".
    code                 text not null,
    indicator_id         bigint not null references indicators,
    -- The unit of the printed form; 'licence' is the currency of the enterprise's certificate (USD, else triệu đồng).
    unit                 text not null,
    required             boolean not null default false,
    -- Net loans, reinvested profit and the year's result may be below zero.
    may_be_negative      boolean not null default false,
    -- Has a second column: added up since January.
    to_date              boolean not null default false,
    -- Has a column since the certificate was granted: the stock that this flow adds to.
    total_indicator_id   bigint references indicators,
    -- It is a part of a sum: capital realised of equity, loans and reinvested profit; all workers of Vietnamese and foreign ones.
    adds_to_indicator_id bigint references indicators,
    version              integer not null default 1,
    retired_at           timestamptz,
    search               text generated always as (fold(code)) stored,
    constraint form_lines_indicator_key unique (form_id, indicator_id)
);

-- What adds up is of one kind, and no line is a part of itself, however far round.
create function keep_form_sums() returns trigger
language plpgsql
as $$
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
create trigger form_lines_sums before insert or update on form_lines
    for each row execute function keep_form_sums();

-- What a form asks in words: the origin of technology, obstacles and proposals.
create table form_questions (
    id         bigint generated always as identity primary key,
    form_id    bigint not null references forms,
    position   integer not null,
    -- The question's number on paper: "XIII", "C".
    code       text not null,
    label      text not null,
    label_en   text not null,
    hint       text,
    hint_en    text,
    max_length integer not null check (max_length between 1 and 4000),
    required   boolean not null default false,
    -- Once accepted, an answer is offered to the board as an obstacle to take up.
    proposes   boolean not null default false,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(code || ' ' || label || ' ' || label_en)) stored,
    constraint form_questions_code_key unique (form_id, code)
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

-- Days off that are no weekend, with the days given in lieu, and weekend days worked for them. A listed day is the exception of its
-- kind: a weekday off, or a Saturday or Sunday worked.
create table holidays (
    id         bigint generated always as identity primary key,
    day        date not null constraint holidays_day_key unique,
    name       text not null,
    kind       text check (kind = 'worked'),
    source     text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(name || ' ' || source)) stored,
    constraint holidays_kind check ((kind is not null) = (extract(isodow from day) > 5))
);

-- The board's rules for reports, V01–V30. The program ships the same values (src/standards/checks/rules.rs); a row here wins.
-- What the thresholds mean stands in note. Retired or inactive: silent, except V02, V03 and V25, which guard arithmetic.
create table check_rules (
    id         bigint generated always as identity primary key,
    code       text not null constraint check_rules_code_key unique
               constraint check_rules_code_known check (code ~ '^V(0[1-9]|[12][0-9]|30)$'),
    name       text not null,
    name_en    text not null,
    severity   text not null check (severity in ('blocks', 'explain', 'information')),
    -- Where it is enforced: the report while it is typed, a registry, the print, the board's totals.
    place      text not null check (place in ('report', 'registry', 'print', 'board')),
    active     boolean not null default true,
    low        numeric,
    high       numeric,
    low_2      numeric,
    high_2     numeric,
    note       text,
    note_en    text,
    basis      text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(code || ' ' || name || ' ' || name_en)) stored
);

-- Forms, their lines, deadlines and days off, indicators, rates and rules are read with every cell. The stamp names their contents: it
-- changes in the same transaction as they do, whoever writes.
create table standards_stamp (
    only_one boolean primary key default true check (only_one),
    -- Unique in the world, so that a copy of a database that goes its own way never shares one.
    stamp    text not null
);
insert into standards_stamp (stamp) values (gen_random_uuid());

create function change_standards_stamp() returns trigger
language plpgsql
as $$
begin
    update standards_stamp set stamp = gen_random_uuid();
    return null;
end
$$;
create trigger indicators_stamp after insert or update or delete or truncate on indicators
    for each statement execute function change_standards_stamp();
create trigger exchange_rates_stamp after insert or update or delete or truncate on exchange_rates
    for each statement execute function change_standards_stamp();
create trigger forms_stamp after insert or update or delete or truncate on forms
    for each statement execute function change_standards_stamp();
create trigger form_lines_stamp after insert or update or delete or truncate on form_lines
    for each statement execute function change_standards_stamp();
create trigger form_questions_stamp after insert or update or delete or truncate on form_questions
    for each statement execute function change_standards_stamp();
create trigger deadlines_stamp after insert or update or delete or truncate on deadlines
    for each statement execute function change_standards_stamp();
create trigger holidays_stamp after insert or update or delete or truncate on holidays
    for each statement execute function change_standards_stamp();
create trigger check_rules_stamp after insert or update or delete or truncate on check_rules
    for each statement execute function change_standards_stamp();

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
    ('workers', 'indicator', 'Số lao động', 'Workers', 'person', null, null, 'filing', 'stock', 'person', 0, 100, 60, null);

-- A part never exceeds its whole; average income is weighted by the workers.
insert into indicators (code, kind, name, name_en, dimension, own_unit, own_unit_en, source, time_kind, display_unit, display_scale,
                        sentence_step, position, note, part_of_id, weight_id)
select i.code, 'indicator', i.name, i.name_en, i.dimension, null, null, 'filing', i.time_kind, i.display_unit, i.display_scale,
       null, i.position, i.note, case when i.time_kind = 'stock' then w.id end, case when i.time_kind = 'rate' then w.id end
  from (values
    ('workers_female', 'Lao động nữ', 'Female workers', 'person', 'stock', 'person', 0, 61, null),
    ('workers_local', 'Lao động địa phương', 'Local workers', 'person', 'stock', 'person', 0, 62, null),
    ('workers_foreign', 'Lao động nước ngoài', 'Foreign workers', 'person', 'stock', 'person', 0, 63, null),
    ('workers_vietnamese', 'Lao động Việt Nam', 'Vietnamese workers', 'person', 'stock', 'person', 0, 64, null),
    ('avg_income', 'Thu nhập bình quân tháng', 'Average monthly income', 'vnd', 'rate', 'mvnd', 2, 70, 'Bình quân theo số lao động.')
  ) i (code, name, name_en, dimension, time_kind, display_unit, display_scale, position, note)
  join indicators w on w.code = 'workers'
 order by i.position;

insert into indicators (code, kind, name, name_en, dimension, own_unit, own_unit_en, source, time_kind, display_unit, display_scale,
                        sentence_step, position, note) values
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
    ('occupancy', 'indicator', 'Tỷ lệ lấp đầy (đã thuê ÷ đất cho thuê)', 'Occupancy (leased ÷ leasable)', 'percent', null, null, 'registry', 'stock', 'percent', 2, null, 90, null);

-- The main table has twelve lines; the rest is one press away. A board chooses its own.
update indicators set folded = true
 where code in ('capital_equity', 'capital_loans', 'capital_reinvested', 'capital_to_date', 'workers_vietnamese', 'electricity', 'coal',
                'oil', 'natural_gas', 'land_used', 'research', 'research_to_date', 'environment', 'environment_to_date');

-- Under which other names enterprises and zones report it.
update indicators i
   set aliases = a.aliases
  from (values
    ('revenue', 'Doanh thu thuần; Doanh số'),
    ('exports', 'Doanh thu xuất khẩu'),
    ('budget', 'Thuế và các khoản nộp ngân sách; Thuế, phí và các khoản nộp ngân sách; Nộp thuế'),
    ('realised_capital', 'Vốn thực hiện'),
    ('workers', 'Người lao động; Công nhân'),
    ('workers_local', 'Lao động trong tỉnh; Lao động là người địa phương'),
    ('workers_foreign', 'Lao động người nước ngoài; Lao động là người nước ngoài'),
    ('workers_vietnamese', 'Lao động người Việt Nam; Lao động là người Việt Nam'),
    ('avg_income', 'Thu nhập bình quân; Thu nhập bình quân người lao động; Thu nhập bình quân đầu người; Tiền lương bình quân; Lương bình quân'),
    ('electricity', 'Điện năng tiêu thụ'),
    ('land_used', 'Diện tích đất sử dụng; Diện tích đất đã sử dụng; Diện tích đất, mặt nước sử dụng; Diện tích đất, mặt nước đã sử dụng'),
    ('profit', 'Lãi sau thuế; Lợi nhuận ròng')
  ) a (code, aliases)
 where i.code = a.code;

insert into forms (code, name, name_en, frequency, vintage, owed_by, per_project, with_products, legal_basis, valid_from, note) values
    ('BQL.N', 'Báo cáo nhanh năm', 'Quick yearly report', 'year', 'estimate', 'operating', false, true,
     'Quy định của Ban, phục vụ báo cáo tổng kết', '1990-01-01',
     'Ước thực hiện trước hội nghị tổng kết; có thể gửi lại khi có số sơ bộ, chính thức.'),
    ('A.III.1', 'Báo cáo quý tình hình thực hiện dự án', 'Quarterly report on the project', 'quarter', 'preliminary', 'building', true, false,
     'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC', '2026-01-01',
     'Mã theo TT 03/2021/TT-BKHĐT; TT 55/2026/TT-BTC có thể đánh số lại: đối chiếu rồi sửa ở đây. Căn cứ cần đối chiếu trước khi dùng.'),
    ('A.III.2', 'Báo cáo năm tình hình thực hiện dự án', 'Yearly report on the project', 'year', 'final', 'building', true, false,
     'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP; TT 55/2026/TT-BTC', '2026-01-01',
     'Mã theo TT 03/2021/TT-BKHĐT; TT 55/2026/TT-BTC có thể đánh số lại: đối chiếu rồi sửa ở đây. Căn cứ cần đối chiếu trước khi dùng.');

-- What a board already had when it began: nobody owes it, and no line is required. Far from the numbers of the forms boards add.
insert into forms (id, code, name, name_en, frequency, vintage, owed_by, per_project, with_products, legal_basis, valid_from, note)
overriding system value values
    (1000, 'BQL.CV', 'Số liệu các năm trước (chuyển vào)', 'Earlier years (moved in)', 'year', 'final', 'nobody', false, true,
     'Số liệu Ban đã có trước khi dùng cổng', '1990-01-01', 'Không ai phải nộp. Phạm vi không rõ.');

insert into form_lines (form_id, position, code, indicator_id, unit, required, may_be_negative, to_date,
                        total_indicator_id, adds_to_indicator_id)
select f.id, l.position, l.code, i.id, l.unit, l.required, l.negative, l.to_date, t.id, s.id
  from (values
    ('BQL.N', 10, '1', 'revenue', 'bvnd', true, false, false, null, null),
    ('BQL.N', 20, '2', 'exports', 'musd', true, false, false, null, null),
    ('BQL.N', 30, '3', 'imports', 'musd', true, false, false, null, null),
    ('BQL.N', 40, '4', 'budget', 'bvnd', true, false, false, null, null),
    ('BQL.N', 50, '5', 'realised_capital', 'bvnd', true, false, false, null, null),
    ('BQL.N', 60, '6', 'workers', 'person', true, false, false, null, null),
    ('BQL.N', 61, '6.1', 'workers_female', 'person', true, false, false, null, null),
    ('BQL.N', 62, '6.2', 'workers_local', 'person', true, false, false, null, null),
    ('BQL.N', 63, '6.3', 'workers_foreign', 'person', true, false, false, null, null),
    ('BQL.N', 70, '7', 'avg_income', 'mvnd', true, false, false, null, null),
    ('A.III.1', 10, 'I', 'realised_capital', 'licence', true, true, true, 'capital_to_date', null),
    ('A.III.1', 11, 'I.1', 'capital_equity', 'licence', true, false, true, null, 'realised_capital'),
    ('A.III.1', 12, 'I.2', 'capital_loans', 'licence', true, true, true, null, 'realised_capital'),
    ('A.III.1', 13, 'I.3', 'capital_reinvested', 'licence', true, true, true, null, 'realised_capital'),
    ('A.III.1', 20, 'II', 'revenue', 'licence', true, false, true, null, null),
    ('A.III.1', 30, 'III', 'exports', 'licence', true, false, true, null, null),
    ('A.III.1', 40, 'IV', 'imports', 'licence', true, false, true, null, null),
    ('A.III.1', 50, 'V', 'workers', 'person', true, false, false, null, null),
    ('A.III.1', 51, 'V.1', 'workers_vietnamese', 'person', true, false, false, null, 'workers'),
    ('A.III.1', 52, 'V.2', 'workers_foreign', 'person', true, false, false, null, 'workers'),
    ('A.III.1', 60, 'VI', 'avg_income', 'mvnd', false, false, false, null, null),
    ('A.III.1', 80, 'VIII', 'budget', 'licence', true, false, true, null, null),
    ('A.III.1', 90, 'IX', 'land_used', 'm2', true, false, false, null, null),
    ('A.III.2', 10, 'I', 'realised_capital', 'licence', true, true, false, 'capital_to_date', null),
    ('A.III.2', 11, 'I.1', 'capital_equity', 'licence', true, false, false, null, 'realised_capital'),
    ('A.III.2', 12, 'I.2', 'capital_loans', 'licence', true, true, false, null, 'realised_capital'),
    ('A.III.2', 13, 'I.3', 'capital_reinvested', 'licence', true, true, false, null, 'realised_capital'),
    ('A.III.2', 20, 'II', 'revenue', 'licence', true, false, false, null, null),
    ('A.III.2', 30, 'III', 'exports', 'licence', true, false, false, null, null),
    ('A.III.2', 40, 'IV', 'imports', 'licence', true, false, false, null, null),
    ('A.III.2', 50, 'V', 'workers', 'person', true, false, false, null, null),
    ('A.III.2', 51, 'V.1', 'workers_vietnamese', 'person', true, false, false, null, 'workers'),
    ('A.III.2', 52, 'V.2', 'workers_foreign', 'person', true, false, false, null, 'workers'),
    ('A.III.2', 60, 'VI', 'avg_income', 'mvnd', true, false, false, null, null),
    ('A.III.2', 70, 'VII.1', 'electricity', 'own', false, false, false, null, null),
    ('A.III.2', 71, 'VII.2', 'coal', 'own', false, false, false, null, null),
    ('A.III.2', 72, 'VII.3', 'oil', 'own', false, false, false, null, null),
    ('A.III.2', 73, 'VII.4', 'natural_gas', 'own', false, false, false, null, null),
    ('A.III.2', 80, 'VIII', 'budget', 'licence', true, false, false, null, null),
    ('A.III.2', 90, 'IX', 'land_used', 'm2', true, false, false, null, null),
    ('A.III.2', 100, 'X', 'profit', 'licence', true, true, false, null, null),
    ('A.III.2', 110, 'XI', 'research', 'licence', true, false, false, 'research_to_date', null),
    ('A.III.2', 120, 'XII', 'environment', 'licence', true, false, false, 'environment_to_date', null)
  ) l (form, position, code, indicator, unit, required, negative, to_date, total, adds_to)
  join forms f on f.code = l.form
  join indicators i on i.code = l.indicator
  left join indicators t on t.code = l.total
  left join indicators s on s.code = l.adds_to
 order by f.id, l.position;

-- Every figure some form asks for, in the unit it is shown in.
insert into form_lines (id, form_id, position, code, indicator_id, unit, required, may_be_negative, to_date)
overriding system value
select 1000000 + row_number() over (order by i.position, i.id), f.id, 10 * row_number() over (order by i.position, i.id), row_number() over (order by i.position, i.id), i.id, i.display_unit, false,
       i.code in ('realised_capital', 'capital_loans', 'capital_reinvested', 'capital_to_date', 'profit'), false
  from forms f
 cross join indicators i
 where f.code = 'BQL.CV' and i.source = 'filing' and i.kind = 'indicator'
 order by i.position, i.id;

insert into form_questions (form_id, position, code, label, label_en, hint, hint_en, max_length, required, proposes)
select f.id, q.position, q.code, q.label, q.label_en, q.hint, q.hint_en, q.max_length, q.required, q.proposes
  from (values
    ('A.III.2', 130, 'XIII', 'Nguồn gốc công nghệ', 'Origin of technology',
     'Nước, hãng cung cấp; năm đưa vào sử dụng; nhận chuyển giao hay tự phát triển. Không dùng công nghệ đáng kể thì ghi “Không”.',
     'Country and maker, year of first use, transferred or developed in-house. Write “None” where no technology to speak of is used.',
     2000, true, false),
    ('A.III.1', 900, 'C', 'Khó khăn, vướng mắc, kiến nghị', 'Obstacles and proposals',
     'Nêu rõ việc, từ khi nào, cơ quan liên quan, mong muốn xử lý thế nào. Không có thì để trống.',
     'Say what it is, since when, which agency is concerned and what should be done. Leave it empty if there is nothing.',
     4000, false, true),
    ('A.III.2', 900, 'C', 'Khó khăn, vướng mắc, kiến nghị', 'Obstacles and proposals',
     'Nêu rõ việc, từ khi nào, cơ quan liên quan, mong muốn xử lý thế nào. Không có thì để trống.',
     'Say what it is, since when, which agency is concerned and what should be done. Leave it empty if there is nothing.',
     4000, false, true)
  ) q (form, position, code, label, label_en, hint, hint_en, max_length, required, proposes)
  join forms f on f.code = q.form;

-- "Before the 10th" and "before 31 March": the 10th and the 31st are late.
insert into deadlines (form_id, months_after, day, legal_basis, valid_from, note)
select f.id, d.months_after, d.day, d.basis, f.valid_from, d.note
  from (values
    ('BQL.N', 0, 15, 'Quy định của Ban (số liệu tính đến 14/12, NĐ 09/2019/NĐ-CP)', null),
    ('A.III.1', 1, 9, 'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP',
     'Cần đối chiếu: ngày hạn tạm theo “trước ngày 10 tháng đầu quý sau (NĐ 31/2021/NĐ-CP Điều 102)”; chưa đối chiếu điều khoản của NĐ 96/2026/NĐ-CP.'),
    ('A.III.2', 3, 30, 'Luật Đầu tư 143/2025/QH15; NĐ 96/2026/NĐ-CP',
     'Cần đối chiếu: ngày hạn tạm theo “trước ngày 31/3 năm sau (NĐ 31/2021/NĐ-CP Điều 102)”; chưa đối chiếu điều khoản của NĐ 96/2026/NĐ-CP.')
  ) d (form, months_after, day, basis, note)
  join forms f on f.code = d.form
 order by f.id;

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

-- Swapped days, and what can be said of Tết 2027 before it is announced.
insert into holidays (day, name, source, kind)
select day::date, name, source, kind
  from (values
    ('2024-04-29', 'Nghỉ hoán đổi, làm bù 04/05/2024', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2024 (hoán đổi ngày làm việc)', null),
    ('2024-05-04', 'Làm bù cho ngày 29/04/2024', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2024 (hoán đổi ngày làm việc)', 'worked'),
    ('2025-04-26', 'Làm bù cho ngày 02/05/2025', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2025 (hoán đổi ngày làm việc)', 'worked'),
    ('2025-05-02', 'Nghỉ hoán đổi, làm bù 26/04/2025', 'Thông báo nghỉ lễ 30/4, 1/5 năm 2025 (hoán đổi ngày làm việc)', null),
    ('2026-01-02', 'Nghỉ hoán đổi, làm bù 10/01/2026', 'Thông báo nghỉ Tết Dương lịch 2026 (hoán đổi ngày làm việc)', null),
    ('2026-01-10', 'Làm bù cho ngày 02/01/2026', 'Thông báo nghỉ Tết Dương lịch 2026 (hoán đổi ngày làm việc)', 'worked'),
    ('2026-08-22', 'Làm bù cho ngày 31/08/2026', 'Thông báo nghỉ Quốc khánh 2026 (hoán đổi ngày làm việc)', 'worked'),
    ('2026-08-31', 'Nghỉ hoán đổi, làm bù 22/08/2026', 'Thông báo nghỉ Quốc khánh 2026 (hoán đổi ngày làm việc)', null),
    -- The first day of the year is Saturday 6 February. These four are off however the five days are laid around it, with the
    -- days in lieu of the weekend; the fifth weekday waits for the announcement.
    ('2027-02-05', 'Tết Nguyên đán (mùng 1 là 06/02/2027)', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-08', 'Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-09', 'Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null),
    ('2027-02-10', 'Nghỉ bù Tết Nguyên đán', 'Cần đối chiếu: dự kiến theo Bộ luật Lao động 2019, chờ thông báo nghỉ Tết 2027', null)
  ) h (day, name, source, kind);

insert into check_rules (code, name, name_en, severity, place, low, high, low_2, high_2, note, note_en, basis) values
    ('V01', 'Mã số thuế hợp lệ', 'Valid tax code', 'blocks', 'registry', null, null, null, null,
     'Sổ doanh nghiệp: độ dài và số kiểm tra.',
     'Register of enterprises: length and check digit.',
     'Cấu trúc mã số thuế (TT 86/2024/TT-BTC và văn bản thay thế)'),
    ('V02', 'Không phát sinh thì nhập 0', 'Nil is entered as 0', 'blocks', 'report', null, null, null, null,
     'Luôn áp dụng: ô bắt buộc để trống không cộng được.',
     'Always applies: an empty required cell adds up to nothing.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V03', 'Chỉ vốn vay, lợi nhuận… được âm', 'Only loans, profit and the like may be negative', 'blocks', 'report', null, null, null, null,
     'Luôn áp dụng. Dòng nào được âm do biểu mẫu quy định.',
     'Always applies. The form says which lines may be negative.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V04', 'Năm báo cáo không trước năm cấp giấy chứng nhận', 'No report before the year of the certificate', 'blocks', 'report', null, null, null, null,
     null, null, 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V05', 'Không trùng báo cáo', 'No report twice', 'blocks', 'registry', null, null, null, null,
     'Cơ sở dữ liệu chỉ giữ một báo cáo cho mỗi doanh nghiệp, kỳ và loại số liệu.',
     'The database keeps one report for each enterprise, period and vintage.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V06', 'Xuất khẩu không lớn hơn doanh thu', 'Exports do not exceed revenue', 'explain', 'report', null, 1.05, null, null,
     'Trên: xuất khẩu quy đổi ÷ doanh thu (lần).',
     'High: converted exports ÷ revenue (times).',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V07', 'Tỷ lệ xuất khẩu hợp lý', 'A plausible share of exports', 'explain', 'report', 50, 0.2, null, null,
     'Dưới: doanh nghiệp chế xuất xuất khẩu ít nhất bấy nhiêu % doanh thu. Trên: xuất khẩu khác 0 mà dưới bấy nhiêu % doanh thu là đáng ngờ.',
     'Low: an export-processing enterprise exports at least this % of revenue. High: exports other than nil below this % of revenue are suspect.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V08', 'Có sản xuất thì có lao động', 'Where there is production there are workers', 'explain', 'report', null, null, null, null,
     null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V09', 'Có lao động mà không có doanh thu', 'Workers without revenue', 'explain', 'report', null, null, null, null,
     'Cả năm, hoặc hai kỳ liền; trừ doanh nghiệp đang chuẩn bị, xây dựng.',
     'A whole year, or two periods running; not while preparing or building.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V10', 'Nghi sai đơn vị tính', 'The unit is suspect', 'explain', 'report', 0.316, 3.162, null, null,
     'So với kỳ trước, số gấp hoặc bằng một phần 1.000, 1.000.000, 1.000.000.000 (đất: 10.000), nhân với khoảng từ Dưới đến Trên.',
     'Against earlier periods, a thousand, a million or a thousand million times more or less (land: ten thousand), within Low to High of that.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V11', 'Mức trên một lao động hợp lý', 'A plausible level per worker', 'explain', 'report', 10, 20000, 0.0316, 31.6,
     'Doanh thu năm trên một lao động, triệu đồng: từ Dưới đến Trên. Khi chưa có số kỳ trước: so với trung vị của Ban, từ Dưới (2) đến Trên (2) lần.',
     'Yearly revenue per worker, million VND: Low to High. Without earlier figures: Low (2) to High (2) times the board''s median.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V12', 'Biến động lớn so với kỳ trước', 'A large change', 'explain', 'report', 4, 8, 30, 50,
     'Trên: gấp (hoặc bằng một phần) bấy nhiêu lần thì phải giải trình. Dưới: như vậy khi các chỉ tiêu khác không đổi theo. Dưới (2), Trên (2): thay đổi bấy nhiêu % của lao động, đất và của số phát sinh thì chỉ nhắc.',
     'High: so many times more or less must be explained. Low: the same where the other indicators did not move along. Low (2), High (2): a change of so many % of workers and land, and of flows, is only pointed out.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V13', 'Lũy kế khớp với số trong kỳ', 'The year to date fits the period', 'blocks', 'report', null, 2, null, null,
     'Trên: sai lệch cho phép, %. Lũy kế giảm so với kỳ trước thì không gửi được; lệch thì phải giải trình, cũng như số ở một cột mà gần cột kia hơn khi cột kia để trống.',
     'High: the difference allowed, %. A year to date below the one before cannot be submitted; a difference must be explained, and so must a figure nearer to what the other, empty column would say.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V14', 'Vốn lũy kế hợp lý', 'Plausible capital to date', 'explain', 'report', 2, 110, null, null,
     'Trên: vốn thực hiện lũy kế ÷ vốn đăng ký, %. Dưới: sai lệch cho phép giữa lũy kế kỳ trước cộng trong kỳ và lũy kế, %.',
     'High: capital to date ÷ registered capital, %. Low: the difference allowed between the earlier one plus this period''s and the new one, %.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V15', 'Vốn góp + vốn vay + lợi nhuận tái đầu tư = vốn thực hiện', 'Equity + loans + reinvested profit = capital', 'blocks', 'report', null, 0.5, null, null,
     'Trên: sai lệch làm tròn cho phép, %.',
     'High: the difference allowed for rounding, %.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V16', 'Thành phần không vượt tổng số', 'A part does not exceed its whole', 'blocks', 'report', null, null, null, null,
     'Gồm: lao động Việt Nam + nước ngoài = tổng số lao động.',
     'Includes: Vietnamese + foreign workers = all workers.',
     'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V17', 'Thu nhập bình quân hợp lý', 'A plausible average income', 'explain', 'report', 3, 100, null, null,
     'Triệu đồng một tháng: từ Dưới đến Trên.',
     'Million VND a month: Low to High.',
     'Lương tối thiểu vùng (mức hiện hành do Ban cập nhật)'),
    ('V18', 'Nộp ngân sách so với doanh thu', 'Budget payments against revenue', 'explain', 'report', 0.01, 60, null, 10,
     '% doanh thu: từ Dưới đến Trên. Trên (2): doanh thu năm từ bấy nhiêu tỷ đồng mà không nộp gì thì phải giải trình.',
     '% of revenue: Low to High. High (2): paying nothing on a yearly revenue from so many billion VND must be explained.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V19', 'Đã cho thuê ≤ đất cho thuê ≤ thành lập ≤ quy hoạch', 'Leased ≤ leasable ≤ established ≤ planned', 'blocks', 'registry', null, 2, null, null,
     'Sổ diện tích và lô đất. Thứ tự các diện tích luôn áp dụng. Trên: sai lệch cho phép giữa các lô đang cho thuê cộng lại và diện tích ghi, %.',
     'Registers of areas and parcels. The order of the areas always applies. High: the difference allowed between the leased parcels together and the stated area, %.',
     'NĐ 35/2022/NĐ-CP'),
    ('V20', 'Tỷ lệ lấp đầy từ 0 đến 100%', 'Occupancy between 0 and 100%', 'blocks', 'registry', 30, 100, null, null,
     'Trên: %. Dưới: khu “đang hoạt động” có hạ tầng hoàn thiện dưới bấy nhiêu % thì phải giải trình.',
     'High: %. Low: a zone “operating” with less than this % of its infrastructure must be explained.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V21', 'Các loại đất cộng lại bằng tổng', 'The uses of land add up', 'explain', 'registry', null, 0.1, null, null,
     'Trên: sai lệch cho phép giữa các lô cộng lại và diện tích thành lập (chưa có thì quy hoạch) của giai đoạn, %.',
     'High: the difference allowed between the parcels together and the established (else planned) area of the phase, %.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V22', 'Giá ngầm định của sản phẩm', 'The price implied for a product', 'explain', 'report', 0.3, 3, null, null,
     'Doanh thu ÷ sản lượng so với năm trước: từ Dưới đến Trên lần; chỉ khi doanh nghiệp có một sản phẩm.',
     'Revenue ÷ output against last year: Low to High times; only where the enterprise has one product.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V23', 'Nghi nhầm USD và đồng', 'USD and VND mixed up', 'explain', 'report', 0.316, 3.162, null, 3,
     'Số lệch so với kỳ trước bằng tỷ giá, nhân với khoảng từ Dưới đến Trên. Trên (2): tỷ giá đổi bấy nhiêu % thì nhắc.',
     'A figure off by the exchange rate, within Low to High of it. High (2): a rate that moved so many % is pointed out.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V24', 'Đồng tiền theo giấy chứng nhận', 'The currency of the certificate', 'information', 'report', null, null, null, null,
     null, null, 'Biểu A.III.1, A.III.2 (TT 03/2021/TT-BKHĐT và văn bản thay thế)'),
    ('V25', 'Số viết rõ ràng', 'A number that can be read', 'blocks', 'report', null, null, null, null,
     'Luôn áp dụng: ô không đọc được không có giá trị. Số đọc được nhưng có thể hiểu cách khác thì phải giải trình khi không có gì để đối chiếu.',
     'Always applies: an unreadable cell has no value. One that can be read in two ways must be explained where nothing settles it.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V26', 'Tạm ngừng, đã thu hồi mà có số phát sinh', 'Figures of a suspended or closed enterprise', 'explain', 'report', null, null, null, null,
     null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V27', 'Mọi tỷ lệ % tính lại được', 'Every percentage can be recomputed', 'blocks', 'print', null, null, null, null,
     'Năm gốc phải là năm liền trước.',
     'The base year is the year before.',
     'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V28', 'Số tổng khớp với phụ lục', 'Totals equal their annex', 'blocks', 'print', null, null, null, null,
     null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V29', '“% kế hoạch” nêu rõ kế hoạch', '“% of plan” names its plan', 'blocks', 'print', null, null, null, null,
     null, null, 'Quy tắc kiểm tra của Ban (đề xuất, chỉnh được)'),
    ('V30', 'Một doanh nghiệp chi phối tổng số', 'One enterprise dominates a total', 'information', 'board', null, 60, null, null,
     'Trên: % của tổng số; số công bố có thể làm lộ số liệu của doanh nghiệp.',
     'High: % of the total; publishing it may disclose the enterprise''s figures.',
     'Luật Thống kê 2015 (bảo mật thông tin thống kê)');
