-- The record of what was published, by whom and on what proof. Facts are kept by value: no row here names a publisher,
-- a token or a person that lives elsewhere. Texts that hold JSON are `text`, not `jsonb`, because they are shown again
-- character for character.

create sequence serial;

create table project (
    name text primary key,
    spelling text not null,
    -- False while only refused files are known of it.
    listed boolean not null,
    -- Of the last change that readers can see.
    serial bigint not null,
    created_at timestamptz,
    created_by text
);

create index project_by_serial on project (serial desc);

-- Counts the changes of the list of projects. Divided, so that projects don't wait for each other; the sum changes with
-- every committed change, in whatever order transactions commit, which a largest serial would not.
create table listing_change (
    shard smallint primary key,
    changes bigint not null
);

insert into listing_change (shard, changes) select shard, 0 from generate_series(0, 63) as shard;

create table release (
    project text not null references project,
    -- The one spelling that all equal versions share.
    version text not null,
    spelling text not null,
    -- The decision about its URLs, once and for ever; null until its first file is known.
    urls text,
    primary key (project, version)
);

-- Published files only: whatever is read from here may be shown.
create table file (
    upload_id uuid primary key,
    project text not null,
    release text not null,
    version text not null,
    filename text not null,
    sha256 text not null,
    size bigint not null,
    core_metadata_sha256 text,
    requires_python text,
    release_sequence bigint not null,
    attested boolean not null,
    uploaded_at timestamptz not null,
    published_at timestamptz not null,
    -- The staged file as its event told of it.
    staged text not null,
    verifier text not null,
    policy text not null,
    foreign key (project, release) references release (project, version),
    -- A published name never changes its digest.
    unique (project, filename)
);

create index file_by_release on file (project, release);
create index file_by_digest on file (sha256);
create index file_by_time on file (published_at desc);

create table attestation (
    upload_id uuid not null references file,
    position smallint not null,
    predicate_type text not null,
    -- The attestation object as the uploader sent it, character for character.
    json text not null,
    -- What its verification established.
    facts text not null,
    primary key (upload_id, position)
);

-- Apart from `file`, so that nothing which lists files can ever show one of these.
create table refused_file (
    upload_id uuid primary key,
    project text not null references project,
    release text not null,
    filename text not null,
    release_sequence bigint not null,
    code text not null,
    expected text not null,
    actual text not null,
    refused_at timestamptz not null,
    staged text not null,
    verifier text not null,
    policy text not null
);

create index refused_file_by_release on refused_file (project, release);

create table history_entry (
    id bigint generated always as identity primary key,
    project text not null references project,
    at timestamptz not null,
    entry text not null
);

create index history_entry_by_project on history_entry (project, id desc);

-- Bodies as they are sent.
create table simple_page (
    project text primary key references project,
    serial bigint not null,
    -- What else went into the bodies: the public URL and the version of the renderer.
    rendering text not null,
    html bytea not null,
    html_digest text not null,
    json bytea not null,
    json_digest text not null
);

-- The outbox: what is still to be told.
create table announcement (
    event_id uuid primary key,
    number bigint generated always as identity,
    at timestamptz not null,
    event text not null
);

create index announcement_by_number on announcement (number);

create table processed_event (
    id uuid primary key,
    at timestamptz not null
);
