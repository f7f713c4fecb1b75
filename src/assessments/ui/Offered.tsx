// What may be asked now, short ones first; what is open of each; and why the others are not offered.
import { useState } from 'react'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Button, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { shortFirst } from '../begin.rules.ts'
import type { listOffered } from '../sitting.ts'
import type { Offered as One } from './BeginDialog.tsx'
import { PrintDialog } from './PrintDialog.tsx'
import './results.css'

interface Props {
  reply: ReplyOf<typeof listOffered>
  spoken: readonly string[]
  onBegin: (offered: One) => void
}

function Card({
  offered,
  spoken,
  onBegin,
  onPrint,
}: {
  offered: One
  spoken: readonly string[]
  onBegin: () => void
  onPrint: () => void
}) {
  const { title, name, says, minutes, last_on, open, filled_by, validated, languages, official_in } = offered
  const hers = spoken.find((code) => (languages as string[]).includes(code))
  return (
    <li className="offered-card">
      <h3>{title}</h3>
      <p className="result-given">
        {name} · {t('instruments.minutes', { count: minutes })} · {t(`instruments.filled_by.${filled_by}`)}
      </p>
      <p className="offered-says">{says}</p>
      <p className="offered-marks">
        {!validated && <Badge>{t('instruments.not_validated_short')}</Badge>}
        {filled_by !== 'professional' && spoken.length > 0 && !hers && (
          <Badge tone="warning">{t('instruments.not_in_her_language')}</Badge>
        )}
        {hers && (official_in as string[]).includes(hers) && <Badge tone="calm">{t('instruments.official')}</Badge>}
        {last_on && <Badge>{t('instruments.last_on', { day: day(last_on, 'short') })}</Badge>}
      </p>
      <div className="offered-do">
        <Button small isDisabled={open !== null} aria-label={t('instruments.begin_this', { title })} onPress={onBegin}>
          {t(open ? 'instruments.is_open' : 'instruments.begin')}
        </Button>
        <Button small kind="quiet" icon="file" aria-label={t('instruments.print_this', { title })} onPress={onPrint}>
          {t('instruments.print')}
        </Button>
      </div>
    </li>
  )
}

export function Offered({ reply, spoken, onBegin }: Props) {
  const [printing, setPrinting] = useState<One | null>(null)
  const { age, offered, not_offered } = reply
  const sorted = shortFirst(offered)
  const cards = (all: One[]) => (
    <ul className="offered">
      {all.map((each) => (
        <Card
          key={each.instrument}
          offered={each}
          spoken={spoken}
          onBegin={() => onBegin(each)}
          onPrint={() => setPrinting(each)}
        />
      ))}
    </ul>
  )
  const long = sorted.filter((each) => each.long)
  return (
    <Section title={t('instruments.offered')} lead={t(`instruments.offered_lead.${age}`)}>
      {cards(sorted.filter((each) => !each.long))}
      {long.length > 0 && (
        <details className="result-more" open={long.length === sorted.length}>
          <summary>{t('instruments.long', { count: long.length })}</summary>
          {cards(long)}
        </details>
      )}
      {not_offered.length > 0 && (
        <details className="result-more">
          <summary>{t('instruments.not_offered', { count: not_offered.length })}</summary>
          <List label={t('instruments.not_offered', { count: not_offered.length })}>
            {not_offered.map(({ instrument, title, name, because }) => (
              <ListItem key={instrument} title={`${title} · ${name}`} detail={t(`instruments.because.${because}`)} />
            ))}
          </List>
        </details>
      )}
      {printing && <PrintDialog offered={printing} spoken={spoken} onClose={() => setPrinting(null)} />}
    </Section>
  )
}
