// The circumstances of something told: what about, to whom, when, in which language; and to whom it may be retold. The same
// questions whether it is written down new or marked in a note. To nobody is what stands when nothing is said.
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useSession } from '#gate/session.ts'
import { Checkbox, CheckboxGroup, ComboBox, DateField, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { type Profession, professions, topics } from '../topics.ts'
import { choices } from './writing.ts'

export interface ToldAnswers {
  topic: string | null
  told_on: string | null
  heard: string
  heard_outside: string
  language: string | null
  with_interpreter: boolean
  retell: Profession[]
  how: 'spoken' | 'written' | 'signed'
}
const outside = 'outside'

export const firstAnswers = (file: CaseFile, today: string, me: string): ToldAnswers => ({
  topic: null,
  told_on: today,
  heard: me,
  heard_outside: '',
  language: file.card.languages[0] ?? null,
  with_interpreter: file.card.interpreter_needed,
  retell: [],
  how: 'spoken',
})

/** What leaves, or nothing while something that is needed is missing. */
export const toSend = ({ topic, told_on, heard, heard_outside, language, ...rest }: ToldAnswers) => {
  const isOutside = heard === outside
  if (!topic || !told_on || !language || (isOutside && heard_outside.trim() === '')) return undefined
  const { with_interpreter, retell, how } = rest
  return {
    ...{ topic, told_on, language, with_interpreter, retell, how },
    ...(isOutside ? { heard_by: null, heard_outside } : { heard_by: heard, heard_outside: null }),
  }
}

interface Props {
  file: CaseFile
  answers: ToldAnswers
  set: (change: Partial<ToldAnswers>) => void
}

export function RetellFields({ answers, set }: Pick<Props, 'set'> & { answers: Pick<ToldAnswers, 'retell' | 'how'> }) {
  return (
    <>
      <CheckboxGroup
        name="retell"
        label={t('story.retell.label')}
        description={t('story.retell.why')}
        options={choices(professions, 'story.profession')}
        value={answers.retell}
        onChange={(retell) => set({ retell: professions.filter((each) => retell.includes(each)) })}
      />
      <RadioGroup
        label={t('story.how')}
        inline
        options={choices(['spoken', 'written', 'signed'], 'consents.how')}
        value={answers.how}
        onChange={(how) => set({ how: how as ToldAnswers['how'] })}
      />
    </>
  )
}

export function Circumstances({ file, answers, set }: Props) {
  const { colleagues } = useColleagues()
  const { actor } = useSession()
  const onFile = new Set(file.team.flatMap(({ kind, staff_id }) => (kind === 'team' && staff_id ? [staff_id] : [])))
  const others = colleagues.filter(({ staff_id }) => staff_id !== actor.staff_id && onFile.has(staff_id))
  return (
    <>
      <Select
        name="topic"
        label={t('story.topic')}
        isRequired
        options={choices(topics, 'story.topic')}
        value={answers.topic}
        onChange={(topic) => set({ topic })}
      />
      <div className="story-fields">
        <Select
          name="heard_by"
          label={t('story.heard_by')}
          options={[
            { id: actor.staff_id, label: t('cases.you') },
            ...others.map(({ staff_id, name }) => ({ id: staff_id, label: name })),
            { id: outside, label: t('story.heard_outside') },
          ]}
          value={answers.heard}
          onChange={(heard) => set({ heard: heard ?? actor.staff_id })}
        />
        <DateField
          name="told_on"
          label={t('story.told_on')}
          isRequired
          value={answers.told_on}
          onChange={(told_on) => set({ told_on })}
        />
        <ComboBox
          name="language"
          label={t('story.language')}
          isRequired
          options={languageOptions()}
          value={answers.language}
          onChange={(language) => set({ language })}
        />
      </div>
      {answers.heard === outside && (
        <TextField
          name="heard_outside"
          label={t('story.heard_outside_who')}
          isRequired
          value={answers.heard_outside}
          onChange={(heard_outside) => set({ heard_outside })}
        />
      )}
      <Checkbox isSelected={answers.with_interpreter} onChange={(with_interpreter) => set({ with_interpreter })}>
        {t('story.with_interpreter')}
      </Checkbox>
      <RetellFields answers={answers} set={set} />
    </>
  )
}
