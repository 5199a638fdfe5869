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

-- What was sent: a review or a national sheet, frozen as it went out. A later edition supersedes an earlier one; none is ever changed, and
-- what was recorded since is held against it. The manifest is canonical JSON (docs/editions.md): what it says of the edition, its files and
-- the edition before is checked here as well, so that no bundle brings one that was tampered with.
create table editions (
    id            bigint generated always as identity primary key,
    -- "review", or the number of the sheet.
    paper         text not null constraint editions_paper check (paper = 'review' or paper ~ '^2\d{3}$'),
    period        text not null constraint editions_period check (period ~ '^\d{4}(-Q[1-4])?$'),
    number        integer not null constraint editions_number check (number between 1 and 9999),
    -- Up to which day the figures go, as printed.
    figures_as_of date not null,
    -- Why it takes the place of the edition before it.
    reason        text,
    issued_by     text not null,
    issued_at     timestamptz not null,
    manifest      text not null,
    sha256        text not null,
    constraint editions_key unique (paper, period, number),
    constraint editions_say_why check (number = 1 or length(trim(reason)) > 0),
    constraint editions_sha256 check (sha256 = encode(sha256(convert_to(manifest, 'UTF8')), 'hex'))
);
create trigger editions_append_only before update or delete on editions
    for each row execute function refuse_rewriting();
create trigger editions_no_truncate before truncate on editions
    for each statement execute function refuse_rewriting();

-- The very bytes that went out, in base64 as the bundle carries them.
create table edition_files (
    id         bigint generated always as identity primary key,
    edition_id bigint not null references editions,
    name       text not null constraint edition_files_name check (name ~ '^[a-z0-9-]{1,80}\.(pdf|docx|xlsx)$'),
    media_type text not null,
    content    text not null,
    sha256     text not null,
    constraint edition_files_key unique (edition_id, name),
    constraint edition_files_sha256 check (sha256 = encode(sha256(decode(content, 'base64')), 'hex'))
);
create trigger edition_files_append_only before update or delete on edition_files
    for each row execute function refuse_rewriting();
create trigger edition_files_no_truncate before truncate on edition_files
    for each statement execute function refuse_rewriting();

-- Number and date that the secretary gives the paper stand beside it, outside the hash; a later entry puts an earlier one right.
create table edition_registrations (
    id          bigint generated always as identity primary key,
    edition_id  bigint not null references editions,
    number      integer not null,
    document_no text not null constraint edition_registrations_document_no check (length(trim(document_no)) between 1 and 100),
    document_on date not null,
    reason      text,
    recorded_by text not null,
    recorded_at timestamptz not null default now(),
    constraint edition_registrations_key unique (edition_id, number),
    constraint edition_registrations_say_why check (number = 1 or length(trim(reason)) > 0)
);
create trigger edition_registrations_append_only before update or delete on edition_registrations
    for each row execute function refuse_rewriting();
create trigger edition_registrations_no_truncate before truncate on edition_registrations
    for each statement execute function refuse_rewriting();
create trigger edition_registrations_number before insert on edition_registrations
    for each row execute function number_in_log('edition_id', 'editions');
create trigger edition_registrations_day before insert on edition_registrations
    for each row execute function day_has_come('document_on', 'IZ391', 'document_on');

-- An edition is what its manifest says: the paper, its place after the edition before, and exactly its files.
create function edition_is_whole() returns trigger
language plpgsql
as $$
declare
    e     editions%rowtype;
    m     jsonb;
    files jsonb;
    last  text;
begin
    if tg_table_name = 'editions' then
        e := new;
    else
        select * into e from editions where id = new.edition_id;
    end if;
    m := e.manifest::jsonb;
    select coalesce(jsonb_object_agg(f.name, jsonb_build_object(
               'bytes', octet_length(decode(f.content, 'base64')), 'media_type', f.media_type, 'sha256', f.sha256)), '{}')
      into files from edition_files f where f.edition_id = e.id;
    select sha256 into last from editions where paper = e.paper and period = e.period and number = e.number - 1;
    if (m ->> 'paper', m ->> 'period', m ->> 'number', m ->> 'figures_as_of', m ->> 'reason', m ->> 'issued_by', m ->> 'supersedes')
       is distinct from (e.paper, e.period, e.number::text, e.figures_as_of::text, coalesce(e.reason, ''), e.issued_by, coalesce(last, ''))
       or (m ->> 'issued_at')::timestamptz is distinct from e.issued_at
       or e.number > 1 and last is null
       or m -> 'files' is distinct from files then
        raise exception 'edition % of % % is not what its manifest says', e.number, e.paper, e.period
            using errcode = 'IZ390', table = 'editions';
    end if;
    return null;
end
$$;
create constraint trigger editions_whole after insert on editions deferrable initially deferred
    for each row execute function edition_is_whole();
create constraint trigger edition_files_whole after insert on edition_files deferrable initially deferred
    for each row execute function edition_is_whole();
