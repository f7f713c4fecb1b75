// Holes planted one at a time around what was told, what was coded of it, and how colleagues fare. The tests of these walls
// (src/story/story-walls.test.ts, src/team/staff-care-walls.test.ts) must notice every one.
import type { Mutant } from './mutants.ts'

const anew = (table: string, policy: string, how: string): string =>
  `drop policy ${policy} on ${table}; create policy ${policy} on ${table} ${how}`
const stays = 'told_stays_with_whom_it_was_told'

export const storyMutants: Mutant[] = [
  { name: 'a note that holds something told is read by its section', sql: `drop policy ${stays} on note` },
  { name: 'what it said before is read by its section', sql: `drop policy ${stays} on note_version` },
  {
    name: 'a note is kept back only where the request names the file',
    sql: anew(
      'note',
      stays,
      `as restrictive for select to amparo_app using (case when case_id = (select e.case_id from entered e)
        then note_id <> all ((select guard.notes_kept_from_me())::uuid[]) else true end)`,
    ),
  },
  { name: 'whose profession it is does not matter', in: 'tellings_standing', replace: 't.retell && mine', by: 'true' },
  { name: 'nobody is retold anything', in: 'tellings_standing', replace: 't.retell && mine', by: 'false' },
  {
    name: 'who heard it does not read it',
    in: 'tellings_standing',
    replace: 'me.staff_id in (t.heard_by, t.written_by, t.recorded_by)',
    by: 'false',
  },
  {
    name: 'that something was told is told to every section',
    in: 'tellings_standing',
    replace: "when t.section = any(opened) then 'head' end",
    by: "else 'head' end",
  },
  {
    name: 'a partner of any profession',
    in: 'tellings_standing',
    replace: 'guard.profession_of_purpose(c.purpose) = any(t.retell)',
    by: 'true',
  },
  {
    name: 'a partner whose consent ended',
    in: 'tellings_standing',
    replace: 'and guard.consent_is_live(a.basis)',
    by: '',
  },
  {
    name: 'words for whoever knows that there are some',
    in: 'words_of_telling',
    replace: "and s.stands = 'words'",
    by: '',
  },
  {
    name: 'whoever knows of it opens it',
    in: 'keep_retelling',
    replace: "if stands = 'words' then return new; end if;",
    by: 'if stands is not null then return new; end if;',
  },
  {
    name: 'it can be opened while who heard it is there',
    in: 'keep_retelling',
    replace: "stands = 'head' and left_alone and",
    by: "stands = 'head' and",
  },
  {
    name: 'nobody closes it but who heard it',
    in: 'keep_retelling',
    replace: "guard.reaches(old.case_id, 'consents.withdraw')",
    by: 'false',
  },
  {
    name: 'what one may not read is marked',
    sql: anew(
      'telling',
      'marked',
      `for insert to amparo_app with check (organisation_id = (select e.organisation_id from entered e)
      and recorded_by = (select e.staff_id from entered e) and guard.writes(case_id, section))`,
    ),
  },
  {
    name: 'marked in another’s name',
    sql: anew(
      'telling',
      'marked',
      `for insert to amparo_app with check (organisation_id = (select e.organisation_id from entered e)
      and guard.writes(case_id, section) and exists (select from note n where n.note_id = telling.note_id))`,
    ),
  },
  {
    name: 'a partner changes what may be retold',
    sql: anew(
      'telling',
      'asked_again',
      `for update to amparo_app using (case_id = (select e.case_id from entered e)
      and telling_id = any ((select guard.tellings_i_see())::uuid[])) with check (true)`,
    ),
  },
  {
    name: 'facts go by their section alone',
    sql: anew('story_fact', 'told_to_those_who_read', `for select to amparo_app using (guard.opens(case_id, 'story'))`),
  },
  {
    name: 'a fact rests on what one may not read',
    sql: anew(
      'story_fact',
      'written_by_the_team',
      `for insert to amparo_app with check (organisation_id = (select e.organisation_id from entered e)
      and written_by = (select e.staff_id from entered e) and guard.keeps_story(case_id))`,
    ),
  },
  {
    name: 'a fact is replaced by one that rests on something else',
    in: 'begin_fact',
    replace: 'or before.telling_id is distinct from new.telling_id',
    by: '',
  },
  {
    name: 'wishes are told to partners',
    sql: anew('story_wish', 'told_to_the_team', `for select to amparo_app using (guard.opens(case_id, 'story'))`),
  },
  {
    name: 'to whom it was given is told to partners',
    sql: anew('story_given', 'told_to_the_team', `for select to amparo_app using (guard.opens(case_id, 'story'))`),
  },
  {
    name: 'everybody on the file keeps the story',
    in: 'keeps_story',
    replace: "and 'story' = any(guard.sections_of(a_case, 'case.open'))",
    by: '',
  },
]

