-- What upload-service owns: projects, who may upload to them, and uploads on their way to publication.

create table project (
    id uuid primary key,
    name text not null unique,
    spelling text not null,
    created_at timestamptz not null,
    created_by text not null
);
comment on column project.name is 'normalised (PEP 503)';

create table publisher (
    id uuid primary key,
    project_id uuid not null references project,
    issuer text not null,
    server text not null,
    owner text not null,
    owner_id text,
    repository text not null,
    workflow text not null,
    environment text,
    created_at timestamptz not null,
    created_by text not null
);
comment on table publisher is 'A Trusted Publisher of one project; the issuer is part of its identity';
comment on column publisher.owner_id is 'null until the first token is minted, then pinned';
create unique index publisher_once on publisher
    (project_id, issuer, lower(owner), lower(repository), workflow, lower(coalesce(environment, '')));
create index publisher_by_repository on publisher (issuer, lower(owner), lower(repository));

create table spent_id_token (
    issuer text not null,
    jti text not null,
    forget_after timestamptz not null,
    primary key (issuer, jti)
);
comment on table spent_id_token is 'An ID token mints once; the primary key decides among parallel requests';
create index spent_id_token_by_age on spent_id_token (forget_after);

create table upload_token (
    id uuid primary key,
    sha256 text not null unique,
    claims text not null,
    minted_at timestamptz not null,
    expires_at timestamptz not null
);
create index upload_token_by_age on upload_token (expires_at);

create table upload_token_grant (
    token_id uuid not null references upload_token on delete cascade,
    publisher_id uuid not null references publisher on delete cascade,
    primary key (token_id, publisher_id)
);
comment on table upload_token_grant is 'Removing a publisher removes what its tokens may do, at once';
create index upload_token_grant_by_publisher on upload_token_grant (publisher_id);

create table api_token (
    id uuid primary key,
    sha256 text not null unique,
    description text not null,
    created_at timestamptz not null,
    created_by text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);

create table api_token_project (
    token_id uuid not null references api_token on delete cascade,
    project_id uuid not null references project,
    primary key (token_id, project_id)
);

create table release (
    project_id uuid not null references project,
    version text not null,
    uploads bigint not null,
    primary key (project_id, version)
);
comment on column release.version is 'canonical: the spelling that all equal versions share';
comment on column release.uploads is 'how many uploads were accepted, which numbers them without gaps';

create table upload (
    id uuid primary key,
    project_id uuid not null references project,
    version text not null,
    sequence bigint not null,
    filename text not null,
    sha256 text not null,
    core_metadata_sha256 text,
    attestations_sha256 text,
    state text not null check (state in ('STAGED', 'PUBLISHED', 'REJECTED')),
    rejection_code text,
    rejection_expected text,
    rejection_actual text,
    uploaded_at timestamptz not null,
    decided_at timestamptz,
    check ((state = 'STAGED') = (decided_at is null)),
    check ((state = 'REJECTED') = (rejection_code is not null))
);
create unique index upload_sequence on upload (project_id, version, sequence);
create unique index upload_live_filename on upload (lower(filename)) where state <> 'REJECTED';
comment on index upload_live_filename is 'One file name, one file, across the whole index; a rejected upload frees its name';
create index upload_live_blob on upload (sha256) where state <> 'REJECTED';
create index upload_live_core_metadata on upload (core_metadata_sha256) where state <> 'REJECTED';

create table outbox (
    sequence bigint generated always as identity primary key,
    id uuid not null unique,
    upload_id uuid references upload,
    topic text not null,
    key text not null,
    headers text not null,
    value text not null,
    created_at timestamptz not null,
    sent_at timestamptz
);
comment on table outbox is 'Events to send, in order. One of an upload stays until the upload is published or rejected';
create index outbox_by_upload on outbox (upload_id);

create table released_blob (
    sha256 text primary key,
    released_at timestamptz not null
);
comment on table released_blob is 'Bytes that may no longer be needed; removed under the lock of their digest if nothing refers to them';
