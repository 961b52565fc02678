-- A file between its dry run and its application; kept for an hour.
create table import_upload (
    id          uuid        not null primary key,
    name        text        not null,
    content     bytea       not null,
    uploaded_by bigint      not null,
    uploaded_at timestamptz not null
);
