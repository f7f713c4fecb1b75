// A world of three houses: nobody sees another house's beds, who is in them, or where they are,
// beyond what a consent opens, and nobody takes a place past the guard. Then each wall is taken down once, to see that
// somebody notices.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { decide } from '#access/access.rules.ts'
import { type LiveAccess, type Section, sections } from '#access/access.ts'
import { placeMutants } from '#test/access/place-mutants.ts'
import {
  consents,
  houseOf,
  id,
  staff,
  stays,
  team,
  token,
  units,
  waits,
  writePlaces,
} from '#test/access/place-world.ts'
import { firstWrong, standBy, unnoticed } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let houses: { organisation_id: string; office_id: string }[]

interface Ask {
  name: string
  text: string
  expected: string[]
}

/** What one colleague should see and be able to do, from the world and the matrix alone. */
const asksOf = (n: number): Ask[] => {
  const { house, roles, live } = staff[n]!
  const mine = houses[house]!
  const actor = { staff_id: id('staff', n), session_id: id('session', n), second_factor_at: null, roles, ...mine }
  const may = (action: string) => live && decide(at.matrix, actor, action).allowed
  const onFile = (file: string, action: string): Section[] => {
    if (!live) return []
    const access: LiveAccess[] = consents[file]!.filter((each) => each.house === house).map((each) => ({
      kind: 'consent',
      access_id: id('x'),
      basis: id('consent', file, house),
      sections: each.sections,
    }))
    if (team.includes(n)) access.push({ kind: 'team', access_id: id('x'), basis: null, sections: [...sections] })
    const subject = { ...houses[0]!, created_by: id('staff', 0), live: access }
    return decide(at.matrix, actor, action, subject).sections
  }
  const opens = (file: string) => onFile(file, 'case.open').includes('home')
  const gives = (file: string) => (house === 0 ? onFile(file, 'case.write').includes('home') : opens(file))
  const [reads, keeps, manages] = [may('places.read'), may('places.keep'), may('places.manage')]
  const seen = (ids: (string | false)[]) => ids.filter((each) => each !== false).sort()
  const own = (name: (unit: string) => string | false) =>
    seen(units.map((u) => reads && u.house === house && name(u.unit)))
  const shown = units.filter((u) => reads && (u.house === house || (house === 0 && u.published)))
  const persons = [
    ...Object.entries(stays).map(([unit, file]) => ({ unit, file, ref: id('stay', unit), entry: id('entry', unit) })),
    ...Object.entries(waits).map(([unit, file]) => ({ unit, file, ref: id('wait', unit), entry: '' })),
  ].filter(({ unit, file }) => opens(file) && (house === 0 || houseOf(unit) === house))
  const looks: Ask[] = [
    { name: 'units', text: 'select unit_id from place_unit', expected: seen(shown.map(({ unit }) => id(unit))) },
    {
      name: 'places',
      text: 'select place_id from place',
      expected: seen(units.flatMap((u) => [1, 2, 3, 4].map((p) => reads && u.house === house && id(u.unit, p)))),
    },
    { name: 'holds', text: 'select hold_id from place_hold', expected: own((unit) => id('hold', unit)) },
    { name: 'waiting', text: 'select waiting_id from place_waiting', expected: own((unit) => id('wait', unit)) },
    { name: 'nights', text: 'select unit_id from place_night', expected: own((unit) => id(unit)) },
    { name: 'stays', text: 'select stay_id from stay', expected: own((unit) => unit in stays && id('stay', unit)) },
    {
      name: 'taken',
      text: 'select by_id from place_taken',
      expected: [...own((unit) => unit in stays && id('stay', unit)), ...own((unit) => id('hold', unit))].sort(),
    },
    {
      name: 'addresses',
      text: 'select unit_id from place_address',
      expected: seen(units.map((u) => keeps && u.house === house && id(u.unit))),
    },
    { name: 'who', text: 'select ref_id from place_person', expected: seen(persons.map(({ ref }) => ref)) },
    {
      name: 'entries',
      text: 'select entry_id from stay_entry',
      expected: seen(persons.map(({ entry }) => entry !== '' && entry)),
    },
    {
      name: 'free',
      text: `select service_id from guard.free_places('${mine.organisation_id}')`,
      expected: may('directory.read')
        ? seen(units.map((u) => (u.house === house || (house === 0 && u.published)) && id('service', u.unit)))
        : [],
    },
    {
      name: 'free elsewhere',
      text: `select service_id from guard.free_places('${houses[(house + 1) % 3]!.organisation_id}')`,
      expected: [],
    },
    {
      name: 'counts',
      text: 'select unit_id from guard.unit_counts()',
      expected: seen(shown.map(({ unit }) => id(unit))),
    },
    {
      name: 'counts of any unit',
      text: `select unit_id from guard.counts_of_units(array['${id('u2a')}'::uuid])`,
      expected: ['refused'],
    },
    ...['f0', 'f1'].map((file) => ({
      name: `stays of ${file}`,
      text: `select stay_id from guard.stays_of('${id(file)}')`,
      expected: seen(
        Object.entries(stays).map(
          ([unit, who]) => who === file && opens(file) && (house === 0 || houseOf(unit) === house) && id('stay', unit),
        ),
      ),
    })),
  ]
  const new_id = 'gen_random_uuid()'
  const addUnit = (o: string, by: string) =>
    `insert into place_unit (organisation_id, unit_id, kind, unit, name, made_by) values ('${o}', ${new_id}, 'flat', 'bed', 'x', '${by}')`
  const tries = units
    .filter(({ published }) => !published)
    .flatMap(({ unit, house: theirs }): Ask[] => {
      const [u, o] = [id(unit), houses[theirs]!.organisation_id]
      const kept = keeps && theirs === house
      const managed = manages && theirs === house
      const taking = (file: string) => [kept ? (gives(file) ? 'done' : 'not_open') : 'not_found']
      const said = (done: boolean) => [done ? 'done' : 'not_found']
      const allowed = (done: boolean) => [done ? '1' : 'refused']
      const stay = stays[unit]!
      return [
        { name: 'add a unit', text: addUnit(o, id('staff', n)), expected: allowed(managed) },
        { name: 'add a unit in another name', text: addUnit(o, id('staff', n + 1)), expected: ['refused'] },
        {
          name: 'add a place',
          text: `insert into place (organisation_id, unit_id, place_id, label) values ('${o}', '${u}', ${new_id}, 'x')`,
          expected: allowed(managed),
        },
        {
          name: 'write an address',
          text: `insert into place_address (organisation_id, unit_id, intake_version, sealed) values ('${o}', '${id(unit, 'x')}', 1, '\\x01')`,
          // The unit does not exist: whoever may write one is told so.
          expected: managed ? ['missing'] : ['refused'],
        },
        {
          name: 'hold',
          text: `select guard.hold_place(${new_id}, '${u}', null, 2, null, ${new_id}) ->> 'said'`,
          expected: said(kept),
        },
        ...['f3', 'f4'].flatMap((file) => [
          {
            name: `hold for ${file}`,
            text: `select guard.hold_place(${new_id}, '${u}', null, 2, '${id(file)}', ${new_id}) ->> 'said'`,
            expected: taking(file),
          },
          {
            name: `a bed for ${file}`,
            text: `select guard.begin_stay(${new_id}, '${u}', null, null, '${id(file)}', current_date, null, ${new_id}) ->> 'said'`,
            expected: taking(file),
          },
          {
            name: `waiting for ${file}`,
            text: `select guard.wait_for_place(${new_id}, '${u}', '${id(file)}', 'today', ${new_id})`,
            expected: taking(file),
          },
          {
            name: `neighbours of ${file}`,
            text: `select count(*) > 0 from guard.neighbours('${u}', '${id(file)}')`,
            expected: [String(kept && gives(file))],
          },
        ]),
        {
          name: 'write about a stay',
          text: `select guard.write_stay_entry(${new_id}, '${id('stay', unit)}', 'log', null, current_date, null, '\\x01', ${new_id})`,
          expected: said(kept && gives(stay)),
        },
        {
          name: 'end a stay',
          text: `select guard.end_stay('${id('stay', unit)}', 1, current_date, 'street', ${new_id})`,
          expected: said(kept),
        },
        { name: 'release', text: `select guard.release_hold('${id('hold', unit)}', 1)`, expected: said(kept) },
        {
          name: 'off the list',
          text: `select guard.end_waiting('${id('wait', unit)}', 1, 'gave_up', ${new_id})`,
          expected: said(kept),
        },
        { name: 'confirm', text: `select guard.confirm_night('${u}', current_date)`, expected: said(kept) },
        { name: 'remove', text: `select guard.remove_place('${id(unit, 4)}', 1)`, expected: said(managed) },
        {
          name: 'use an exception',
          text: `select guard.spend_place_override('${id('f3')}', '${u}', '\\x01') is not null`,
          expected: [String(kept && gives('f3'))],
        },
        {
          name: 'use one nobody approved',
          text: `select guard.spend_place_override('${id('f3')}', '${u}', '\\x02') is not null`,
          expected: ['false'],
        },
        {
          name: 'use one of another unit',
          text: `select guard.spend_place_override('${id('f3')}', '${u}', '\\x03') is not null`,
          expected: ['false'],
        },
      ]
    })
  const changed = (count: number) => [String(manages ? count : 0)]
  const never: Ask[] = [
    { name: 'change every unit', text: "update place_unit set name = 'x'", expected: changed(2) },
    { name: 'change every place', text: "update place set label = 'x'", expected: changed(8) },
    { name: 'change every address', text: "update place_address set sealed = '\\x02'", expected: changed(2) },
    ...[
      `insert into stay (organisation_id, stay_id, unit_id, place_id, from_on, began_by) values ('${mine.organisation_id}', ${new_id}, '${id('u0a')}', '${id('u0a', 3)}', current_date, '${id('staff', n)}')`,
      `insert into place_person (organisation_id, case_id, ref_id, what, section, house_organisation_id) values ('${mine.organisation_id}', '${id('f0')}', ${new_id}, 'stay', 'home', '${mine.organisation_id}')`,
      'delete from place_taken',
      'delete from place_person',
      "update stay set destination = 'x'",
      "update place_hold set until_at = now() + interval '1 day'",
      'update place_waiting set since = now()',
      'update place_night set lived_in = 0',
      "update stay_entry set sealed = '\\x02'",
      `select guard.end_due_holds('${mine.organisation_id}', '${id('u0a')}')`,
    ].map((text) => ({ name: text.slice(0, 40), text, expected: ['refused'] })),
  ]
  return [...looks, ...tries, ...never]
}

