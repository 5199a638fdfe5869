-- What was promised, how figures come in, and what is known.

create table plans (
    id           bigint generated always as identity primary key,
    year         integer not null check (year between 1990 and 2100),
    code         text not null,
    name         text not null,
    assigned_by  text not null,
    tier         text not null check (tier in ('assigned', 'stretch')),
    decision_no  text,
    decision_on  date,
    -- 1 as first given, 2 and up as adjusted; an adjustment is a new row, the old one stays readable.
    edition      integer not null default 1 check (edition between 1 and 99),
    -- The plan that "% kế hoạch" means when nobody says otherwise.
    is_baseline  boolean not null default false,
    note         text,
    version      integer not null default 1,
    retired_at   timestamptz,
    search       text generated always as (fold(code || ' ' || name || ' ' || assigned_by || ' ' || coalesce(decision_no, ''))) stored,
    constraint plans_code_key unique (year, code, edition)
);
create unique index plans_one_baseline on plans (year) where is_baseline and retired_at is null;

create table targets (
    id            bigint generated always as identity primary key,
    plan_id       bigint not null references plans,
    indicator_id  bigint not null references indicators,
    -- Neither: the board's target. One of them: that zone's or that enterprise's.
    zone_id       bigint references zones,
    enterprise_id bigint references enterprises,
    -- Canonical (VND, USD, m², …); what was typed and in which unit stands beside it.
    value         numeric not null constraint targets_value_not_negative check (value >= 0),
    raw           text not null,
    unit          text not null,
    version       integer not null default 1,
    retired_at    timestamptz,
    constraint targets_key unique nulls not distinct (plan_id, indicator_id, zone_id, enterprise_id),
    constraint targets_one_scope check (num_nonnulls(zone_id, enterprise_id) <= 1)
);

create table filings (
    id              bigint generated always as identity primary key,
    enterprise_id   bigint not null references enterprises,
    -- The zone the enterprise stood in when it filed.
    zone_id         bigint not null references zones,
    period          text not null constraint filings_period_shape
                    check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    vintage         text not null check (vintage in ('estimate', 'preliminary', 'final')),
    state           text not null check (state in ('draft', 'submitted', 'accepted', 'returned')),
    -- 1 for the first report; a correction of an accepted report is the next revision, with its reason.
    revision        integer not null default 1 check (revision >= 1),
    revision_reason text,
    return_reason   text,
    note            text,
    created_by      bigint references accounts,
    created_at      timestamptz not null default now(),
    submitted_by    bigint references accounts,
    submitted_at    timestamptz,
    decided_by      bigint references accounts,
    decided_at      timestamptz,
    version         integer not null default 1,
    constraint filings_key unique (enterprise_id, period, vintage),
    -- Four eyes: nobody accepts their own report, not even with raw SQL.
    constraint filings_four_eyes check (state <> 'accepted' or decided_by <> submitted_by),
    constraint filings_correction_has_reason check (revision = 1 or length(trim(revision_reason)) > 0),
    constraint filings_return_has_reason check (state <> 'returned' or length(trim(return_reason)) > 0)
);
create index filings_period on filings (period, state);
create index filings_zone on filings (zone_id, period);

-- What has been typed, saved while one types. value is null while raw cannot be read as a number.
create table filing_entries (
    filing_id    bigint not null references filings on delete cascade,
    indicator_id bigint not null references indicators,
    raw          text not null check (length(raw) <= 60),
    unit         text not null,
    value        numeric,
    -- Why an unusual value is right after all.
    reason       text check (length(reason) <= 1000),
    updated_by   bigint references accounts,
    updated_at   timestamptz not null default now(),
    primary key (filing_id, indicator_id)
);

