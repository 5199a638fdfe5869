-- The year-end review.

create table reviews (
    id         bigint generated always as identity primary key,
    year       integer not null constraint reviews_year_key unique check (year between 1990 and 2100),
    number     text,
    signed_on  date,
    cut_off_on date,
    capacity   text not null default 'TRƯỞNG BAN',
    signer     text,
    addressees text,
    recipients text,
    version    integer not null default 1
);

-- What staff write in their own words, by section of the review.
create table review_sections (
    id        bigint generated always as identity primary key,
    review_id bigint not null references reviews,
    section   text not null,
    body      text not null check (length(body) <= 20000),
    version   integer not null default 1,
    constraint review_sections_key unique (review_id, section)
);

-- A total somebody is missing from may be printed with what it covers: one row for each enterprise that is missing, by whom and why.
-- Who is missing later and not named here is another decision.
create table coverage_decisions (
    id            bigint generated always as identity primary key,
    year          integer not null check (year between 1990 and 2100),
    indicator_id  bigint not null references indicators,
    enterprise_id bigint not null references enterprises,
    reason        text not null constraint coverage_decisions_have_reason check (length(trim(reason)) > 0 and length(reason) <= 1000),
    decided_by    text not null,
    decided_at    timestamptz not null default now(),
    constraint coverage_decisions_key unique (year, indicator_id, enterprise_id)
);
create trigger coverage_decisions_append_only before update or delete on coverage_decisions
    for each row execute function refuse_rewriting();
create trigger coverage_decisions_no_truncate before truncate on coverage_decisions
    for each statement execute function refuse_rewriting();

-- The columns of the working tables under the numbers of the national sheets whose official columns nobody has confirmed: which, in
-- which order and under which titles is the board's choice.
create table working_columns (
    id         bigint generated always as identity primary key,
    sheet      text not null check (sheet in ('2105', '2106', '2114')),
    position   integer not null check (position between 1 and 99),
    -- What stands in it; the program's list, held equal by a test, has how each is computed.
    measure    text not null check (measure in (
        'zone', 'state', 'operator', 'design', 'capacity', 'flow', 'load', 'automatic', 'connected', 'permit', 'receiving', 'standard',
        'result', 'employed', 'female', 'local', 'vietnamese', 'foreign', 'workers_fdi', 'workers_ddi', 'income', 'granted',
        'new_capital', 'increased', 'reduced', 'projects', 'capital', 'share')),
    title      text not null,
    title_en   text not null,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(sheet || ' ' || title || ' ' || title_en)) stored,
    constraint working_columns_key unique (sheet, position)
);
insert into working_columns (sheet, position, measure, title, title_en) values
    ('2105', 1, 'zone', 'Khu công nghiệp', 'Zone'),
    ('2105', 2, 'state', 'Tình trạng', 'State'),
    ('2105', 3, 'design', 'Công suất thiết kế (m³/ngày đêm)', 'Design capacity (m³ a day)'),
    ('2105', 4, 'capacity', 'Công suất đang vận hành (m³/ngày đêm)', 'Capacity in operation (m³ a day)'),
    ('2105', 5, 'flow', 'Lưu lượng xử lý thực tế (m³/ngày đêm)', 'Treated (m³ a day)'),
    ('2105', 6, 'load', 'Tỷ lệ sử dụng công suất (%)', 'Capacity used (%)'),
    ('2105', 7, 'automatic', 'Quan trắc tự động từ ngày', 'Automatic monitoring since'),
    ('2105', 8, 'connected', 'Truyền số liệu về Sở từ ngày', 'Sends to the department since'),
    ('2105', 9, 'permit', 'Giấy phép xả thải, thời hạn', 'Discharge permit, until'),
    ('2105', 10, 'receiving', 'Nguồn tiếp nhận', 'Receiving water'),
    ('2105', 11, 'result', 'Kết quả quan trắc', 'Monitoring result'),
    ('2106', 1, 'employed', 'Tổng số lao động (người)', 'Workers'),
    ('2106', 2, 'female', 'Lao động nữ (người)', 'Female'),
    ('2106', 3, 'local', 'Lao động địa phương (người)', 'Of the province'),
    ('2106', 4, 'vietnamese', 'Lao động Việt Nam (người)', 'Vietnamese'),
    ('2106', 5, 'foreign', 'Lao động nước ngoài (người)', 'Foreign'),
    ('2106', 6, 'workers_fdi', 'Lao động tại doanh nghiệp FDI (người)', 'At FDI enterprises'),
    ('2106', 7, 'workers_ddi', 'Lao động tại doanh nghiệp DDI (người)', 'At domestic enterprises'),
    ('2106', 8, 'income', 'Thu nhập bình quân (triệu đồng/tháng)', 'Average income (million VND a month)'),
    ('2114', 1, 'granted', 'Dự án cấp mới', 'New projects'),
    ('2114', 2, 'new_capital', 'Vốn cấp mới (triệu USD)', 'New capital (million USD)'),
    ('2114', 3, 'increased', 'Vốn tăng thêm (triệu USD)', 'Added capital (million USD)'),
    ('2114', 4, 'reduced', 'Vốn giảm (triệu USD)', 'Reduced capital (million USD)'),
    ('2114', 5, 'projects', 'Dự án còn hiệu lực', 'Projects in force'),
    ('2114', 6, 'capital', 'Vốn đăng ký còn hiệu lực (triệu USD)', 'Registered capital in force (million USD)'),
    ('2114', 7, 'share', 'Tỷ trọng vốn (%)', 'Share of capital (%)');
