// What of the story is coded for the file: only what somebody wrote down is there. That the person did not want to say
// something is respected and looks different from nobody knowing.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Badge, ErrorNotice, Loaded, Menu, Section, Select, toast } from '#kit/ui/index.ts'
import { day, list, locale, t } from '#language/here.ts'
import { factCodes, factList, readStoryFacts, type StoryFact, takeFactBack } from '../fact.ts'
import { factWords } from '../fact-words.rules.ts'
import type { Telling } from '../telling.ts'
import { FactForm } from './FactForm.tsx'
import { FactHistory } from './FactHistory.tsx'
import { choices, readAgain } from './writing.ts'

export const wordsOfFact = (fact: Pick<StoryFact, 'fact' | 'state' | 'value'>): string =>
  factWords(fact, { say: t, language: locale(), list })

interface FactProps {
  file: CaseFile
  fact: StoryFact
  tellings: Telling[]
  may_keep: boolean
}

function OneFact({ file, fact, tellings, may_keep }: FactProps) {
  const [doing, setDoing] = useState<'correct' | 'history' | null>(null)
  const takeBack = useWrite(takeFactBack, { invalidates: readAgain })
  const stop = () => setDoing(null)
  const remove = () =>
    takeBack.mutate(
      { case_id: file.case_id, fact_id: newId(), replaces_id: fact.fact_id },
      { onSuccess: () => toast(t('story.fact.taken_back')) },
    )
  return (
    <li className="story-fact">
      <div className="story-fact-words">
        <span className="story-fact-name">{t(`story.fact.${fact.fact}`)}</span>
        {fact.state === 'told' ? (
          <strong>{wordsOfFact(fact)}</strong>
        ) : (
          <Badge
            tone={fact.state === 'not_said' ? 'calm' : 'neutral'}
            {...(fact.state === 'not_said' && { icon: 'shield' as const })}
          >
            {wordsOfFact(fact)}
          </Badge>
        )}
        <small>
          {fact.state === 'told' && (
            <>
              {t(`story.fact.source.${fact.source}`)} · {t(`story.fact.sureness.${fact.sureness}`)} ·{' '}
            </>
          )}
          {t('story.fact.by', { name: fact.written_name, day: day(fact.written_at.slice(0, 10), 'short') })}
        </small>
      </div>
      <Menu
        label={t('story.more_about', { topic: t(`story.fact.${fact.fact}`) })}
        items={[
          ...(may_keep
            ? [
                {
                  id: 'correct',
                  label: t('story.fact.correct'),
                  icon: 'edit' as const,
                  onAction: () => setDoing('correct'),
                },
              ]
            : []),
          {
            id: 'history',
            label: t('story.fact.history'),
            icon: 'clock' as const,
            onAction: () => setDoing('history'),
          },
          ...(may_keep
            ? [{ id: 'remove', label: t('story.fact.take_back'), icon: 'close' as const, onAction: remove }]
            : []),
        ]}
      />
      {takeBack.error && <ErrorNotice problem={takeBack.error} />}
      {doing === 'correct' && <FactForm file={file} of={fact.fact} before={fact} tellings={tellings} onClose={stop} />}
      {doing === 'history' && <FactHistory file={file} fact={fact.fact} onClose={stop} />}
    </li>
  )
}

export function CodedFacts({ file, tellings }: { file: CaseFile; tellings: Telling[] }) {
  const found = useGet(readStoryFacts, { case_id: file.case_id })
  const [adding, setAdding] = useState<string | null>(null)
  return (
    <Section title={t('story.facts.title')} lead={t('story.facts.lead')}>
      <Loaded of={found}>
        {({ facts, may_keep }) => (
          <>
            {facts.length === 0 && <p className="story-quiet">{t('story.facts.none')}</p>}
            {factList.groups.map(({ code, facts: inGroup }) => {
              const shown = facts.filter(({ fact }) => inGroup.includes(fact))
              return shown.length === 0 ? null : (
                <div key={code} className="story-group">
                  <h3>{t(`story.group.${code}`)}</h3>
                  <ul className="story-facts">
                    {inGroup.flatMap((each) =>
                      shown
                        .filter(({ fact }) => fact === each)
                        .map((fact) => (
                          <OneFact key={fact.fact_id} file={file} fact={fact} tellings={tellings} may_keep={may_keep} />
                        )),
                    )}
                  </ul>
                </div>
              )
            })}
            {may_keep && (
              <div className="story-add">
                <Select
                  label={t('story.fact.add')}
                  description={t('story.fact.add_why')}
                  width="short"
                  options={choices(factCodes, 'story.fact')}
                  value={null}
                  onChange={setAdding}
                />
              </div>
            )}
          </>
        )}
      </Loaded>
      {adding && <FactForm file={file} of={adding} before={null} tellings={tellings} onClose={() => setAdding(null)} />}
    </Section>
  )
}
