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
