-- Every event that the store took for a fact, as it came, in the order of its taking. Everything else that it holds of
-- projects is made of these, and can be made of them again.
alter table processed_event rename to journal;

alter table journal
    -- Orders one project's events as they took effect: it is given with the project locked. It is the serial of what the
    -- event changed.
    add column number bigint generated always as identity,
    add column topic text,
    add column key text,
    add column headers text,
    -- Null for events from before there was a journal.
    add column event text;

create unique index journal_by_number on journal (number);

-- Later numbers than all serials and history entries that there are.
select setval(
    pg_get_serial_sequence('journal', 'number'),
    greatest(
        (select last_value from serial),
        (select coalesce(max(id), 0) / 16 + 1 from history_entry),
        (select count(*) + 1 from journal)));

drop sequence serial;

-- A history entry's id follows from its event's number: sixteen to each event.
alter table history_entry alter column id drop identity;

-- Events about an upload whose verdict isn't known here yet: they came by another topic.
create table waiting_event (
    upload_id uuid not null,
    number bigint not null references journal (number),
    primary key (upload_id, number)
);

-- Passed verification, and waits for an owner. Apart from `file`, so that nothing which lists files can ever show it.
create table held_file (
    upload_id uuid primary key,
    project text not null references project,
    release text not null,
    version text not null,
    filename text not null,
    sha256 text not null,
    code text not null,
    expected text not null,
    actual text not null,
    held_at timestamptz not null,
    -- The verdict's place in the journal: an approval takes it up again.
    number bigint not null references journal (number),
    unique (project, filename)
);

-- The outbox holds records as they are sent. What it held before is told again when its verdict comes again.
delete from announcement;

alter table announcement
    add column topic text not null,
    add column key text not null,
    add column headers text not null;

-- What the states of provenance follow from, by value.
alter table file
    add column publisher text,
    -- Whether it has an attestation of the kind, by its own publisher, that holds.
    add column publish boolean not null default false,
    add column build boolean not null default false;

update file set
    publisher = staged::jsonb -> 'uploader' ->> 'publisher',
    publish = exists (
        select from attestation a
        where a.upload_id = file.upload_id and a.predicate_type = 'https://docs.pypi.org/attestations/publish/v1'),
    build = exists (
        select from attestation a
        where a.upload_id = file.upload_id and a.predicate_type = 'https://slsa.dev/provenance/v1');

alter table release
    -- When its first published file was uploaded; null for a release without any.
    add column since timestamptz;

update release set since = (
    select min(uploaded_at) from file where file.project = release.project and file.release = release.version);

create index release_by_time on release (project, since desc);
