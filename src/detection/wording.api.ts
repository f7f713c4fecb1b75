// Giving out the words of an instrument, and taking in the official ones.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { publicLanguages } from '#language/languages.ts'
import { loadTexts } from '#language/load-texts.ts'
import { instrumentOf, screeningInstruments } from './instruments.ts'
import { instrumentIds, itemText, ScreeningInstrument } from './screening.ts'
import * as store from './wording.store.ts'
import * as model from './wording.ts'

// A broken instrument stops the house when it starts, and not in front of somebody.
for (const instrument of screeningInstruments) ScreeningInstrument.parse(instrument)

const texts = new Map<string, Record<string, string>>()
const ownWords = (language: string): Record<string, string> => {
  const known = texts.get(language)
  if (known) return known
  if (!publicLanguages().some(({ code }) => code === language))
    throw new Problem('invalid', 'screening.no_such_language')
  const read = loadTexts(language, (file) => file === 'public-screening.json')
  texts.set(language, read)
  return read
}
const saidBefore = /^screening\.(say|answer)\.(.+)$/

export const readWords = answer(model.readWords)(async ({ input, tx, actor }) => {
  const { instrument, language } = input
  const own = ownWords(language)
  const { version, items } = instrumentOf(instrument)
  const found = await store.findWording(tx, actor.organisation_id, instrument, language)
  // Sentences put to the questions of an earlier version may stand beside the wrong ones.
  const official = found?.instrument_version === version ? found : undefined
  const said = Object.entries(own).flatMap(([key, text]) => {
    const [, kind, name] = saidBefore.exec(key) ?? []
    return kind ? [[`${kind}.${name}`, text]] : []
  })
  const worded = items.flatMap(({ code }) => {
    const text = official?.sentences[code] ?? own[itemText(instrument, code)]
    return text ? [[code, { text, official: official?.sentences[code] !== undefined }]] : []
  })
  return {
    language,
    items: Object.fromEntries(worded),
    said: Object.fromEntries(said),
    official: official ? { source: official.source, licence_note: official.licence_note } : null,
  }
})

export const listWordings = answer(model.listWordings)(async ({ tx, actor }) => ({
  wordings: await store.listWordings(tx, actor.organisation_id, instrumentIds),
}))

export const keepWording = answer(model.keepWording)(async ({ input, tx, actor, note }) => {
  const { instrument, language, version, may_use: _, ...words } = input
  const { items, version: instrument_version } = instrumentOf(instrument)
  const strange = Object.keys(words.sentences).filter((code) => !items.some((item) => item.code === code))
  if (strange.length > 0)
    throw new Problem('invalid', 'screening.unknown_items', { items: strange.slice(0, 10).join(', ') })
  if (Object.keys(words.sentences).length === 0) throw new Problem('invalid', 'screening.no_sentences')
  const { organisation_id, staff_id: confirmed_by } = actor
  note({ reason: `${instrument} ${language}` })
  const row = { organisation_id, instrument, language, instrument_version, confirmed_by, ...words }
  const kept = await store.keepWording(tx, row, version)
  if (kept === undefined) {
    const current = (await store.findWording(tx, organisation_id, instrument, language)) ?? null
    throw new Problem('conflict', 'stale', { current })
  }
  return { instrument, language, version: kept }
})

export const removeWording = answer(model.removeWording)(async ({ input, tx, actor, note }) => {
  const { instrument, language } = input
  note({ reason: `${instrument} ${language}` })
  await store.removeWording(tx, actor.organisation_id, instrument, language)
  return { instrument, language }
})
