-- A rebuild takes up one project's events in order.
create index journal_by_project on journal (key, number);
