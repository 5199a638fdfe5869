-- Accounts, sessions and the audit log: who may do what, and who did what.

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
