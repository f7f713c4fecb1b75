-- Somebody who lives in the same house does not interpret for her: the names of those who live there are looked at too, by the
-- check alone. Which house it is, and who lives there, is told to nobody.

create function guard.wrapped_keys(an_organisation uuid, a_case uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_agg(jsonb_build_object('version', c.version, 'wrapped', encode(c.wrapped, 'base64')) order by c.version desc)
  from case_key c where c.organisation_id = an_organisation and c.case_id = a_case
$$;
comment on function guard.wrapped_keys(uuid, uuid) is 'The wrapped keys of a file, latest first. For the guard''s own functions.';
alter function guard.wrapped_keys(uuid, uuid) owner to amparo_guard;
revoke all on function guard.wrapped_keys(uuid, uuid) from public;

create or replace function guard.her_side(an_organisation uuid, a_case uuid) returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select jsonb_build_object(
    'keys', guard.wrapped_keys(an_organisation, a_case),
    'rule', (select encode(r.sealed, 'base64') from interpreting_rule r where r.organisation_id = an_organisation and r.case_id = a_case),
    'named', coalesce((select jsonb_agg(jsonb_build_object('related_id', p.related_id, 'sealed', encode(p.sealed, 'base64')) order by p.related_id)
       from related_person p where p.organisation_id = an_organisation and p.case_id = a_case), '[]'),
    'residents', coalesce((select jsonb_agg(jsonb_build_object('case_id', i.case_id, 'keys', guard.wrapped_keys(an_organisation, i.case_id),
         'sealed', encode(i.sealed, 'base64')) order by i.case_id)
       from person_identity i where i.organisation_id = an_organisation and i.case_id <> a_case and i.case_id in (
         select p.case_id from place_person mine
         join place_taken k on k.by_id = mine.ref_id
         join place_unit u on u.organisation_id = k.organisation_id and u.unit_id = k.unit_id and guard.section_of_kind(u.kind) = 'home'
         join place_unit x on x.organisation_id = u.organisation_id and (x.unit_id = u.unit_id or x.service_id = u.service_id)
         join place_taken t on t.organisation_id = x.organisation_id and t.unit_id = x.unit_id
         join place_person p on p.ref_id = t.by_id and p.organisation_id = an_organisation
         where mine.organisation_id = an_organisation and mine.case_id = a_case)), '[]'),
    'exclusions', coalesce((select jsonb_agg(jsonb_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
         'sealed', encode(x.sealed, 'base64')) order by x.exclusion_id)
       from exclusion x where x.organisation_id = an_organisation and x.case_id = a_case
         and (x.ended_at is null or (x.ended_by = guard.staff() and x.ended_at > guard.clock() - interval '24 hours'))), '[]'))
$$;
