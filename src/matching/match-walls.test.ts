// What matching reads of a person past the policies: for whoever opens the file and nobody else; what a house shares stays
// in that house. Each wall is taken down once, to see that somebody notices.
import { after, before, test } from 'node:test'
import { holds, triesOf } from '#test/access/walls.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'

let at: TestHouse
before(async () => {
  at = await testHouse()
})
after(() => at.close())

test('the person is read by those who open the file, the house by its own people', async () => {
  const { case_id } = await at.aFile()
  const { organisation_id } = at.ours
  await at.rows(
    `insert into directory_mark (organisation_id, mark) values ($1, 4711) on conflict (organisation_id) do update set mark = 4711`,
    [organisation_id],
  )
  const owner = await at.db.owner.connect()
  const seen = `from (select guard.match_person('${case_id}') as found) x where found ->> 'sealed_card' is not null`
  const house = `from (select guard.match_house(null, '{}', '{}') as found) x where found ->> 'mark' = '4711'`
  type Name = keyof TestHouse['staff'] | 'nobody'
  const tokenOf = (who: Name) => (who === 'nobody' ? 'guess' : at.staff[who].token)
  try {
    await holds(owner, {
      tries: () =>
        triesOf<Name>(
          [
            {
              name: 'the person',
              text: `select 1 ${seen}`,
              by: {
                reference_worker: 1,
                coordinator: 1,
                second_worker: 0,
                far_coordinator: 0,
                partner_worker: 0,
                nobody: 0,
              },
            },
            { name: 'the house', text: `select 1 ${house}`, by: { reference_worker: 1, partner_worker: 0, nobody: 0 } },
          ],
          tokenOf,
        ),
      mutants: [
        { name: 'anybody reads the person', in: 'match_person', replace: 'not guard.sees(a_case)', by: 'false' },
        {
          name: 'the marks of all houses',
          in: 'match_house',
          replace: 'm.organisation_id = home',
          by: 'm.mark = 4711',
        },
      ],
    })
  } finally {
    owner.release()
  }
})
