// Needs that ask for a goal, and who says so; or why one has none for now.
import { useState } from 'react'
import { needName } from '#assessments/ui/need-words.ts'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, List, ListItem, RadioGroup, Section, TextArea, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Ask, leaveWithoutGoal, type NeedWithout, readAsks, WithoutReason } from '../ask.ts'
import { readPlan } from '../plan.ts'
import { readVersions } from '../version.ts'
import { sourceWords } from './plan-words.ts'

function WithoutForm({ case_id, need, onDone }: { case_id: string; need: string; onDone: () => void }) {
  const [without_id] = useState(newId)
  const [reason, setReason] = useState<WithoutReason | null>(null)
  const [words, setWords] = useState('')
  const leave = useWrite(leaveWithoutGoal, { invalidates: [readAsks, readPlan, readVersions, readTimeline] })
  const save = () =>
    reason &&
    leave.mutate(
      { case_id, without_id, need, reason, words },
      {
        onSuccess: () => {
          toast(t('plans.without.saved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={leave.error} onSubmit={save}>
      <RadioGroup
        name="reason"
        label={t('plans.without.ask', { need: needName(need) })}
        isRequired
        options={WithoutReason.options.map((id) => ({ id, label: t(`plans.without.${id}`) }))}
        value={reason}
        onChange={(next) => setReason(next as WithoutReason)}
      />
      <TextArea
        name="words"
        label={t('plans.without.words')}
        isRequired={reason === 'other'}
        rows={2}
        maxLength={1_000}
        value={words}
        onChange={setWords}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={leave.isPending}>
          {t('plans.without.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

interface AskingProps {
  file: CaseFile
  asks: Ask[]
  onWrite: (need: string) => void
}

export function Asking({ file, asks, onWrite }: AskingProps) {
  const [without, setWithout] = useState<string | null>(null)
  const buttons = ({ need }: Ask) => (
    <>
      <Button
        small
        icon="add"
        aria-label={t('plans.asks.write_for', { need: needName(need) })}
        onPress={() => onWrite(need)}
      >
        {t('plans.asks.write')}
      </Button>
      <Button
        small
        kind="quiet"
        aria-label={t('plans.asks.without_for', { need: needName(need) })}
        onPress={() => setWithout(need)}
      >
        {t('plans.asks.without')}
      </Button>
    </>
  )
  return (
    <Section title={t('plans.asks.title')} lead={t('plans.asks.lead')}>
      <List label={t('plans.asks.title')}>
        {asks.map((ask) => {
          const { need, section, sources } = ask
          if (without === need)
            return (
              <li key={need} className="list-item">
                <WithoutForm case_id={file.case_id} need={need} onDone={() => setWithout(null)} />
              </li>
            )
          const mayWrite = file.writes.includes(section)
          return (
            <ListItem
              key={need}
              icon="heart"
              title={needName(need)}
              detail={
                <>
                  {sources.map((source) => (
                    <span key={`${source.kind} ${source.instrument} ${source.code}`} className="ask-source">
                      {sourceWords(source)}
                    </span>
                  ))}
                  {!mayWrite && (
                    <span className="ask-source">
                      {t('plans.asks.other_section', { section: t(`access.section.${section}`) })}
                    </span>
                  )}
                </>
              }
              aside={mayWrite && buttons(ask)}
            />
          )
        })}
      </List>
    </Section>
  )
}

/** Needs that asked and got a reason; a goal may be written all the same. */
export function WithoutGoal({
  file,
  without,
  onWrite,
}: {
  file: CaseFile
  without: NeedWithout[]
  onWrite: (need: string) => void
}) {
  return (
    <details className="plan-fold">
      <summary>{t('plans.without.title', { count: without.length })}</summary>
      <List label={t('plans.without.title', { count: without.length })}>
        {without.map(({ without_id, need, section, reason, words, decided_on }) => (
          <ListItem
            key={without_id}
            title={needName(need)}
            detail={
              <>
                {t(`plans.without.${reason}`)} · {day(decided_on, 'short')}
                {words && (
                  <span className="step-hers" dir="auto">
                    {words}
                  </span>
                )}
              </>
            }
            aside={
              file.writes.includes(section) && (
                <Button
                  small
                  kind="quiet"
                  icon="add"
                  aria-label={t('plans.asks.write_for', { need: needName(need) })}
                  onPress={() => onWrite(need)}
                />
              )
            }
          />
        ))}
      </List>
    </details>
  )
}
