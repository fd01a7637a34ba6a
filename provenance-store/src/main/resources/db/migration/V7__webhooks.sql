-- Who wants to be told over HTTP, and what they are still to be told.
create table webhook (
    id uuid primary key,
    url text not null,
    -- What deliveries are signed with; shown once, when it was made.
    secret bytea not null,
    -- A JSON array of event types; null for all.
    types text,
    -- Null for all projects.
    project text,
    added_at timestamptz not null
);

create table webhook_delivery (
    id bigint generated always as identity primary key,
    webhook_id uuid not null references webhook on delete cascade,
    event_id uuid not null,
    body text not null,
    queued_at timestamptz not null,
    attempts int not null default 0,
    -- Null for one that was given up.
    next_attempt_at timestamptz,
    last_failure text,
    unique (webhook_id, event_id)
);

create index webhook_delivery_by_time on webhook_delivery (next_attempt_at) where next_attempt_at is not null;
