-- A waiting list has its rule, and somebody may still go first: by hand, with a reason, beside the rule and never instead of it.

alter table place_waiting add column hand_place int check (hand_place between 1 and 500), add column moved_by uuid, add column moved_at timestamptz,
  add column move_reason text check (move_reason ~ '^[a-z_]{1,40}$');
alter table place_waiting add constraint moved_with_a_reason check ((hand_place is null) = (move_reason is null) and (hand_place is null) = (moved_by is null)
  and (hand_place is null) = (moved_at is null));
comment on column place_waiting.hand_place is 'Where somebody put this on the list by hand; empty: where the rule has it.';

create function guard.move_waiting(a_waiting uuid, an_expected int, a_place int, a_reason text, an_entry uuid) returns text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare me record := guard.who(); w place_waiting; u place_unit;
begin
  select * into w from place_waiting x where x.waiting_id = a_waiting;
  u := guard.enter_unit(w.unit_id);
  if u.unit_id is null then return 'not_found'; end if;
  select * into w from place_waiting x where x.waiting_id = a_waiting for update;
  if w.ended_at is not null or w.version <> an_expected then return 'stale'; end if;
  update place_waiting set hand_place = a_place, move_reason = case when a_place is not null then a_reason end,
    moved_by = case when a_place is not null then me.staff_id end, moved_at = case when a_place is not null then guard.clock() end, version = version + 1
  where waiting_id = a_waiting;
  perform guard.tell_of_place(a_waiting, 'waiting_moved', jsonb_build_object('waiting_move', a_reason), an_entry);
  return 'done';
end $$;
comment on function guard.move_waiting(uuid, int, int, text, uuid) is 'Puts somebody elsewhere on the list of one''s own unit, with a reason; or back to where the rule has them.';
alter function guard.move_waiting(uuid, int, int, text, uuid) owner to amparo_guard;
revoke all on function guard.move_waiting(uuid, int, int, text, uuid) from public;
grant execute on function guard.move_waiting(uuid, int, int, text, uuid) to amparo_app;
