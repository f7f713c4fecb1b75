// What tests about same-day protocols begin with: one that is open, whoever has the duty now, and its acts in short words.
import { newId } from '#kit/id.ts'
import {
  answerProtocolStep,
  closeProtocol,
  handOnProtocol,
  listMyProtocols,
  type ProtocolKind,
  readProtocol,
  takeProtocol,
  tellProtocol,
} from '#safety/protocol.ts'
import type { TestHouse, Who } from './gate.ts'

export const protocolsOf = (at: TestHouse) => {
  const read = async (protocol_id: string, who: Who) => (await at.ask(readProtocol, { protocol_id }, who)).protocol
  const act = async (protocol_id: string, who: Who) => ({
    protocol_id,
    version: (await read(protocol_id, who)).version,
    line_id: newId(),
  })
  return {
    read,
    tell: (case_id: string, kind: ProtocolKind, who: Who, words = 'CANARY said it') => {
      const protocol_id = newId()
      return at.ask(tellProtocol, { case_id, protocol_id, kind, words }, who)
    },
    mine: async (who: Who) => (await at.ask(listMyProtocols, {}, who)).protocols,
    take: async (protocol_id: string, who: Who) => at.ask(takeProtocol, await act(protocol_id, who), who),
    handOn: async (protocol_id: string, who: Who, to: Who) =>
      at.ask(handOnProtocol, { ...(await act(protocol_id, who)), to: to.staff_id }, who),
    step: async (
      protocol_id: string,
      who: Who,
      step: string,
      state: 'open' | 'done' | 'not_needed' = 'done',
      words = 'CANARY did it',
    ) => at.ask(answerProtocolStep, { ...(await act(protocol_id, who)), step, state, words }, who),
    close: async (protocol_id: string, who: Who, answer: 'ask' | 'agree' | 'refuse' = 'ask', words = 'It is calmer.') =>
      at.ask(closeProtocol, { ...(await act(protocol_id, who)), answer, words }, who),
    answerAll: async (protocol_id: string, who: Who) => {
      const { list, version } = await read(protocol_id, who)
      for (const [place, { code }] of list.filter(({ state }) => state === 'open').entries()) {
        const answered = { step: code, state: 'done' as const, words: '' }
        // Each answer is one version further.
        const act = { protocol_id, version: version + place, line_id: newId() }
        await at.ask(answerProtocolStep, { ...act, ...answered }, who)
      }
    },
    /** From now on, at every hour, in the first office. */
    onDuty: (who: Who, deputy: Who | null = null) =>
      at.rows(
        `insert into duty_turn (organisation_id, turn_id, office_id, staff_id, deputy_id, telephone, time_zone, from_on, weekdays, from_time, until_time, kept_by)
         values ($1, $2, $3, $4, $5, '+34 600 000 001', 'Europe/Madrid', '2026-01-01', '{1,2,3,4,5,6,7}', '00:00', '00:00', $4)`,
        [at.ours.organisation_id, newId(), at.ours.office_id, who.staff_id, deputy?.staff_id ?? null],
      ),
    /** Moves everything of a protocol into the past. */
    later: (protocol_id: string, minutes: number) =>
      at.rows(
        `with p as (update protocol set opened_at = opened_at - make_interval(mins => $2), look_by = look_by - make_interval(mins => $2),
             talk_by = talk_by - make_interval(mins => $2) where protocol_id = $1),
           t as (update protocol_told set from_at = from_at - make_interval(mins => $2) where protocol_id = $1),
           s as (update protocol_step set due_at = due_at - make_interval(mins => $2) where protocol_id = $1)
         update case_access set until_at = until_at - make_interval(mins => $2) where basis = $1`,
        [protocol_id, minutes],
      ),
  }
}
