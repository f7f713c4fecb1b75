-- A location that becomes hidden leaves what an import once said of it too.

create policy guard_forgets on directory_kept for delete to amparo_guard using (true);
create policy guard_reads on directory_kept for select to amparo_guard using (true);
grant select, delete on directory_kept to amparo_guard;

create function guard.forget_place() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.imported is not null then
    new.imported := new.imported || '{"places": [], "addresses": [], "hidden_location": true}';
  end if;
  with at as (
    select k.said ->> 'location_id' as id from directory_kept k
    where k.organisation_id = new.organisation_id and k.resource = 'service_at_location' and k.said ->> 'service_id' = new.service_id::text
  )
  delete from directory_kept k
  where k.organisation_id = new.organisation_id and (
    (k.resource = 'service_at_location' and k.said ->> 'service_id' = new.service_id::text)
    or (k.resource = 'location' and k.row_id in (select id from at))
    or k.said ->> 'location_id' in (select id from at) or k.said ->> 'link_id' in (select id from at)
  );
  return new;
end $$;
comment on function guard.forget_place() is 'A location that becomes hidden is taken out of what was imported.';
alter function guard.forget_place() owner to amparo_guard;
revoke all on function guard.forget_place() from public;
create trigger place_forgotten before update of record on directory_service for each row
  when ((new.record ->> 'hidden_location')::boolean is true and (old.record ->> 'hidden_location')::boolean is not true)
  execute function guard.forget_place();
