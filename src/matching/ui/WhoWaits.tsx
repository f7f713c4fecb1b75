// For coordinators, beside a service: who waits for it, whoever has fewest other ways first, with why.

import { needName } from '#directory/ui/service-words.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { EmptyState, List, ListItem, Loaded, Name, Reference, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readWaiting } from '../ask.ts'
import { sentence } from './match-words.ts'

export function WhoWaits({ service_id }: { service_id: string }) {
  const { may } = useSession()
  const found = useGet(readWaiting, may['services.waiting'] ? { service_id } : null)
  if (!may['services.waiting']) return null
  return (
    <Loaded of={found}>
      {({ waiting, elsewhere }) =>
        waiting.length === 0 && elsewhere === 0 ? null : (
          <Section title={t('match.waiting.title')} lead={t('match.waiting.lead')}>
            {waiting.length === 0 && <EmptyState icon="services" title={t('match.waiting.none')} />}
            {waiting.length > 0 && (
              <List label={t('match.waiting.title')}>
                {waiting.map(({ case_id, alias, reference, need, reasons }) => (
                  <ListItem
                    key={case_id}
                    icon="people"
                    href={`/desk/people/${case_id}?tab=services&need=${need}`}
                    title={
                      <>
                        <Name>{alias}</Name> · <Reference>{reference}</Reference>
                      </>
                    }
                    detail={[needName(need), ...reasons.map(sentence)].join(' · ')}
                  />
                ))}
              </List>
            )}
            {elsewhere > 0 && <p className="quiet">{t('match.waiting.elsewhere', { count: elsewhere })}</p>}
          </Section>
        )
      }
    </Loaded>
  )
}
