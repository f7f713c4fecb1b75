// Writing down what the person told, so that the next one need not ask: the words, and to whom they may be retold.
import type { CaseFile } from '#cases/case.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Notice, Select, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { tell } from '../telling.ts'
import { Circumstances, firstAnswers, toSend } from './Circumstances.tsx'
import { StoryForm } from './StoryForm.tsx'
import { choices, useStoryForm } from './writing.ts'

interface Props {
  file: CaseFile
  today: string
  topic: string | null
  onDone: () => void
}

export function TellForm({ file, today, topic, onDone }: Props) {
  const { case_id, writes } = file
  const { actor } = useSession()
  const first = {
    ...firstAnswers(file, today, actor.staff_id),
    ...{ telling_id: newId(), note_id: newId(), words: '', topic },
    section: (writes.includes('story') ? 'story' : writes[writes.length - 1]!) as CaseFile['writes'][number],
  }
  const form = useStoryForm(tell, `tell ${case_id}`, first, onDone)
  const { answers, set } = form
  const save = () => {
    const told = toSend(answers)
    const { telling_id, note_id, section, words } = answers
    if (told && words.trim() !== '') form.save({ case_id, telling_id, note_id, section, words, ...told })
  }
  return (
    <StoryForm {...form} action={t('story.tell.save')} onSave={save}>
      <TextArea
        name="words"
        label={t('story.words')}
        description={t('story.words_why')}
        isRequired
        rows={6}
        maxLength={20_000}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <Circumstances file={file} answers={answers} set={set} />
      {writes.length > 1 && (
        <Select
          name="section"
          label={t('story.section')}
          description={t('story.section_why')}
          options={choices(writes, 'access.section')}
          value={answers.section}
          onChange={(section) => set({ section: section as typeof answers.section })}
        />
      )}
      <Notice>{t('story.nobody_else')}</Notice>
    </StoryForm>
  )
}
