// A protocol in words: what it is, who has it, what is late, and whom to call first.
import { moment, t, time } from '#language/here.ts'
import type { ProtocolHead, Told } from '../protocol.ts'

export const kindName = (kind: ProtocolHead['kind']): string => t(`safety.kind.${kind}`)

export const stateOf = (head: ProtocolHead): string => {
  if (head.closed_at)
    return t('safety.protocol.closed_by', { name: head.closed_name ?? '', when: moment(head.closed_at) })
  if (head.close_asked_by) return t('safety.protocol.close_asked', { name: head.close_asked_name ?? '' })
  if (head.taken_at) return t('safety.protocol.taken_by', { name: head.taken_name ?? '', when: moment(head.taken_at) })
  return t('safety.protocol.nobody_yet')
}

const localDay = (at: string): string => new Date(at).toDateString()

/** Today an hour says enough. */
export const byWhen = (at: string, now: string): string => (localDay(at) === localDay(now) ? time(at) : moment(at))

export const dueOf = (head: ProtocolHead, now: string): string => {
  if (head.late !== 'no') return t(`safety.protocol.late.${head.late}`)
  if (head.taken_at) return t('safety.protocol.talk_by', { when: byWhen(head.talk_by, now) })
  return t('safety.protocol.look_by', { when: byWhen(head.look_by, now) })
}

const order: Told['as'][] = [
  'handed',
  'duty',
  'reference_worker',
  'cover',
  'psychologist',
  'coordinator',
  'deputy',
  'director',
]

export interface ToldPerson {
  staff_id: string
  name: string
  as: Told['as'][]
  from_at: string
  telephone: string
}
/** Somebody told as two things is one line: first whoever is called first. */
export const toldPeople = (told: readonly Told[]): ToldPerson[] => {
  const people = new Map<string, ToldPerson>()
  for (const each of [...told].sort((a, b) => order.indexOf(a.as) - order.indexOf(b.as))) {
    const known = people.get(each.staff_id)
    if (known) {
      known.as.push(each.as)
      known.telephone ||= each.telephone
      if (each.from_at < known.from_at) known.from_at = each.from_at
    } else {
      const { staff_id, name, from_at, telephone } = each
      people.set(staff_id, { staff_id, name, as: [each.as], from_at, telephone })
    }
  }
  return [...people.values()]
}
