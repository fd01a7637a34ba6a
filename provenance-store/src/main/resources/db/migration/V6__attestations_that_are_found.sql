-- What attestations are looked for by, and what became of them later.
alter table attestation
    -- Whose it was found to be: the JSON of a publisher.
    add column identity text,
    -- Null for those that came with the file.
    add column submission_id uuid,
    add column submitter text,
    add column added_at timestamptz,
    -- Whether it stood every review since; only what holds is served.
    add column holds boolean not null default true,
    add column fallen_code text,
    -- By what it was judged the last time.
    add column verifier text,
    add column policy text,
    add column trust_root text,
    -- Without the ref.
    add column workflow text,
    add column commit text,
    add column repository text,
    add column signer text,
    add column signed_at timestamptz;

update attestation a set
    identity = f.publisher,
    verifier = f.verifier,
    policy = f.policy,
    trust_root = a.facts::jsonb -> 'trustRoot' ->> 'sha256',
    workflow = regexp_replace(a.facts::jsonb -> 'certificate' ->> 'buildConfigUri', '@[^@]*$', ''),
    commit = a.facts::jsonb -> 'certificate' ->> 'sourceRepositoryDigest',
    repository = a.facts::jsonb -> 'certificate' ->> 'sourceRepositoryUri',
    signer = a.facts::jsonb -> 'certificate' ->> 'subjectAlternativeName',
    signed_at = (a.facts::jsonb ->> 'signedAt')::timestamptz
from file f where f.upload_id = a.upload_id;

alter table attestation
    alter column identity set not null,
    alter column verifier set not null,
    alter column policy set not null,
    alter column trust_root set not null,
    alter column signer set not null,
    alter column signed_at set not null;

create index attestation_by_workflow on attestation (workflow, signed_at, upload_id, position);
create index attestation_by_commit on attestation (commit, signed_at, upload_id, position);
create index attestation_by_repository on attestation (repository, signed_at, upload_id, position);
create index attestation_by_signer on attestation (signer, signed_at, upload_id, position);
create index attestation_by_time on attestation (signed_at, upload_id, position);
create index attestation_by_trust_root on attestation (trust_root, policy);

-- What follows are decisions of administrators. They are in no event of another service, so a rebuild keeps them.

create table review (
    id uuid primary key,
    criteria text not null,
    reason text not null,
    requested_by text not null,
    requested_at timestamptz not null
);

-- One question to the verifier.
create table review_item (
    review_id uuid not null references review,
    upload_id uuid not null,
    identity text not null,
    state text not null check (state in ('waiting', 'asked', 'holds', 'fallen', 'too-large')),
    asked_at timestamptz,
    primary key (review_id, upload_id, identity)
);

create index review_item_open on review_item (review_id) where state in ('waiting', 'asked');

create table quarantine (
    id uuid primary key,
    -- Null where the files were named one by one.
    criteria text,
    reason text not null,
    ordered_by text not null,
    ordered_at timestamptz not null,
    lifted_by text,
    lifted_at timestamptz
);

create table quarantine_item (
    quarantine_id uuid not null references quarantine,
    upload_id uuid not null,
    -- Whether the file's state follows the quarantine's yet.
    done boolean not null,
    primary key (quarantine_id, upload_id)
);

create index quarantine_item_open on quarantine_item (quarantine_id) where not done;
create index quarantine_item_by_upload on quarantine_item (upload_id);

-- Identities that others held between two times. What they signed then is refused, whenever it comes.
create table compromise (
    id uuid primary key,
    criteria text not null,
    reason text not null,
    declared_by text not null,
    declared_at timestamptz not null,
    lifted_by text,
    lifted_at timestamptz
);
