-- How a report is decided, and what nobody can step around: the database refuses what the portal refuses.
-- Refusals carry a code of their own (IZ001 …) that the portal turns into words.

-- A bundle brings reports that were decided elsewhere. What it writes is allowed only in the transaction that says so here,
-- and this list is never rewritten: whoever loads figures past the four eyes leaves a trace.
create table bundle_imports (
    transaction xid8 primary key default pg_current_xact_id(),
    imported_by text not null,
    imported_at timestamptz not null default now()
);
create trigger bundle_imports_append_only before update or delete on bundle_imports
    for each row execute function refuse_rewriting();

create function in_bundle_import() returns boolean
language sql stable
as $$ select exists (select 1 from bundle_imports where transaction = pg_current_xact_id_if_assigned()) $$;

-- Periods close twice: softly (a late report needs a reason), then hard (an unlock is needed).
create table period_closings (
    id         bigint generated always as identity primary key,
    form_id    bigint not null references forms,
    period     text not null constraint period_closings_period_shape
               check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    soft_on    date not null,
    hard_on    date,
    note       text,
    version    integer not null default 1,
    retired_at timestamptz,
    search     text generated always as (fold(period || ' ' || coalesce(note, ''))) stored,
    constraint period_closings_key unique (form_id, period),
    constraint period_closings_order check (hard_on >= soft_on)
);

-- A way back into a closed period: asked by one, given by another, for some days, for a reason.
create table period_unlocks (
    id            bigint generated always as identity primary key,
    form_id       bigint not null references forms,
    period        text not null,
    enterprise_id bigint not null references enterprises,
    reason        text not null constraint period_unlocks_have_reason check (length(trim(reason)) > 0 and length(reason) <= 1000),
    asked_by      bigint not null references accounts,
    asked_at      timestamptz not null default now(),
    granted_by    bigint references accounts,
    granted_at    timestamptz,
    until         timestamptz,
    constraint period_unlocks_second_person check (granted_by <> asked_by),
    constraint period_unlocks_whole check (num_nulls(granted_by, granted_at, until) in (0, 3)),
    constraint period_unlocks_time_boxed check (until > granted_at and until <= granted_at + interval '14 days')
);
create index period_unlocks_filing on period_unlocks (enterprise_id, form_id, period);

-- An unlock is given once, and then never changed.
create function keep_unlock() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.granted_by is not null
       or (new.id, new.form_id, new.period, new.enterprise_id, new.reason, new.asked_by, new.asked_at)
          is distinct from (old.id, old.form_id, old.period, old.enterprise_id, old.reason, old.asked_by, old.asked_at) then
        raise exception 'an unlock is history' using errcode = 'IZ009';
    end if;
    return new;
end
$$;
create trigger period_unlocks_keep before update or delete on period_unlocks
    for each row execute function keep_unlock();

create function vietnam_today() returns date
language sql stable
as $$ select (now() at time zone 'Asia/Ho_Chi_Minh')::date $$;

create function period_locked(enterprise bigint, form bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from period_closings c
                    where c.form_id = form and c.period = reported and c.retired_at is null and c.hard_on <= vietnam_today())
       and not exists (select 1 from period_unlocks u
                        where u.enterprise_id = enterprise and u.form_id = form and u.period = reported and u.until > now())
$$;

-- Why a report came in after its period had been closed softly.
alter table filings add column late_reason text check (length(trim(late_reason)) > 0 and length(late_reason) <= 1000);
-- The transaction that accepted it: the only one in which its figures may enter the ledger.
alter table filings add column accepted_in xid8;
-- How far it moves the printed totals, as a share of the total it moves most, and which one that is: the order of the queue.
alter table filings add column effect numeric;
alter table filings add column effect_indicator_id bigint references indicators;

-- What was handed in, each time: the next one is shown as a difference.
create table filing_submissions (
    filing_id    bigint not null references filings on delete cascade,
    number       integer not null check (number >= 1),
    submitted_by bigint references accounts,
    submitted_at timestamptz not null default now(),
    -- Cell by cell: {"7": {"raw": "1.054", "unit": "bvnd", "reason": null}, …}
    cells        jsonb not null,
    primary key (filing_id, number)
);
create trigger filing_submissions_append_only before update or delete on filing_submissions
    for each row execute function refuse_rewriting();

-- A cell sent back with a note, and what its author answered.
create table cell_flags (
    id           bigint generated always as identity primary key,
    filing_id    bigint not null references filings,
    indicator_id bigint not null references indicators,
    measure      text not null check (measure in ('period', 'to_date')),
    note         text not null constraint cell_flags_have_note check (length(trim(note)) > 0 and length(note) <= 1000),
    -- What the cell said when it was sent back.
    raw          text not null,
    unit         text not null,
    raised_by    bigint not null references accounts,
    raised_at    timestamptz not null default now(),
    answer       text check (length(trim(answer)) > 0 and length(answer) <= 1000),
    answered_by  bigint references accounts,
    answered_at  timestamptz,
    -- Accepted together with the report.
    settled_at   timestamptz,
    constraint cell_flags_answer_whole check (num_nulls(answer, answered_at) in (0, 2))
);
create index cell_flags_filing on cell_flags (filing_id);
create unique index cell_flags_open on cell_flags (filing_id, indicator_id, measure) where settled_at is null;

