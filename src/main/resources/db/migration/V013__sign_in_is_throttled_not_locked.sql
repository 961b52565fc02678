-- How often a sign-in was tried of late, per client address and per client address with email (hashed): an account
-- itself is never locked, so that no stranger can lock a person out.
create table sign_in_tries (
    bucket text        not null primary key,
    tries  integer     not null,
    since  timestamptz not null
);
create index sign_in_tries_by_age on sign_in_tries (since);
