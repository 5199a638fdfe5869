-- Workbooks that came in: what was read, how its columns were understood, and what became of each cell.

create table imports (
    id          bigint generated always as identity primary key,
    -- The file's name as sent, or what the pasted block is called.
    name        text not null check (length(name) between 1 and 200),
    -- Of the file's bytes: the same file is known again.
    sha256      text not null,
    size        bigint not null,
    -- Who sent it, as typed; what was chosen for their columns last time is offered again.
    sender      text not null default '' check (length(sender) <= 200),
    -- The cells as they were read (JSON). Never changed: corrections stand beside them in choices.
    book        text not null,
    -- Sheet, header, columns, units, corrections, enterprises chosen for rows (JSON).
    choices     text not null,
    form_id     bigint references forms,
    period      text,
    state       text not null default 'open' check (state in ('open', 'taken', 'undone', 'dropped')),
    created_by  bigint not null references accounts,
    created_at  timestamptz not null default now(),
    closed_by   bigint references accounts,
    closed_at   timestamptz,
    reason      text check (length(reason) <= 1000)
);
create index imports_sha256 on imports (sha256);
create index imports_created on imports (created_at desc);

-- What an import wrote into the reports, and what stood there before: enough to take it back.
create table import_cells (
    import_id     bigint not null references imports,
    filing_id     bigint not null references filings,
    indicator_id  bigint not null references indicators,
    measure       text not null check (measure in ('period', 'to_date')),
    -- Where it stood in the file ("F12") and what it said there.
    address       text not null,
    source        text not null,
    raw           text not null,
    unit          text not null,
    reason        text,
    before_raw    text not null,
    before_unit   text not null,
    before_reason text,
    at            timestamptz not null default now(),
    primary key (import_id, filing_id, indicator_id, measure)
);
create index import_cells_filing on import_cells (filing_id);

-- What an import wrote into the answers, and what stood there before.
create table import_answers (
    import_id   bigint not null references imports,
    filing_id   bigint not null references filings,
    question_id bigint not null references form_questions,
    address     text not null,
    body        text not null,
    before_body text not null,
    at          timestamptz not null default now(),
    primary key (import_id, filing_id, question_id)
);
create index import_answers_filing on import_answers (filing_id);

-- How a sender's table was understood the last time, by its titles.
create table import_layouts (
    sender   text not null,
    titles   text not null,
    choices  text not null,
    used_at  timestamptz not null default now(),
    used_by  bigint not null references accounts,
    primary key (sender, titles)
);

-- What a board itself says its total of a year was, before enterprises reported through this portal: from its own papers, not from
-- reports. It stands beside the sum of the enterprises and is never added to it. One row per revision; nothing is ever updated or deleted.
create table board_totals (
    id           bigint generated always as identity primary key,
    board_id     bigint not null references boards,
    indicator_id bigint not null references indicators,
    period       text not null constraint board_totals_year check (period ~ '^\d{4}$'),
    revision     integer not null check (revision >= 1),
    -- Canonical. Null withdraws it.
    value        numeric,
    raw          text not null,
    unit         text not null,
    -- VND for one USD, where it was stated in the other currency.
    rate         numeric check (rate > 0),
    -- The paper or file it is from.
    source       text not null check (length(trim(source)) > 0 and length(source) <= 200),
    -- Why it replaces the revision before it.
    reason       text check (length(reason) <= 1000),
    -- Null where it came in a bundle, or took back what an import had stated.
    import_id    bigint references imports,
    recorded_by  text not null,
    recorded_at  timestamptz not null default now(),
    constraint board_totals_key unique (board_id, indicator_id, period, revision),
    constraint board_totals_correction_has_reason check (revision = 1 or length(trim(reason)) > 0)
);
create index board_totals_import on board_totals (import_id) where import_id is not null;
create trigger board_totals_append_only before update or delete on board_totals
    for each row execute function refuse_rewriting();
create trigger board_totals_no_truncate before truncate on board_totals
    for each statement execute function refuse_rewriting();

-- The totals that count: the newest revision of each that was not withdrawn.
create view current_board_totals as
    select * from (select distinct on (board_id, indicator_id, period) * from board_totals
                    order by board_id, indicator_id, period, revision desc) newest
     where value is not null;
