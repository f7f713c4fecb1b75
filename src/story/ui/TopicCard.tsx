// A subject and what is known of having been told about it: before anybody asks, whom to ask, what may be read, what the
// person wishes.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ErrorNotice, Icon, type IconName, Menu, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { TopicCard as Card } from '../telling.rules.ts'
import { keepWish } from '../telling.ts'
import type { Wish } from '../topics.ts'
import { OneTelling } from './OneTelling.tsx'
import { RetellDialog } from './RetellDialog.tsx'
import { whomToAsk } from './story-words.ts'
import { readAgain } from './writing.ts'

const icons: Record<Card['offer'], IconName> = {
  read: 'check',
  ask_her: 'person',
  let_it_rest: 'shield',
  ask_hearer: 'people',
  not_told: 'note',
}

interface Props {
  file: CaseFile
  today: string
  card: Card
  may_keep: boolean
  onTell: (topic: string) => void
}

export function TopicCard({ file, today, card, may_keep, onTell }: Props) {
  const { case_id } = file
  const { topic, tellings, wish, offer } = card
  const [asking, setAsking] = useState(false)
  const keep = useWrite(keepWish, { invalidates: readAgain })
  const say = (next: Wish) =>
    keep.mutate(
      { case_id, wish_id: newId(), topic, wish: next, said_on: today },
      { onSuccess: () => toast(t('story.wish.saved')) },
    )
  const wishes = (['ask_me', 'let_it_rest', 'none'] as const).filter((each) => each !== wish)
  return (
    <article className="story-card" aria-label={t(`story.topic.${topic}`)}>
      <header className="story-card-head">
        <h3>{t(`story.topic.${topic}`)}</h3>
        {may_keep && (
          <Menu
            label={t('story.more_about', { topic: t(`story.topic.${topic}`) })}
            items={[
              ...(file.writes.length > 0
                ? [{ id: 'tell', label: t('story.tell.here'), icon: 'edit' as const, onAction: () => onTell(topic) }]
                : []),
              ...(tellings.length > 1
                ? [
                    {
                      id: 'all',
                      label: t('story.retell.all'),
                      icon: 'shield' as const,
                      onAction: () => setAsking(true),
                    },
                  ]
                : []),
              ...wishes.map((each) => ({ id: each, label: t(`story.wish.${each}`), onAction: () => say(each) })),
            ]}
          />
        )}
      </header>
      <p className={`story-offer story-offer-${offer}`}>
        <Icon name={icons[offer]} size={16} />
        <span>{t(`story.offer.${offer}`, { whom: whomToAsk(tellings) })}</span>
      </p>
      {keep.error && <ErrorNotice problem={keep.error} />}
      {tellings.length > 0 && (
        <ul className="story-tellings">
          {tellings.map((telling) => (
            <OneTelling key={telling.telling_id} file={file} today={today} telling={telling} may_keep={may_keep} />
          ))}
        </ul>
      )}
      {offer === 'not_told' && may_keep && file.writes.length > 0 && (
        <div className="story-actions">
          <Button small kind="quiet" icon="edit" onPress={() => onTell(topic)}>
            {t('story.tell.here')}
          </Button>
        </div>
      )}
      {asking && <RetellDialog file={file} today={today} of={{ topic, tellings }} onClose={() => setAsking(false)} />}
    </article>
  )
}
