-- Publishers of every kind in one table, by value, with what they are found by; for a project, for all projects of an
-- organisation, or for a project to come.

create table organization (
    id uuid primary key,
    name text not null unique,
    created_at timestamptz not null,
    created_by text not null
);
comment on table organization is 'A named group of projects that trust the same publishers';

create table organization_project (
    project_id uuid primary key references project,
    organization_id uuid not null references organization
);
comment on table organization_project is 'A project belongs to one organisation, or to none';
create index organization_project_by_organization on organization_project (organization_id);

alter table publisher
    alter column project_id drop not null,
    add column organization_id uuid references organization,
    add column pending_project text,
    add column pending_spelling text,
    add column expires_at timestamptz,
    add column registrant uuid,
    add column look_up text,
    add column identity text,
    add column details text;

update publisher set
    look_up = lower(owner || '/' || repository),
    identity = lower(owner || '/' || repository) || E'\n' || workflow || E'\n' || lower(coalesce(environment, '')) || E'\n\n\n',
    details = jsonb_strip_nulls(jsonb_build_object(
        'kind', 'github',
        'issuer', issuer,
        'server', server,
        'owner', owner,
        'ownerId', owner_id,
        'repository', repository,
        'workflow', workflow,
        'environment', environment))::text;

drop index publisher_once;
drop index publisher_by_repository;
alter table publisher
    alter column look_up set not null,
    alter column identity set not null,
    alter column details set not null,
    drop column server,
    drop column owner,
    drop column owner_id,
    drop column repository,
    drop column workflow,
    drop column environment,
    add constraint publisher_scope check (num_nonnulls(project_id, organization_id, pending_project) = 1),
    add constraint publisher_pending check (
        (pending_project is null) = (pending_spelling is null) and (pending_project is null) = (expires_at is null)),
    add constraint publisher_once
        unique nulls not distinct (project_id, organization_id, pending_project, issuer, identity);
comment on table publisher is 'A Trusted Publisher as it was registered; the issuer is part of its identity';
comment on column publisher.look_up is 'lower case; what every job that could match has in common with it';
comment on column publisher.identity is 'all that it asks for but the ids that the first token pins';
comment on column publisher.details is 'JSON object: the publisher by value, as events carry it';
comment on column publisher.registrant is 'the person who becomes owner of the project to come; null for the administrator';
comment on column publisher.pending_project is 'normalised name of the project that the first token will create; reserves nothing';
create index publisher_by_look_up on publisher (issuer, look_up);
create index publisher_by_organization on publisher (organization_id);
create index publisher_by_expiry on publisher (expires_at) where expires_at is not null;

-- A grant names its project, because a publisher of an organisation opens several.
alter table upload_token_grant
    add column id uuid not null default gen_random_uuid(),
    add column project_id uuid references project;
update upload_token_grant set project_id = (select project_id from publisher where publisher.id = publisher_id);
alter table upload_token_grant
    alter column project_id set not null,
    alter column id drop default,
    drop constraint upload_token_grant_pkey,
    add primary key (id),
    add unique (token_id, project_id);
