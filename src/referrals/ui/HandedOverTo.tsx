// A file that was handed over, as the house sees it that handed it over: to whom, who leads, what went along for good and
// what was open that day.
import { Facts, Name, Notice } from '#kit/ui/index.ts'
import { day, hasText, isolate, t } from '#language/here.ts'
import type { HandedOver, Referral } from '../referral.ts'
import { sectionNames } from './Basis.tsx'

type Matter = HandedOver['matters'][number]
const codeOf = ({ kind, code }: Matter): string | null => {
  if (!code) return null
  const prefix = { consent: 'consents.purpose.', deadline: 'law.rule.' }[kind as string] ?? 'codes.need_domains.'
  const key = `${prefix}${code}${kind === 'deadline' ? '.title' : ''}`
  return hasText(key) ? t(key) : null
}
const wordsOf = (matter: Matter): string =>
  [t(`referrals.matter.${matter.kind}`), codeOf(matter), matter.due_on && day(matter.due_on)]
    .filter(Boolean)
    .join(' · ')

export function HandedOverTo({ referral, of }: { referral: Referral; of: HandedOver }) {
  const { to_name, led_by_name } = referral
  return (
    <>
      <Notice tone="good">
        <p>
          {t('referrals.handed_over_to', { partner: isolate(to_name), day: day(of.accepted_at.slice(0, 10), 'long') })}
        </p>
      </Notice>
      <Facts
        items={[
          ...(led_by_name ? [{ label: t('referrals.leads_now'), value: <Name>{led_by_name}</Name> }] : []),
          { label: t('referrals.went_for_good'), value: sectionNames(of.sections) },
        ]}
      />
      {of.matters.length > 0 && (
        <>
          <h3>{t('referrals.was_open')}</h3>
          <ul>
            {of.matters.map((matter) => (
              <li key={wordsOf(matter)}>{wordsOf(matter)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
