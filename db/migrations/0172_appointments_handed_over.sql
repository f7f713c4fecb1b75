-- Whoever takes a file over hears on which days appointments are still to come, and of a transferred one which stay behind.

create or replace function guard.open_matters(a_case uuid)
returns table(kind text, due_on date, code text)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); o uuid;
begin
  select f.organisation_id into o from case_file f where f.case_id = a_case;
  if me.staff_id is null or o is distinct from me.organisation_id or not (guard.reaches(a_case, 'team.assign') or exists (
    select from hand_over h where h.organisation_id = o and h.case_id = a_case and h.to_staff_id = me.staff_id and h.status = 'proposed'
      and guard.may('hand_over.answer'))) then
    return;
  end if;
  return query
    select m.kind, m.due_on, m.code from (
      select 'action' as kind, a.due_on, g.need as code from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = o and a.case_id = a_case and a.done_on is null and g.status = 'open'
      union all select 'review', p.review_on, null from plan p where p.organisation_id = o and p.case_id = a_case
      union all select 'follow_up', f.due_on, f.months::text from follow_up f where f.organisation_id = o and f.case_id = a_case and f.done_on is null
      union all select 'referral', r.answer_due_on, r.need from referral r where r.organisation_id = o and r.case_id = a_case and r.status = 'sent'
      union all select 'consent', c.ends_on, c.purpose from consent c where c.organisation_id = o and c.case_id = a_case and c.withdrawn_at is null
        and c.ends_on > (guard.clock() at time zone 'UTC')::date and c.ends_on <= (guard.clock() at time zone 'UTC')::date + 30
      union all select 'contact', s.confirm_again_on, case when s.allowed then 'allowed' else 'none' end from safe_contact s
        where s.organisation_id = o and s.case_id = a_case
      union all select 'conference_task', t.due_on, null from conference_task t
        where t.organisation_id = o and t.case_id = a_case and t.status in ('open', 'doing')
      union all select 'appointment', p.on_day, null from appointment p
        where p.organisation_id = o and p.case_id = a_case and p.status = 'planned' and p.starts_at > guard.clock()
      union all select 'document', d.expires_on, null from document d where d.organisation_id = o and d.case_id = a_case and d.status = 'live'
        and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90
      -- That there is one, and no more: what frightens is told with the file.
      union all select 'protocol', (p.look_by at time zone 'UTC')::date, null from protocol p
        where p.organisation_id = o and p.case_id = a_case and p.closed_at is null
      union all select 'risk', (select l.review_on from risk_look l where l.organisation_id = o and l.case_id = a_case order by l.looked_at desc limit 1), null
        where exists (select from risk_look l where l.organisation_id = o and l.case_id = a_case)
      union all select 'incident', i.follow_up_on, null from incident i where i.organisation_id = o and i.case_id = a_case and i.ended_at is null
      union all select 'safety_plan', (select x.review_on from safety_plan x where x.organisation_id = o and x.case_id = a_case order by x.plan_version desc limit 1), null
        where exists (select from safety_plan x where x.organisation_id = o and x.case_id = a_case)
    ) m order by m.due_on nulls last, m.kind limit 200;
end $$;

create or replace function guard.open_on_the_day(an_organisation uuid, a_case uuid, but_sections text[])
returns jsonb
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(jsonb_agg(jsonb_build_object('kind', m.kind, 'due_on', m.due_on, 'code', m.code) order by m.due_on nulls last, m.kind), '[]') from (
    select 'action' as kind, a.due_on, g.need as code from plan_action a join goal g using (organisation_id, case_id, goal_id)
    where a.organisation_id = an_organisation and a.case_id = a_case and a.done_on is null and g.status = 'open' and a.section <> all (but_sections)
    union all select 'follow_up', f.due_on, f.months::text from follow_up f where f.organisation_id = an_organisation and f.case_id = a_case and f.done_on is null
    union all select 'referral', r.answer_due_on, r.need from referral r where r.organisation_id = an_organisation and r.case_id = a_case
      and r.kind <> 'transfer' and r.status in ('sent', 'waiting', 'accepted')
    union all select 'consent', c.ends_on, c.purpose from consent c where c.organisation_id = an_organisation and c.case_id = a_case and c.withdrawn_at is null
      and c.ends_on > (guard.clock() at time zone 'UTC')::date and cardinality(c.for_good) = 0
    union all select 'conference_task', t.due_on, null from conference_task t where t.organisation_id = an_organisation and t.case_id = a_case and t.status in ('open', 'doing')
    union all select 'appointment', p.on_day, null from appointment p where p.organisation_id = an_organisation and p.case_id = a_case
      and p.status = 'planned' and p.starts_at > guard.clock()
    union all select 'document', d.expires_on, null from document d where d.organisation_id = an_organisation and d.case_id = a_case and d.status = 'live'
      and d.expires_on <= (guard.clock() at time zone 'UTC')::date + 90 and d.section <> all (but_sections)
    limit 200) m
$$;
