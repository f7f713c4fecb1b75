// Same-day protocols as those see them who were told, and what they do with one: take it over, hand it on, answer its
// steps, close it together.
import { z } from 'zod'
import { cardPlace } from '#cases/card.store.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { toColleague } from '#people/exclusion.rules.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import type { At } from '#timeline/timeline.store.ts'
import { touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { openProtocol } from './open-protocol.api.ts'
import { lateOf, mayDo } from './protocol.rules.ts'
import * as store from './protocol.store.ts'
import * as model from './protocol.ts'
import { protocolFacts } from './protocol-facts.ts'

const Words = z.object({ words: z.string() })
type Asked = Pick<AskedByStaff<unknown>, 'tx' | 'vault' | 'now'>
type Shown = store.ShownProtocol

const openWords = (keys: CaseKeyRing, at: At, line_id: string, sealed: string | null): string | null => {
  if (sealed === null) return null
  const bytes = Buffer.from(sealed, 'base64')
  return openJson(keys.of(bytes), store.linePlace(at, line_id), bytes, Words).words
}

const ringOf = ({ tx, vault }: Asked, { head, keys }: Shown): Promise<CaseKeyRing> => vault.openCaseKeys(tx, head, keys)

/** The card is opened for the name somebody is called by, and nothing else of it leaves. */
const aliasOf = (keys: CaseKeyRing, { head, card }: Shown): string => {
  const sealed = Buffer.from(card, 'base64')
  return openJson(keys.of(sealed), cardPlace(head.organisation_id, head.case_id), sealed, Card).alias
}

const showHead = async (asked: Asked, shown: Shown): Promise<model.ProtocolHead> => {
  const { head, steps, told, names, sees } = shown
  const named = (id: string | null) => (id === null ? null : (names[id] ?? ''))
  return {
    protocol_id: head.protocol_id,
    case_id: head.case_id,
    alias: aliasOf(await ringOf(asked, shown), shown),
    sees,
    kind: head.kind,
    section: head.section,
    cause: head.cause,
    opened_at: head.opened_at,
    opened_name: names[head.opened_by] ?? '',
    look_by: head.look_by,
    talk_by: head.talk_by,
    late: lateOf(head, asked.now),
    taken_by: head.taken_by,
    taken_name: named(head.taken_by),
    taken_at: head.taken_at,
    handed_to: head.handed_to,
    handed_name: named(head.handed_to),
    close_asked_by: head.close_asked_by,
    close_asked_name: named(head.close_asked_by),
    closed_at: head.closed_at,
    closed_name: named(head.closed_by),
    steps: steps.length,
    steps_open: steps.filter(({ state }) => state === 'open').length,
    told: told.map((each) => ({ ...each, name: names[each.staff_id] ?? '' })),
    version: head.version,
  }
}

const showWhole = async (
  asked: Asked & Pick<AskedByStaff<unknown>, 'actor'>,
  shown: Shown,
): Promise<model.Protocol> => {
  const { head, steps, lines, names, how, words, works } = shown
  const keys = await ringOf(asked, shown)
  const opened = lines.map(({ by, to, sealed, ...line }) => ({
    ...line,
    by_name: names[by] ?? '',
    to_name: to && (names[to] ?? ''),
    words: openWords(keys, head, line.line_id, sealed),
  }))
  return {
    ...(await showHead(asked, shown)),
    stands: how,
    instrument: words ? head.instrument : null,
    item: words ? head.item : null,
    ref_id: words ? head.ref_id : null,
    closing: head.closing,
    reviewed: protocolFacts.reviewed_by !== null,
    may: mayDo({ ...head, steps_open: steps.some(({ state }) => state === 'open') }, how, works, asked.actor.staff_id),
    list: steps.map(({ step, state, due_at, answered_by, answered_at }) => ({
      code: step,
      state,
      due_at,
      late: state === 'open' && Date.parse(due_at) < Date.parse(asked.now),
      by_name: answered_by && (names[answered_by] ?? ''),
      at: answered_at,
      words: opened.findLast((line) => line.step === step)?.words ?? null,
    })),
    lines: opened,
  }
}

const getShown = async ({ tx }: Pick<Asked, 'tx'>, protocol_id: string): Promise<Shown> => {
  const shown = await store.findProtocol(tx, protocol_id)
  if (!shown) throw new Problem('not_found', 'safety.protocol_not_found')
  return shown
}

const showHeads = async (asked: Asked, ids: string[]): Promise<model.ProtocolHead[]> => {
  const heads: model.ProtocolHead[] = []
  for (const id of ids) {
    const shown = await store.findProtocol(asked.tx, id)
    if (shown) heads.push(await showHead(asked, shown))
  }
  return heads
}

export const tellProtocol = answer(model.tellProtocol)(async (asked) => {
  const { input, tx, file, note } = asked
  const { protocol_id, kind, words } = input
  note({ subject_id: protocol_id, reason: 'told' })
  const opened = await openProtocol(asked, { cause: 'told', kind, words, protocol_id })
  await touchCase(tx, file.case_id)
  return opened
})

/** Those of a file that stand with whoever asks. */
export const showProtocols = async (asked: Asked & { file: { case_id: string } }): Promise<model.ProtocolHead[]> =>
  showHeads(asked, await store.listOfFile(asked.tx, asked.file.case_id))

export const listProtocolsOfFile = answer(model.listProtocolsOfFile)(async (asked) => ({
  protocols: await showProtocols(asked),
  now: asked.now,
}))

export const listMyProtocols = answer(model.listMyProtocols)(async (asked) => {
  const mine = await store.listMine(asked.tx)
  const heads = await showHeads(
    asked,
    mine.map(({ protocol_id }) => protocol_id),
  )
  const protocols = heads.flatMap((head) => {
    const why = mine.find(({ protocol_id }) => protocol_id === head.protocol_id)?.why
    return why ? [{ ...head, why }] : []
  })
  return { protocols: protocols.sort((a, b) => Date.parse(a.look_by) - Date.parse(b.look_by)), now: asked.now }
})

export const overseeProtocols = answer(model.overseeProtocols)(async (asked) => {
  const heads = await showHeads(asked, await store.listToOversee(asked.tx))
  const placeOf = (head: model.ProtocolHead) =>
    head.closed_at ? -Date.parse(head.closed_at) : -Number.MAX_SAFE_INTEGER
  return {
    protocols: heads.sort((a, b) => placeOf(a) - placeOf(b) || a.look_by.localeCompare(b.look_by)),
    now: asked.now,
  }
})

export const readProtocol = answer(model.readProtocol)(async (asked) => {
  const shown = await getShown(asked, asked.input.protocol_id)
  const { case_id, protocol_id, section } = shown.head
  asked.note({ case_id, subject_id: protocol_id, ...(shown.words && { sections: [section] }) })
  return { protocol: await showWhole(asked, shown), now: asked.now }
})

const refusals: Partial<Record<store.Said, () => Problem>> = {
  not_found: () => new Problem('not_found', 'safety.protocol_not_found'),
  closed: () => new Problem('conflict', 'safety.protocol_closed'),
  not_taken: () => new Problem('refused', 'safety.take_first'),
  nobody: () => new Problem('invalid', 'safety.nobody_to_hand_to'),
  no_step: () => new Problem('not_found', 'safety.step_not_found'),
  steps_open: () => new Problem('invalid', 'safety.steps_open'),
  not_asked: () => new Problem('invalid', 'safety.close_not_asked'),
  own: () => new Problem('refused', 'safety.close_needs_another'),
}

type Acts = AskedByStaff<{ protocol_id: string; line_id: string; words: string }>

/** Seals the words, does one act, and tells what speaks against it; a stale one shows what stands now. */
const act = async (
  asked: Acts,
  reason: string,
  doing: (sealed: Buffer) => Promise<store.Said>,
): Promise<{ said: store.Said; head: Shown['head'] }> => {
  const { input, tx, note } = asked
  const shown = await getShown(asked, input.protocol_id)
  const { head } = shown
  note({ case_id: head.case_id, subject_id: head.protocol_id, reason, sections: [head.section] })
  const { latest } = await ringOf(asked, shown)
  const said = await doing(sealJson(latest, store.linePlace(head, input.line_id), { words: input.words }))
  if (said === 'stale')
    throw new Problem('conflict', 'stale', { current: await showWhole(asked, await getShown(asked, head.protocol_id)) })
  const refusal = refusals[said]
  if (refusal) throw refusal()
  await touchCase(tx, head.case_id)
  return { said, head }
}

export const takeProtocol = answer(model.takeProtocol)(async (asked) => {
  const { input, tx, actor } = asked
  const { head } = await act(asked, 'taken', (sealed) => store.take(tx, input, sealed, protocolFacts.access_hours))
  const shown = await getShown(asked, input.protocol_id)
  // Whoever the person must not meet is not let in through a fright either: with this refusal nothing of it happened.
  const me = { staff_id: actor.staff_id, name: shown.names[actor.staff_id] ?? '' }
  await refuseExcluded({ ...asked, file: head }, toColleague(me))
  return { protocol_id: input.protocol_id }
})

export const handOnProtocol = answer(model.handOnProtocol)(async (asked) => {
  const { input, tx } = asked
  await act(asked, 'handed_on', (sealed) => store.handOn(tx, input, input.to, sealed))
  return { protocol_id: input.protocol_id }
})

export const answerProtocolStep = answer(model.answerProtocolStep)(async (asked) => {
  const { input, tx } = asked
  if (input.state === 'not_needed' && input.words === '') throw new Problem('invalid', 'safety.not_needed_why')
  await act(asked, `step_${input.state}`, (sealed) => store.answerStep(tx, input, input.step, input.state, sealed))
  return { protocol_id: input.protocol_id }
})

export const noteProtocol = answer(model.noteProtocol)(async (asked) => {
  const { input, tx } = asked
  await act(asked, 'note', (sealed) => store.addNote(tx, input.protocol_id, input.line_id, sealed))
  return { protocol_id: input.protocol_id }
})

export const closeProtocol = answer(model.closeProtocol)(async (asked) => {
  const { input, tx } = asked
  if (input.answer !== 'agree' && input.words === '') throw new Problem('invalid', 'safety.close_words_needed')
  const { said } = await act(asked, `close_${input.answer}`, (sealed) => store.close(tx, input, input.answer, sealed))
  return { protocol_id: input.protocol_id, closed: said === 'closed_now' }
})
