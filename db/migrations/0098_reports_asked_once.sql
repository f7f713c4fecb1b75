-- Whether somebody may read reports is asked once for a whole list and not row by row: at 100,000 reports that is the
-- difference between a page at once and a page one waits for.

do $$
declare t regclass;
begin
  foreach t in array array['report', 'report_message', 'report_decision', 'report_tie']::regclass[] loop
    execute format('alter policy triaged on %s using (organisation_id = (select guard.organisation()) and (select guard.may(''reports.read'')))', t);
  end loop;
end $$;
alter policy worked on report using (organisation_id = (select guard.organisation()) and (select guard.may('reports.triage')));
alter policy tied_again on report_tie using (organisation_id = (select guard.organisation()) and (select guard.may('reports.triage')));
alter policy passed on report_pass using (organisation_id = (select guard.organisation()) and (select guard.may('reports.read')));
alter policy received on report_pass using (
  to_organisation_id = (select guard.organisation()) and ended_on is null and (select guard.may('reports.take')));
alter policy ending on report_pass using (organisation_id = (select guard.organisation()) and (select guard.may('reports.triage')));
