-- The same results as before, so that indexes stay true; without a query of its own each is part of the statement that calls it.
create or replace function folded_address(address text) returns text language sql immutable parallel safe as $$
    select replace(split_part(left(address, greatest(0, length(address) - length(split_part(address, '@', -1)) - 1)), '+', 1), '.', '')
           || '@' || split_part(address, '@', -1)
$$;
create or replace function backward_host(address text) returns text language sql immutable parallel safe as $$
    select reverse(split_part(address, '@', -1))
$$;
