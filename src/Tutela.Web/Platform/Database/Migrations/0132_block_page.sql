-- Where a node shows a page in place of a refused site: one address of each kind at most.
alter table school.filter_groups add column block_page text[] not null default '{}' check (cardinality(block_page) <= 2);