-- A report's way: draft → submitted → accepted or returned; an accepted one is opened again as its next revision.
create function keep_filing_state() returns trigger
language plpgsql
as $$
declare
    closing period_closings;
begin
    if in_bundle_import() then
        return new;
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'draft' or new.revision <> 1 then
            raise exception 'a report begins as a draft' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if (new.enterprise_id, new.form_id, new.period, new.vintage) is distinct from
       (old.enterprise_id, old.form_id, old.period, old.vintage) then
        raise exception 'a report keeps its subject' using errcode = 'IZ002';
    end if;
    if new.state = old.state then
        if new.revision <> old.revision then
            raise exception 'a revision begins by opening an accepted report' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if period_locked(new.enterprise_id, new.form_id, new.period) then
        raise exception 'the period is closed' using errcode = 'IZ001';
    end if;
    case old.state || ' ' || new.state
        when 'draft submitted', 'returned submitted' then
            if new.submitted_by is null then
                raise exception 'somebody submits a report' using errcode = 'IZ002';
            end if;
            select * into closing from period_closings c
             where c.form_id = new.form_id and c.period = new.period and c.retired_at is null and c.soft_on <= vietnam_today();
            if found and new.late_reason is null then
                raise exception 'the period is closed softly: a late report needs a reason' using errcode = 'IZ003';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
        when 'submitted accepted' then
            if new.decided_by is null or new.decided_by = new.submitted_by
               or exists (select 1 from filing_entries where filing_id = new.id and updated_by = new.decided_by) then
                raise exception 'nobody accepts a report they typed or submitted' using errcode = 'IZ005';
            end if;
            if exists (select 1 from cell_flags where filing_id = new.id and settled_at is null and answered_at is null) then
                raise exception 'a cell that was sent back is unanswered' using errcode = 'IZ004';
            end if;
            new.accepted_in := pg_current_xact_id();
        when 'submitted returned' then
            if new.decided_by is null or new.decided_by = new.submitted_by then
                raise exception 'nobody decides on a report they submitted' using errcode = 'IZ005';
            end if;
        when 'accepted draft' then
            if new.revision <> old.revision + 1 then
                raise exception 'an opened report is its next revision' using errcode = 'IZ002';
            end if;
        else
            raise exception 'a report does not go from % to %', old.state, new.state using errcode = 'IZ002';
    end case;
    return new;
end
$$;
create trigger filings_keep_state before insert or update on filings
    for each row execute function keep_filing_state();

-- What is typed changes only while its report is being typed, in an open period. Once per statement, not per cell.
create function keep_entries() returns trigger
language plpgsql
as $$
declare
    filing filings;
begin
    if in_bundle_import() then
        return null;
    end if;
    -- A report deleted as a whole is not found any more: its cells go with it.
    for filing in select f.* from filings f where f.id in (select filing_id from changed) loop
        if filing.state not in ('draft', 'returned') then
            raise exception 'the report is submitted or accepted' using errcode = 'IZ006';
        end if;
        if period_locked(filing.enterprise_id, filing.form_id, filing.period) then
            raise exception 'the period is closed' using errcode = 'IZ001';
        end if;
    end loop;
    return null;
end
$$;
create trigger filing_entries_keep_inserted after insert on filing_entries
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_entries_keep_updated after update on filing_entries
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_entries_keep_deleted after delete on filing_entries
    referencing old table as changed for each statement execute function keep_entries();
create trigger filing_entries_no_truncate before truncate on filing_entries
    for each statement execute function refuse_rewriting();

-- A report that was ever handed in stays.
create function keep_filing() returns trigger
language plpgsql
as $$
begin
    if old.first_submitted_at is not null or old.revision > 1 or old.state <> 'draft' then
        raise exception 'a report that was handed in stays' using errcode = 'IZ007';
    end if;
    return old;
end
$$;
create trigger filings_keep before delete on filings for each row execute function keep_filing();

-- Figures enter the ledger only by acceptance of their report, in the same transaction.
create function figures_come_from_acceptance() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import() and exists (
        select 1 from changed c
         where not exists (
               select 1 from filings f
                where f.id = c.filing_id and f.state = 'accepted' and f.revision = c.filing_revision
                  and f.enterprise_id = c.enterprise_id and f.accepted_in = pg_current_xact_id())) then
        raise exception 'figures enter the ledger by acceptance of their report' using errcode = 'IZ008';
    end if;
    return null;
end
$$;
create trigger figures_from_acceptance after insert on figures
    referencing new table as changed for each statement execute function figures_come_from_acceptance();