export const staffCareMutants: Mutant[] = [
  {
    name: 'marks are read in the house',
    sql: anew(
      'hard_moment',
      'ones_own',
      'for select to amparo_app using (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'marks are made for others',
    sql: anew(
      'hard_moment',
      'written_by_oneself',
      'for insert to amparo_app with check (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'marks are taken away by others',
    sql: `${anew('hard_moment', 'taken_away_by_oneself', 'for delete to amparo_app using (true)')}; ${anew('hard_moment', 'ones_own', 'for select to amparo_app using (true)')}`,
  },
  {
    name: 'who needs rest is read in the house',
    sql: anew(
      'rest_said',
      'ones_own',
      'for select to amparo_app using (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'the supervisor may count',
    sql: 'grant execute on function guard.exposure_of(uuid, uuid, date) to amparo_app',
  },
  {
    name: 'everybody is told who may need rest',
    in: 'may_need_rest',
    replace: "how_far is null or how_far not in ('all', 'in_the_office')",
    by: 'false',
  },
  {
    name: 'of every office',
    in: 'may_need_rest',
    replace: "(how_far = 'all' or s.office_id = me.office_id)",
    by: 'true',
  },
  { name: 'talks are asked of everybody', in: 'debriefs_asked_of_me', replace: 'and h.with_id = me.staff_id', by: '' },
  {
    name: 'anybody answers a talk',
    in: 'answer_debrief',
    replace: 'h.with_id is distinct from me.staff_id',
    by: 'false',
  },
  {
    name: 'where colleagues are is read in the house',
    sql: anew(
      'lone_visit',
      'out_now',
      'for select to amparo_app using (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'where colleagues were stays readable',
    sql: anew(
      'lone_visit',
      'out_now',
      `for select to amparo_app using (organisation_id = (select guard.organisation())
      and ((select guard.staff()) in (staff_id, tell_id) or guard.watches_office(office_id)))`,
    ),
  },
  {
    name: 'one goes out for another',
    sql: anew(
      'lone_visit',
      'gone_oneself',
      'for insert to amparo_app with check (organisation_id = (select guard.organisation()))',
    ),
  },
  {
    name: 'another moves the hour',
    sql: anew('lone_visit', 'heard_from_oneself', 'for update to amparo_app using (true) with check (true)'),
  },
  {
    name: 'anybody ends an alarm',
    in: 'answer_lone_visit',
    replace: 'not (v.tell_id = me.staff_id or (v.staff_id <> me.staff_id and guard.watches_office(v.office_id)))',
    by: 'false',
  },
  {
    name: 'alarms are told to everybody',
    in: 'lone_alarms',
    replace: 'and (me.staff_id in (v.staff_id, v.tell_id) or guard.watches_office(v.office_id))',
    by: '',
  },
  {
    name: 'whoever coordinates another office watches',
    in: 'watches_office',
    replace: "(how_far = 'in_the_office' and an_office = me.office_id)",
    by: "how_far = 'in_the_office'",
  },
]
