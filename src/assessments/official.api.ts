// Taking official sentences of care instruments in and out; the same rows and the same confirmation as for screening.
import * as kept from '#detection/wording.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { instrumentIds, lineOf } from './instrument.ts'
import { findInstrument, instruments } from './instruments.store.ts'
import * as model from './official.ts'

export const listOfficial = answer(model.listOfficial)(async ({ tx, actor }) => ({
  wordings: (await kept.listWordings(tx, actor.organisation_id, instrumentIds)) as model.Official[],
  // Where a form may not carry official sentences, none are brought in.
  instruments: instruments()
    .filter(({ licence }) => licence.official_text === 'import_only')
    .map((form) => ({ instrument: form.id, version: lineOf(form), name: form.name, licence: form.licence.status })),
}))

export const keepOfficial = answer(model.keepOfficial)(async ({ input, tx, actor, note }) => {
  const { instrument, language, version, may_use: _, ...words } = input
  const of = findInstrument(instrument)
  if (!of) throw new Problem('not_found', 'assessment.no_such_instrument')
  const strange = Object.keys(words.sentences).filter((code) => !of.items.some((item) => item.code === code))
  if (strange.length > 0)
    throw new Problem('invalid', 'screening.unknown_items', { items: strange.slice(0, 10).join(', ') })
  if (Object.keys(words.sentences).length === 0) throw new Problem('invalid', 'screening.no_sentences')
  const { organisation_id, staff_id: confirmed_by } = actor
  note({ reason: `${instrument} ${language}` })
  const row = { organisation_id, instrument, language, instrument_version: lineOf(of), confirmed_by, ...words }
  const done = await kept.keepWording(tx, row, version)
  if (done === undefined) {
    const current = (await kept.findWording(tx, organisation_id, instrument, language)) ?? null
    throw new Problem('conflict', 'stale', { current })
  }
  return { instrument, language, version: done }
})

export const removeOfficial = answer(model.removeOfficial)(async ({ input, tx, actor, note }) => {
  const { instrument, language } = input
  note({ reason: `${instrument} ${language}` })
  await kept.removeWording(tx, actor.organisation_id, instrument, language)
  return { instrument, language }
})
