// The episodes of care: those that go on in sight, those that ended behind one press, each opened on its own.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { Badge, Button, EmptyState, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { cameOf, nextSession } from '../episode.rules.ts'
import type { Episode } from '../episode.ts'
import { joined, providerOf, type SideProps, whenOf } from './care-words.ts'
import { EpisodeDialog } from './EpisodeDialog.tsx'
import { EpisodeForm } from './EpisodeForm.tsx'

function Row({ care, today, episode, onOpen }: SideProps & { episode: Episode; onOpen: () => void }) {
  const { nameOf } = useColleagues()
  const sessions = care.sessions.filter(({ episode_id }) => episode_id === episode.episode_id)
  const next = nextSession(sessions, today)
  const { came, agreed } = cameOf(sessions)
  const closed = episode.closed_on !== null
  return (
    <ListItem
      icon={episode.section === 'mind' ? 'heart' : 'shield'}
      title={
        <button type="button" className="care-open" onClick={onOpen}>
          {t(`care.kind.${episode.kind}`)}
        </button>
      }
      detail={
        <>
          <bdi dir="auto">{providerOf(episode, nameOf)}</bdi>
          {' · '}
          {joined(
            closed
              ? t('care.episode.from_until', { from: day(episode.opened_on), until: day(episode.closed_on!) })
              : t('care.episode.since', { day: day(episode.opened_on) }),
            agreed > 0 && t('care.episode.came', { came, agreed }),
          )}
        </>
      }
      aside={
        <>
          {next && <Badge icon="calendar">{whenOf(next)}</Badge>}
          {closed && <Badge>{t(`care.close.${episode.close_reason}`)}</Badge>}
        </>
      }
    />
  )
}

export function Episodes(props: SideProps) {
  const { file, care } = props
  const [open, setOpen] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const [past, setPast] = useState(false)
  const going = care.episodes.filter(({ status }) => status === 'open')
  const ended = care.episodes.filter(({ status }) => status === 'closed')
  const mayWrite = file.writes.includes('health') || file.writes.includes('mind')
  const chosen = care.episodes.find(({ episode_id }) => episode_id === open)
  return (
    <Section
      title={t('care.episodes.title')}
      actions={
        mayWrite && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('care.episode.begin')}
          </Button>
        )
      }
    >
      {care.episodes.length === 0 && (
        <EmptyState icon="heart" title={t('care.episodes.none')}>
          {t('care.episodes.none_why')}
        </EmptyState>
      )}
      {going.length > 0 && (
        <List label={t('care.episodes.going')}>
          {going.map((episode) => (
            <Row key={episode.episode_id} {...props} episode={episode} onOpen={() => setOpen(episode.episode_id)} />
          ))}
        </List>
      )}
      {ended.length > 0 && !past && (
        <div>
          <Button small kind="quiet" onPress={() => setPast(true)}>
            {t('care.episodes.show_ended', { count: ended.length })}
          </Button>
        </div>
      )}
      {past && (
        <List label={t('care.episodes.ended')}>
          {ended.map((episode) => (
            <Row key={episode.episode_id} {...props} episode={episode} onOpen={() => setOpen(episode.episode_id)} />
          ))}
        </List>
      )}
      {chosen && <EpisodeDialog {...props} episode={chosen} onClose={() => setOpen(null)} />}
      {adding && <EpisodeForm {...props} episode={null} onDone={() => setAdding(false)} />}
    </Section>
  )
}
