// Writing statements down and opening one, each time with a reason that stays in the journal.
import { z } from 'zod'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import * as store from './statement.store.ts'
import * as model from './statement.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

const Words = z.object({ words: z.string() })

export const recordStatement = answer(model.recordStatement)(async (asked) => {
  const { input, tx, file, actor, today, may } = asked
  if (!may('case.write').sections.includes(law)) throw new Problem('not_found', 'case.section_not_found')
  const { matter_id, statement_id, hearing_id, given_to, given_on, corrects_id, words } = input
  if (given_on > today) throw new Problem('invalid', 'proceedings.begins_later')
  if (corrects_id !== null && !(await store.findWords(tx, file, matter_id, corrects_id)))
    throw new Problem('not_found', 'proceedings.no_such_row')
  const { organisation_id, case_id } = file
  await store.insertStatement(tx, {
    ...{ organisation_id, case_id, statement_id, matter_id, hearing_id, given_to, given_on, corrects_id },
    author_id: actor.staff_id,
    sealed: sealRow(await keyOf(asked), file, 'statement_words', statement_id, { words }),
  })
  await tellLaw(asked, 'statement_recorded', statement_id, { given_to })
  return { statement_id }
})

export const openStatement = answer(model.openStatement)(async (asked) => {
  const { input, tx, file, note } = asked
  const { matter_id, statement_id, reason } = input
  note({ subject_id: statement_id, sections: [law], reason: `statement_${reason}` })
  const row = await store.findWords(tx, file, matter_id, statement_id)
  if (!row) throw new Problem('not_found', 'proceedings.no_such_row')
  const { words } = openRow(await keysOf(asked), file, 'statement_words', statement_id, row.sealed, Words)
  return { statement_id, words }
})
