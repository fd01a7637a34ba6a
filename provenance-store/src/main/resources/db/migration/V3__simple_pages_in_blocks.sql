-- A project's page of the Simple API is kept in blocks of some dozens of files, so that one more file in a project of
-- ten thousand is the work of one block. Bodies are compressed when they are written, and joined when they are read.

drop table simple_page;

create table simple_page (
    project text primary key references project,
    serial bigint not null,
    status text not null,
    status_reason text,
    -- Of everything that the page shows, and of how it is rendered.
    digest text not null,
    -- What else went into the bodies: the public URL and the version of the renderer.
    rendering text not null
);

create table simple_block (
    project text not null references project,
    -- The name of its first file.
    first text not null,
    first_version text not null,
    -- Of all its files, one a line, in order.
    filenames text not null,
    -- Of its files, each once, one a line, in order.
    versions text not null,
    -- DEFLATE (RFC 1951) up to a full flush, without an end.
    json bytea not null,
    html bytea not null,
    digest text not null,
    primary key (project, first)
);

-- They are compressed already.
alter table simple_block alter column json set storage external;
alter table simple_block alter column html set storage external;
