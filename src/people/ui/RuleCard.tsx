// The rule in front of whoever is about to call or write: yes or no in large letters, why, and what to say.
import { Badge, Facts, Notice, Phone } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { NeutralText } from '../contact-texts.ts'
import type { Channel, SafeContact } from '../safe-contact.ts'
import { hoursWords } from './contact-words.ts'
import './contact.css'

const Words = ({ children }: { children: string }) => <bdi dir="auto">{children}</bdi>

export function Text({ text }: { text: NeutralText }) {
  return (
    <blockquote className="contact-text" dir="auto">
      {text.body || text.subject}
    </blockquote>
  )
}

interface Props {
  rule: SafeContact | null
  channel: Channel
  allowed: boolean
  because: string
}

export function RuleCard({ rule, channel, allowed, because }: Props) {
  const way = rule?.channels.find((each) => each.channel === channel)
  const named = way?.allowed ? way : undefined
  const fact = (label: string, value: string | undefined) =>
    value ? [{ label: t(label), value: <Words>{value}</Words> }] : []
  return (
    <Notice tone={allowed ? 'good' : 'danger'}>
      <p className="contact-verdict">
        <strong>{t(allowed ? 'contact.verdict.yes' : 'contact.verdict.no')}</strong>
        <Badge tone={allowed ? 'good' : 'danger'}>{t(because)}</Badge>
      </p>
      <Facts
        items={[
          ...(named ? [{ label: t('contact.when'), value: hoursWords(named) }] : []),
          ...(named?.where && allowed
            ? [
                {
                  label: t('people.contact.where'),
                  value: /\d{5}/.test(named.where.replace(/\s/g, '')) ? (
                    <Phone number={named.where} />
                  ) : (
                    <Words>{named.where}</Words>
                  ),
                },
              ]
            : []),
          ...fact('people.contact.who_else', named?.who_else),
          ...fact('people.contact.say_who', rule?.say_who),
          ...fact('people.contact.code_word', rule?.code_word),
          ...fact('people.contact.if_someone_else_answers', rule?.if_someone_else_answers),
          ...(rule?.language ? [{ label: t('people.contact.language'), value: languageName(rule.language) }] : []),
          ...(rule?.confirm_again_on
            ? [{ label: t('people.contact.ask_again'), value: day(rule.confirm_again_on, 'long') }]
            : []),
        ]}
      />
      {rule && channel === 'call' && (
        <p>{t(rule.voicemail ? 'people.contact.voicemail_yes' : 'people.contact.voicemail_no')}</p>
      )}
    </Notice>
  )
}
