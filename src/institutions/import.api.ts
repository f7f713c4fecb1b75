// Taking a list of institutions over: what is here already stays as it is, so the same list twice adds nothing.
import { answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { deskLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import { newLinkCode } from '#links/secret.ts'
import { type ImportWords, readList, sameAs, wordsFrom } from './import.rules.ts'
import * as model from './import.ts'
import * as store from './institution.store.ts'

let known: ImportWords | undefined
const words = (): ImportWords => {
  known ??= wordsFrom(deskLanguages().map(({ code }) => loadTexts(code, (file) => file === 'institutions.json')))
  return known
}

export const importInstitutions = answer(model.importInstitutions)(async ({ input, tx, actor, facts, note }) => {
  const { organisation_id } = actor
  const read = readList(input.csv, facts, words())
  if (!read) throw new Problem('invalid', 'institutions.not_a_table')
  const here = new Set((await store.listPlaces(tx, organisation_id)).map(sameAs))
  const seal = await store.sealerTo(tx, organisation_id)
  const lines: model.ImportedLine[] = []
  for (const { line, name, kept, fault } of read) {
    const outcome = !kept ? 'wrong' : here.has(sameAs(kept)) ? 'known' : 'added'
    if (kept && outcome === 'added' && input.write) {
      const { contact, ...plain } = kept
      const institution_id = newId()
      const sealed = seal(store.placeOf.contact(institution_id), contact)
      const row = { organisation_id, institution_id, code: newLinkCode(), ...plain, ...sealed }
      await store.insertInstitution(tx, row)
    }
    lines.push({ line, name, outcome, fault })
  }
  const count = (of: model.ImportedLine['outcome']) => lines.filter(({ outcome }) => outcome === of).length
  const counts = { added: count('added'), known: count('known'), wrong: count('wrong') }
  if (input.write) note({ reason: `list of ${lines.length}, ${counts.added} new` })
  return { ...counts, lines }
})
