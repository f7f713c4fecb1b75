// The rule of contact, before anything else of a file. A message at the wrong hour, or read by the wrong person, can
// cost her safety; without a rule the answer is no message at all.
import { Badge, Notice, Phone } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { localTime, mayContact, usualKind } from '../safe-contact.rules.ts'
import type { SafeContact, Way } from '../safe-contact.ts'
import { hoursWords } from './contact-words.ts'

interface Props {
  rule: SafeContact | null
  /** A partner to whom no consent opened safety: there may be a rule, and it is not theirs to know. */
  isHidden?: boolean
  isMinor?: boolean
}

const spoken = new Set(['call', 'sms', 'chat'])

function Where({ way }: { way: Way }) {
  if (!way.where) return null
  return spoken.has(way.channel) && /\d{5}/.test(way.where.replace(/\s/g, '')) ? (
    <Phone number={way.where} />
  ) : (
    <bdi dir="auto">{way.where}</bdi>
  )
}

function OneWay({ way, rule, now, isMinor }: { way: Way; rule: SafeContact; now: string; isMinor: boolean }) {
  const wanted = { kind: usualKind(way.channel), channel: way.channel }
  const { allowed, because } = mayContact({ safe_contact: rule, version: 0 }, wanted, now)
  return (
    <li>
      <strong>{t(`people.channel.${way.channel}`)}</strong> {way.allowed && <Where way={way} />}{' '}
      {way.allowed && <span>{hoursWords(way)}</span>}{' '}
      <Badge tone={allowed ? 'good' : 'danger'}>{allowed ? t('people.contact.now_yes') : t(because)}</Badge>
      {isMinor && allowed && way.channel === 'through_someone' && <p>{t('contact.family_first')}</p>}
      {way.who_else && (
        <p dir="auto">
          {t('people.contact.who_else')}: {way.who_else}
        </p>
      )}
    </li>
  )
}

export function SafeContactNotice({ rule, isHidden = false, isMinor = false }: Props) {
  if (!rule?.channels.some(({ allowed }) => allowed))
    return (
      <Notice tone="danger">
        <strong>{t('people.contact.none')}</strong>
        <p>
          {t(
            isHidden
              ? 'people.contact.hidden_why'
              : rule?.channels.length
                ? 'people.contact.said_no'
                : 'people.contact.none_why',
          )}
        </p>
      </Notice>
    )
  const now = new Date().toISOString()
  const here = localTime(now, rule.time_zone)
  const askAgain = rule.confirm_again_on !== null && here.day >= rule.confirm_again_on
  return (
    <Notice tone={askAgain ? 'danger' : 'warning'}>
      <strong>{t(askAgain ? 'people.contact.ask_again_first' : 'people.contact.only_so')}</strong>
      <ul>
        {rule.channels.map((way) => (
          <OneWay key={way.channel} way={way} rule={rule} now={now} isMinor={isMinor} />
        ))}
      </ul>
      {rule.code_word && (
        <p>
          {t('people.contact.code_word')}: <strong dir="auto">{rule.code_word}</strong>
        </p>
      )}
      {rule.say_who && (
        <p>
          {t('people.contact.say_who')}: <bdi dir="auto">{rule.say_who}</bdi>
        </p>
      )}
      <p>{t(rule.voicemail ? 'people.contact.voicemail_yes' : 'people.contact.voicemail_no')}</p>
      {rule.language && <p>{t('people.contact.in_language', { language: languageName(rule.language) })}</p>}
      {rule.if_someone_else_answers && (
        <p>
          {t('people.contact.if_someone_else_answers')}: <bdi dir="auto">{rule.if_someone_else_answers}</bdi>
        </p>
      )}
      {rule.confirm_again_on && <p>{t('people.contact.ask_again_on', { day: day(rule.confirm_again_on, 'long') })}</p>}
    </Notice>
  )
}
