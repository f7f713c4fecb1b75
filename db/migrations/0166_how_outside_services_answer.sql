-- How a service answers is counted over both ways one refers to it: through its organisation here, and by link. A no that
-- was the person's own, or because nobody reached them, speaks against nobody. And free places say how long people waited.

create index referral_external_answered on referral_external (organisation_id, answered_at desc) where answered_at is not null;
create index place_waiting_placed on place_waiting (organisation_id, unit_id, ended_at) where ended_how = 'placed';

drop function guard.service_answers(text, text[]);
create function guard.service_answers(a_known text, a_full text[], a_hers text[]) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  home uuid := guard.organisation();
  here date := (guard.clock() at time zone 'UTC')::date;
  mark text;
begin
  if home is null or not guard.may('directory.read') then return null; end if;
  mark := concat_ws(' ', here,
    (select r.answered_at from referral r
     where r.organisation_id = home and r.service_id is not null and r.answered_at is not null order by r.answered_at desc limit 1),
    (select x.answered_at from referral_external x
     where x.organisation_id = home and x.answered_at is not null order by x.answered_at desc limit 1));
  if mark = a_known then return jsonb_build_object('mark', mark, 'rows', null); end if;
  return jsonb_build_object('mark', mark, 'rows', coalesce((
    select jsonb_agg(to_jsonb(c)) from (
      select a.service_id,
        count(*) filter (where a.status in ('accepted', 'ended', 'waiting') or (a.status = 'withdrawn' and a.answered_at is not null)) as accepted,
        count(*) filter (where a.status = 'declined' and not coalesce(a.decline_reason = any (a_full), false)) as declined,
        count(*) filter (where a.status = 'declined' and a.decline_reason = any (a_full)) as declined_full,
        count(*) filter (where a.status = 'sent' and a.answer_due_on < here) as unanswered
      from (
        select r.service_id, r.status, r.decline_reason, r.answered_at, r.answer_due_on from referral r
        where r.organisation_id = home and r.service_id is not null and r.undone_at is null and r.sent_at > guard.clock() - interval '1 year'
        union all
        select x.service_id, x.status, x.decline_reason, x.answered_at, x.answer_due_on from referral_external x
        where x.organisation_id = home and x.sent_at > guard.clock() - interval '1 year') a
      where not (a.status = 'declined' and coalesce(a.decline_reason = any (a_hers), false))
      group by a.service_id) c
    where c.accepted + c.declined + c.declined_full + c.unanswered > 0), '[]'));
end $$;
comment on function guard.service_answers(text, text[], text[]) is
  'Of the own referrals of a year, to organisations here and by link: how many a service took, declined, declined for want of a place and left without a word. Counts alone, and nothing when they are as the caller knows them.';

drop function guard.free_places(uuid);
create function guard.free_places(an_organisation uuid) returns table (service_id uuid, unit text, free int, waiting int, waited_days int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare me record := guard.who(); shown uuid[];
begin
  if me.organisation_id is null or me.organisation_id is distinct from an_organisation or not guard.may('directory.read') then return; end if;
  shown := array(select u.unit_id from place_unit u where u.service_id is not null and u.closed_on is null
    and (u.organisation_id = me.organisation_id or (u.published and guard.looks_after(u.organisation_id))));
  if cardinality(shown) = 0 then return; end if;
  return query select u.service_id, u.unit, sum(c.free)::int, sum(c.waiting)::int,
      (select case when count(*) >= 3 then
          ceil(percentile_cont(0.5) within group (order by extract(epoch from w.ended_at - w.since)) / 86400)::int end
       from place_waiting w join place_unit v on v.organisation_id = w.organisation_id and v.unit_id = w.unit_id
       where w.unit_id = any (shown) and v.service_id = u.service_id and v.unit = u.unit
         and w.ended_how = 'placed' and w.ended_at > guard.clock() - interval '1 year')
    from guard.counts_of_units(shown) c join place_unit u on u.unit_id = c.unit_id group by u.service_id, u.unit;
end $$;
comment on function guard.free_places(uuid) is
  'Free places, who waits and how many days the middle one of at least three waited before a place, by service of the directory: of one''s own units, and of the units partners publish to the organisation that refers to them.';

do $$
declare f text;
begin
  foreach f in array array['service_answers(text, text[], text[])', 'free_places(uuid)'] loop
    execute format('alter function guard.%s owner to amparo_guard', f);
    execute format('revoke all on function guard.%s from public', f);
    execute format('grant execute on function guard.%s to amparo_app', f);
  end loop;
end $$;
