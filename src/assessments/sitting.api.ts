// An instrument goes from question to question: every answer is kept at once, and whoever of the team comes next goes on
// where it stood.
import { readCard } from '#cases/card.store.ts'
import { findWording } from '#detection/wording.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openProtocol } from '#safety/open-protocol.api.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { closeDoor } from './door.store.ts'
import { type Instrument, type InstrumentId, lineOf, type WordedIn } from './instrument.ts'
import { findInstrument, instrumentOf } from './instruments.store.ts'
import { KeptSitting } from './kept.ts'
import { readAnswers } from './scoring.rules.ts'
import * as rules from './sitting.rules.ts'
import * as store from './sitting.store.ts'
import * as model from './sitting.ts'
import { findStanding, foldIn, type Standing } from './standing.api.ts'
import { askedCodes, nextOpen, saidOf } from './walk.rules.ts'

export type OnFile = AskedOnFile<unknown>

export interface OpenedSitting {
  row: store.SittingRow
  kept: KeptSitting
  instrument: Instrument
  /** Her own door, until the desk goes on with what came. */
  standing: Standing | null
}

export const openSitting = async (asked: OnFile, row: store.SittingRow, keys: CaseKeyRing): Promise<OpenedSitting> => {
  const kept = openJson(keys.of(row.sealed), store.sittingPlace(asked.file, row.sitting_id), row.sealed, KeptSitting)
  const standing = row.state === 'open' ? await findStanding(asked, row.sitting_id) : null
  return {
    row,
    kept: standing ? foldIn(kept, standing) : kept,
    instrument: instrumentOf(row.instrument, row.instrument_version),
    standing,
  }
}

