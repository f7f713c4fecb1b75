// One service for one need of one person: why, what to ask first, why not; and the next step.
import type { CaseFile } from '#cases/case.ts'
import { Card } from '#directory/ui/Card.tsx'
import { ServiceMarks } from '#directory/ui/ServiceCard.tsx'
import { ServicePhones } from '#directory/ui/ServicePhones.tsx'
import { areasText } from '#directory/ui/service-words.ts'
import { Badge, Button, Facts, LinkButton, Name, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { StepFromService } from '#plans/ui/StepFromService.tsx'
import type { RankedService } from '../ask.ts'
import type { MatchObstacle, MatchReason } from '../match.ts'
import { BarrierTap } from './BarrierTap.tsx'
import { sentence } from './match-words.ts'
import './match.css'

const reasonsIn = (label: string, reasons: MatchReason[]) =>
  reasons.length === 0
    ? []
    : [
        {
          label: t(label),
          value: (
            <ul>
              {reasons.map((reason) => (
                <li key={reason.key} dir="auto">
                  {sentence(reason)}
                </li>
              ))}
            </ul>
          ),
        },
      ]

const referTo = (case_id: string, need: string, { service_id, partner_organisation_id }: RankedService) =>
  `/desk/people/${case_id}?${new URLSearchParams({ tab: 'referrals', need, to: partner_organisation_id ?? '', service: service_id })}`

function AsStep({ file, need, match }: { file: CaseFile; need: string; match: RankedService }) {
  const { service_id, name } = match.service
  return file.may['case.write'] ? <StepFromService file={file} need={need} service={{ service_id, name }} /> : null
}

function NextStep({ file, need, match }: { file: CaseFile; need: string; match: RankedService }) {
  const number = match.service.phones[0]?.number
  if (match.partner_organisation_id && file.may['referrals.send'])
    return (
      <div className="form-actions">
        <LinkButton kind="primary" icon="referral" href={referTo(file.case_id, need, match)}>
          {t('services.match.refer')}
        </LinkButton>
        <AsStep file={file} need={need} match={match} />
      </div>
    )
  const byLink = new URLSearchParams({ tab: 'referrals', need, outside: match.service_id })
  const copy = () => void navigator.clipboard.writeText(number ?? '').then(() => toast(t('services.match.copied')))
  return (
    <div className="form-actions">
      {number && (
        <Button icon="phone" onPress={copy}>
          {t('services.match.copy_number')}
        </Button>
      )}
      {file.may['referrals.send'] && (
        <LinkButton icon="referral" href={`/desk/people/${file.case_id}?${byLink}`}>
          {t('links.outside.new')}
        </LinkButton>
      )}
      <AsStep file={file} need={need} match={match} />
    </div>
  )
}

/** Each thing that stands in the way, and beside it what would make it fit. */
function WhyNot({ obstacles }: { obstacles: MatchObstacle[] }) {
  return (
    <ul className="why-not" aria-label={t('services.match.why_not')}>
      {obstacles.map((obstacle) => (
        <li key={obstacle.key} dir="auto">
          <Badge tone="danger">{sentence(obstacle)}</Badge>{' '}
          {obstacle.fits_if && `${t('match.would_fit')} ${sentence(obstacle.fits_if)}`}
        </li>
      ))}
    </ul>
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
    <Card
      title={title}
      actions={
        <>
          <ServiceMarks service={service} />
          <LinkButton small kind="quiet" href={`/desk/services/${service.service_id}`}>
            {t('services.open')}
          </LinkButton>
          {file.may['case.write'] && <BarrierTap case_id={file.case_id} service_id={service.service_id} need={need} />}
        </>
      }
    >
      <p>
        <Name>{service.provider_name}</Name> · <Name>{areasText(service.areas)}</Name>
      </p>
      {obstacles.length > 0 && <WhyNot obstacles={obstacles} />}
      <Facts
        items={[
          ...reasonsIn(
            'services.match.why',
            reasons.filter(({ weight }) => weight > 0),
          ),
          ...reasonsIn(
            'services.match.ask_first',
            reasons.filter(({ weight }) => weight <= 0),
          ),
        ]}
      />
      <ServicePhones phones={service.phones} />
      {place && <NextStep file={file} need={need} match={match} />}
    </Card>
  )
}
