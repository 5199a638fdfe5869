-- Wrong passwords are counted in the memory of the process, before they are looked at: two counts read from a table at the same
-- time were the same, and an attack filled the table.
drop table sign_in_failures;

-- Where an account has signed in from: guesses of others, from elsewhere, do not slow it down there. An IPv4 address, or the
-- /64 of an IPv6 one. Written only after a right password, so nobody else can make it grow.
create table sign_in_places (
    account_id bigint not null references accounts on delete cascade,
    place      text not null,
    last_at    timestamptz not null default now(),
    primary key (account_id, place)
);
