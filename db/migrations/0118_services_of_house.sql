-- Which service of the directory a unit is: one's own directory, and for a partner's house its own services as the
-- organisation that refers to it knows them, so that what is free there is counted where it is looked for.
create function guard.services_of_house(some_words text) returns table (service_id uuid, name text, provider text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); mine organisation; looked_for text := '%' || replace(replace(replace(some_words, '\', '\\'), '%', '\%'), '_', '\_') || '%';
begin
  if me.organisation_id is null or not guard.may('places.manage') then return; end if;
  select * into mine from organisation o where o.organisation_id = me.organisation_id;
  return query
    select s.service_id, s.record ->> 'name', p.record ->> 'name'
    from directory_service s
    join directory_organisation p on p.organisation_id = s.organisation_id and p.provider_id = s.provider_id
    join organisation o on o.organisation_id = s.organisation_id
    where (s.organisation_id = mine.organisation_id
        or (mine.kind = 'partner' and o.kind = 'own' and (p.provider_id = mine.organisation_id or lower(p.record ->> 'name') = lower(mine.name))))
      and s.record ->> 'name' ilike looked_for
    order by 2, 1 limit 20;
end $$;
comment on function guard.services_of_house(text) is 'Services a unit may be of, twenty at a time, for whoever manages places: of one''s own directory, and a partner''s own services in the directory that leads to it.';
alter function guard.services_of_house(text) owner to amparo_guard;
revoke all on function guard.services_of_house(text) from public;
grant execute on function guard.services_of_house(text) to amparo_app;
