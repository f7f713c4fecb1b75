// Holes planted one at a time in the policies and functions of places, which are written by hand. The world of
// src/places/places-walls.test.ts must notice every one.
import type { Mutant } from './mutants.ts'

const policy = (table: string, name: string, command: string, condition: string): string =>
  `drop policy ${name} on ${table}; create policy ${name} on ${table} for ${command} to amparo_app ${condition}`
const ours = 'organisation_id = (select guard.organisation())'
const reads = "guard.may('places.read')"
const manages = "guard.may('places.manage')"

export const placeMutants: Mutant[] = [
  ...['place', 'place_taken', 'place_hold', 'stay', 'place_waiting', 'place_night'].map(
    (table): Mutant => ({
      name: `${table}: every house reads it`,
      sql: policy(table, 'of_the_house', 'select', `using (${reads})`),
    }),
  ),
  {
    name: 'units not published are seen',
    sql: policy(
      'place_unit',
      'of_the_house',
      'select',
      `using (${reads} and (${ours} or guard.looks_after(organisation_id)))`,
    ),
  },
  {
    name: 'partners see what other partners publish',
    sql: policy('place_unit', 'of_the_house', 'select', `using (${reads} and (${ours} or published))`),
  },
  {
    name: 'an address is read by whoever runs the house',
    sql: policy('place_address', 'of_those_who_work_there', 'select', "using (guard.may('places.keep'))"),
  },
  {
    name: 'an address is read by whoever works somewhere in the organisation',
    sql: policy('place_address', 'of_those_who_work_there', 'select', `using (${ours})`),
  },
  ...['place_person', 'stay_entry'].flatMap((table): Mutant[] => [
    {
      name: `${table}: another house reads it`,
      sql: policy(table, 'opened', 'select', 'using (guard.opens(case_id, section))'),
    },
    {
      name: `${table}: read without the section`,
      sql: policy(table, 'opened', 'select', `using (guard.sees(case_id) and (${ours} or house_${ours}))`),
    },
    {
      name: `${table}: the house reads on without a consent`,
      sql: policy(table, 'opened', 'select', `using (guard.opens(case_id, section) or house_${ours})`),
    },
  ]),
  {
    name: 'a unit in another house',
    sql: policy('place_unit', 'managed', 'insert', `with check (${manages} and made_by = (select guard.staff()))`),
  },
  {
    name: 'a unit by whoever works here',
    sql: policy('place_unit', 'managed', 'insert', `with check (${ours} and made_by = (select guard.staff()))`),
  },
  {
    name: 'a unit in another name',
    sql: policy('place_unit', 'managed', 'insert', `with check (${ours} and ${manages})`),
  },
  {
    name: 'a unit is changed by whoever works here',
    sql: policy('place_unit', 'managed_again', 'update', `using (${ours})`),
  },
  ...['place', 'place_address'].flatMap((table): Mutant[] => [
    { name: `${table}: added in another house`, sql: policy(table, 'managed', 'insert', `with check (${manages})`) },
    { name: `${table}: added by whoever works here`, sql: policy(table, 'managed', 'insert', `with check (${ours})`) },
    {
      name: `${table}: changed by whoever works here`,
      sql: policy(table, 'managed_again', 'update', `using (${ours})`),
    },
  ]),
  {
    name: 'a stay is written past the guard',
    sql: 'grant insert on stay to amparo_app; create policy past on stay for insert to amparo_app with check (true)',
  },
  {
    name: 'who it is is written past the guard',
    sql: 'grant insert on place_person to amparo_app; create policy past on place_person for insert to amparo_app with check (true)',
  },
  {
    name: 'counts of any unit for everybody',
    sql: 'grant execute on function guard.counts_of_units(uuid[]) to amparo_app',
  },
  {
    name: 'units of another house are kept',
    in: 'enter_unit',
    replace: 'and x.organisation_id = me.organisation_id;',
    by: ';',
  },
  {
    name: 'units are kept by whoever works here',
    in: 'enter_unit',
    replace: "or not guard.may('places.keep')",
    by: '',
  },
  {
    name: 'one’s own team need not write there',
    in: 'places_open_file',
    replace: 'guard.writes(a_case, a_section)',
    by: 'guard.sees(a_case)',
  },
  {
    name: 'a partner needs no consent',
    in: 'places_open_file',
    replace: 'return guard.opens(a_case, a_section);',
    by: 'return true;',
  },
  {
    name: 'a partner needs no consent to the section',
    in: 'places_open_file',
    replace: 'return guard.opens(a_case, a_section);',
    by: 'return guard.sees(a_case);',
  },
  {
    name: 'free places of another organisation',
    in: 'free_places',
    replace: 'me.organisation_id is distinct from an_organisation or',
    by: '',
  },
  {
    name: 'free places that are not published',
    in: 'free_places',
    replace: 'u.published and guard.looks_after(u.organisation_id)',
    by: 'guard.looks_after(u.organisation_id)',
  },
  {
    name: 'free places of every partner',
    in: 'free_places',
    replace: 'u.published and guard.looks_after(u.organisation_id)',
    by: 'u.published',
  },
  {
    name: 'counts of units not published',
    in: 'unit_counts',
    replace: 'u.published and guard.looks_after(u.organisation_id)',
    by: 'guard.looks_after(u.organisation_id)',
  },
  {
    name: 'neighbours of whom one may not open',
    in: 'neighbours',
    replace: 'or not guard.places_open_file(a_case, guard.section_of_kind(u.kind))',
    by: '',
  },
  {
    name: 'a bed for a person one may not open',
    in: 'begin_stay',
    replace: 'if not guard.places_open_file(a_case, part)',
    by: 'if false',
  },
  {
    name: 'a hold for a person one may not open',
    in: 'hold_place',
    replace: 'and not guard.places_open_file(a_case, part)',
    by: 'and false',
  },
  {
    name: 'waiting for a person one may not open',
    in: 'wait_for_place',
    replace: 'if not guard.places_open_file(a_case, part)',
    by: 'if false',
  },
  {
    name: 'a stay is written about without the file',
    in: 'write_stay_entry',
    replace: 'or not guard.places_open_file(p.case_id, p.section)',
    by: '',
  },
  {
    name: 'a place is removed by whoever keeps places',
    in: 'remove_place',
    replace: "or not guard.may('places.manage')",
    by: '',
  },
  {
    name: 'a place of another house is removed',
    in: 'remove_place',
    replace: 'and x.organisation_id = me.organisation_id',
    by: '',
  },
  {
    name: 'stays of a file without the section',
    in: 'stays_of',
    replace: 'and guard.opens(a_case, p.section)',
    by: '',
  },
  {
    name: 'stays in other houses',
    in: 'stays_of',
    replace: 'and me.organisation_id in (p.organisation_id, p.house_organisation_id)',
    by: '',
  },
  {
    name: 'an exception is used by whoever keeps the unit',
    in: 'spend_place_override',
    replace: 'or not guard.places_open_file(a_case, guard.section_of_kind(u.kind))',
    by: '',
  },
  { name: 'an exception for another unit', in: 'spend_place_override', replace: 'and o.assignment = a_mark', by: '' },
  { name: 'an exception nobody approved', in: 'spend_place_override', replace: "and o.answer = 'approved'", by: '' },
]
