-- Whoever reads an opened directory without an account gets no names of people and no doors of hidden places from the
-- database itself, and learns from one row whether anything changed.

create or replace function guard.door_directory_mark() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select string_agg(concat(o.organisation_id, ' ', m.mark, ' ', o.version), ' ' order by o.organisation_id)
  from directory_opening o left join directory_mark m on m.organisation_id = o.organisation_id
  where o.open
$$;

create or replace function guard.door_directory() returns table (kind text, organisation_id uuid, record jsonb, changed_at timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'provider', p.organisation_id, p.record - 'contacts', p.changed_at
  from directory_organisation p join directory_opening o on o.organisation_id = p.organisation_id and o.open
  union all
  select 'service', s.organisation_id,
    s.record
      - array(select key from jsonb_each_text(coalesce(s.record -> 'tiers', '{}')) where value <> 'public')
      - case when s.record #>> '{tiers,contacts}' = 'public' then array[]::text[] else array['contacts'] end
      - case when (s.record ->> 'hidden_location')::boolean then array['places', 'addresses'] else array[]::text[] end,
    s.changed_at
  from directory_service s join directory_opening o on o.organisation_id = s.organisation_id and o.open
$$;
