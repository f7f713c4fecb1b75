// Why this service and not another, as the sender saw it that day: reasons and what spoke against it, in words.
import { day, t } from '#language/here.ts'
import type { KeptMatch } from '#matching/match.ts'
import { sentence } from '#matching/ui/match-words.ts'
import './referral.css'

const said = (sentences: Parameters<typeof sentence>[0][]) => (
  <ul>
    {sentences.map((each) => (
      <li key={each.key} dir="auto">
        {sentence(each)}
      </li>
    ))}
  </ul>
)

export function KeptWhy({ match }: { match: KeptMatch }) {
  const { matched_on, place, fitting, reasons, obstacles } = match
  return (
    <details className="referral-fold">
      <summary>{t('referrals.why_this', { day: day(matched_on) })}</summary>
      <p>{place === null ? t('referrals.why_no_place') : t('referrals.why_place', { place, fitting })}</p>
      {said(reasons)}
      {obstacles.length > 0 && (
        <>
          <p>{t('referrals.why_against')}</p>
          {said(obstacles)}
        </>
      )}
    </details>
  )
}
