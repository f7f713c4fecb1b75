// One service for one need of one person: why, what to ask first, why not; and the next step.
import type { CaseFile } from '#cases/case.ts'
import { Badge, Button, LinkButton, Name, Notice, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { MatchReason } from '../match.ts'
import type { RankedService } from '../service.ts'
import { ServiceMarks } from './ServiceCard.tsx'
import { ServicePhones } from './ServicePhones.tsx'
import { areasText, sentence } from './service-words.ts'

function Reasons({ label, reasons }: { label: string; reasons: MatchReason[] }) {
  if (reasons.length === 0) return null
  return (
    <>
      <h3>{label}</h3>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.key} dir="auto">
            {sentence(reason)}
          </li>
        ))}
      </ul>
    </>
  )
}

const referTo = (case_id: string, need: string, { service_id, partner_organisation_id }: RankedService) =>
  `/desk/people/${case_id}?${new URLSearchParams({ tab: 'referrals', need, to: partner_organisation_id ?? '', service: service_id })}`

function NextStep({ file, need, match }: { file: CaseFile; need: string; match: RankedService }) {
  const number = match.service.phones[0]?.number
  if (match.partner_organisation_id && file.may['referrals.send'])
    return (
      <LinkButton kind="primary" icon="referral" href={referTo(file.case_id, need, match)}>
        {t('services.match.refer')}
      </LinkButton>
    )
  if (!number) return null
  const copy = () => void navigator.clipboard.writeText(number).then(() => toast(t('services.match.copied')))
  return (
    <>
      <Button icon="phone" onPress={copy}>
        {t('services.match.copy_number')}
      </Button>
      <Notice tone="warning">
        {t(file.safe_contact?.channels.length ? 'services.match.call_with_care' : 'services.match.call_without_her')}
      </Notice>
    </>
  )
}

interface Props {
  file: CaseFile
  need: string
  match: RankedService
  /** 1 is the best; absent for a near miss. */
  place?: number
}

export function MatchCard({ file, need, match, place }: Props) {
  const { service, reasons, obstacles } = match
  const title = place ? t('services.match.place', { place, name: service.name }) : service.name
  return (
    <Section
      title={title}
      actions={
        <>
          <ServiceMarks service={service} />
          <LinkButton small kind="quiet" href={`/desk/services/${service.service_id}`}>
            {t('services.open')}
          </LinkButton>
        </>
      }
    >
      <p>
        <Name>{service.provider_name}</Name> · <Name>{areasText(service.areas)}</Name>
      </p>
      {obstacles.length > 0 && (
        <ul className="chips" aria-label={t('services.match.why_not')}>
          {obstacles.map((obstacle) => (
            <li key={obstacle.key}>
              <Badge tone="danger">{sentence(obstacle)}</Badge>
            </li>
          ))}
        </ul>
      )}
      <Reasons label={t('services.match.why')} reasons={reasons.filter(({ weight }) => weight > 0)} />
      <Reasons label={t('services.match.ask_first')} reasons={reasons.filter(({ weight }) => weight <= 0)} />
      <ServicePhones phones={service.phones} />
      {place && <NextStep file={file} need={need} match={match} />}
    </Section>
  )
}
