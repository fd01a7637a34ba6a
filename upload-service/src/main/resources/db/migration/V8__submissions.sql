-- Further attestations of published files, on their way to a verdict.

create table attestation_submission (
    id uuid primary key,
    upload_id uuid not null references upload,
    attester text not null,
    identity text not null,
    attestations_sha256 text not null,
    state text not null check (state in ('SUBMITTED', 'VERIFIED', 'ADDED', 'REJECTED')),
    rejection_code text,
    rejection_expected text,
    rejection_actual text,
    submitted_at timestamptz not null,
    submitted_by text not null,
    decided_at timestamptz,
    check ((state = 'SUBMITTED') = (decided_at is null)),
    check ((state = 'REJECTED') = (rejection_code is not null))
);
comment on column attestation_submission.identity is 'JSON: whose attestations these have to be, by value';
comment on column attestation_submission.submitted_by is 'who sent them, which nothing rests on';
create unique index attestation_submission_once on attestation_submission (upload_id, attester, attestations_sha256)
    where state <> 'REJECTED';
