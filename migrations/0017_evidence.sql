-- What stands behind a report or a record: files, and what people said about it.
-- The files themselves lie outside the database, under a key made of their contents (src/registers/evidence/store.rs).

-- A file belongs to a report and perhaps to one of its cells; to an obstacle, a key task, a project or a parcel and perhaps to a step or
-- an event of its log; to a lease or a recovery case and perhaps to one of its extensions or steps.
create table attachments (
    id             bigint generated always as identity primary key,
    filing_id      bigint references filings,
    -- The cell it belongs to; null for the report as a whole.
    indicator_id   bigint references indicators,
    obstacle_id    bigint references obstacles,
    key_task_id    bigint references key_tasks,
    project_id     bigint references projects,
    parcel_id      bigint references parcels,
    lease_id       bigint references leases,
    recovery_id    bigint references recoveries,
    -- Of a log the number of the step or event; of a lease or a case, whose rows are registries, the id of the row.
    step           integer,
    -- Whose file it is, by its table: what the portal asks for.
    owner          text not null generated always as (
        case when filing_id is not null then 'filings' when obstacle_id is not null then 'obstacles'
             when key_task_id is not null then 'key_tasks' when project_id is not null then 'projects'
             when parcel_id is not null then 'parcels' when lease_id is not null then 'leases' else 'recoveries' end) stored,
    owner_id       bigint not null generated always as (
        coalesce(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id)) stored,
    -- As sent, without folders and control characters; its ending is that of the contents.
    name           text not null constraint attachments_name_shape
                   check (length(name) between 1 and 200 and name !~ '[/\\[:cntrl:]]'),
    -- Found from the bytes, never taken from the browser.
    media_type     text not null,
    size           bigint not null check (size > 0),
    sha256         text not null constraint attachments_sha256_shape check (sha256 ~ '^[0-9a-f]{64}$'),
    key            text not null,
    note           text check (length(trim(note)) > 0 and length(note) <= 1000),
    added_by       bigint not null references accounts,
    added_at       timestamptz not null default now(),
    -- Taken off; the row and the file stay.
    removed_by     bigint references accounts,
    removed_at     timestamptz,
    removed_reason text check (length(trim(removed_reason)) > 0 and length(removed_reason) <= 1000),
    constraint attachments_one_owner
        check (num_nonnulls(filing_id, obstacle_id, key_task_id, project_id, parcel_id, lease_id, recovery_id) = 1),
    constraint attachments_cell_of_report check (indicator_id is null or filing_id is not null),
    constraint attachments_step_of_work check (step is null or filing_id is null),
    constraint attachments_step_of_obstacle foreign key (obstacle_id, step) references agenda_steps (obstacle_id, number),
    constraint attachments_step_of_task foreign key (key_task_id, step) references agenda_steps (key_task_id, number),
    constraint attachments_event_of_project foreign key (project_id, step) references project_events (project_id, number),
    constraint attachments_event_of_parcel foreign key (parcel_id, step) references parcel_events (parcel_id, number),
    constraint attachments_extension_of_lease foreign key (lease_id, step) references lease_extensions (lease_id, id),
    constraint attachments_step_of_case foreign key (recovery_id, step) references recovery_steps (recovery_id, id),
    constraint attachments_removal_whole check (num_nulls(removed_by, removed_at, removed_reason) in (0, 3))
);
create index attachments_filing on attachments (filing_id);
create index attachments_obstacle on attachments (obstacle_id) where obstacle_id is not null;
create index attachments_key_task on attachments (key_task_id) where key_task_id is not null;
create index attachments_owner on attachments (owner, owner_id);

-- An attachment is taken off once, with a reason; nothing else about it ever changes, and no row goes away. Columns that follow from
-- others are not known yet before an update.
create function keep_attachment() returns trigger
language plpgsql
as $$
declare
    may_change constant text[] := '{removed_by,removed_at,removed_reason,owner,owner_id}';
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
        raise exception 'an attachment is history' using errcode = 'IZ010';
    end if;
    return new;
end
$$;
create trigger attachments_keep before update or delete on attachments
    for each row execute function keep_attachment();
create trigger attachments_no_truncate before truncate on attachments
    for each statement execute function refuse_rewriting();

create table comments (
    id           bigint generated always as identity primary key,
    filing_id    bigint not null references filings,
    indicator_id bigint references indicators,
    body         text not null constraint comments_body_length check (length(trim(body)) > 0 and length(body) <= 2000),
    said_by      bigint not null references accounts,
    said_at      timestamptz not null default now()
);
create index comments_filing on comments (filing_id);
create trigger comments_append_only before update or delete on comments
    for each row execute function refuse_rewriting();
create trigger comments_no_truncate before truncate on comments
    for each statement execute function refuse_rewriting();
