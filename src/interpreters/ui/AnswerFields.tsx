// What the interpreter says on the telephone: whether they come, and whether anything ties them to whoever it may be about.
import { Notice, RadioGroup } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { ConflictDeclared } from '../booking.ts'
import { choices } from './interpreter-words.ts'

export interface Said {
  answer: 'yes' | 'no' | null
  conflict: ConflictDeclared | null
}
export const noAnswer: Said = { answer: null, conflict: null }

export function AnswerFields({ said, onChange }: { said: Said; onChange: (said: Said) => void }) {
  return (
    <>
      <RadioGroup
        name="answer"
        label={t('interpreting.answer')}
        inline
        isRequired
        options={choices(['yes', 'no'], 'interpreting.answer')}
        value={said.answer}
        onChange={(answer) =>
          onChange({ answer: answer as 'yes' | 'no', conflict: answer === 'no' ? null : said.conflict })
        }
      />
      {said.answer === 'yes' && (
        <RadioGroup
          name="conflict"
          label={t('interpreting.conflict')}
          description={t('interpreting.conflict_why')}
          isRequired
          options={choices(['none', 'doubt'], 'interpreting.conflict')}
          value={said.conflict}
          onChange={(conflict) => onChange({ ...said, conflict: conflict as ConflictDeclared })}
        />
      )}
      {said.conflict === 'doubt' && <Notice tone="warning">{t('interpreting.conflict_doubt_what')}</Notice>}
    </>
  )
}
