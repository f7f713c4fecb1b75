// Holes planted in the short ways of the guard, which read past the policies and so must decide as strictly themselves.
import type { Mutant } from './mutants.ts'

const inEach = (name: string, replace: string, by = ''): Mutant[] =>
  ['open_file', 'list_files', 'add_note'].map((within) => ({ name: `${name} (${within})`, in: within, replace, by }))

export const mutantsAtOnce: Mutant[] = [
  ...inEach('an ended session is accepted at once', 'me.ended_at is not null or '),
  ...inEach('an expired session is accepted at once', 'me.expires_at <= moment or '),
  ...inEach('staff who left are accepted at once', " or me.status <> 'active'"),
  ...inEach('the clock has no high-water mark at once', 'greatest(clock_timestamp(), c.latest)', 'clock_timestamp()'),
  ...inEach('what ended opens at once', 'and x.ended_at is null and x.from_at <= moment', 'and x.from_at <= moment'),
  ...inEach('what has not begun opens at once', 'and x.from_at <= moment '),
  ...inEach('what is over opens at once', 'and (x.until_at is null or x.until_at > moment)'),
  ...inEach("a colleague's place opens at once", 'x.staff_id = me.staff_id and '),
  {
    name: 'every office opens at once',
    in: 'open_file',
    replace: "(r.reach = 'in_the_office' and f.office_id = me.office_id)",
    by: "r.reach = 'in_the_office'",
  },
  {
    name: "another organisation's file opens at once",
    in: 'open_file',
    replace: 'x.organisation_id = me.organisation_id and x.case_id = a_case;',
    by: 'x.case_id = a_case;',
  },
  {
    name: 'roles narrow nothing at once',
    in: 'open_file',
    replace: "if a.kind = 'break_glass' or a.sections <@ may_open then",
    by: 'if true then',
  },
  {
    name: 'the timeline tells of every section at once',
    in: 'open_file',
    replace: 'and (t.section is null or t.section = any(opened))',
    by: '',
  },
  {
    name: 'a file opens at once on nothing',
    in: 'open_file',
    replace: 'if cardinality(opened) = 0 then',
    by: 'if false then',
  },
  {
    name: 'every office writes at once',
    in: 'add_note',
    replace: "(r.reach = 'in_the_office' and f.office_id = me.office_id)",
    by: "r.reach = 'in_the_office'",
  },
  { name: 'any access writes at once', in: 'add_note', replace: "continue when a.kind <> 'team';", by: '' },
  {
    name: 'every section is written at once',
    in: 'add_note',
    replace: 'if a_section <> all(written) then',
    by: 'if cardinality(written) = 0 then',
  },
  {
    name: 'roles narrow no writing at once',
    in: 'add_note',
    replace: 'if a.sections <@ may_write then',
    by: 'if true then',
  },
  {
    name: 'the list shows every office at once',
    in: 'list_files',
    replace: 'f.organisation_id = me.organisation_id and f.office_id = me.office_id',
    by: 'f.organisation_id = me.organisation_id',
  },
  {
    name: 'the list shows what opens no section at once',
    in: 'list_files',
    replace: "case when x.kind = 'break_glass' then cardinality(x.sections) > 0 else x.sections && may_open end",
    by: 'true',
  },
]
