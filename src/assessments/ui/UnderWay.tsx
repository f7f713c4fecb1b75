// What was begun and is not finished: gone on with where it stood, or read as it was broken off.

import { useColleagues } from '#cases/ui/colleagues.ts'
import { Badge, Button, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { SittingHead } from '../sitting.ts'

interface Props {
  sittings: SittingHead[]
  nameOf: (instrument: string) => string
  mayWrite: boolean
  onResume: (sitting_id: string) => void
  onRead: (sitting_id: string, instrument: string) => void
}

const facts = (head: SittingHead): string[] => [
  t(`instruments.given_short.${head.giving.given}`),
  languageName(head.giving.spoken),
  t('instruments.answered', { count: head.answered }),
  ...(head.skipped > 0 ? [t('instruments.skipped', { count: head.skipped })] : []),
]

export function UnderWay({ sittings, nameOf, mayWrite, onResume, onRead }: Props) {
  const { nameOf: colleague } = useColleagues()
  if (sittings.length === 0) return null
  return (
    <Section title={t('instruments.under_way')}>
      <List label={t('instruments.under_way')}>
        {sittings.map((head) => {
          const { sitting_id, instrument, state, begun_at, begun_by, put_off } = head
          const last = put_off.at(-1)
          return (
            <ListItem
              key={sitting_id}
              title={nameOf(instrument)}
              detail={
                <>
                  {t('instruments.begun_by', {
                    day: day(begun_at.slice(0, 10), 'short'),
                    name: isolate(colleague(begun_by)),
                  })}
                  {' · '}
                  {facts(head).join(' · ')}
                  {last && (
                    <>
                      {' · '}
                      {t('instruments.put_off_on', { day: day(last.on, 'short') })}
                      {last.reason && (
                        <>
                          {' '}
                          · <span dir="auto">{last.reason}</span>
                        </>
                      )}
                    </>
                  )}
                </>
              }
              aside={
                state === 'stopped' ? (
                  <>
                    <Badge>{t('instruments.was_stopped')}</Badge>
                    <Button
                      small
                      kind="quiet"
                      aria-label={t('instruments.read_stopped', { title: nameOf(instrument) })}
                      onPress={() => onRead(sitting_id, instrument)}
                    >
                      {t('instruments.read')}
                    </Button>
                  </>
                ) : (
                  mayWrite && (
                    <Button
                      small
                      kind="primary"
                      aria-label={t('instruments.resume_this', { title: nameOf(instrument) })}
                      onPress={() => onResume(sitting_id)}
                    >
                      {t('instruments.resume')}
                    </Button>
                  )
                )
              }
            />
          )
        })}
      </List>
    </Section>
  )
}
