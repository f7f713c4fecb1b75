// Searching the files one may open, in memory; and the duplicate question, which opens none.
import { answer } from '#gate/answer.ts'
import { blindMarks } from '#people/mark.api.ts'
import { formerMarks, marksToAsk } from '#people/name-mark.rules.ts'
import { openNames } from './opened-names.api.ts'
import { hitsOf, ranked } from './search.rules.ts'
import * as store from './search.store.ts'
import * as model from './search.ts'

export const searchPeople = answer(model.searchPeople)(async ({ input, tx, vault, actor, may }) => {
  const { because } = may('case.search')
  const [files, merged] = await Promise.all([
    store.listSearchable(tx, {
      organisation_id: actor.organisation_id,
      on_the_case: because === 'on_the_case',
      office_id: because === 'in_the_office' ? actor.office_id : undefined,
    }),
    store.listMerged(tx, actor.organisation_id),
  ])
  const { cards, identities } = await openNames(tx, vault, files)
  const into = new Map(merged.map((each) => [each.case_id, each.other_case_id]))
  const hitOf = hitsOf(input.words)
  const rows = files.flatMap((file): model.FoundFile[] => {
    const card = cards.get(file.case_id)
    if (!card) return []
    const { case_id } = file
    const { name, plain, birth_year, alias, reference, stage, status, version } = card
    const hit = hitOf({ reference, name, plain, identity: identities.get(case_id)?.names ?? [] })
    if (!hit) return []
    // A partner is told the year only with the identity itself.
    const own = file.organisation_id === actor.organisation_id
    const shown = { case_id, reference, alias, stage, status, version, birth_year: own ? birth_year : null }
    return [{ ...hit, ...shown, merged_into: into.get(case_id) ?? null }]
  })
  return { rows: ranked(rows) }
})

export const askForDuplicates = answer(model.askForDuplicates)(async ({ input, tx, vault, actor }) => {
  const { name, birth_year } = input
  // Files marked by the former rules are met by their former marks until they are marked anew.
  const texts = [...marksToAsk(name, birth_year), ...formerMarks(name, birth_year)]
  const marks = await blindMarks({ tx, vault }, actor.organisation_id, texts)
  const known = await store.askPerhapsKnown(
    tx,
    marks.map(({ match }) => match),
  )
  const hidden = known.find(({ case_id }) => case_id === null)
  return {
    case_ids: known.flatMap(({ case_id }) => (case_id ? [case_id] : [])),
    hidden: hidden !== undefined,
    ask: hidden?.ask ?? null,
  }
})
