-- An import from its file to its undoing. The file itself and the rows as they were shown are kept for a day.
create table import_job (
    id            uuid        not null,
    file_name     text        not null,
    by_id         bigint      not null,
    by_name       text        not null,
    brought_at    timestamptz not null,
    plan          jsonb       not null,
    state         text        not null,
    -- What it is doing, how far it is; the beat tells a job that works from one whose node is gone.
    phase         text        not null default '',
    done          integer     not null default 0,
    total         integer     not null default 0,
    stop_asked    boolean     not null default false,
    beat_at       timestamptz,
    problem       text        not null default '',
    fingerprint   text        not null default '',
    counts        jsonb       not null,
    applied_at    timestamptz,
    undone_at     timestamptz,
    undone_by     text,
    constraint import_job_pkey primary key (id),
    constraint import_state_is_known check (state in ('PLANNED', 'CHECKING', 'CHECKED', 'APPLYING', 'APPLIED', 'UNDONE'))
);
create index import_job_by_time on import_job (brought_at desc);

-- What a row of the file does, as it was shown.
create table import_row (
    job_id  uuid   not null,
    line    bigint not null,
    outcome text   not null,
    about   text   not null,
    words   text[] not null,
    constraint one_outcome_per_import_and_line primary key (job_id, line),
    constraint import_row_is_of_a_job foreign key (job_id) references import_job (id) on delete cascade,
    constraint import_outcome_is_known check (outcome in ('REFUSED', 'UNDECIDED', 'CHANGES', 'KNOWN', 'LEFT_OUT'))
);
create index import_row_by_outcome on import_row (job_id, outcome, line);

-- A record that an import wrote, all rows of it before and after, for the undoing. Without foreign keys: it tells what was.
create table import_image (
    job_id    uuid   not null,
    kind      text   not null,
    record_id bigint not null,
    name      text   not null,
    before    jsonb,
    after     jsonb  not null,
    constraint one_image_per_import_and_record primary key (job_id, kind, record_id),
    constraint import_image_is_of_a_job foreign key (job_id) references import_job (id) on delete cascade,
    constraint import_image_kind_is_known check (kind in ('partner', 'contact'))
);

-- What a heading or a value of the programme's own files meant the last time.
create table import_memory (
    kind   text not null,
    said   text not null,
    target text not null,
    constraint one_meaning_per_saying primary key (kind, said)
);
