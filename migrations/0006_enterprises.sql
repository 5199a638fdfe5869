-- Enterprises, the course of their states, who follows them up, and the people there.

create table enterprises (
    id                       bigint generated always as identity primary key,
    zone_id                  bigint not null references zones,
    code                     text not null constraint enterprises_code_key unique,
    -- Null while the board does not know it; never invented.
    tax_code                 text constraint enterprises_tax_code_key unique,
    name                     text not null,
    name_en                  text,
    ownership                text not null check (ownership in ('limited', 'joint_stock', 'foreign', 'branch', 'other')),
    export_processing        boolean not null default false,
    -- The state today, and since when it is known to be so; the course is in enterprise_states.
    status                   text not null check (status in ('preparing', 'building', 'operating', 'suspended', 'closed')),
    status_since             date,
    tenant_since             date,
    tenant_until             date,
    -- From this day on the enterprise makes the forms marked so (forms.per_project) once for each project. Null: as a whole.
    by_project_since         date,
    -- A branch has its parent's tax code with three digits more. From this day on its parent reports for it: the branch owes nothing,
    -- and the same figure never counts twice. Null: it reports for itself.
    reported_by_parent_since date,
    address                  text,
    note                     text,
    version                  integer not null default 1,
    retired_at               timestamptz,
    search                   text generated always as
                                 (fold(code || ' ' || coalesce(tax_code, '') || ' ' || name || ' ' || coalesce(name_en, ''))) stored,
    constraint enterprises_tenancy_order check (tenant_until >= tenant_since),
    constraint enterprises_parent_reports check (reported_by_parent_since is null or coalesce(tax_code ~ '^\d{10}-\d{3}$', false))
);
create index enterprises_zone on enterprises (zone_id);
create index enterprises_by_project on enterprises (by_project_since) where by_project_since is not null;
create index enterprises_tax_root on enterprises (left(tax_code, 10)) where tax_code is not null;
-- The list in its usual order, at the size of the country.
create index enterprises_listed on enterprises (code) where retired_at is null;

-- What an enterprise was, since when. Duties of the past do not vanish with a new state.
create table enterprise_states (
    enterprise_id bigint not null references enterprises,
    since         date not null,
    status        text not null check (status in ('preparing', 'building', 'operating', 'suspended', 'closed')),
    primary key (enterprise_id, since)
);

-- An enterprise entered without a date is in its state from today on, as its form says: it does not owe what was due before.
-- A bundle brings the states themselves; what it says nothing of has always been so.
create function keep_enterprise_state() returns trigger
language plpgsql
as $$
declare
    day date := coalesce(new.status_since,
                         case when tg_op = 'UPDATE' then vietnam_today()
                              when in_bundle_import() then coalesce(new.tenant_since, '1990-01-01')
                              else coalesce(new.tenant_since, vietnam_today()) end);
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

-- The state of an enterprise at the end of a day; null before the first one known.
create function enterprise_status_on(enterprise bigint, day date) returns text language sql stable as $$
    select status from enterprise_states where enterprise_id = enterprise and since <= day order by since desc limit 1
$$;

-- The enterprises in use that operated at the end of a period, were tenants in it, and were not reported by their parent.
create function operating_at_end(reported text) returns table (enterprise_id bigint)
language sql stable
as $$
    select e.id
      from (select distinct on (s.enterprise_id) s.enterprise_id, s.status
              from enterprise_states s where s.since <= period_last_day(reported)
             order by s.enterprise_id, s.since desc) s
      join enterprises e on e.id = s.enterprise_id
     where s.status = 'operating' and e.retired_at is null
       and coalesce(e.tenant_since <= period_last_day(reported), true)
       and coalesce(e.tenant_until >= period_first_day(reported), true)
       and not coalesce(e.reported_by_parent_since <= period_first_day(reported), false)
$$;

create function reported_by_parent(enterprise bigint, reported text) returns boolean
language sql stable
as $$
    select exists (select 1 from enterprises e where e.id = enterprise and e.reported_by_parent_since <= period_first_day(reported))
$$;

create function keep_branch_switch() returns trigger
language plpgsql
as $$
begin
    if exists (select 1 from current_figures c
                where c.enterprise_id = new.id and period_first_day(c.period) >= new.reported_by_parent_since) then
        raise exception 'the branch has figures of its own' using errcode = 'IZ068';
    end if;
    return null;
end
$$;
create trigger enterprises_keep_branch after update of reported_by_parent_since on enterprises
    for each row when (new.reported_by_parent_since is distinct from old.reported_by_parent_since)
    execute function keep_branch_switch();

-- Who at the board follows up an enterprise's reports.
create table enterprise_officers (
    enterprise_id bigint primary key references enterprises,
    account_id    bigint not null references accounts,
    assigned_by   bigint references accounts,
    assigned_at   timestamptz not null default now()
);

-- People at enterprises, each for a purpose. Erasing takes the personal data out of the row for good; the row and the reason stay.
create table contacts (
    id            bigint generated always as identity primary key,
    enterprise_id bigint not null references enterprises,
    position      integer not null check (position >= 1),
    name          text check (length(trim(name)) > 0 and length(name) <= 120),
    role          text check (length(trim(role)) > 0 and length(role) <= 120),
    purpose       text not null constraint contacts_purpose check (purpose in
                      ('reports', 'labour', 'environment', 'investment', 'legal', 'emergency')),
    phone         text check (length(trim(phone)) > 0 and length(phone) <= 40),
    email         text check (length(trim(email)) > 0 and length(email) <= 120),
    version       integer not null default 1,
    erased_at     timestamptz,
    erased_by     text,
    erased_reason text check (length(trim(erased_reason)) > 0 and length(erased_reason) <= 500),
    constraint contacts_key unique (enterprise_id, position),
    constraint contacts_erased_whole check (num_nulls(erased_at, erased_by, erased_reason) in (0, 3)),
    constraint contacts_erased_empty check (erased_at is null or num_nonnulls(name, role, phone, email) = 0),
    constraint contacts_named check (erased_at is not null or (name is not null and num_nonnulls(phone, email) > 0))
);

create function keep_contact() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.erased_at is not null or new.enterprise_id <> old.enterprise_id or new.position <> old.position then
        raise exception 'a contact stays where it is, and erased' using errcode = 'IZ069';
    end if;
    return new;
end
$$;
create trigger contacts_keep before update or delete on contacts
    for each row execute function keep_contact();
create trigger contacts_no_truncate before truncate on contacts
    for each statement execute function refuse_rewriting();
