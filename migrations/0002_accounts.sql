-- Accounts, sessions and the audit log: who may do what, and who did what. And the work they asked for that runs outside the request.

create table accounts (
    id            bigint generated always as identity primary key,
    username      text not null constraint accounts_username_key unique
                  constraint accounts_username_shape check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    display_name  text not null check (length(display_name) between 1 and 120),
    role          text not null check (role in ('administrator', 'staff', 'approver', 'leadership')),
    password_hash text not null,
    language      text not null default 'vi' check (language in ('vi', 'en')),
    disabled_at   timestamptz,
    version       integer not null default 1,
    created_at    timestamptz not null default now()
);

create table sessions (
    -- SHA-256 of the token in the cookie: a copy of this table signs nobody in.
    token_hash   bytea primary key check (length(token_hash) = 32),
    id           bigint generated always as identity unique,
    account_id   bigint not null references accounts on delete cascade,
    created_at   timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at   timestamptz not null,
    address      text not null,
    user_agent   text not null
);
create index sessions_account on sessions (account_id);

-- Where an account has signed in from: guesses of others, from elsewhere, do not slow it down there. An IPv4 address, or the
-- /64 of an IPv6 one. Written only after a right password, so nobody else can make it grow.
create table sign_in_places (
    account_id bigint not null references accounts on delete cascade,
    place      text not null,
    last_at    timestamptz not null default now(),
    primary key (account_id, place)
);

-- The one-time link that makes the first administrator.
create table setup_links (
    token_hash bytea primary key check (length(token_hash) = 32),
    expires_at timestamptz not null,
    used_at    timestamptz
);

create table audit_log (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default now(),
    account_id   bigint references accounts,
    -- The name as it was then; "import" and "set-up" act without an account.
    actor        text not null,
    address      text not null,
    request_id   text not null,
    action       text not null,
    subject_type text not null,
    subject_id   bigint not null,
    before       jsonb,
    after        jsonb,
    reason       text
);
create index audit_log_subject on audit_log (subject_type, subject_id, id);
create trigger audit_log_append_only before update or delete on audit_log
    for each row execute function refuse_rewriting();
create trigger audit_log_no_truncate before truncate on audit_log
    for each statement execute function refuse_rewriting();

-- Work in the background. Who runs a job holds an advisory lock on its number for as long as its connection lives: what a process left
-- running that died is known by its free lock, however slow others are.
create table jobs (
    id           bigint generated always as identity primary key,
    kind         text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
    -- What it is about: however often it is asked for, there is one unfinished job of a kind about a thing.
    subject      text not null check (length(subject) between 1 and 200),
    title_vi     text not null check (length(title_vi) between 1 and 400),
    title_en     text not null check (length(title_en) between 1 and 400),
    arguments    jsonb not null,
    -- Who asked, from where, and the language they are answered in.
    account_id   bigint not null references accounts,
    address      text not null,
    request_id   text not null,
    language     text not null check (language in ('vi', 'en')),
    state        text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    done         integer not null default 0 check (done >= 0),
    total        integer not null default 0 check (total >= 0),
    -- The result, or why there is none, or why it waits for another try.
    said_vi      text,
    said_en      text,
    -- Where the result is to be seen.
    place        text check (place like '/%'),
    tries        integer not null default 0 check (tries >= 0),
    next_at      timestamptz not null default now(),
    cancelled_by bigint references accounts,
    asked_at     timestamptz not null default now(),
    started_at   timestamptz,
    ended_at     timestamptz,
    constraint jobs_end check ((ended_at is not null) = (state in ('done', 'failed', 'cancelled'))),
    constraint jobs_said check ((said_vi is null) = (said_en is null))
);
create unique index jobs_unfinished on jobs (kind, subject) where ended_at is null;
create index jobs_subject on jobs (kind, subject, id desc);
create index jobs_account on jobs (account_id, id desc);
-- What is over stays as it ended.
create trigger jobs_append_only before update on jobs
    for each row when (old.ended_at is not null) execute function refuse_rewriting();
create trigger jobs_stay before delete on jobs
    for each row execute function refuse_rewriting();

-- Whether the list of how a board begins was put away from the front page: one row once it was ever touched.
create table set_up (
    only_one    boolean primary key default true check (only_one),
    put_away_at timestamptz,
    changed_by  bigint not null references accounts
);

-- The bundle that was sent through a browser last and waits to be taken, with what a check found in it. No bytes: it has faults.
create table sent_bundles (
    only_one boolean primary key default true check (only_one),
    name     text not null check (length(name) between 1 and 200),
    sha256   text not null,
    bytes    bytea,
    outcome  text not null,
    sent_by  bigint not null references accounts,
    sent_at  timestamptz not null default now()
);
