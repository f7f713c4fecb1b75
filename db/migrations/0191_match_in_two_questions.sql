-- Matching asks the database two things: what it weighs of the person, and what all questions of a house share. Each was
-- four questions behind policies before, which took longer than weighing twenty thousand services.

create function guard.match_person(a_case uuid) returns json
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  if not guard.sees(a_case) then return null; end if;
  return (
    select json_build_object('sealed_card', encode(f.sealed_card, 'base64'),
      'keys', (
        select json_agg(json_build_object('version', k.version, 'wrapped', encode(k.wrapped, 'base64')) order by k.version desc)
        from case_key k where k.organisation_id = f.organisation_id and k.case_id = f.case_id),
      'exclusions', coalesce((
        select json_agg(json_build_object('exclusion_id', x.exclusion_id, 'since_on', x.since_on, 'until_on', x.until_on,
          'sealed', encode(x.sealed, 'base64'))) from guard.exclusions_of(a_case) x), '[]'),
      'barriers', coalesce((
        select json_agg(json_build_object('section', b.section, 'changed_on', b.changed_on, 'sealed', encode(b.sealed, 'base64'), 'version', b.version))
        from guard.barriers_of(a_case) b), '[]'))
    from case_file f where f.case_id = a_case);
end $$;
comment on function guard.match_person(uuid) is 'What matching weighs of one person, sealed, with the keys of the file: for whoever opens any section of it. The answer names only what they may read.';
alter function guard.match_person(uuid) owner to amparo_guard;
revoke all on function guard.match_person(uuid) from public;
grant execute on function guard.match_person(uuid) to amparo_app;

create function guard.match_house(a_known text, a_full text[], a_hers text[]) returns json
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
declare home uuid := guard.organisation();
begin
  if home is null then return null; end if;
  return json_build_object(
    'mark', (select m.mark from directory_mark m where m.organisation_id = home),
    'free', coalesce((select json_agg(p) from guard.free_places(home) p where p.service_id is not null), '[]'),
    'answers', guard.service_answers(a_known, a_full, a_hers),
    'partners', coalesce((
      select json_agg(json_build_object('organisation_id', o.organisation_id, 'name', o.name) order by o.name)
      from organisation o where o.kind = 'partner' and o.takes_referrals), '[]'));
end $$;
comment on function guard.match_house(text, text[], text[]) is 'What all questions of one house to its directory share at this minute: where the directory stands, free places, how services answered, and its partners by name.';
alter function guard.match_house(text, text[], text[]) owner to amparo_guard;
revoke all on function guard.match_house(text, text[], text[]) from public;
grant execute on function guard.match_house(text, text[], text[]) to amparo_app;
