-- Matters go along with a transfer when she named the law for good: with their hearings, measures, decisions and appeals. A
-- statement stays with its author and the lawyer who read it; who stands for her, and whether nothing stands against it, is
-- said anew in the new house.

create or replace function guard.what_travels() returns table (a_table regclass, id_column name, section text, only_where text)
language sql stable security definer set search_path = public, pg_temp as $$
  -- What she told stays where she told it: the marks of who may be retold it would not go along with the words.
  values ('note'::regclass, 'note_id'::name, null, 'covered_at is null and not exists (select from telling t where t.organisation_id = s.organisation_id
      and t.case_id = s.case_id and t.note_id = s.note_id and t.ended_at is null)'),
    ('alert', 'alert_id', null, 'ended_at is null'),
    ('assessment', 'assessment_id', null, 'true'),
    ('goal', 'goal_id', null, 'true'),
    ('plan_action', 'action_id', null, 'true'),
    ('related_person', 'related_id', null, 'true'),
    ('document', 'document_id', null, 'status <> ''set_aside'''),
    ('document_content', 'content_id', null, 'state = ''kept'' and exists (select from document d where d.organisation_id = s.organisation_id
      and d.case_id = s.case_id and d.document_id = s.document_id and d.status <> ''set_aside'')'),
    ('person_barriers', 'section', null, 'true'),
    ('safe_contact', 'case_id', 'safety', 'true'),
    ('exclusion', 'exclusion_id', 'safety', 'ended_at is null'),
    ('person_identity', 'case_id', 'identity', 'true'),
    ('proceeding', 'proceeding_id', 'law', 'true'),
    ('appointment', 'appointment_id', null, 'status = ''planned'' and starts_at > guard.clock()'),
    ('guided_steps', 'guided_id', 'law', 'true'),
    ('matter', 'matter_id', 'law', 'true'),
    ('protection_measure', 'measure_id', 'law', 'true'),
    ('hearing', 'hearing_id', 'law', 'true'),
    ('court_decision', 'decision_id', 'law', 'true'),
    ('court_appeal', 'appeal_id', 'law', 'true')
$$;

do $$
declare t text;
begin
  foreach t in array array['guided_steps', 'matter', 'protection_measure', 'hearing', 'court_decision', 'court_appeal'] loop
    execute format('create policy guard_brings on %I for insert to amparo_guard with check (true)', t);
    execute format('grant insert on %I to amparo_guard', t);
  end loop;
end $$;
