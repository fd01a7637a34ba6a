-- API tokens belong to whoever issued them, and open what their person may upload to, as long as that lasts.

alter table api_token
    add column person_id uuid references person,
    add column all_projects boolean not null default false,
    add column last_used_at timestamptz,
    add constraint api_token_all_is_somebodys check (not all_projects or person_id is not null);
comment on column api_token.person_id is 'null for one that was issued with the administrator''s token';
comment on column api_token.all_projects is 'all that the person may upload to, at the moment of the upload';
comment on column api_token.last_used_at is 'to the minute';
create index api_token_by_person on api_token (person_id);
