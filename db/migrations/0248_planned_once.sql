-- What the guard asks at every step is planned once in a session, and not at each call as a function of plain SQL that nobody may
-- look into is: the same words as before, about a third of the work. And what a house is emptied by reads the list of its tables
-- once, not once for each of them.

do $$
declare
  f record;
  body text;
begin
  for f in
    select p.oid, p.prosrc, p.proretset, p.prorettype = 'void'::regtype as says_nothing
    from pg_proc p
    where p.pronamespace = 'guard'::regnamespace and p.prolang = (select l.oid from pg_language l where l.lanname = 'sql') and p.proname in (
      'note_is_kept_from_me', 'notes_kept_from_me', 'tellings_i_see', 'tellings_i_read', 'keeps_story', 'own_answers_open', 'works_on_protocol',
      'is_held', 'is_therapist', 'is_free_day', 'in_hours', 'duty_at', 'next_review_of', 'next_due_in', 'open_on_the_day', 'wrapped_keys',
      'found_in', 'houses_of', 'new_under_one_roof', 'her_side', 'interpreter_facts', 'counts_of_units', 'find_free_place', 'end_due_holds',
      'tell_of_place', 'looks_after', 'moving_here', 'link_that_opens', 'leave')
  loop
    body := case when f.says_nothing then btrim(f.prosrc, E' \n') when f.proretset then 'return query ' || btrim(f.prosrc, E' \n')
      else 'return (' || btrim(f.prosrc, E' \n') || ')' end;
    -- A name that is a column and an argument means the column, as it did.
    execute replace(replace(pg_get_functiondef(f.oid), f.prosrc, format(E'\n#variable_conflict use_column\nbegin\n  %s;\nend ', body)),
      'LANGUAGE sql', 'LANGUAGE plpgsql');
    execute format('alter function %s set plan_cache_mode = force_generic_plan', f.oid::regprocedure);
  end loop;
end $$;

create or replace function guard.hand_deadlines_on(an_organisation uuid, a_case uuid) returns void
language plpgsql volatile security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  -- Most files have no deadline when their team changes.
  if not exists (select from law_deadline d where d.organisation_id = an_organisation and d.case_id = a_case and d.open) then return; end if;
  with now_on as (
    select a.staff_id from case_access a where a.organisation_id = an_organisation and a.case_id = a_case and a.kind = 'team' and a.ended_at is null
      and (a.until_at is null or a.until_at > guard.clock()) and 'law' = any(a.sections)),
  usual as (select o.owner_id, o.deputy_id from guard.law_owners(an_organisation, a_case) o),
  wanted as (
    select d.deadline_id,
      case when d.chosen and d.owner_id in (select n.staff_id from now_on n) then d.owner_id else u.owner_id end as owner_id,
      case when d.chosen and d.deputy_id in (select n.staff_id from now_on n) then d.deputy_id else u.deputy_id end as deputy_id,
      d.chosen and d.owner_id in (select n.staff_id from now_on n) as chosen
    from law_deadline d cross join usual u where d.organisation_id = an_organisation and d.case_id = a_case and d.open)
  update law_deadline d set owner_id = w.owner_id, deputy_id = nullif(w.deputy_id, w.owner_id), chosen = coalesce(w.chosen, false), version = d.version + 1
  from wanted w where d.organisation_id = an_organisation and d.case_id = a_case and d.deadline_id = w.deadline_id
    and (d.owner_id, d.deputy_id, d.chosen) is distinct from (w.owner_id, nullif(w.deputy_id, w.owner_id), coalesce(w.chosen, false));
end $$;

create or replace function guard.rows_go(an_organisation uuid, a_case uuid, out total bigint, out tables_gone int, out keys int) returns record
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare t record; waiting regclass[]; bound regclass[]; again regclass[]; each regclass; gone bigint; pass int := 0;
begin
  total := 0;
  tables_gone := 0;
  -- The key first: from here on nothing of the file can be read, whatever else happened to stay.
  delete from case_key where organisation_id = an_organisation and case_id = a_case;
  get diagnostics keys = row_count;
  for t in select h.a_table, h.its_parent, h.condition from guard.rows_hanging_on_a_file() h loop
    execute format('delete from %s as child using %s as parent where parent.case_id = $1 and %s', t.a_table, t.its_parent, t.condition) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  for t in select n.a_table, n.a_column from guard.rows_naming_a_file() n loop
    execute format('delete from %s where %I = $1', t.a_table, t.a_column) using a_case;
    get diagnostics gone = row_count;
    total := total + gone;
  end loop;
  waiting := array(select x.a_table from guard.tables_of_a_file() x) || 'case_file'::regclass;
  bound := array(select x.a_table from guard.tables_of_a_file() x where x.with_key) || 'case_file'::regclass;
  while cardinality(waiting) > 0 loop
    pass := pass + 1;
    if pass > 12 then raise exception 'rows of a file hold each other: %', waiting; end if;
    again := '{}';
    foreach each in array waiting loop
      begin
        -- A row that others still point at waits for the next round.
        execute format('delete from %s where case_id = $1%s', each, case when each = any(bound) then ' and organisation_id = $2' else '' end)
          using a_case, an_organisation;
        get diagnostics gone = row_count;
        total := total + gone;
        if gone > 0 then tables_gone := tables_gone + 1; end if;
      exception when foreign_key_violation then
        again := again || each;
      end;
    end loop;
    waiting := again;
  end loop;
  -- Replies remembered for a repeat hold ids of the file.
  delete from answered_request a where a.organisation_id = an_organisation and strpos(a.reply::text, a_case::text) > 0;
end $$;

create or replace function guard.who(out staff_id uuid, out organisation_id uuid, out office_id uuid, out roles text[], out session_id uuid, out second_factor_at timestamptz) returns record
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  -- As guard.settled() finds it, without the call: this runs before everything else that is asked.
  select e.staff_id, e.organisation_id, e.office_id, e.roles, e.session_id, e.second_factor_at
  into staff_id, organisation_id, office_id, roles, session_id, second_factor_at
  from entered e where e.pid = pg_backend_pid() and e.transaction_id = pg_current_xact_id_if_assigned();
  if found then return; end if;
  select m.staff_id, m.organisation_id, m.office_id, m.roles, s.session_id, s.second_factor_at
  into staff_id, organisation_id, office_id, roles, session_id, second_factor_at
  from session s join staff m on m.organisation_id = s.organisation_id and m.staff_id = s.staff_id
  where s.token_hash = sha256(convert_to(nullif(current_setting('amparo.token', true), ''), 'UTF8'))
    and s.ended_at is null and s.expires_at > guard.clock() and m.status = 'active';
end $$;
