-- When a service becomes a hidden location, every row an import left of it goes too, however deep it hangs: any of them
-- may tell its door. Fires before the trigger that empties what was imported, while the rows still say what hangs on what.

create function guard.forget_kept_rows() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone text[] := array[new.service_id::text];
  more text[];
begin
  -- Its locations, then whatever hangs on anything that goes.
  select gone || coalesce(array_agg(said ->> 'location_id') filter (where said ? 'location_id'), '{}') into gone
  from directory_kept
  where organisation_id = new.organisation_id and resource = 'service_at_location' and said ->> 'service_id' = new.service_id::text;
  loop
    select array_agg(row_id) into more from directory_kept k
    where k.organisation_id = new.organisation_id and k.resource <> 'organization' and not k.row_id = any(gone)
      and (k.said ->> 'service_id' = any(gone) or k.said ->> 'location_id' = any(gone) or k.said ->> 'service_at_location_id' = any(gone)
        or k.said ->> 'contact_id' = any(gone) or k.said ->> 'phone_id' = any(gone) or k.said ->> 'link_id' = any(gone)
        or k.said ->> 'resource_id' = any(gone));
    exit when more is null;
    gone := gone || more;
  end loop;
  delete from directory_kept where organisation_id = new.organisation_id and resource <> 'organization' and row_id = any(gone);
  return new;
end $$;
comment on function guard.forget_kept_rows() is 'A service that becomes a hidden location takes with it every row an import left of it.';
alter function guard.forget_kept_rows() owner to amparo_guard;
revoke all on function guard.forget_kept_rows() from public;
create trigger kept_rows_forgotten before update of record on directory_service
  for each row
  when (coalesce((new.record ->> 'hidden_location')::boolean, false) and not coalesce((old.record ->> 'hidden_location')::boolean, false))
  execute function guard.forget_kept_rows();
