-- How services answered those who were referred to them, as counts, read again only when something was answered since;
-- and how many wait for a service whose files are not one's own to open.

create index referral_answered on referral (organisation_id, answered_at desc) where service_id is not null and answered_at is not null;
create index referral_for_service on referral (organisation_id, service_id, status) where service_id is not null;

create function guard.service_answers(a_known text, a_full text[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  home uuid := guard.organisation();
  here date := (guard.clock() at time zone 'UTC')::date;
  mark text;
begin
  if home is null or not guard.may('directory.read') then return null; end if;
  mark := here::text || ' ' || coalesce((select r.answered_at::text from referral r
    where r.organisation_id = home and r.service_id is not null and r.answered_at is not null order by r.answered_at desc limit 1), '');
  if mark = a_known then return jsonb_build_object('mark', mark, 'rows', null); end if;
  return jsonb_build_object('mark', mark, 'rows', coalesce((
    select jsonb_agg(to_jsonb(c)) from (
      select r.service_id,
        count(*) filter (where r.status in ('accepted', 'ended', 'waiting') or (r.status = 'withdrawn' and r.answered_at is not null)) as accepted,
        count(*) filter (where r.status = 'declined' and not coalesce(r.decline_reason = any (a_full), false)) as declined,
        count(*) filter (where r.status = 'declined' and r.decline_reason = any (a_full)) as declined_full,
        count(*) filter (where r.status = 'sent' and r.answer_due_on < here) as unanswered
      from referral r
      where r.organisation_id = home and r.service_id is not null and r.undone_at is null and r.sent_at > guard.clock() - interval '1 year'
      group by r.service_id) c
    where c.accepted + c.declined + c.declined_full + c.unanswered > 0), '[]'));
end $$;
comment on function guard.service_answers(text, text[]) is
  'Of the own referrals of a year: how many a service took, declined, declined for want of a place and left without a word. Counts alone, and nothing when they are as the caller knows them.';

create function guard.waiting_elsewhere(a_service uuid) returns int
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not guard.may('services.waiting') then return 0; end if;
  return (select count(distinct r.case_id)::int from referral r
    where r.organisation_id = guard.organisation() and r.service_id = a_service and r.status in ('sent', 'waiting')
      and r.undone_at is null and not guard.sees(r.case_id));
end $$;
comment on function guard.waiting_elsewhere(uuid) is
  'How many people of the organisation wait for a service whose files the asking colleague may not open: a number, and nobody''s name.';

do $$
declare f regprocedure;
begin
  foreach f in array array['guard.service_answers(text, text[])', 'guard.waiting_elsewhere(uuid)']::regprocedure[] loop
    execute format('alter function %s owner to amparo_guard', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to amparo_app', f);
  end loop;
end $$;