export const getSitting = async (asked: OnFile, sitting_id: string): Promise<OpenedSitting> => {
  const { tx, vault, file } = asked
  const [row, keys] = await Promise.all([
    store.findSitting(tx, file, sitting_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  if (!row) throw new Problem('not_found', 'assessment.not_found')
  asked.demand(row.section)
  asked.note({ subject_id: sitting_id, sections: [row.section] })
  return openSitting(asked, row, keys)
}

const headOf = ({ row, kept }: OpenedSitting): model.SittingHead => {
  const { sealed: _, ...plain } = row
  return { ...plain, ...rules.countsOf(kept.answers), put_off: kept.put_off, giving: kept.giving }
}

export const shown = (opened: OpenedSitting): model.Sitting => {
  const { kept, instrument, standing } = opened
  const { answers, official, stopped_because } = kept
  const asked = askedCodes(instrument, answers)
  const next = nextOpen(asked, answers)
  return {
    ...headOf(opened),
    ...{ answers, official, stopped_because, asked, door: standing?.door ?? null },
    next: next === 'ending' ? null : next,
  }
}

/** On which she answers by herself at this moment: two who write at once would undo each other. */
export const demandAtHand = ({ row, standing }: OpenedSitting): void => {
  if (row.state !== 'open') throw new Problem('conflict', 'assessment.over')
  if (standing?.door.state === 'with_her') throw new Problem('conflict', 'assessment.with_her')
}

export const stale = async (asked: OnFile, sitting_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', { current: shown(await getSitting(asked, sitting_id)) })

/** Keeps the next version, with what she answered by herself in it, or says how it stands by now. */
export const keepSitting = async (
  asked: OnFile,
  { row, standing }: OpenedSitting,
  version: number,
  change: { kept: KeptSitting; state?: model.SittingState; taken_on?: string },
): Promise<{ sitting_id: string; version: number }> => {
  const { tx, vault, file, now } = asked
  const { sitting_id } = row
  const { kept, ...plain } = change
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const sealed = sealJson(key, store.sittingPlace(file, sitting_id), kept)
  const folded = standing === null || (await closeDoor(tx, file, standing.row, now))
  if (!folded || !(await store.changeSitting(tx, file, { sitting_id, version }, { ...plain, sealed })))
    throw await stale(asked, sitting_id)
  return { sitting_id, version: version + 1 }
}

/** An answer about her safety opens the protocol when it is given, and again when it is finished: told twice is once. */
export const openForSafety = async (
  asked: OnFile,
  instrument: InstrumentId,
  assessment_id: string,
  items: readonly string[],
): Promise<string | null> => {
  let opened: string | null = null
  for (const item of items) {
    const { protocol_id } = await openProtocol(asked, { cause: 'instrument', instrument, item, assessment_id })
    opened ??= protocol_id
  }
  return opened
}

type TimelineTold = 'instrument_finished' | 'instrument_put_off' | 'instrument_stopped' | 'instrument_amended'
export const tellTimeline = (
  { tx, file, actor }: OnFile,
  kind: TimelineTold,
  ref_id: string,
  { section, instrument }: Pick<store.SittingRow, 'section' | 'instrument'>,
) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    ...{ kind, section, ref_id },
    codes: { instrument },
  })

const officialNow = async (
  { tx, actor }: OnFile,
  instrument: Instrument,
  language: WordedIn,
): Promise<number | null> => {
  const found = await findWording(tx, actor.organisation_id, instrument.id, language)
  return found?.instrument_version === lineOf(instrument) ? found.version : null
}

const getOffered = async (asked: OnFile, id: InstrumentId): Promise<Instrument> => {
  const { tx, vault, file, today } = asked
  const instrument = findInstrument(id)
  if (!instrument) throw new Problem('not_found', 'assessment.no_such_instrument')
  asked.demand(instrument.section)
  const card = await readCard(tx, vault, file.organisation_id, file.case_id)
  const because = rules.notForAge(instrument, rules.ageNow(card, today))
  if (because) throw new Problem('invalid', `assessment.not_offered.${because}`)
  return instrument
}

export const beginSitting = answer(model.beginSitting)(async (asked) => {
  const { input, tx, vault, file, actor, today, note } = asked
  const { organisation_id, case_id } = file
  const { sitting_id, giving, taken_on = today } = input
  if (taken_on > today) throw new Problem('invalid', 'assessment.taken_later')
  if (taken_on !== today && giving.given !== 'paper') throw new Problem('invalid', 'assessment.day_of_paper')
  const instrument = await getOffered(asked, input.instrument)
  const { id, version, section } = instrument
  const official = await officialNow(asked, instrument, giving.worded)
  const kept: KeptSitting = { giving, official, answers: {}, put_off: [], stopped_because: '' }
  const key = await vault.caseKey(tx, organisation_id, case_id)
  note({ subject_id: sitting_id, sections: [section] })
  const made = await store.insertSitting(tx, {
    ...{ organisation_id, case_id, sitting_id, instrument: id, instrument_version: version, section, taken_on },
    begun_by: actor.staff_id,
    sealed: sealJson(key, store.sittingPlace(file, sitting_id), kept),
  })
  if (!made) {
    const open = await store.findOpenSitting(tx, file, id)
    throw new Problem('conflict', 'assessment.already_open', { sitting_id: open?.sitting_id ?? null })
  }
  await touchCase(tx, case_id)
  return { sitting_id, version: 1 }
})

export const listSittings = answer(model.listSittings)(async (asked) => {
  const { tx, vault, file, actor } = asked
  // A partner reads what was finished, where a consent opens it, and never what somebody broke off.
  if (file.organisation_id !== actor.organisation_id) return { sittings: [] }
  const [rows, keys] = await Promise.all([
    store.listSittings(tx, file, ['open', 'stopped']),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  const sittings: model.SittingHead[] = []
  for (const row of rows) sittings.push(headOf(await openSitting(asked, row, keys)))
  return { sittings }
})

export const readSitting = answer(model.readSitting)(async (asked) =>
  shown(await getSitting(asked, asked.input.sitting_id)),
)

/** Items among these whose answer speaks of her safety. */
export const frightening = (instrument: Instrument, given: model.GivenAnswers, among: readonly string[]): string[] =>
  readAnswers(instrument, saidOf(given)).safety.filter((code) => among.includes(code))

export const answerItems = answer(model.answerItems)(async (asked) => {
  const { input, today } = asked
  const opened = await getSitting(asked, input.sitting_id)
  demandAtHand(opened)
  const { kept, instrument, row } = opened
  const strange = rules.strangeAnswers(instrument, input.answers)
  if (strange.length > 0)
    throw new Problem('invalid', 'assessment.strange_answers', { items: strange.slice(0, 10).join(', ') })
  const answers = { ...kept.answers, ...input.answers }
  const taken_on = kept.giving.given === 'paper' ? row.taken_on : today
  const done = await keepSitting(asked, opened, input.version, { kept: { ...kept, answers }, taken_on })
  const items = frightening(instrument, answers, Object.keys(input.answers))
  return { ...done, protocol_id: await openForSafety(asked, row.instrument, row.sitting_id, items) }
})

export const changeGiving = answer(model.changeGiving)(async (asked) => {
  const opened = await getSitting(asked, asked.input.sitting_id)
  demandAtHand(opened)
  const { kept, instrument } = opened
  const giving = { ...asked.input.giving, given: kept.giving.given }
  // Changed on the way, the sentences are those of the language she goes on in.
  const official =
    giving.worded === kept.giving.worded ? kept.official : await officialNow(asked, instrument, giving.worded)
  return keepSitting(asked, opened, asked.input.version, { kept: { ...kept, giving, official } })
})

export const putOffSitting = answer(model.putOffSitting)(async (asked) => {
  const { input, today, actor } = asked
  const opened = await getSitting(asked, input.sitting_id)
  demandAtHand(opened)
  const { kept } = opened
  const put_off = [...kept.put_off, { on: today, by: actor.staff_id, reason: input.reason }]
  const done = await keepSitting(asked, opened, input.version, { kept: { ...kept, put_off } })
  await tellTimeline(asked, 'instrument_put_off', input.sitting_id, opened.row)
  return done
})

export const stopSitting = answer(model.stopSitting)(async (asked) => {
  const { input } = asked
  const opened = await getSitting(asked, input.sitting_id)
  demandAtHand(opened)
  const kept = { ...opened.kept, stopped_because: input.reason }
  const done = await keepSitting(asked, opened, input.version, { kept, state: 'stopped' })
  await tellTimeline(asked, 'instrument_stopped', input.sitting_id, opened.row)
  return done
})