-- The ledger. One row per revision of a figure; nothing is ever updated or deleted.
create table figures (
    id              bigint generated always as identity primary key,
    enterprise_id   bigint not null references enterprises,
    zone_id         bigint not null references zones,
    indicator_id    bigint not null references indicators,
    period          text not null constraint figures_period_shape
                    check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    vintage         text not null check (vintage in ('estimate', 'preliminary', 'final')),
    revision        integer not null check (revision >= 1),
    -- Canonical. Null withdraws the figure: known to be unknown.
    value           numeric,
    raw             text not null,
    unit            text not null,
    filing_id       bigint not null references filings,
    filing_revision integer not null,
    -- Why it replaces the revision before it.
    reason          text,
    recorded_by     text not null,
    recorded_at     timestamptz not null default now(),
    constraint figures_key unique (enterprise_id, indicator_id, period, vintage, revision),
    constraint figures_correction_has_reason check (revision = 1 or length(trim(reason)) > 0)
);
create index figures_filing on figures (filing_id);
create trigger figures_append_only before update or delete on figures
    for each row execute function refuse_rewriting();
create trigger figures_no_truncate before truncate on figures
    for each statement execute function refuse_rewriting();

-- The figure that counts: the firmest vintage, then the newest revision. Kept by the trigger below.
create table current_figures (
    enterprise_id bigint not null references enterprises,
    indicator_id  bigint not null references indicators,
    period        text not null,
    zone_id       bigint not null references zones,
    figure_id     bigint not null references figures,
    vintage       text not null,
    value         numeric not null,
    primary key (period, indicator_id, enterprise_id)
);
create index current_figures_enterprise on current_figures (enterprise_id, period);

-- Sums of current_figures by zone, so that the dashboard never scans the ledger.
create table zone_totals (
    zone_id      bigint not null references zones,
    indicator_id bigint not null references indicators,
    period       text not null,
    vintage      text not null,
    total        numeric not null,
    enterprises  integer not null,
    primary key (period, indicator_id, zone_id, vintage)
);

create function vintage_rank(vintage text) returns integer
language sql immutable strict parallel safe
as $$ select array_position(array['estimate', 'preliminary', 'final'], vintage) $$;

-- Brings current_figures and zone_totals up to date with one new ledger row, in its transaction.
create function roll_up_figure() returns trigger
language plpgsql
as $$
declare
    old_row current_figures;
    best    figures;
begin
    -- Two acceptances in one zone must add to the same totals one after the other.
    perform pg_advisory_xact_lock(hashtextextended('zone_totals/' || new.period, new.zone_id));

    delete from current_figures
     where period = new.period and indicator_id = new.indicator_id and enterprise_id = new.enterprise_id
    returning * into old_row;
    if found then
        update zone_totals
           set total = total - old_row.value, enterprises = enterprises - 1
         where period = old_row.period and indicator_id = old_row.indicator_id
           and zone_id = old_row.zone_id and vintage = old_row.vintage;
        delete from zone_totals
         where period = old_row.period and indicator_id = old_row.indicator_id
           and zone_id = old_row.zone_id and vintage = old_row.vintage and enterprises = 0;
    end if;

    -- The newest revision of each vintage; a withdrawn one (null) gives way to a softer vintage.
    select f.* into best
      from (select distinct on (vintage) *
              from figures
             where enterprise_id = new.enterprise_id and indicator_id = new.indicator_id and period = new.period
             order by vintage, revision desc) f
     where f.value is not null
     order by vintage_rank(f.vintage) desc
     limit 1;
    if found then
        insert into current_figures (enterprise_id, indicator_id, period, zone_id, figure_id, vintage, value)
        values (best.enterprise_id, best.indicator_id, best.period, best.zone_id, best.id, best.vintage, best.value);
        insert into zone_totals as t (zone_id, indicator_id, period, vintage, total, enterprises)
        values (best.zone_id, best.indicator_id, best.period, best.vintage, best.value, 1)
        on conflict (period, indicator_id, zone_id, vintage)
        do update set total = t.total + excluded.total, enterprises = t.enterprises + 1;
    end if;
    return null;
end
$$;
create trigger figures_roll_up after insert on figures
    for each row execute function roll_up_figure();
