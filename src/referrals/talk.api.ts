// Two houses talk inside a referral and hand her over together. Both sides say it here; the guard knows who stands where.
import { type AskedByStaff, type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { sectionOf, showsHer } from './referral.rules.ts'
import * as store from './referral.store.ts'
import { referralFacts } from './referral-facts.ts'
import * as sealed from './sealed.store.ts'
import { lookAtRows, showToPartner } from './shown.api.ts'
import * as talk from './talk.store.ts'
import * as model from './talk.ts'

const missing = () => new Problem('not_found', 'referral.not_found')

interface Sides {
  referral_id: string
  /** The house of the file, and the one it was sent to. */
  organisation_id: string
  to_organisation_id: string
}
type Asking = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'actor'>

const showTalk = async ({ tx, vault, actor }: Asking, { referral_id, organisation_id }: Sides, open: boolean) => {
  const mine = actor.organisation_id
  if (open) await talk.markRead(tx, referral_id)
  const [rows, steps] = await Promise.all([talk.listMessages(tx, referral_id), talk.listSteps(tx, referral_id)])
  const words = async (row: talk.MessageRow): Promise<string> => {
    const bytes = mine === organisation_id ? row.sealed_ours : row.sealed_theirs
    const pair = await vault.intakeKeyPair(tx, mine, sealed.answerVersion(bytes))
    return sealed.openMessage(pair, row.message_id, bytes)
  }
  const messages = rows.map(async (row): Promise<model.Message> => {
    const { message_id, sent_at, read_at, from_organisation_id } = row
    return { message_id, sent_at, read_at, mine: from_organisation_id === mine, words: await words(row) }
  })
  return {
    messages: await Promise.all(messages),
    steps: steps.map(({ by_organisation_id, ...each }) => ({ ...each, mine: by_organisation_id === mine })),
    open,
  }
}

const refuse = (said: talk.Said): void => {
  if (said === 'not_found') throw missing()
  if (said === 'over') throw new Problem('conflict', 'referral.over')
}

const say = async ({ tx }: Asking, sides: Sides, { message_id, words }: { message_id: string; words: string }) => {
  const [ours, theirs] = await Promise.all([
    store.findIntakeKey(tx, sides.organisation_id),
    store.findIntakeKey(tx, sides.to_organisation_id),
  ])
  if (!ours || !theirs) throw new Problem('invalid', 'referral.not_a_partner')
  const [forUs, forThem] = [ours, theirs].map((key) => sealed.sealMessage(key, message_id, words)) as [Buffer, Buffer]
  refuse(await talk.insertMessage(tx, sides.referral_id, message_id, forUs, forThem))
  return { message_id }
}

const tickOff = async (
  { tx, facts }: Pick<AskedByStaff<unknown>, 'tx' | 'facts'>,
  { referral_id, step, done }: { referral_id: string; step: string; done: boolean },
) => {
  if (!referralFacts(facts).steps.includes(step)) throw new Problem('invalid', 'referral.unknown_step')
  refuse(await talk.tick(tx, referral_id, step, done))
  return { referral_id, step }
}

/** Of this file, and of a need whose section is open to whoever asks. */
const ownRow = async ({ tx, file, may, input, note }: AskedOnFile<{ case_id: string; referral_id: string }>) => {
  const rows = await store.listReferralRows(tx, file.organisation_id, file.case_id)
  const row = rows.find(({ referral_id }) => referral_id === input.referral_id)
  if (!row || !may('case.open').sections.includes(sectionOf(row.need))) throw missing()
  note({ subject_id: row.referral_id })
  return row
}

export const readTalk = answer(model.readTalk)(async (asked) => {
  const row = await ownRow(asked)
  return showTalk(asked, row, showsHer(row.status, row.consent_live))
})
export const writeMessage = answer(model.writeMessage)(async (asked) => say(asked, await ownRow(asked), asked.input))
export const tickStep = answer(model.tickStep)(async (asked) => {
  await ownRow(asked)
  return tickOff(asked, asked.input)
})

/** What the partner does is told to the journal of the file's house. */
const receivedRow = async ({ tx, actor, input, note }: AskedByStaff<{ referral_id: string }>) => {
  const found = await store.findReceivedRow(tx, actor.organisation_id, input.referral_id)
  const [row] = found ? await lookAtRows(tx, [found]) : []
  if (!row) throw missing()
  note({ organisation_id: row.organisation_id, case_id: row.case_id, subject_id: row.referral_id })
  return row
}

export const readReceived = answer(model.readReceived)(async (asked) => {
  const row = await receivedRow(asked)
  const shows = showsHer(row.status, row.consent_live)
  const nothing = { messages: [], steps: [], open: false }
  return { referral: await showToPartner(asked, row), talk: shows ? await showTalk(asked, row, true) : nothing }
})
export const answerMessage = answer(model.answerMessage)(async (asked) =>
  say(asked, await receivedRow(asked), asked.input),
)
export const tickReceivedStep = answer(model.tickReceivedStep)(async (asked) => {
  await receivedRow(asked)
  return tickOff(asked, asked.input)
})

export const askForTransfer = answer(model.askForTransfer)(async (asked) => {
  const { referral_id, version } = asked.input
  const row = await receivedRow(asked)
  const done = await store.askTransfer(asked.tx, referral_id, version)
  if (done === 'not_found') throw missing()
  if (done === 'consent_ended') throw new Problem('conflict', 'referral.consent_over')
  if (done === 'conflict') throw new Problem('conflict', 'stale', { current: await showToPartner(asked, row) })
  return { referral_id, version: version + 1 }
})
