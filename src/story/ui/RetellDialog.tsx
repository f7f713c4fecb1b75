// What the person says now about retelling: of one thing told, or of everything told about a subject.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Checkbox, ComboBox, DateField, Dialog, Form, FormActions, Notice, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName, languageOptions } from '#language/ui/names.ts'
import { opensMore } from '../telling.rules.ts'
import { changeRetelling, changeTopicRetelling, type Telling } from '../telling.ts'
import { RetellFields } from './Circumstances.tsx'
import { retellWords } from './story-words.ts'
import { readAgain } from './writing.ts'

interface Props {
  file: CaseFile
  today: string
  /** One thing told, or all of a subject. */
  of: Telling | { topic: string; tellings: Telling[] }
  onClose: () => void
}

const isOne = (of: Props['of']): of is Telling => 'telling_id' in of

function Before({ telling }: { telling: Telling }) {
  return (
    <ul className="story-asked" aria-label={t('story.asked_before')}>
      {telling.asked.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: asked twice on one day, in the order it was asked
        <li key={`${each.asked_on} ${place}`}>
          {t('story.asked_line', {
            day: day(each.asked_on, 'long'),
            language: languageName(each.language),
            interpreter: each.with_interpreter ? 'yes' : 'no',
            name: each.recorded_name,
          })}{' '}
          <strong>{retellWords(each.retell)}</strong>
        </li>
      ))}
    </ul>
  )
}

export function RetellDialog({ file, today, of, onClose }: Props) {
  const one = useWrite(changeRetelling, { invalidates: readAgain })
  const all = useWrite(changeTopicRetelling, { invalidates: readAgain })
  const mayOpen = isOne(of) ? of.may_open : of.tellings.some((each) => each.may_open)
  const before = isOne(of) ? of.retell : []
  const [answers, setAnswers] = useState({
    retell: before,
    how: 'spoken' as const as 'spoken' | 'written' | 'signed',
    asked_on: today as string | null,
    language: file.card.languages[0] ?? null,
    with_interpreter: file.card.interpreter_needed,
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const { case_id } = file
  const done = (words: string) => {
    toast(words)
    onClose()
  }
  const save = () => {
    const { retell, how, asked_on, language, with_interpreter } = answers
    if (!asked_on || !language) return
    const said = { case_id, retell, how, asked_on, language, with_interpreter }
    if (isOne(of)) {
      const { telling_id, version } = of
      one.mutate(
        { ...said, telling_id, version, consent_id: newId() },
        { onSuccess: () => done(t('story.retell.saved')) },
      )
    } else
      all.mutate(
        { ...said, topic: of.topic },
        { onSuccess: ({ changed, left }) => done(t('story.retell.saved_all', { changed, left })) },
      )
  }
  const cannot = !mayOpen && opensMore(before, answers.retell)
  return (
    <Dialog isOpen wide onClose={onClose} title={t('story.retell.title', { topic: t(`story.topic.${of.topic}`) })}>
      <Form problem={one.error ?? all.error} onSubmit={save}>
        {isOne(of) && of.asked.length > 0 && <Before telling={of} />}
        <RetellFields answers={answers} set={set} />
        <div className="story-fields">
          <DateField
            name="asked_on"
            label={t('story.asked_on')}
            isRequired
            value={answers.asked_on}
            onChange={(asked_on) => set({ asked_on })}
          />
          <ComboBox
            name="language"
            label={t('story.asked_in')}
            isRequired
            options={languageOptions()}
            value={answers.language}
            onChange={(language) => set({ language })}
          />
        </div>
        <Checkbox isSelected={answers.with_interpreter} onChange={(with_interpreter) => set({ with_interpreter })}>
          {t('story.with_interpreter')}
        </Checkbox>
        {cannot && <Notice tone="warning">{t('story.retell.not_yours')}</Notice>}
        <FormActions>
          <Button type="submit" kind="primary" busy={one.isPending || all.isPending} isDisabled={cannot}>
            {t('story.retell.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
