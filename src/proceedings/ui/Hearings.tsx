// The hearings of a matter, the next first, each with what is still missing for it.
import { useState } from 'react'
import { Badge, Button, LinkButton, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Hearing } from '../hearing.ts'
import type { Matter } from '../matter.ts'
import { HearingForm } from './HearingForm.tsx'
import { missingIn } from './matter-words.ts'
import { Preparation } from './Preparation.tsx'

interface Props {
  case_id: string
  matter: Matter
  mayWrite: boolean
  today: string
}

function OneHearing({ hearing, props, onChange }: { hearing: Hearing; props: Props; onChange: () => void }) {
  const { on_day, at_time, kind, court, room, status, preparation, wants_to_say, outcome, appointment_id } = hearing
  const said: [string, string][] = [
    ['wants_to_say', wants_to_say],
    ['outcome', outcome],
  ]
  return (
    <article className="matter-card">
      <div className="matter-card-head">
        <h3>{t(`proceedings.hearing.kind.${kind}`)}</h3>
        <Badge tone={status === 'planned' ? 'calm' : status === 'held' ? 'good' : 'neutral'}>
          {t(`proceedings.hearing.status.${status}`)}
        </Badge>
        {preparation.length > 0 && <span className="proceedings-quiet">{missingIn(hearing)}</span>}
      </div>
      <p className="matter-when">
        {day(on_day, 'weekday')}
        {at_time && <> · {at_time}</>}
        {(court || room) && (
          <>
            {' · '}
            <bdi dir="auto">{[court, room].filter(Boolean).join(', ')}</bdi>
          </>
        )}
      </p>
      {preparation.length > 0 && <Preparation points={preparation} />}
      {said
        .filter(([, words]) => words !== '')
        .map(([name, words]) => (
          <div key={name}>
            <p className="proceedings-quiet">{t(`proceedings.hearing.${name}`)}</p>
            <p className="matter-words" dir="auto">
              {words}
            </p>
          </div>
        ))}
      <div className="proceedings-actions">
        {props.mayWrite && (
          <Button small icon="edit" onPress={onChange}>
            {t('proceedings.hearing.change')}
          </Button>
        )}
        {appointment_id && (
          <LinkButton small kind="quiet" icon="calendar" href={`/desk/agenda/${props.case_id}/${appointment_id}`}>
            {t('proceedings.hearing.appointment')}
          </LinkButton>
        )}
      </div>
    </article>
  )
}

export function Hearings(props: Props) {
  const { matter, mayWrite, today, case_id } = props
  const [editing, setEditing] = useState<Hearing | 'new' | null>(null)
  const stop = () => setEditing(null)
  const isNext = ({ status, on_day }: Hearing) => status === 'planned' && on_day >= today
  const inOrder = [
    ...matter.hearings.filter(isNext).sort((a, b) => a.on_day.localeCompare(b.on_day)),
    ...matter.hearings.filter((each) => !isNext(each)),
  ]
  return (
    <Section
      title={t('proceedings.hearings')}
      actions={
        mayWrite &&
        editing === null && (
          <Button icon="add" onPress={() => setEditing('new')}>
            {t('proceedings.hearing.add')}
          </Button>
        )
      }
    >
      {editing === 'new' && <HearingForm {...{ case_id, matter, today }} hearing={null} onDone={stop} />}
      {inOrder.length === 0 && editing === null && (
        <p className="proceedings-quiet">{t('proceedings.hearings.none')}</p>
      )}
      {inOrder.map((hearing) =>
        editing !== 'new' && editing?.hearing_id === hearing.hearing_id ? (
          <HearingForm key={hearing.hearing_id} {...{ case_id, matter, today }} hearing={hearing} onDone={stop} />
        ) : (
          <OneHearing key={hearing.hearing_id} hearing={hearing} props={props} onChange={() => setEditing(hearing)} />
        ),
      )}
    </Section>
  )
}
