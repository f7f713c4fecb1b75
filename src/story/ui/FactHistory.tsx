// Everything that was ever coded for one fact: who, when, and what it said.
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Dialog, Loaded, Timeline } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readFactHistory } from '../fact.ts'
import { wordsOfFact } from './CodedFacts.tsx'

export function FactHistory({ file, fact, onClose }: { file: CaseFile; fact: string; onClose: () => void }) {
  const found = useGet(readFactHistory, { case_id: file.case_id, fact })
  return (
    <Dialog isOpen onClose={onClose} title={t('story.fact.history_of', { fact: t(`story.fact.${fact}`) })}>
      <Loaded of={found}>
        {({ versions }) => (
          <Timeline
            label={t('story.fact.history')}
            entries={versions.map((each) => ({
              id: each.fact_id,
              icon: 'note' as const,
              at: each.written_at,
              when: moment(each.written_at),
              title: each.taken_back ? t('story.fact.was_taken_back') : wordsOfFact(each),
              who: each.written_name,
              body: each.taken_back
                ? null
                : [t(`story.fact.source.${each.source}`), t(`story.fact.sureness.${each.sureness}`)].join(' · '),
            }))}
          />
        )}
      </Loaded>
    </Dialog>
  )
}
