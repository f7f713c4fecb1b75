-- The next due day of a file goes by the plan's cadence too, as the plan itself and the page of the day do: where no day
-- was agreed the usual one counts, what happened since the last look asks sooner, and a goal that waits wakes.

-- The numbers of data/paths/reviews.json, where the list of files is sorted by them; a test holds them against each other.
create function guard.usual_review_days(a_stage text, a_stay boolean, a_protocol boolean) returns int
language sql immutable as $$
  select case
    when a_protocol or a_stage in ('detection', 'first_contact') then 7
    when a_stay or a_stage in ('assessment', 'plan', 'support') then 28
    else 91
  end
$$;
comment on function guard.usual_review_days(text, boolean, boolean) is 'After how many days a plan is usually looked at again, by the phase of the file.';

create function guard.review_after_days(a_kind text) returns int
language sql immutable as $$
  select case
    when a_kind in ('protocol_closed', 'contact_attempt_recorded', 'person_back') then 3
    when a_kind in ('risk_trigger_told', 'incident_recorded', 'best_interest_decided', 'family_risk_assessed', 'stay_ended') then 7
    when a_kind in ('risk_looked_at', 'proceeding_changed', 'conference_held') then 14
  end
$$;
comment on function guard.review_after_days(text) is 'Within how many days a plan is looked at again after something of this kind; empty: it asks for none.';

create function guard.next_review_of(an_organisation uuid, a_case uuid) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  with known as (
    select f.stage, p.review_on, coalesce(p.reviewed_at, p.reviewed_on::timestamp at time zone 'UTC') as reviewed_at, g.begun_on, g.wakes_on,
      exists (select from place_person h join stay s on s.stay_id = h.ref_id
        where h.organisation_id = an_organisation and h.case_id = a_case and h.what = 'stay' and s.ended_at is null) as stay,
      exists (select from protocol o where o.organisation_id = an_organisation and o.case_id = a_case and o.closed_at is null) as protocol_open
    from case_file f
    left join plan p on p.organisation_id = f.organisation_id and p.case_id = f.case_id
    left join lateral (
      select min(o.set_on) as begun_on, min(o.waits_until) filter (where o.status = 'waiting') as wakes_on from goal o
      where o.organisation_id = an_organisation and o.case_id = a_case and o.status in ('open', 'waiting')) g on true
    where f.organisation_id = an_organisation and f.case_id = a_case and f.status = 'open'
  )
  select least(
    coalesce(k.review_on, coalesce((k.reviewed_at at time zone 'UTC')::date, k.begun_on) + guard.usual_review_days(k.stage, k.stay, k.protocol_open)),
    k.wakes_on,
    (select min((e.at at time zone 'UTC')::date + guard.review_after_days(e.kind)) from timeline_entry e
      where e.organisation_id = an_organisation and e.case_id = a_case and guard.review_after_days(e.kind) is not null
        and e.at > coalesce(k.reviewed_at, coalesce(k.begun_on, k.review_on)::timestamp at time zone 'UTC')))
  from known k where k.review_on is not null or k.begun_on is not null
$$;
comment on function guard.next_review_of(uuid, uuid) is 'The day a plan is looked at again: agreed, usual, after something happened, or when a goal wakes. For functions of the guard.';

create function guard.next_due_in(an_organisation uuid, a_case uuid) returns date
language sql volatile security definer set search_path = public, pg_temp as $$
  select least(
    (select min(a.due_on) from plan_action a join goal g using (organisation_id, case_id, goal_id)
      where a.organisation_id = an_organisation and a.case_id = a_case and a.done_on is null and g.status = 'open'),
    (select p.review_on from plan p where p.organisation_id = an_organisation and p.case_id = a_case),
    guard.next_review_of(an_organisation, a_case),
    (select min(f.due_on) from follow_up f where f.organisation_id = an_organisation and f.case_id = a_case and f.done_on is null))
$$;
comment on function guard.next_due_in(uuid, uuid) is 'The earliest open action, review or follow-up of a file, in every section. For functions of the guard.';

create or replace function guard.next_due_of(a_case uuid) returns date
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare of_case record;
begin
  select organisation_id into of_case from case_file where case_id = a_case;
  if of_case is null or not guard.sees(a_case) then return null; end if;
  return guard.next_due_in(of_case.organisation_id, a_case);
end $$;

-- At the end of the transaction, when everything the day is counted from stands. Whoever told it need not see the plan.
create function guard.count_due_again() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare counted date := guard.next_due_in(new.organisation_id, new.case_id);
begin
  update case_file f set next_due_on = counted
  where f.organisation_id = new.organisation_id and f.case_id = new.case_id and f.next_due_on is distinct from counted;
  return null;
end $$;
comment on function guard.count_due_again() is 'Counts the next due day of a file anew after something that asks for another look at its plan, or that moves its phase.';

create constraint trigger asks_for_a_look after insert on timeline_entry deferrable initially deferred for each row
  when (new.kind in ('protocol_closed', 'contact_attempt_recorded', 'person_back', 'risk_trigger_told', 'incident_recorded', 'best_interest_decided',
    'family_risk_assessed', 'stay_ended', 'risk_looked_at', 'proceeding_changed', 'conference_held', 'stage_changed', 'stay_began', 'protocol_opened',
    'file_came', 'file_reopened'))
  execute function guard.count_due_again();

do $$
declare f text;
begin
  foreach f in array array['usual_review_days(text, boolean, boolean)', 'review_after_days(text)', 'next_review_of(uuid, uuid)', 'next_due_in(uuid, uuid)',
    'count_due_again()'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
  end loop;
end $$;
-- Numbers and nothing else: asked by the test that holds them against the data.
grant execute on function guard.usual_review_days(text, boolean, boolean), guard.review_after_days(text) to amparo_app;

update case_file f set next_due_on = guard.next_due_in(f.organisation_id, f.case_id) where f.status = 'open';
