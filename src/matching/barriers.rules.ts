// What was asked of her against what a service says it lets in, rule by rule as data/services/admission-rules.json has
// them. What was not asked of her, and what the service does not say, keeps her out of nothing: it is a question.
import type { AdmissionRules } from './admission.ts'
import type { Reach } from './distance.rules.ts'
import type { Part } from './parts.ts'
import type { PersonBarriers } from './person-barriers.ts'
import type { Sink } from './sink.rules.ts'

const ruled = ({ admission }: Part<'asks'>, her: PersonBarriers, { rules }: AdmissionRules, sink: Sink): void => {
  for (const { fact, is, field, says, obstacle, fits_if } of rules) {
    const stated = admission[field]
    const known = her[fact]
    const facts = () => ({ facts: [fact] })
    if (stated === says) {
      if (known === is) sink.stop(obstacle, undefined, fact, fits_if)
      else if (known === 'unknown') sink.say('barrier_unasked', facts)
    } else if (known === is) sink.say(stated === 'unknown' ? 'barrier_ask' : 'barrier_accepted', facts, fact)
  }
}

const sons = ({ admission, hidden_location }: Part<'asks'>, { sons_ages }: PersonBarriers, sink: Sink): void => {
  if (sons_ages === null || sons_ages.length === 0) return
  const { sons_up_to } = admission
  if (sons_up_to === null) {
    // Only where one sleeps is it asked how old a son is.
    if (hidden_location) sink.say('barrier_ask', () => ({ facts: ['sons_ages'] }), 'sons_ages')
  } else if (sons_ages.some((age) => age > sons_up_to))
    sink.stop('sons_too_old', () => ({ age: sons_up_to }), 'sons_ages')
}

const referral = (
  { admission }: Part<'asks'>,
  { referred_by }: PersonBarriers,
  { anyone_may_refer }: AdmissionRules,
  sink: Sink,
): void => {
  const { needs_referral, referral_by } = admission
  if (needs_referral !== 'yes') return
  const referrers = () => ({ referrers: [...referral_by].sort() })
  if (referral_by.length === 0 || referral_by.some((code) => anyone_may_refer.includes(code)))
    sink.say('referral_needed')
  else if (referred_by === null) sink.say('referral_ask', referrers)
  else if (referral_by.some((code) => referred_by.includes(code))) sink.say('referred_stated', undefined, 'referred_by')
  else sink.stop('not_referred', referrers, 'referred_by')
}

const documents = (
  { admission }: Part<'asks'>,
  her: PersonBarriers,
  { documents: factOf, rules }: AdmissionRules,
  sink: Sink,
): void => {
  if (admission.documents.length === 0) return
  const asked: string[] = []
  for (const code of [...admission.documents].sort()) {
    const fact = factOf[code]
    const rule = rules.find((each) => each.fact === fact)
    if (!fact || !rule || her[fact] === 'unknown') asked.push(code)
    // Where the service says outright that it asks for this, it is said already.
    else if (her[fact] === rule.is && admission[rule.field] !== rule.says)
      sink.stop('document_missing', () => ({ documents: [code] }), fact)
  }
  if (asked.length > 0) sink.say('documents_ask', () => ({ documents: asked }))
}

const access = (service: Part<'asks'>, { disability }: PersonBarriers, sink: Sink): void => {
  const { accessibility } = service
  if (disability !== 'yes' || accessibility.length === 0) return
  if (accessibility.includes('not_adapted')) sink.say('not_adapted', undefined, 'disability')
  else sink.say('accessible', () => ({ accessibility: [...accessibility].sort() }), 'disability')
}

/** Beyond what she can travel to often. She moves to a shelter, and a national service may well be a telephone. */
export const isTooFar = ({ coverage, km, same_region }: Reach, travel: PersonBarriers['travel']): boolean => {
  if (travel === 'unknown' || travel === 'country') return false
  if (coverage === 'elsewhere') return !(travel === 'region' && same_region)
  return coverage === 'in_region' && travel !== 'region' && km !== null && km > 0
}

/** What it asks for at the door. */
export const weighBarriers = (service: Part<'asks'>, her: PersonBarriers, rules: AdmissionRules, sink: Sink): void => {
  ruled(service, her, rules, sink)
  sons(service, her, sink)
  referral(service, her, rules, sink)
  documents(service, her, rules, sink)
  access(service, her, sink)
}

/** Whether she can get there. */
export const weighTravel = (
  { hidden_location }: Part<'where'>,
  reach: Reach,
  her: PersonBarriers,
  sink: Sink,
): void => {
  if (reach.coverage === 'other_country') sink.stop('other_country')
  if (hidden_location) return
  if (isTooFar(reach, her.travel)) sink.stop('too_far', undefined, 'travel')
  if (her.needs_company === 'yes' && reach.km !== null && reach.km > 0)
    sink.say('company_needed', undefined, 'needs_company')
}
