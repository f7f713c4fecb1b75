// Everything answered more than once, over one stretch of time and with what happened meanwhile: a month, or years.
import { useState } from 'react'
import { Notice, RadioGroup, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { isLine, type Span, type SpanName, spanOf, spans, usualSpan } from '../curve.rules.ts'
import type { AssessmentHead, FileEvent } from '../results.ts'
import { Curve } from './Curve.tsx'
import { useFormOf } from './ReadTold.tsx'

interface OneProps {
  taken: AssessmentHead[]
  events: FileEvent[]
  span: Span
}

/** Only what asks and counts the same is drawn as one line: answers to other questions are no earlier point of it. */
function One({ taken, events, span }: OneProps) {
  const latest = taken[0]!
  const { data: form } = useFormOf(latest)
  const same = taken.filter(({ line }) => line === latest.line)
  const first = form?.instrument.scores[0]
  if (!form || !first || same.length < 2) return null
  return (
    <>
      <Curve form={form} score={first} taken={same} events={events} span={span} />
      {same.length < taken.length && (
        <p>{t('instruments.curve.other_version', { count: taken.length - same.length })}</p>
      )}
    </>
  )
}

interface Props {
  instruments: { instrument: string; taken: AssessmentHead[] }[]
  events: FileEvent[]
  today: string
}

export function OverTime({ instruments, events, today }: Props) {
  const repeated = instruments.filter(({ taken }) => taken.length > 1 && isLine(taken[0]!.read.scores.length))
  const days = repeated.flatMap(({ taken }) => taken.map(({ taken_on }) => taken_on))
  const [chosen, setChosen] = useState<SpanName | null>(null)
  if (repeated.length === 0) return null
  const name = chosen ?? usualSpan(days, today)
  const span = spanOf(name, days, today)
  return (
    <Section plain title={t('instruments.over_time')} lead={t('instruments.over_time_lead')}>
      <RadioGroup
        label={t('instruments.span')}
        inline
        options={spans.map((id) => ({ id, label: t(`instruments.span.${id}`) }))}
        value={name}
        onChange={(id) => setChosen(id as SpanName)}
      />
      <Stack>
        {repeated.map(({ instrument, taken }) => (
          <One key={instrument} taken={taken} events={events} span={span} />
        ))}
      </Stack>
      {events.length === 0 && <Notice>{t('instruments.no_events')}</Notice>}
    </Section>
  )
}
