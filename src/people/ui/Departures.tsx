// What left towards the person and what the rule refused, latest first, and what came of each.
import { useGet } from '#gate/query.ts'
import { Badge, EmptyState, type IconName, List, ListItem, Loaded, Name } from '#kit/ui/index.ts'
import { hasText, moment, t } from '#language/here.ts'
import { type Departure, readContact } from '../contact.ts'
import { DepartureResult } from './DepartureResult.tsx'

const icons: Record<Departure['kind'], IconName> = {
  message: 'note',
  reminder: 'clock',
  call: 'phone',
  letter: 'file',
  calendar_entry: 'calendar',
}

const outcomeOf = ({ outcome, because, result, kind }: Departure) => {
  if (outcome === 'refused') return <Badge tone="danger">{t(because)}</Badge>
  if (!result) return <Badge tone="warning">{t('contact.result.open')}</Badge>
  const not_called = kind === 'call' && result === 'not_sent'
  const tone = result === 'sent' || result === 'reached' ? 'good' : 'neutral'
  return <Badge tone={tone}>{t(not_called ? 'contact.result.not_called' : `contact.result.${result}`)}</Badge>
}

export function Departures({ case_id, mayRecord }: { case_id: string; mayRecord: boolean }) {
  const known = useGet(readContact, { case_id })
  return (
    <Loaded of={known}>
      {({ departures }) =>
        departures.length === 0 ? (
          <EmptyState icon="phone" title={t('contact.none_yet')}>
            {t('contact.none_yet_why')}
          </EmptyState>
        ) : (
          <List label={t('contact.departures')}>
            {departures.map((each) => (
              <ListItem
                key={each.departure_id}
                icon={icons[each.kind]}
                title={[...new Set([t(`contact.kind.${each.kind}`), t(`people.channel.${each.channel}`)])].join(' · ')}
                detail={
                  <>
                    {each.template && hasText(`contact.template.${each.template}`) && (
                      <>{t(`contact.template.${each.template}`)} · </>
                    )}
                    {moment(each.at)} · <Name>{each.actor_name}</Name>
                    {mayRecord && each.outcome === 'left' && !each.result && (
                      <DepartureResult case_id={case_id} departure={each} />
                    )}
                  </>
                }
                aside={outcomeOf(each)}
              />
            ))}
          </List>
        )
      }
    </Loaded>
  )
}
