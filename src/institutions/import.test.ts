// A list somebody already keeps: read in any language of the desk, reported line by line, and twice the same adds nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Problem } from '#kit/problem.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { importInstitutions } from './import.ts'
import { listInstitutions, readInstitution } from './institution.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(await import('./institution.api.ts'), await import('./import.api.ts'))
})
after(() => at.close())

const spanish = `\uFEFFNombre;Sector;Provincia;Localidad;Meses;Persona;Teléfono;Otra cosa
Hospital del Valle;Salud;Granada;Granada;12;CANARY-Inés;958 000 000;x
"Hotel ""La Cala""; playa";hoteles y turismo;29;Nerja;;;;
Puerto sin sector;barcos;Cádiz;Cádiz;;;;
;Salud;Granada;;;;;
Escuela Lejana;escuelas;Atlántida;;;;;
Hospital del  VALLE;salud;18;;;;;
Taller Norte;Empresas;;Bilbao;99;;;
`

test('a list is looked at first, written down after, and the second time everything is there already', async () => {
  const ask = (csv: string, write: boolean, who = at.staff.trainer) => at.ask(importInstitutions, { csv, write }, who)
  const looked = await ask(spanish, false)
  assert.deepEqual(
    looked.lines.map(({ line, outcome, fault }) => `${line} ${outcome} ${fault}`),
    [
      '2 added null',
      '3 added null',
      '4 wrong sector',
      '5 wrong name',
      '6 wrong province',
      '7 wrong twice',
      '8 wrong refresher_months',
    ],
  )
  assert.equal((await at.ask(listInstitutions, {}, at.staff.trainer)).total, 0)
  const { lines: _, ...counts } = await ask(spanish, true)
  assert.deepEqual(counts, { added: 2, known: 0, wrong: 5 })
  const { institutions } = await at.ask(listInstitutions, {}, at.staff.trainer)
  assert.deepEqual(
    institutions.map(({ name, sector, province, refresher_months }) => [name, sector, province, refresher_months]),
    [
      ['Hospital del Valle', 'health', '18', 12],
      ['Hotel "La Cala"; playa', 'tourism', '29', 24],
    ],
  )
  const { institution_id } = institutions[0]!
  const { contact } = await at.ask(readInstitution, { institution_id }, at.staff.trainer)
  assert.deepEqual([contact.person, contact.phone], ['CANARY-Inés', '958 000 000'])
  assert.equal((await ask(spanish, true)).known, 2)
  const english = 'name,sector,country,town\nClinic,health,PT,Faro\nNowhere,health,XX,Faro\n'
  assert.deepEqual(
    (await ask(english, true)).lines.map(({ fault }) => fault),
    [null, 'country'],
  )
})

test('what is no such table is refused, and nobody brings a list in who may not keep the register', async () => {
  const refused = (csv: string, who = at.staff.trainer) =>
    at.ask(importInstitutions, { csv, write: true }, who).then(
      () => 'written',
      (problem: Problem) => problem.kind,
    )
  assert.equal(await refused('just words'), 'invalid')
  assert.equal(await refused('name;sector\n'), 'invalid')
  assert.equal(await refused('name,sector\n"open,health\n'), 'invalid')
  assert.equal(await refused(`name,sector\n${'a,health\n'.repeat(1001)}`), 'invalid')
  for (const who of [at.staff.psychologist, at.staff.partner_worker])
    assert.equal(await refused('name,sector\nA,health\n', who), 'refused')
})
