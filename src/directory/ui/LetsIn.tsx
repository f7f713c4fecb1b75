// Whom a service lets in beyond sex and age, what it asks for first, and what nobody stated: that is asked, never
// taken for a no.
import { Chips, Notice, Prose, Section } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import type { Admission } from '../directory.ts'
import type { ServiceDetail } from '../service.ts'
import { paperName, referrerName } from './directory-words.ts'
import { ReadBy } from './ReadBy.tsx'

const people = [
  'without_papers',
  'with_criminal_record',
  'with_substance_use',
  'with_psychiatric_care',
  'when_pregnant',
  'with_disability',
  'as_a_couple',
  'with_debt',
] as const satisfies (keyof Admission)[]
const asked = ['needs_referral', 'only_identified', 'needs_registration'] as const satisfies (keyof Admission)[]

const phrase = (name: string): string => t(`directory.admission.${name}`)

/** Sentences of what it asks for first; the referral with by whom where that is said. */
const asksFirst = (admission: Admission): string[] => [
  ...asked
    .filter((name) => admission[name] === 'yes')
    .map((name) =>
      name === 'needs_referral' && admission.referral_by.length > 0
        ? t('directory.referral_by', { who: list(admission.referral_by.map(referrerName)) })
        : phrase(name),
    ),
  ...(admission.documents.length > 0
    ? [t('directory.documents', { what: list(admission.documents.map(paperName)) })]
    : []),
]

function Said({ label, items }: { label: string; items: string[] }) {
  if (items.length === 0) return null
  return (
    <div>
      <p className="section-lead">{label}</p>
      <Chips label={label} items={items} />
    </div>
  )
}

export function LetsIn({ service }: { service: ServiceDetail }) {
  const { admission, required_documents } = service
  const where = (names: readonly (typeof people | typeof asked)[number][], said: string) =>
    names.filter((name) => admission[name] === said).map(phrase)
  const unknown = where([...people, ...asked], 'unknown')
  const { sons_up_to } = admission
  return (
    <Section
      title={t('directory.lets_in_title')}
      lead={t('directory.lets_in_lead')}
      actions={<ReadBy service={service} field="admission" />}
    >
      <Said label={t('directory.lets_in')} items={where(people, 'yes')} />
      <Said label={t('directory.lets_in_no')} items={where(people, 'no')} />
      <Said label={t('directory.asks_first')} items={asksFirst(admission)} />
      <Said label={t('directory.not_asked')} items={where(asked, 'no')} />
      {required_documents && (
        <div>
          <p className="section-lead">{t('directory.required_documents')}</p>
          <Prose>{required_documents}</Prose>
        </div>
      )}
      <Said label={t('directory.to_ask')} items={unknown} />
      {sons_up_to !== null && <Notice>{t('directory.sons_up_to', { age: sons_up_to })}</Notice>}
    </Section>
  )
}
