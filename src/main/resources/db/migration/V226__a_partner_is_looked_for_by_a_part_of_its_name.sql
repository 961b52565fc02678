-- As customers of deals are, where both are looked for at once.
create index partner_by_part_of_name on partner using gin (lower(name) gin_trgm_ops);
