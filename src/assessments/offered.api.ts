// Which instruments there are for her, why the others are not offered, and the form of one as it is or was.
import { readCard } from '#cases/card.store.ts'
import { findWording, findWordingOnce, listWordings, type WordingOf } from '#detection/wording.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { openJson } from '#vault/envelope.ts'
import { listLatest } from './assessment.store.ts'
import { type Instrument, type InstrumentId, instrumentIds, lineOf, type WordedIn, wordedIn } from './instrument.ts'
import { findInstrument, instruments, wordingOf } from './instruments.store.ts'
import { KeptSitting } from './kept.ts'
import { ageNow, notForAge } from './sitting.rules.ts'
import * as sittings from './sitting.store.ts'
import * as model from './sitting.ts'

const named = ({ id, version, name, section }: Instrument, language: WordedIn) => ({
  ...{ instrument: id, version, name, section },
  title: wordingOf(id, version, language).title,
})

export const listOffered = answer(model.listOffered)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const [card, keys, open, ofToday, latest, official] = await Promise.all([
    readCard(tx, vault, file.organisation_id, file.case_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    sittings.listSittings(tx, file, ['open']),
    sittings.listInstrumentsOfDay(tx, file, today),
    listLatest(tx, file),
    listWordings(tx, actor.organisation_id, instrumentIds),
  ])
  const age = ageNow(card, today)
  const all = instruments()
  const because = (each: Instrument) =>
    file.sections.includes(each.section) ? notForAge(each, age) : ('not_your_section' as const)
  const openOf = (id: InstrumentId) => {
    const row = open.find(({ instrument }) => instrument === id)
    if (!row) return null
    const place = sittings.sittingPlace(file, row.sitting_id)
    const { put_off } = openJson(keys.of(row.sealed), place, row.sealed, KeptSitting)
    return { sitting_id: row.sitting_id, begun_at: row.begun_at, put_off }
  }
  return {
    age: age.as,
    offered: all
      .filter((each) => because(each) === null)
      .map((each) => ({
        ...named(each, input.language),
        ...{ shape: each.shape, about: each.about, filled_by: each.filled_by, minutes: each.minutes, long: each.long },
        validated: each.validated.state === 'yes',
        says: wordingOf(each.id, each.version, input.language).about,
        languages: [...wordedIn],
        official_in: official
          .filter(({ instrument, instrument_version }) => instrument === each.id && instrument_version === lineOf(each))
          .map(({ language }) => language as WordedIn),
        open: openOf(each.id),
        last_on: latest.find(({ instrument }) => instrument === each.id)?.taken_on ?? null,
      })),
    not_offered: all.flatMap((each) => {
      const why = because(each)
      return why === null ? [] : [{ ...named(each, input.language), because: why }]
    }),
    long_today: all.filter(({ id, long }) => long && ofToday.includes(id)).map(({ id }) => id),
  }
})

const shownOfficial = (found: WordingOf<InstrumentId> | undefined): model.OfficialText | null =>
  found ? { ...found, language: found.language as WordedIn } : null

/** The words of her own door, so that both doors say the same. */
const saidIn = (language: WordedIn): Record<string, string> => {
  const t = translatorOf(language)
  const words = (['begin', 'back', 'skip', 'not_today', 'stop'] as const).map((word) => [word, t(`own.${word}`)])
  return { ...Object.fromEntries(words), thanks: t('own.over.finish.heading') }
}

export const readForm = answer(model.readForm)(async ({ input, tx, actor }) => {
  const { instrument: id, version, language, official } = input
  const instrument = findInstrument(id, version)
  if (!instrument) throw new Problem('not_found', 'assessment.no_such_instrument')
  const { organisation_id } = actor
  const inUse = official === undefined ? await findWording(tx, organisation_id, id, language) : undefined
  const once = official ? { instrument: id, language, version: official } : null
  const found = once ? await findWordingOnce(tx, organisation_id, once) : inUse
  return {
    instrument,
    wording: wordingOf(id, version, language),
    // Sentences put to the questions of another version may stand beside the wrong ones.
    official: shownOfficial(found?.instrument_version === lineOf(instrument) ? found : undefined),
    said: saidIn(language),
  }
})
