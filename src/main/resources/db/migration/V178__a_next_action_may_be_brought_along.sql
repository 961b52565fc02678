-- Set by an import: what the same table says later changes this action instead of adding another.
alter table action add column brought_along boolean not null default false;
