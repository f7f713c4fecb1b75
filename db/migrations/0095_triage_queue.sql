-- The queue of reports: how urgent each looks, which clock runs for it, and reports a colleague types for a caller.

alter table report
  add column suggested text check (suggested in ('now', 'soon', 'routine')),
  add column acknowledged_on date,
  add column answered_on date,
  add column due_on date,
  add column merged_into uuid,
  add column typed_by uuid,
  add column pile text not null generated always as (case when status in ('new', 'in_triage') then 'open' else status end) stored,
  add column rank smallint not null generated always as (
    case coalesce(urgency, suggested, 'soon') when 'now' then 0 when 'soon' then 1 else 2 end) stored,
  add column clock_on date not null generated always as (coalesce(due_on, received_on)) stored,
  add check (merged_into <> report_id),
  add foreign key (organisation_id, merged_into) references report on delete set null (merged_into);
comment on column report.suggested is 'How urgent the answers alone look, by data/triage/urgency.json: one of three codes, written by the door before it seals the words.';
comment on column report.due_on is 'The day by which the next thing is due: to acknowledge, to answer, to close. Nothing where a decision closed it.';
comment on column report.merged_into is 'The report this one tells the same as. Each keeps its own receipt and its own conversation.';
comment on column report.typed_by is 'The colleague who typed what somebody told on the telephone or in person.';

update report set
  acknowledged_on = m.first_on, answered_on = m.last_on
from (select organisation_id, report_id, min(written_on) as first_on, max(written_on) as last_on
      from report_message where direction = 'to_reporter' group by 1, 2) m
where m.organisation_id = report.organisation_id and m.report_id = report.report_id;
update report set due_on = case
  when status = 'answered' then (received_on + interval '3 months')::date
  when status in ('new', 'in_triage') then received_on + 1 end;

create index report_queue on report (organisation_id, pile, rank, clock_on, report_id);
create index report_due on report (organisation_id, due_on, report_id) where due_on is not null;
create index report_not_weighed on report (organisation_id) where suggested is null;
create index report_merged on report (organisation_id, merged_into) where merged_into is not null;
create index report_latest on report (organisation_id, received_on desc, report_id);

create policy typed on report for insert to amparo_app with check (
  organisation_id = (select guard.organisation()) and guard.may('reports.triage')
  and typed_by = (select guard.staff()) and status = 'new' and case_id is null and merged_into is null
);
grant insert (organisation_id, report_id, lookup_id, reporter_public_key, intake_version, language, received_on, kept,
  sealed_body, suggested, due_on, acknowledged_on, typed_by) on report to amparo_app;
grant update (kept, suggested, acknowledged_on, answered_on, due_on, merged_into) on report to amparo_app;
grant update (suggested, due_on) on report to amparo_guard;

create function guard.door_weigh(a_lookup bytea, a_suggestion text, a_days int) returns void
language sql volatile security definer set search_path = public, pg_temp as $$
  update report set suggested = a_suggestion, due_on = received_on + least(greatest(a_days, 0), 30)
  where lookup_id = a_lookup and suggested is null and status = 'new'
$$;
comment on function guard.door_weigh(bytea, text, int) is 'How urgent a report just taken looks, and by when it is acknowledged: said once, before anybody has read it.';

create function guard.receipt_salt() returns bytea language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.may('reports.triage') then return null; end if;
  return (select salt from receipt_salt);
end $$;
comment on function guard.receipt_salt() is 'The salt of the receipts, for whoever types a report for a caller and gives a receipt out.';

do $$
declare f regprocedure;
begin
  foreach f in array array['guard.door_weigh(bytea, text, int)', 'guard.receipt_salt()']::regprocedure[] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function guard.door_weigh(bytea, text, int) to amparo_door;
grant execute on function guard.receipt_salt() to amparo_app;