let asked = 0
/** The first thing that is not as it should be, among the questions about these tables or functions. */
const disagreement = async (about = /./): Promise<string | undefined> => {
  for (const n of staff.keys()) {
    const who = `${staff[n]!.roles} of house ${staff[n]!.house}`
    const tries = asksOf(n)
      .filter(({ text }) => about.test(text))
      .map(({ name, text, expected }) => ({ name, text, who, token: token(n), should: expected }))
    asked += tries.length
    const wrong = await firstWrong(owner, tries)
    if (wrong) return wrong
  }
  return undefined
}

before(async () => {
  at = await testHouse()
  houses = [at.ours, at.partner, at.otherPartner].map(({ organisation_id, office_id }) => ({
    organisation_id,
    office_id,
  }))
  owner = await at.db.owner.connect()
  await standBy(owner)
  await writePlaces(owner, houses)
})
after(async () => {
  owner?.release()
  await at.close()
})

test('nobody sees or takes too much, and nobody too little', async () => {
  assert.equal(await disagreement(), undefined)
  console.log(`questions and attempts in a world of places: ${asked}`)
})

/** Where a hole would show: in what reads the table, or in what calls the function. */
const shows = (mutant: (typeof placeMutants)[number]): RegExp => {
  const within = 'in' in mutant ? mutant.in : /(?: on (?!function)|function guard\.)(\w+)/.exec(mutant.sql)![1]!
  const callers: Record<string, string> = {
    enter_unit: 'hold_place|neighbours',
    places_open_file: 'begin_stay|neighbours',
  }
  return new RegExp(`\\b(${callers[within] ?? within})\\b`)
}

test('every wall that is taken down is noticed', async () => {
  await owner.query('begin')
  const missed = await unnoticed(owner, placeMutants, (mutant) => disagreement(shows(mutant)))
  await owner.query('rollback')
  console.log(`walls of places taken down ${placeMutants.length}, noticed ${placeMutants.length - missed.length}`)
  assert.deepEqual(missed, [])
})
