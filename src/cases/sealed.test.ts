// What a person told us is nowhere in the database in words: every table is read as its owner and searched.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { addNote, changeNote } from '#notes/note.ts'
import { noContact } from '#people/safe-contact.ts'
import { aCard, type TestHouse, testHouse } from '#test/gate.ts'
import { changeCard, changeSafeContact, createFile } from './case.ts'
import { askForDuplicates } from './search.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(
    await import('./case.api.ts'),
    await import('./search.api.ts'),
    await import('#notes/note.api.ts'),
  )
})
after(() => at.close())

const canaries = [
  'Zqcanaryalias',
  'Zqcanarynote',
  'Zqcanaryphone',
  'Zqcanaryword',
  'Zqcanaryname',
  'Zqcanaryasked',
  'Zqstale',
]

/** Every row of every table, as text and as bytes. */
const everything = async (): Promise<string> => {
  const tables = await at.rows("select tablename from pg_tables where schemaname = 'public'")
  const dumps: string[] = []
  for (const { tablename } of tables) {
    const rows = await at.rows(`select to_jsonb(t)::text as row from "${tablename}" t`)
    for (const { row } of rows) {
      const text = String(row)
      dumps.push(
        text,
        ...[...text.matchAll(/\\\\x([0-9a-f]+)/g)].map((found) => Buffer.from(found[1]!, 'hex').toString('latin1')),
      )
    }
  }
  return dumps.join('\n').toLowerCase()
}

test('no word of the file lies open, whatever was saved, corrected, repeated or refused', async () => {
  const { reference_worker, coordinator } = at.staff
  const case_id = newId()
  const card = aCard({ alias: 'Zqcanaryalias' })
  const opening = {
    new_case_id: case_id,
    card,
    reference_worker_id: reference_worker.staff_id,
    also_called: ['Zqcanaryname'],
  }
  await at.ask(createFile, opening, coordinator)
  await at.ask(changeCard, { case_id, version: 1, card: { ...card, languages: ['ne'] } }, reference_worker)
  await at.ask(changeCard, { case_id, version: 1, card: aCard({ alias: 'Zqstale' }) }, reference_worker).catch(() => {})
  const way = { channel: 'call' as const, where: 'Zqcanaryphone', from_hour: 1, to_hour: 2, who_else: 'Zqcanaryword' }
  const safe_contact = { ...noContact, channels: [way], code_word: 'Zqcanaryword' }
  await at.ask(changeSafeContact, { case_id, version: 0, safe_contact }, reference_worker)
  const note = { case_id, note_id: newId(), section: 'story' as const, text: 'Zqcanarynote' }
  const key = newId()
  await at.ask(addNote, note, reference_worker, { key })
  await at.ask(addNote, note, reference_worker, { key })
  await at.ask(changeNote, { case_id, note_id: note.note_id, version: 1, text: 'Zqcanarynote again' }, reference_worker)
  await at.ask(askForDuplicates, { name: 'Zqcanaryasked', birth_year: 1991 }, coordinator)
  const all = await everything()
  assert.ok(all.includes(case_id) && all.length > 10_000, 'the dump holds the rows')
  for (const canary of canaries) {
    assert.ok(!all.includes(canary.toLowerCase()), `${canary} lies open`)
    assert.ok(!all.includes(Buffer.from(canary).toString('base64').slice(0, 10).toLowerCase()), `${canary} in base64`)
    assert.ok(!all.includes(Buffer.from(canary).toString('hex')), `${canary} in hex`)
  }
})

test('two files of the same person look different, and lengths are padded', async () => {
  const sizeOf = async (alias: string) => {
    const { case_id } = await at.aFile({ card: { alias } })
    return (await at.rows('select sealed_card from case_file where case_id = $1', [case_id]))[0]!.sealed_card as Buffer
  }
  const [one, same, longer] = [await sizeOf('Maya'), await sizeOf('Maya'), await sizeOf('Mayari')]
  assert.ok(!one.equals(same))
  assert.equal(one.length, longer.length)
})
