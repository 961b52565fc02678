-- That the pipeline was gone through, with what stood on the page then.
create table pipeline_review (
    id         bigint generated always as identity,
    held_at    timestamptz not null,
    day        date        not null,
    held_by    bigint,
    by_name    text        not null,
    note       text        not null default '',
    changed    integer     not null,
    stalled    integer     not null,
    closing    integer     not null,
    lapsing    integer     not null,
    decisions  integer     not null,
    constraint pipeline_review_pkey primary key (id)
);
create index pipeline_review_by_time on pipeline_review (held_at desc);
