// A few services to ask again, with the link that lets each answer for itself at hand.
import { useState } from 'react'
import { AskDialog } from '#directory/ui/AskService.tsx'
import { useGet } from '#gate/query.ts'
import { Button, LinkButton, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { listToCheck, type ToCheck } from '../check-again.ts'
import { sentence } from './match-words.ts'

const whyText = ({ freshness, standing }: ToCheck): string => {
  const { state, until, by } = freshness
  if (standing.length > 0) return standing.map(sentence).join(' · ')
  return t(`directory.freshness.${state}`, { by: by ?? '', day: day(until) })
}

export function CheckAgain() {
  const found = useGet(listToCheck, {})
  const [asking, setAsking] = useState<string | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  const { services = [], total = 0 } = found.data ?? {}
  if (services.length === 0 && !given) return null
  return (
    <Section
      title={t('directory.again.title')}
      lead={t('directory.again.lead')}
      actions={
        total > services.length && (
          <LinkButton small kind="quiet" href="/desk/services?check=again">
            {t('directory.again.all', { count: total })}
          </LinkButton>
        )
      }
    >
      <List label={t('directory.again.title')}>
        {services.map((each) => (
          <ListItem
            key={each.service_id}
            icon="services"
            href={`/desk/services/${each.service_id}`}
            title={isolate(each.name)}
            detail={`${isolate(each.provider_name)} · ${whyText(each)}`}
            aside={
              <Button small onPress={() => setAsking(each.service_id)}>
                {t('links.ask.title')}
              </Button>
            }
          />
        ))}
      </List>
      {asking && (
        <AskDialog service_id={asking} onClose={() => setAsking(null)} onMade={setGiven} invalidates={[listToCheck]} />
      )}
      {given && <HandOver given={given} onClose={() => setGiven(null)} />}
    </Section>
  )
}
