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
