-- What projects ask of their files, and what becomes of files after their publication.

alter table project
    add column status text not null default 'active'
        check (status in ('active', 'archived', 'quarantined', 'deprecated')),
    add column status_reason text;

create table project_policy (
    project_id uuid not null references project,
    version bigint not null check (version > 0),
    policy text not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (project_id, version)
);
comment on table project_policy is 'JSON; the one with the highest version holds. A project without one has the defaults of the index';

alter table release
    add column yanked_at timestamptz,
    add column yanked_reason text,
    add column yanked_by text;

alter table upload
    add column staged_file text,
    add column person_id uuid references person,
    add column hold_code text,
    add column hold_expected text,
    add column hold_actual text,
    add column held_at timestamptz,
    add column hold_decision text check (hold_decision in ('APPROVED', 'REFUSED')),
    add column hold_decided_by text,
    drop constraint upload_state_check,
    drop constraint upload_check,
    add constraint upload_state_known check (state in ('STAGED', 'HELD', 'PUBLISHED', 'REJECTED', 'DELETED')),
    add constraint upload_end_has_time check ((state in ('STAGED', 'HELD')) = (decided_at is null)),
    add constraint upload_hold_has_code check (state <> 'HELD' or hold_code is not null);
comment on column upload.staged_file is 'JSON as in the event; null for files from before it was kept';
comment on column upload.person_id is 'whose API token uploaded it';
comment on index upload_live_filename is
    'One file name, one file, across the whole index: a rejected upload frees its name, a deleted file never does';

drop index upload_live_blob;
drop index upload_live_core_metadata;
create index upload_live_blob on upload (sha256) where state not in ('REJECTED', 'DELETED');
create index upload_live_core_metadata on upload (core_metadata_sha256) where state not in ('REJECTED', 'DELETED');

alter table outbox drop constraint outbox_upload_id_fkey;
alter table outbox rename column upload_id to subject_id;
comment on column outbox.subject_id is 'the upload or submission whose outcome removes the event; until then it is sent again';
alter index outbox_by_upload rename to outbox_by_subject;
