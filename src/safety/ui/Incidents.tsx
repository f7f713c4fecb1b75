// What happened, with what followed, and attempts to reach the person: open things first.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button, Facts, LinkButton, Loaded, Name, Section, Toolbar } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import { type ContactAttempt, type Incident, readIncidents } from '../incident.ts'
import { AttemptForm } from './AttemptForm.tsx'
import { FollowForm } from './FollowForm.tsx'
import { IncidentForm } from './IncidentForm.tsx'

/** An incident the house wrote down, to be linked and not told twice. */
export interface OfHouse {
  entry_id: string
  on_day: string
  name: string
}

function OneIncident({ incident, file, today }: { incident: Incident; file: CaseFile; today: string }) {
  const [doing, setDoing] = useState<'follow' | 'correct' | null>(null)
  const stop = () => setDoing(null)
  const { kind, place, what, people, injuries, reported, measures, ended_at, follow_up_on } = incident
  const said = (text: string) => <bdi dir="auto">{text}</bdi>
  return (
    <article className="safety-risk">
      <p className="safety-head">
        <strong>{t(`safety.incident.kind.${kind}`)}</strong>
        <Badge tone={ended_at ? 'neutral' : follow_up_on && follow_up_on < today ? 'danger' : 'warning'}>
          {ended_at
            ? t('safety.incident.ended')
            : t('safety.incident.follow_up_on', { day: day(follow_up_on ?? today, 'short') })}
        </Badge>
      </p>
      <p className="safety-quiet">
        {day(incident.happened_on, 'long')} · {t(`safety.incident.place.${place}`)} ·{' '}
        <Name>{incident.recorded_name}</Name>
        {incident.stay_entry_id && (
          <>
            {' · '}
            <a href={`/desk/people/${file.case_id}?tab=stays`}>{t('safety.incident.of_house')}</a>
          </>
        )}
      </p>
      <p className="safety-said" dir="auto">
        {what}
      </p>
      <Facts
        items={[
          ...(people ? [{ label: t('safety.incident.people'), value: said(people) }] : []),
          ...(injuries ? [{ label: t('safety.incident.injuries'), value: said(injuries) }] : []),
          ...(reported.length > 0
            ? [
                {
                  label: t('safety.incident.reported'),
                  value: list(
                    reported.map(({ to, on_day, note }) =>
                      [t(`safety.reported_to.${to}`), on_day && day(on_day, 'short'), note].filter(Boolean).join(', '),
                    ),
                  ),
                },
              ]
            : []),
          ...(measures ? [{ label: t('safety.incident.measures'), value: said(measures) }] : []),
        ]}
      />
      {incident.lines.length > 0 && (
        <ul className="safety-lines">
          {incident.lines.map((line) => (
            <li key={line.line_id}>
              {moment(line.at)} · <Name>{line.by_name}</Name> · <bdi dir="auto">{line.words}</bdi>
            </li>
          ))}
        </ul>
      )}
      {!ended_at && file.writes.includes('safety') && doing === null && (
        <Toolbar>
          <Button small onPress={() => setDoing('follow')}>
            {t('safety.incident.follow')}
          </Button>
          <Button small kind="quiet" onPress={() => setDoing('correct')}>
            {t('safety.incident.correct')}
          </Button>
        </Toolbar>
      )}
      {doing === 'follow' && <FollowForm case_id={file.case_id} incident={incident} today={today} onDone={stop} />}
      {doing === 'correct' && (
        <IncidentForm case_id={file.case_id} incident={incident} ofHouse={[]} today={today} onDone={stop} />
      )}
    </article>
  )
}

function OneAttempt({ attempt, case_id }: { attempt: ContactAttempt; case_id: string }) {
  const { channel, who, said, done, attempted_on, recorded_name, document_id } = attempt
  return (
    <article className="safety-risk">
      <p className="safety-head">
        <strong>
          {t(`safety.channel.${channel}`)} · <bdi dir="auto">{who}</bdi>
        </strong>
      </p>
      <p className="safety-quiet">
        {day(attempted_on, 'long')} · <Name>{recorded_name}</Name>
      </p>
      {said && (
        <p className="safety-said" dir="auto">
          {said}
        </p>
      )}
      {done && (
        <p>
          {t('safety.attempt.done')}: <bdi dir="auto">{done}</bdi>
        </p>
      )}
      {document_id && (
        <div>
          <LinkButton small kind="quiet" icon="file" href={`/desk/people/${case_id}?tab=documents`}>
            {t('safety.attempt.evidence')}
          </LinkButton>
        </div>
      )}
    </article>
  )
}

interface Props {
  file: CaseFile
  today: string
  ofHouse: OfHouse[]
}

export function Incidents({ file, today, ofHouse }: Props) {
  const [doing, setDoing] = useState<'incident' | 'attempt' | null>(null)
  const { case_id } = file
  const found = useGet(readIncidents, { case_id }, { staleMs: 0 })
  const stop = () => setDoing(null)
  const mayWrite = file.writes.includes('safety')
  return (
    <Loaded of={found}>
      {({ incidents, attempts }) => (
        <>
          <Section
            title={t('safety.attempts.title')}
            lead={t('safety.attempts.lead')}
            actions={
              mayWrite &&
              doing !== 'attempt' && (
                <Button icon="add" onPress={() => setDoing('attempt')}>
                  {t('safety.attempt.write')}
                </Button>
              )
            }
          >
            {doing === 'attempt' && <AttemptForm case_id={case_id} today={today} onDone={stop} />}
            {attempts.length === 0 && <p className="safety-quiet">{t('safety.attempts.none')}</p>}
            {attempts.map((attempt) => (
              <OneAttempt key={attempt.attempt_id} attempt={attempt} case_id={case_id} />
            ))}
          </Section>
          <Section
            title={t('safety.incidents.title')}
            lead={t('safety.incidents.lead')}
            actions={
              mayWrite &&
              doing !== 'incident' && (
                <Button icon="add" onPress={() => setDoing('incident')}>
                  {t('safety.incident.write')}
                </Button>
              )
            }
          >
            {doing === 'incident' && (
              <IncidentForm
                case_id={case_id}
                incident={null}
                ofHouse={ofHouse.filter(({ entry_id }) => !incidents.some((each) => each.stay_entry_id === entry_id))}
                today={today}
                onDone={stop}
              />
            )}
            {incidents.length === 0 && <p className="safety-quiet">{t('safety.incidents.none')}</p>}
            {incidents.map((incident) => (
              <OneIncident key={incident.incident_id} incident={incident} file={file} today={today} />
            ))}
          </Section>
        </>
      )}
    </Loaded>
  )
}
