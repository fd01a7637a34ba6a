-- People, who sign in with their own identity provider, and what they are to projects.

create table person (
    id uuid primary key,
    issuer text not null,
    subject text not null,
    name text not null,
    first_seen_at timestamptz not null,
    unique (issuer, subject)
);
comment on column person.subject is 'what the issuer calls the person, for ever';
comment on column person.name is 'for people; nothing is decided by it';

create table project_role (
    project_id uuid not null references project,
    person_id uuid not null references person,
    role text not null check (role in ('OWNER', 'MAINTAINER')),
    granted_at timestamptz not null,
    granted_by text not null,
    primary key (project_id, person_id)
);
create index project_role_by_person on project_role (person_id);
