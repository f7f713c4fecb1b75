// The rule of contact, before anything else of a file. A message at the wrong hour, or read by the wrong person, can
// cost her safety; without a rule the answer is no message at all.
import type { Day } from '#kit/day.ts'
import { Badge, Notice, Phone } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { mayContact } from '../safe-contact.rules.ts'
import type { SafeContact } from '../safe-contact.ts'
import { languageName } from './names.ts'

interface Props {
  rule: SafeContact | null
  today: Day
  /** The hour where she is, 0–23. */
  hour: number
  /** A partner to whom no consent opened safety: there may be a rule, and it is not theirs to know. */
  isHidden?: boolean
}

type Way = SafeContact['channels'][number]
const spoken = new Set(['call', 'sms', 'chat'])

function Where({ way }: { way: Way }) {
  if (!way.where) return null
  return spoken.has(way.channel) && /\d{5}/.test(way.where.replace(/\s/g, '')) ? (
    <Phone number={way.where} />
  ) : (
    <bdi dir="auto">{way.where}</bdi>
  )
}

function OneWay({ way, rule, today, hour }: Props & { way: Way; rule: SafeContact }) {
  const decision = mayContact(rule, way.channel, today, hour)
  return (
    <li>
      <strong>{t(`people.channel.${way.channel}`)}</strong> <Where way={way} />{' '}
      <span>
        {way.from_hour === 0 && way.to_hour === 24
          ? t('people.contact.any_hour')
          : t('people.contact.hours', { from: way.from_hour, to: way.to_hour })}
      </span>{' '}
      <Badge tone={decision.allowed ? 'good' : 'danger'}>
        {decision.allowed ? t('people.contact.now_yes') : t(decision.because)}
      </Badge>
      {way.who_else && (
        <p dir="auto">
          {t('people.contact.who_else')}: {way.who_else}
        </p>
      )}
    </li>
  )
}

export function SafeContactNotice({ rule, today, hour, isHidden = false }: Props) {
  if (!rule || rule.channels.length === 0)
    return (
      <Notice tone="danger">
        <strong>{t('people.contact.none')}</strong>
        <p>{t(isHidden ? 'people.contact.hidden_why' : 'people.contact.none_why')}</p>
      </Notice>
    )
  const askAgain = rule.confirm_again_on !== null && today >= rule.confirm_again_on
  return (
    <Notice tone={askAgain ? 'danger' : 'warning'}>
      <strong>{t(askAgain ? 'people.contact.ask_again_first' : 'people.contact.only_so')}</strong>
      <ul>
        {rule.channels.map((way) => (
          <OneWay key={way.channel} way={way} rule={rule} today={today} hour={hour} />
        ))}
      </ul>
      {rule.code_word && (
        <p>
          {t('people.contact.code_word')}: <strong dir="auto">{rule.code_word}</strong>
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
