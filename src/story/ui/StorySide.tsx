// The side of a file that tells what was told: read before anybody asks again. A subject nobody spoke of is not there until
// somebody looks for it; nothing here wants an answer.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, Loaded, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { cardsOf, isToldOf } from '../telling.rules.ts'
import { readTold } from '../telling.ts'
import { CodedFacts } from './CodedFacts.tsx'
import { GivenOnPaper } from './GivenOnPaper.tsx'
import './story.css'
import { TellForm } from './TellForm.tsx'
import { TopicCard } from './TopicCard.tsx'

export function StorySide({ file, today }: { file: CaseFile; today: string }) {
  const { case_id, writes } = file
  const found = useGet(readTold, { case_id })
  const [telling, setTelling] = useState<{ topic: string | null } | null>(null)
  const [others, setOthers] = useState(false)
  const isPartner = file.because.startsWith('consent:')
  return (
    <Loaded of={found}>
      {({ tellings, wishes, given, may_keep, may_give }) => {
        const cards = cardsOf(tellings, wishes)
        const shown = cards.filter((card) => isToldOf(card))
        const rest = cards.filter((card) => !isToldOf(card))
        const props = { file, today, may_keep, onTell: (topic: string) => setTelling({ topic }) }
        return (
          <Stack>
            <Section
              title={t('story.title')}
              lead={t('story.lead')}
              actions={
                may_keep &&
                writes.length > 0 &&
                !telling && (
                  <Button icon="edit" onPress={() => setTelling({ topic: null })}>
                    {t('story.tell')}
                  </Button>
                )
              }
            >
              {telling && (
                <div className="story-writing">
                  <TellForm
                    key={telling.topic}
                    file={file}
                    today={today}
                    topic={telling.topic}
                    onDone={() => setTelling(null)}
                  />
                </div>
              )}
              {shown.length === 0 && !telling && (
                <EmptyState icon="note" title={t(isPartner ? 'story.empty_partner' : 'story.empty')}>
                  <p>{t(isPartner ? 'story.empty_partner_why' : 'story.empty_why')}</p>
                </EmptyState>
              )}
              <div className="story-cards">
                {shown.map((card) => (
                  <TopicCard key={card.topic} card={card} {...props} />
                ))}
                {others && rest.map((card) => <TopicCard key={card.topic} card={card} {...props} />)}
              </div>
              {may_keep && rest.length > 0 && (
                <div className="story-actions">
                  <Button small kind="quiet" aria-expanded={others} onPress={() => setOthers(!others)}>
                    {t(others ? 'story.others_away' : 'story.others')}
                  </Button>
                </div>
              )}
            </Section>
            {file.sections.includes('story') && <CodedFacts file={file} tellings={tellings} />}
            {may_give && <GivenOnPaper file={file} tellings={tellings} given={given} />}
          </Stack>
        )
      }}
    </Loaded>
  )
}
