// After a no: what happened, and where else. What fits first, then the nearest misses with what stands in the way; never
// the services that were already asked.
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button, List, ListItem, Loaded, Name, Section } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { matchNeed, type RankedService } from '#matching/ask.ts'
import { sentence } from '#matching/ui/match-words.ts'
import { listReferrals, type Referral } from '../referral.ts'
import { needName, reasonName } from './referral-words.ts'

const most = 6

interface Props {
  file: CaseFile
  earlier: Referral
  chosen: string | null
  onChoose: (service_id: string, to_organisation_id: string) => void
}

function One({
  match,
  fits,
  chosen,
  onChoose,
}: { match: RankedService; fits: boolean } & Pick<Props, 'chosen' | 'onChoose'>) {
  const { service, obstacles, partner_organisation_id, service_id } = match
  return (
    <ListItem
      title={<Name>{service.name}</Name>}
      detail={
        <>
          <Name>{service.provider_name}</Name>
          {obstacles.map((obstacle) => (
            <span key={obstacle.key} dir="auto">
              {' · '}
              {sentence(obstacle)}
            </span>
          ))}
        </>
      }
      aside={
        <>
          <Badge tone={fits ? 'good' : 'warning'}>{t(fits ? 'referrals.next_fit' : 'referrals.next_miss')}</Badge>
          {partner_organisation_id ? (
            <Button
              small
              kind={chosen === service_id ? 'primary' : 'secondary'}
              aria-label={`${t('referrals.choose_this')}: ${service.name}`}
              onPress={() => onChoose(service_id, partner_organisation_id)}
            >
              {t('referrals.choose_this')}
            </Button>
          ) : (
            <span className="quiet">{t('referrals.not_a_partner_here')}</span>
          )}
        </>
      }
    />
  )
}

export function NextOnes({ file, earlier, chosen, onChoose }: Props) {
  const mayMatch = Boolean(file.may['services.match'])
  const found = useGet(matchNeed, mayMatch ? { case_id: file.case_id, need: earlier.need } : null)
  const before = useGet(listReferrals, { case_id: file.case_id }).data?.referrals ?? []
  const tried = before.filter(({ need, undone_at }) => need === earlier.need && !undone_at)
  // A partner that was asked without naming a service was asked as a whole.
  const wasAsked = ({ service_id, partner_organisation_id }: RankedService): boolean =>
    tried.some((each) =>
      each.service_id ? each.service_id === service_id : each.to_organisation_id === partner_organisation_id,
    )
  const why = earlier.decline_reason ? reasonName(earlier.decline_reason) : t(`referrals.status.${earlier.status}`)
  return (
    <Section title={t('referrals.next')} lead={t('referrals.next_why')}>
      <p>
        {t('referrals.need_line', { need: needName(earlier.need), partner: isolate(earlier.to_name) })} · {why}
      </p>
      {mayMatch && (
        <Loaded of={found}>
          {({ best, near_misses }) => {
            const others = [
              ...best.map((match) => ({ match, fits: true })),
              ...near_misses.map((match) => ({ match, fits: false })),
            ].filter(({ match }) => !wasAsked(match))
            // Whoever can be asked here comes first; the order of the match stays otherwise.
            const sorted = [
              ...others.filter(({ match }) => match.partner_organisation_id),
              ...others.filter(({ match }) => !match.partner_organisation_id),
            ].slice(0, most)
            if (sorted.length === 0) return <p className="quiet">{t('referrals.next_none')}</p>
            return (
              <List label={t('referrals.next')}>
                {sorted.map((each) => (
                  <One key={each.match.service_id} {...each} chosen={chosen} onChoose={onChoose} />
                ))}
              </List>
            )
          }}
        </Loaded>
      )}
    </Section>
  )
}
