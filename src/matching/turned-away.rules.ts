// After which entries of a file one may say in a tap that the person could not get in: a referral that was not refused
// (a no is kept by itself), and a note of a call, a visit or an appointment somebody went along to.
import needs from '#data/instruments/needs.json' with { type: 'json' }
import { sectionOfNeed } from '#plans/plan.rules.ts'
import type { TimelineEntry, TimelineKind } from '#timeline/timeline.ts'

const ofReferral: readonly TimelineKind[] = [
  'referral_sent',
  'referral_accepted',
  'referral_waiting',
  'referral_asked_again',
  'referral_ended',
  'transfer_proposed',
  'transfer_accepted',
]
const ofContact = ['call', 'visit', 'accompaniment', 'office']

type Entry = Pick<TimelineEntry, 'kind' | 'ref_id' | 'codes'> & {
  note?: { section: string; contact: string | null } | null
}

export type TurnedAwayAt =
  /** Which need, where the entry itself says it. */
  | { of: 'referral'; referral_id: string; need: string | null }
  /** Of these needs somebody says which; one is likely where the note lies in a part that is about it. */
  | { of: 'note'; needs: string[]; likely: string | null }

/** `writes`: the sections whoever looks may write in. Nothing where nobody could have been turned away. */
export const turnedAwayAt = ({ kind, ref_id, codes, note }: Entry, writes: readonly string[]): TurnedAwayAt | null => {
  if (ofReferral.includes(kind) && ref_id) {
    const need = typeof codes.need === 'string' ? codes.need : null
    return need !== null && !writes.includes(sectionOfNeed(need) ?? '')
      ? null
      : { of: 'referral', referral_id: ref_id, need }
  }
  if (!note?.contact || !ofContact.includes(note.contact)) return null
  const open = needs.domains.map(({ code }) => code).filter((code) => writes.includes(sectionOfNeed(code) ?? ''))
  const likely = open.find((code) => note.section !== 'story' && sectionOfNeed(code) === note.section)
  return open.length === 0 ? null : { of: 'note', needs: open, likely: likely ?? null }
}
