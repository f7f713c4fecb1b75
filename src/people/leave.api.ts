// The only way out to a person. Whatever leaves, from any room, leaves through `leave`: the rule is held, decides at the
// moment it leaves, and the decision is written down whether it was yes or no.
import list from '#data/messages/neutral.json' with { type: 'json' }
import type { AskedOnFile } from '#gate/answer.ts'
import type { Moment } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { presumedMinor } from './age.rules.ts'
import { Card } from './card.ts'
import * as store from './contact.store.ts'
import type { DepartureDetails } from './contact.ts'
import { neutralText } from './contact-texts.rules.ts'
import { type NeutralText, NeutralTexts, type NeutralValues } from './contact-texts.ts'
import { familyMayBeTold } from './minor-facts.rules.ts'
import { findFamilyRisk } from './minor-facts.store.ts'
import { type ContactDecision, isRuled, type KeptRule, mayContact } from './safe-contact.rules.ts'
import { type Channel, type DepartureKind, SafeContact } from './safe-contact.ts'

export const neutralTexts: NeutralTexts = NeutralTexts.parse(list)

type OnFile = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file' | 'actor' | 'note'>

export interface Leaving {
  kind: DepartureKind
  channel: Channel
  template: string
  language: string
  values: NeutralValues
  voicemail?: boolean
  /** The version of the rule someone had in front of them; absent where a machine sends what was agreed. */
  seen_version?: number
}

/** The words of it, or a refusal of the request as such: what is not on the list cannot even be asked for. */
export const textOf = ({ kind, template, language, values }: Leaving): NeutralText => {
  const text = neutralText(neutralTexts, { kind, template, language, values })
  if (!text) throw new Problem('invalid', 'contact.no_such_text')
  return text
}

/** For a call the text is only the caller's first words: its language is not what arrives. */
const wantedOf = ({ kind, channel, language, voicemail = false, seen_version }: Leaving) => ({
  kind,
  channel,
  voicemail,
  ...(kind !== 'call' && { language }),
  ...(seen_version !== undefined && { seen_version }),
})

/** Of a presumed minor nobody tells the family, nor whoever passes a word on, before the risk was found safe. */
const isFamilyLocked = async ({ tx, file }: Pick<OnFile, 'tx' | 'file'>, keys: CaseKeyRing, at: Moment) => {
  const [sealed, risk] = await Promise.all([store.findSealedCard(tx, file), findFamilyRisk(tx, file.case_id)])
  if (!sealed) throw new Problem('not_found', 'case.not_found')
  const card = openJson(keys.of(sealed), store.cardOfFilePlace(file), sealed, Card)
  return !familyMayBeTold(presumedMinor(card, at.slice(0, 10)), risk)
}

export const readRule = async (
  keys: CaseKeyRing,
  asked: Pick<OnFile, 'tx' | 'file'>,
  row: { sealed: Buffer | null; version: number | null } | undefined,
  at: Moment,
): Promise<KeptRule> => {
  if (!row?.sealed) return { safe_contact: null, version: 0 }
  const safe_contact = openJson(keys.of(row.sealed), store.contactPlace(asked.file), row.sealed, SafeContact)
  const rule = { safe_contact, version: row.version ?? 0 }
  if (!safe_contact.channels.some(({ channel }) => channel === 'through_someone')) return rule
  return { ...rule, family_locked: await isFamilyLocked(asked, keys, at) }
}

export const decideOn = (rule: KeptRule, leaving: Leaving, at: Moment): ContactDecision =>
  mayContact(rule, wantedOf(leaving), at)

const whereOf = ({ safe_contact }: KeptRule, channel: Channel): string =>
  safe_contact?.channels.find((way) => way.channel === channel)?.where ?? ''

/** Decides with the rule held and writes the decision down. Only a yes comes with words, and with where they go. */
export const leave = async (
  asked: OnFile,
  departure_id: string,
  leaving: Leaving,
): Promise<{ allowed: boolean; because: string; text: NeutralText | null }> => {
  const { tx, vault, file, actor, note } = asked
  const { organisation_id, case_id } = file
  const text = textOf(leaving)
  const [held, keys] = await Promise.all([store.holdRule(tx, case_id), vault.caseKeys(tx, organisation_id, case_id)])
  if (!held) throw new Problem('not_found', 'case.not_found')
  const rule = await readRule(keys, asked, held, held.at)
  const decision = decideOn(rule, leaving, held.at)
  if (!isRuled(decision)) throw new Problem('broken', 'contact.not_ruled')
  const details: DepartureDetails = {
    where: decision.allowed ? whereOf(rule, leaving.channel) : '',
    language: leaving.language,
    values: leaving.values,
    voicemail: leaving.voicemail ?? false,
  }
  const sealed = sealJson(keys.latest, store.departurePlace(file, departure_id), details)
  note({ subject_id: departure_id, sections: [], reason: decision.because })
  await Promise.all([
    store.insertDeparture(tx, decision, {
      organisation_id,
      case_id,
      departure_id,
      template: leaving.template,
      sealed,
    }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: decision.allowed ? 'contact_left' : 'contact_refused',
      ref_id: departure_id,
      codes: { kind: leaving.kind, channel: leaving.channel },
    }),
    ...(decision.allowed ? [touchCase(tx, case_id)] : []),
  ])
  return { allowed: decision.allowed, because: decision.because, text: decision.allowed ? text : null }
}
