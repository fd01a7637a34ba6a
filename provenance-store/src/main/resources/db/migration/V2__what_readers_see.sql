-- What readers see of a project, a release or a file can change. What was recorded of them stays as it is.

alter table project
    -- PEP 792.
    add column status text not null default 'active'
        check (status in ('active', 'archived', 'quarantined', 'deprecated')),
    add column status_reason text;

alter table release
    -- PEP 592; holds for files to come as well.
    add column yanked boolean not null default false,
    add column yank_reason text;

alter table file
    -- Only published files are listed and can be downloaded. A deleted one keeps its row: its name never comes back, and
    -- what was proven about it is still known.
    add column state text not null default 'published'
        check (state in ('published', 'quarantined', 'deleted'));
