// Everything missing, the worst first, each with its reasons and what would help; and the services on paper.
import { useState } from 'react'
import { Card } from '#directory/ui/Card.tsx'
import { Badge, Button, EmptyState, List, ListItem, Section, Select, Toolbar } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { Missing } from '#matching/barrier.ts'
import type { Gap, Gaps } from '../gap.ts'
import { gapTitle, helpText, reasonText } from '../gap-words.rules.ts'
import { words } from './gap-texts.ts'

const first = 6
const everything = 'all'

const keyOf = ({ missing, need, province, code }: Gap): string => `${missing} ${need} ${province} ${code}`

interface ListProps {
  title: string
  lead: string
  gaps: Gap[]
  filtered: readonly Gap['missing'][]
}

function Ranked({ title, lead, gaps, filtered }: ListProps) {
  const [missing, setMissing] = useState<string>(everything)
  const [all, setAll] = useState(false)
  const found = gaps.filter((gap) => missing === everything || gap.missing === missing)
  return (
    <Section plain title={title} lead={lead}>
      <Toolbar>
        <Select
          label={t('gaps.ranking.filter')}
          width="short"
          options={[everything, ...filtered].map((id) => ({
            id,
            label: id === everything ? t('gaps.ranking.all') : t(`gaps.missing.${id}`),
          }))}
          value={missing}
          onChange={setMissing}
        />
      </Toolbar>
      {found.length === 0 && <EmptyState icon="check" title={t('gaps.ranking.none')} />}
      <ol className="gaps-ranking">
        {found.slice(0, all ? found.length : first).map((gap, place) => (
          <li key={keyOf(gap)}>
            <Card
              title={`${place + 1}. ${gapTitle(gap, words)}`}
              actions={<Badge tone="warning">{t(`gaps.missing.${gap.missing}`)}</Badge>}
            >
              <p>{gap.reasons.map((reason) => reasonText(reason, words)).join(' ')}</p>
              <p className="gaps-help">{helpText(gap, words)}</p>
            </Card>
          </li>
        ))}
      </ol>
      {found.length > first && !all && (
        <Button onPress={() => setAll(true)}>{t('gaps.ranking.more', { count: found.length })}</Button>
      )}
    </Section>
  )
}

const inPlaces = ['service', 'places', 'expertise'] as const

/** A province is never held against the whole country: what holds everywhere has more people by nature. */
export function GapRanking({ gaps }: { gaps: Gap[] }) {
  return (
    <>
      <Ranked
        title={t('gaps.ranking')}
        lead={t('gaps.ranking.lead')}
        gaps={gaps.filter(({ province }) => province !== null)}
        filtered={inPlaces}
      />
      <Ranked
        title={t('gaps.ranking.everywhere')}
        lead={t('gaps.ranking.everywhere.lead')}
        gaps={gaps.filter(({ province }) => province === null)}
        filtered={Missing.options}
      />
    </>
  )
}

export function OnPaper({ told }: { told: Gaps }) {
  const { on_paper, asked_services, services } = told
  return (
    <Section title={t('gaps.paper')} lead={t('gaps.paper.lead', { asked: asked_services, count: services })}>
      {on_paper.length === 0 ? (
        <p className="quiet">{t('gaps.paper.none')}</p>
      ) : (
        <List label={t('gaps.paper')}>
          {on_paper.map(({ service_id, name, provider_name, why }) => (
            <ListItem
              key={service_id}
              title={name}
              detail={`${provider_name} · ${list(why.map((each) => t(`gaps.paper.why.${each}`)))}`}
              href={`/desk/services/${service_id}`}
              icon="services"
            />
          ))}
        </List>
      )}
    </Section>
  )
}
