// Who stands in for whom, what waits for my answer, and asking for it.
import { useState } from 'react'
import { listFiles } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Loaded, Section, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { phaseOf } from '../cover.rules.ts'
import { answerCover, type Cover, endCover, listCovers } from '../cover.ts'
import { CoverForm } from './CoverForm.tsx'
import { useChoice } from './who.ts'

const tones = { asked: 'warning', to_come: 'calm', running: 'good', over: 'neutral' } as const

function OneCover({ cover }: { cover: Cover }) {
  const { nameOf } = useChoice()
  const { actor } = useSession()
  const changes = { invalidates: [listCovers, listFiles] }
  const reply = useWrite(answerCover, changes)
  const end = useWrite(endCover, changes)
  const { cover_id, absent_id, stand_in_id, asked_by } = cover
  const phase = phaseOf(today(), cover)
  const mine = cover.status === 'asked' && stand_in_id === actor.staff_id
  const say = (answer: 'agreed' | 'declined') =>
    reply.mutate({ cover_id, answer }, { onSuccess: () => toast(t(`team.cover.${answer}`)) })
  const days = { from: day(cover.from_on, 'long'), until: day(cover.until_on, 'long') }
  return (
    <>
      {(reply.error ?? end.error) && <ErrorNotice problem={reply.error ?? end.error} />}
      <ListItem
        icon="calendar"
        title={t('team.cover.who', {
          stand_in: nameOf(stand_in_id),
          absent: nameOf(absent_id),
          me: actor.staff_id === stand_in_id ? 'stand_in' : actor.staff_id === absent_id ? 'absent' : 'neither',
        })}
        detail={
          <>
            {t('team.cover.days', days)} · {t('team.cover.files', { count: cover.files })} ·{' '}
            {t('team.cover.asked_by', { name: nameOf(asked_by), mine: asked_by === actor.staff_id ? 'yes' : 'no' })}{' '}
            <Badge tone={tones[phase]}>{t(`team.cover.phase.${phase}`)}</Badge>
          </>
        }
        aside={
          mine ? (
            <>
              <Button small kind="primary" busy={reply.isPending} onPress={() => say('agreed')}>
                {t('team.cover.agree')}
              </Button>
              <Button small onPress={() => say('declined')}>
                {t('team.cover.decline')}
              </Button>
            </>
          ) : (
            <Button
              small
              kind="quiet"
              busy={end.isPending}
              onPress={() => end.mutate({ cover_id }, { onSuccess: () => toast(t('team.cover.ended')) })}
            >
              {t('team.cover.end')}
            </Button>
          )
        }
      />
    </>
  )
}

export function Covers() {
  const found = useGet(listCovers, {}, { staleMs: 0 })
  const { actor, may } = useSession()
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title={t('team.covers.title')}
      lead={t('team.covers.lead')}
      actions={
        may['cover.ask'] && (
          <Button icon="add" onPress={() => setAsking(true)}>
            {t('team.cover.title')}
          </Button>
        )
      }
    >
      <Loaded of={found}>
        {({ covers }) =>
          covers.length === 0 ? (
            <p>{t('team.covers.none')}</p>
          ) : (
            <List label={t('team.covers.title')}>
              {covers.map((cover) => (
                <OneCover key={cover.cover_id} cover={cover} />
              ))}
            </List>
          )
        }
      </Loaded>
      {asking && <CoverForm absent_id={actor.staff_id} onClose={() => setAsking(false)} />}
    </Section>
  )
}
