-- What was promised, and how figures come in: plans, closings of periods, and the reports of enterprises with their cells and answers.
-- What nobody can step around: the database refuses what the portal refuses.

create table plans (
    id           bigint generated always as identity primary key,
    year         integer not null check (year between 1990 and 2100),
    -- The board it is given to: after a merger one year may have several.
    board_id     bigint not null references boards,
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
create unique index plans_one_baseline on plans (year, board_id) where is_baseline and retired_at is null;

create function place_plan() returns trigger language plpgsql as $$
begin
    -- The portal's own board at the end of the year, where nobody says another.
    new.board_id := coalesce(new.board_id, (select id from boards where home and retired_at is null
        and daterange(valid_from, valid_until, '[]') @> make_date(new.year, 12, 31)),
        (select id from boards where home and retired_at is null order by valid_from nulls first limit 1));
    return new;
end $$;
create trigger plans_board before insert or update on plans for each row execute function place_plan();

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

-- Whether a period is closed hard, and no unlock holds.
create function period_locked(enterprise bigint, form bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from period_closings c
                    where c.form_id = form and c.period = reported and c.retired_at is null and c.hard_on <= vietnam_today())
       and not exists (select 1 from period_unlocks u
                        where u.enterprise_id = enterprise and u.form_id = form and u.period = reported and u.until > now())
$$;

-- A report of an enterprise, or of one of its projects, on a form for a period. There is only ever one of each.
create table filings (
    id                  bigint generated always as identity primary key,
    enterprise_id       bigint not null references enterprises,
    -- Null: the enterprise as a whole.
    project_id          bigint references projects,
    -- The zone the enterprise stood in when it filed.
    zone_id             bigint not null references zones,
    form_id             bigint not null references forms,
    period              text not null constraint filings_period_shape
                        check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    vintage             text not null check (vintage in ('estimate', 'preliminary', 'final')),
    state               text not null check (state in ('draft', 'submitted', 'accepted', 'returned')),
    -- 1 for the first report; a correction of an accepted report is the next revision, with its reason.
    revision            integer not null default 1 check (revision >= 1),
    revision_reason     text,
    return_reason       text,
    -- Why it came in after its period had been closed softly.
    late_reason         text check (length(trim(late_reason)) > 0 and length(late_reason) <= 1000),
    note                text,
    created_by          bigint references accounts,
    created_at          timestamptz not null default now(),
    -- When it first came in: what decides whether it was late, however often it went back and forth.
    first_submitted_at  timestamptz,
    submitted_by        bigint references accounts,
    submitted_at        timestamptz,
    decided_by          bigint references accounts,
    decided_at          timestamptz,
    -- The transaction that accepted it: the only one in which its figures may enter the ledger.
    accepted_in         xid8,
    -- How far it moves the printed totals, as a share of the total it moves most, and which one that is: the order of the queue.
    effect              numeric,
    effect_indicator_id bigint references indicators,
    version             integer not null default 1,
    constraint filings_key unique nulls not distinct (enterprise_id, form_id, period, vintage, project_id),
    -- Four eyes: nobody accepts their own report, not even with raw SQL.
    constraint filings_four_eyes check (state <> 'accepted' or decided_by <> submitted_by),
    constraint filings_correction_has_reason check (revision = 1 or length(trim(revision_reason)) > 0),
    constraint filings_return_has_reason check (state <> 'returned' or length(trim(return_reason)) > 0)
);
create index filings_period on filings (period, state);
create index filings_zone on filings (zone_id, period);
create index filings_form on filings (form_id, period);
create index filings_project on filings (project_id) where project_id is not null;

-- What has been typed, saved while one types. value is null while raw cannot be read as a number.
create table filing_entries (
    filing_id    bigint not null references filings on delete cascade,
    indicator_id bigint not null references indicators,
    -- A form may ask for a line twice: in the period, and since January.
    measure      text not null default 'period' check (measure in ('period', 'to_date')),
    raw          text not null check (length(raw) <= 60),
    unit         text not null,
    value        numeric,
    -- VND for one USD, where the amount was typed in the other currency: kept, so that the value can always be explained.
    rate         numeric check (rate > 0),
    -- Where the cell came from.
    origin       text not null default 'typed' check (origin in ('typed', 'pasted', 'imported', 'derived', 'repaired')),
    -- Why an unusual value is right after all.
    reason       text check (length(reason) <= 1000),
    updated_by   bigint references accounts,
    updated_at   timestamptz not null default now(),
    primary key (filing_id, indicator_id, measure)
);

create table filing_answers (
    filing_id   bigint not null references filings on delete cascade,
    question_id bigint not null references form_questions,
    body        text not null check (length(body) between 1 and 4000),
    -- Null where a bundle brought it.
    updated_by  bigint references accounts,
    updated_at  timestamptz not null default now(),
    primary key (filing_id, question_id)
);

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
    -- What the cell said when it was sent back. It counts as corrected once its value is another one, however it is written.
    raw          text not null,
    unit         text not null,
    value        numeric,
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

-- A report goes draft → submitted → accepted or returned; an accepted one is opened again as its next revision. Whoever typed a cell or an
-- answer of it does not accept it.
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
               or exists (select 1 from filing_entries where filing_id = new.id and updated_by = new.decided_by)
               or exists (select 1 from filing_answers where filing_id = new.id and updated_by = new.decided_by) then
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
create trigger filing_answers_keep_inserted after insert on filing_answers
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_answers_keep_updated after update on filing_answers
    referencing new table as changed for each statement execute function keep_entries();
create trigger filing_answers_keep_deleted after delete on filing_answers
    referencing old table as changed for each statement execute function keep_entries();
create trigger filing_answers_no_truncate before truncate on filing_answers
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

-- Who reports: an enterprise as a whole, or each of its projects for itself. Never both for one figure: nothing counts twice.

-- Whether an enterprise makes a form by project for a period.
create function reports_by_project(enterprise bigint, form bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from enterprises e join forms m on m.id = form and m.per_project
                    where e.id = enterprise and e.by_project_since <= period_first_day(reported))
$$;

-- A report is begun for who owes it, and stays theirs.
create function keep_reporter() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' then
        if new.project_id is distinct from old.project_id then
            raise exception 'a report keeps its subject' using errcode = 'IZ002';
        end if;
        return new;
    end if;
    if new.project_id is not null
       and not exists (select 1 from projects where id = new.project_id and enterprise_id = new.enterprise_id) then
        raise exception 'the project is another enterprise''s' using errcode = 'IZ011';
    end if;
    if not in_bundle_import()
       and (new.project_id is not null) <> reports_by_project(new.enterprise_id, new.form_id, new.period) then
        raise exception 'the enterprise reports the other way for this period' using errcode = 'IZ011';
    end if;
    return new;
end
$$;
create trigger filings_keep_reporter before insert or update of project_id on filings
    for each row execute function keep_reporter();

create function keep_branch_filing() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import() and reported_by_parent(new.enterprise_id, new.period) then
        raise exception 'the parent reports for this branch' using errcode = 'IZ067';
    end if;
    return new;
end
$$;
create trigger filings_keep_branch before insert on filings
    for each row execute function keep_branch_filing();

-- Nothing is submitted or accepted for an enterprise that is out of use.
create function keep_reporter_in_use() returns trigger
language plpgsql
as $$
begin
    if not in_bundle_import() and exists (select 1 from enterprises where id = new.enterprise_id and retired_at is not null) then
        raise exception 'the enterprise is out of use' using errcode = 'IZ38B';
    end if;
    return new;
end
$$;
create trigger filings_of_reporter_in_use before insert or update of state on filings
    for each row when (new.state in ('submitted', 'accepted')) execute function keep_reporter_in_use();

-- How far enterprises have come with their reports of a period: 4 accepted, 3 waiting, 2 begun; by project, as far as the one
-- of its projects that is furthest behind. An enterprise without any report is not in it. Of the enterprises of some zones only,
-- where asked.
create function period_progress(reported text, zones bigint[]) returns table (enterprise_id bigint, best integer)
language sql stable
as $$
    with standing as (
             select f.enterprise_id, f.project_id,
                    max(case when f.state = 'accepted' or f.revision > 1 then 4 when f.state = 'submitted' then 3 else 2 end) as best
               from filings f
              where f.period = reported
                and (zones is null or f.enterprise_id = any(array(select e.id from enterprises e where e.zone_id = any(zones))))
              group by f.enterprise_id, f.project_id),
         parts as (
             select e.id, min(coalesce(s.best, 0)) as best, max(s.best) as most
               from enterprises e
               join projects p on p.enterprise_id = e.id and in_force(p, reported)
               left join standing s on s.project_id = p.id
              where e.by_project_since <= period_first_day(reported) and (zones is null or e.zone_id = any(zones))
              group by e.id)
    select coalesce(w.enterprise_id, parts.id), greatest(coalesce(w.best, 0), coalesce(parts.best, 0))
      from (select * from standing where project_id is null) w
      full join parts on parts.id = w.enterprise_id
     where w.best is not null or parts.most is not null
$$;

-- A duty that does not hold, and why.
create table exemptions (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    project_id    bigint references projects,
    form_id       bigint not null references forms,
    period        text not null constraint exemptions_period_shape
                  check (period ~ '^\d{4}(-(H[12]|9M|Q[1-4]|0[1-9]|1[0-2]))?$'),
    reason        text not null constraint exemptions_have_reason check (length(trim(reason)) > 0),
    granted_by    bigint references accounts,
    granted_at    timestamptz not null default now(),
    constraint exemptions_key unique nulls not distinct (enterprise_id, form_id, period, project_id)
);

-- Who owes forms for periods (pairs): every enterprise that was in an owing state on some day of the period – each of its projects
-- in force, where it reports by project – and whoever filed all the same. Of one enterprise only, where asked.
create function owing(forms bigint[], periods text[], only_enterprise bigint)
returns table (form_id bigint, period text, enterprise_id bigint, project_id bigint)
language sql stable
as $$
    with spans as materialized (
        select s.enterprise_id, s.status, s.since,
               lead(s.since) over (partition by s.enterprise_id order by s.since) as until
          from enterprise_states s where only_enterprise is null or s.enterprise_id = only_enterprise),
    -- Whose zone has left the board, or is not its yet, owes it nothing; null where all zones are its own.
    rounds as materialized (
        select r.form_id, r.period, d.first_day, d.last_day, m.owed_by = 'building' as building, m.per_project,
               case when only_enterprise is null then
                   (select case when count(*) < (select count(*) from zones) then coalesce(array_agg(h.zone_id), '{}') end
                      from home_zones(d.last_day) h)
               else array(select h.zone_id from home_zones(d.last_day, array(
                        select own.zone_id from enterprises own where own.id = only_enterprise
                        union select own.zone_id from projects own where own.enterprise_id = only_enterprise)) h) end as home
          from unnest(forms, periods) as r (form_id, period)
          join forms m on m.id = r.form_id
         cross join lateral (select period_first_day(r.period) as first_day, period_last_day(r.period) as last_day) d)
    select r.form_id, r.period, e.id, p.id
      from rounds r
      join spans s on s.since <= r.last_day and coalesce(s.until > r.first_day, true)
                  and (s.status = 'operating' or (r.building and s.status = 'building'))
      join enterprises e on e.id = s.enterprise_id
      left join projects p on r.per_project and e.by_project_since <= r.first_day and p.enterprise_id = e.id
           and in_force(p, r.period)
     where (r.home is null or coalesce(p.zone_id, e.zone_id) = any(r.home))
       and (only_enterprise is null or e.id = only_enterprise) and e.retired_at is null
       and not coalesce(e.reported_by_parent_since <= r.first_day, false)
       and (p.id is not null or not (r.per_project and coalesce(e.by_project_since <= r.first_day, false)))
       and coalesce(e.tenant_since <= r.last_day, true) and coalesce(e.tenant_until >= r.first_day, true)
    union
    select r.form_id, r.period, f.enterprise_id, f.project_id
      from rounds r join filings f on f.form_id = r.form_id and f.period = r.period
     where only_enterprise is null or f.enterprise_id = only_enterprise
$$;

-- A letter that reminds an enterprise of all it owes: written down with what it says before it is sent. What was being sent when a
-- process died may have gone out ('unclear'), and is not sent again by itself.
create table letters (
    id            bigint generated always as identity primary key,
    job_id        bigint not null references jobs,
    enterprise_id bigint not null references enterprises,
    -- Whose address it goes to; that is looked up when it is sent, and kept nowhere else.
    contact_id    bigint references contacts,
    -- Masked: who was asked stands in contacts, and may be erased there.
    recipient     text not null,
    subject       text not null check (length(subject) <= 300),
    body          text not null check (length(body) <= 100000),
    message_id    text not null unique,
    state         text not null default 'written' check (state in ('written', 'sending', 'waiting', 'sent', 'failed', 'unclear')),
    -- Why it did not go out or waits, and the codes the server answered with.
    reason        text,
    codes         text,
    tries         integer not null default 0,
    written_at    timestamptz not null default now(),
    changed_at    timestamptz not null default now(),
    constraint letters_key unique (job_id, enterprise_id)
);
-- What became of a letter stays.
create trigger letters_append_only before update on letters
    for each row when (old.state in ('sent', 'failed', 'unclear')) execute function refuse_rewriting();
create trigger letters_stay before delete on letters
    for each row execute function refuse_rewriting();

-- Each time somebody was asked for a report: history, never changed. A letter about several reports is a row for each.
create table reminders (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    project_id    bigint references projects,
    form_id       bigint not null references forms,
    period        text not null,
    channel       text not null check (channel in ('phone', 'message', 'email')),
    -- Masked, as in letters.
    recipient     text not null,
    -- What was said; of an e-mail the letter has it, and what became of it.
    body          text check (length(body) <= 4000),
    letter_id     bigint references letters,
    sent_by       bigint references accounts,
    sent_at       timestamptz not null default now(),
    constraint reminders_by_letter check ((channel = 'email') = (letter_id is not null) and (letter_id is null) = (body is not null))
);
create index reminders_letter on reminders (letter_id);
create index reminders_duty on reminders (enterprise_id, form_id, period);
create trigger reminders_append_only before update or delete on reminders
    for each row execute function refuse_rewriting();
