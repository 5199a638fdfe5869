-- What stands behind a report: files attached to it or to one of its cells, and what people said about it.
-- The files themselves lie outside the database, under a key made of their contents (src/evidence/store.rs).

create table attachments (
    id             bigint generated always as identity primary key,
    filing_id      bigint not null references filings,
    -- The cell it belongs to; null for the report as a whole.
    indicator_id   bigint references indicators,
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
    -- Taken off the report; the row and the file stay.
    removed_by     bigint references accounts,
    removed_at     timestamptz,
    removed_reason text check (length(trim(removed_reason)) > 0 and length(removed_reason) <= 1000),
    constraint attachments_removal_whole check (num_nulls(removed_by, removed_at, removed_reason) in (0, 3))
);
create index attachments_filing on attachments (filing_id);

-- An attachment is taken off once, with a reason; nothing else about it ever changes, and no row goes away.
create function keep_attachment() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'DELETE' or old.removed_at is not null or new.removed_at is null
       or (new.id, new.filing_id, new.indicator_id, new.name, new.media_type, new.size, new.sha256, new.key, new.note,
           new.added_by, new.added_at)
          is distinct from (old.id, old.filing_id, old.indicator_id, old.name, old.media_type, old.size, old.sha256, old.key,
                            old.note, old.added_by, old.added_at) then
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
