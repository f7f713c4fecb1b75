// What a referral stands on: the person's consent to this very partner, or an exception of the law a second colleague
// approved. And how much of the consent opens, and for how long.
import type { CaseFile } from '#cases/case.ts'
import type { Consent } from '#consents/consent.ts'
import { addDays } from '#kit/day.ts'
import { CheckboxGroup, DateField, LinkButton, Notice, RadioGroup } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import type { LawfulException } from '../exception.ts'
import type { ReferralKind } from '../referral.ts'
import { basisName } from './referral-words.ts'

export const sectionNames = (sections: Consent['sections']) => list(sections.map((each) => t(`access.section.${each}`)))

interface BasisProps {
  file: CaseFile
  live: Consent[]
  exceptions: LawfulException[]
  kind?: ReferralKind
  value: string | null
  onChange: (id: string) => void
}

export function Basis({ file, live, exceptions, kind = 'referral', value, onChange }: BasisProps) {
  const options = [
    ...live.map((each) => ({
      id: each.consent_id,
      label: t(`consents.purpose.${each.purpose}`),
      description: t('referrals.consent_until', { sections: sectionNames(each.sections), day: day(each.ends_on) }),
    })),
    ...exceptions.map((each) => ({
      id: each.exception_id,
      label: t('referrals.by_exception'),
      description: t('referrals.exception_until', { basis: basisName(each.basis), day: day(each.ends_on) }),
    })),
  ]
  if (options.length === 0)
    return (
      <Notice tone="warning">
        <p>{t(kind === 'transfer' ? 'referrals.no_consent_to_transfer' : 'referrals.no_consent')}</p>
        <LinkButton small href={`/desk/people/${file.case_id}?tab=consents`}>
          {t('referrals.record_consent')}
        </LinkButton>
      </Notice>
    )
  return (
    <RadioGroup
      name="consent_id"
      label={t(exceptions.length > 0 ? 'referrals.stands_on' : 'referrals.consent')}
      isRequired
      options={options}
      value={value}
      onChange={onChange}
    />
  )
}

export interface Chosen {
  sections: Consent['sections']
  until_on: string
}

interface ScopeProps {
  consent: Consent
  today: string
  value: Chosen
  onChange: (chosen: Chosen) => void
}

export function Scope({ consent, today, value, onChange }: ScopeProps) {
  return (
    <>
      <CheckboxGroup
        label={t('referrals.scope')}
        description={t('referrals.scope_why')}
        options={consent.sections.map((id) => ({ id, label: t(`access.section.${id}`) }))}
        value={value.sections}
        onChange={(chosen) =>
          onChange({ ...value, sections: consent.sections.filter((each) => chosen.includes(each)) })
        }
      />
      <DateField
        name="until_on"
        label={t('referrals.until_on')}
        isRequired
        min={addDays(today, 1)}
        max={consent.ends_on}
        value={value.until_on}
        onChange={(until_on) => until_on && onChange({ ...value, until_on })}
      />
    </>
  )
}
