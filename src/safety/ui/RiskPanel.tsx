// Risk as it was judged: each with its level, why, what is done and how it moved; and what makes it time to look again.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Button, Loaded, Name, Notice, Section, Toolbar } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import { type Risk, type RiskLook, readRisk } from '../risk.ts'
import { LookForm, type Taken } from './LookForm.tsx'
import { TriggerForm } from './TriggerForm.tsx'

const tones = { low: 'good', some: 'calm', high: 'warning', very_high: 'danger' } as const

function OneRisk({ risk }: { risk: Risk }) {
  const [latest, ...before] = risk.scores
  if (!latest) return null
  return (
    <article className="safety-risk">
      <p className="safety-head">
        <strong dir="auto">{risk.title}</strong>
        <Badge tone={risk.ended_at ? 'neutral' : tones[latest.level]}>
          {risk.ended_at ? t('safety.risk.ended') : t(`safety.level.${latest.level}`)}
        </Badge>
        {latest.moved !== 'first' && latest.moved !== 'same' && (
          <Badge tone={latest.moved === 'up' ? 'warning' : 'good'} icon={latest.moved === 'up' ? 'up' : 'down'}>
            {t(`safety.risk.moved.${latest.moved}`)}
          </Badge>
        )}
      </p>
      <p className="safety-quiet">
        {t(`safety.risk_kind.${risk.kind}`)} ·{' '}
        {t('safety.risk.numbers', { likelihood: latest.likelihood, impact: latest.impact })} ·{' '}
        {t('safety.risk.judged', { name: latest.scored_name, when: day(latest.scored_at.slice(0, 10), 'long') })}
      </p>
      <p dir="auto" className="safety-said">
        {latest.reasons}
      </p>
      {latest.measures.length > 0 && (
        <ul className="safety-lines">
          {latest.measures.map(({ what, who, until }) => (
            <li key={what + who}>
              <bdi dir="auto">{what}</bdi>
              {who && (
                <>
                  {' · '}
                  <Name>{who}</Name>
                </>
              )}
              {until && <> · {t('safety.risk.until', { day: day(until, 'short') })}</>}
            </li>
          ))}
        </ul>
      )}
      {latest.measures_gone.length > 0 && (
        <p className="safety-quiet">{t('safety.risk.gone', { measures: list(latest.measures_gone) })}</p>
      )}
      {before.length > 0 && (
        <details className="safety-before">
          <summary>{t('safety.risk.before', { count: before.length })}</summary>
          <ul className="safety-lines">
            {before.map((score) => (
              <li key={score.look_id}>
                {day(score.scored_at.slice(0, 10), 'long')} · {t(`safety.level.${score.level}`)} (
                {t('safety.risk.numbers', { likelihood: score.likelihood, impact: score.impact })}) ·{' '}
                <bdi dir="auto">{score.reasons}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}

function Looks({ looks }: { looks: RiskLook[] }) {
  if (looks.length === 0) return null
  return (
    <details className="safety-before">
      <summary>{t('safety.looks.title', { count: looks.length })}</summary>
      <ul className="safety-lines">
        {looks.map((look) => (
          <li key={look.look_id}>
            {moment(look.looked_at)} · <Name>{look.looked_name}</Name>
            {look.causes.length > 0 && <> · {list(look.causes.map((cause) => t(`safety.trigger.${cause}`)))}</>}
            {look.words && (
              <>
                {' · '}
                <bdi dir="auto">{look.words}</bdi>
              </>
            )}
            {look.assessments.length > 0 && <> · {t('safety.looks.instruments', { count: look.assessments.length })}</>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function TimeToLook({ all }: { all: ReplyOf<typeof readRisk> }) {
  const now = all.due.filter(({ ahead }) => !ahead)
  const ahead = all.due.filter((each) => each.ahead)
  const line = (each: (typeof all.due)[number]) => (
    <li key={each.trigger + (each.trigger_id ?? '')}>
      {t(`safety.trigger.${each.trigger}`)} · {day(each.on_day, 'long')}
      {each.words && (
        <>
          {' · '}
          <bdi dir="auto">{each.words}</bdi>
        </>
      )}
    </li>
  )
  return (
    <>
      {now.length > 0 && (
        <Notice tone="warning">
          {t('safety.risk.look_again')}
          <ul className="safety-lines">{now.map(line)}</ul>
        </Notice>
      )}
      {ahead.length > 0 && (
        <>
          <p className="safety-quiet">{t('safety.risk.ahead')}</p>
          <ul className="safety-lines">{ahead.map(line)}</ul>
        </>
      )}
    </>
  )
}

type Doing = 'look' | 'trigger' | null

interface Props {
  file: CaseFile
  today: string
  /** Instruments about safety that were taken, to lean a look on. */
  taken?: Taken[]
}

export function RiskPanel({ file, today, taken = [] }: Props) {
  const [doing, setDoing] = useState<Doing>(null)
  const { case_id } = file
  const found = useGet(readRisk, { case_id }, { staleMs: 0 })
  const stop = () => setDoing(null)
  const mayWrite = file.writes.includes('safety')
  return (
    <Section title={t('safety.risk.title')} lead={t('safety.risk.lead')}>
      <Loaded of={found}>
        {(all) => (
          <>
            <TimeToLook all={all} />
            {all.review_on && (
              <p className="safety-quiet">{t('safety.risk.review_on', { day: day(all.review_on, 'long') })}</p>
            )}
            {all.risks.length === 0 && <p>{t('safety.risk.none')}</p>}
            {all.risks.map((risk) => (
              <OneRisk key={risk.risk_id} risk={risk} />
            ))}
            <p className="safety-quiet">{t('safety.risk.not_validated')}</p>
            <Looks looks={all.looks} />
            {mayWrite && doing === null && (
              <Toolbar>
                <Button icon="shield" onPress={() => setDoing('look')}>
                  {t(all.looks.length > 0 ? 'safety.look.again' : 'safety.look.first')}
                </Button>
                <Button icon="calendar" kind="quiet" onPress={() => setDoing('trigger')}>
                  {t('safety.trigger.tell')}
                </Button>
              </Toolbar>
            )}
            {doing === 'look' && <LookForm case_id={case_id} all={all} today={today} taken={taken} onDone={stop} />}
            {doing === 'trigger' && <TriggerForm case_id={case_id} today={today} onDone={stop} />}
          </>
        )}
      </Loaded>
    </Section>
  )
}
