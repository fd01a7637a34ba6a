-- A page without a rendering is rendered when it is first asked for: those of an index that is older than its blocks.
insert into simple_page (project, serial, status, status_reason, digest, rendering)
    select name, serial, status, status_reason, '', '' from project where listed
    on conflict do nothing;
