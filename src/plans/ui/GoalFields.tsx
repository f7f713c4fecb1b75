// The questions about a goal: her words first and alone; what may be noted beside them opens when it is wanted.
import type { CaseFile } from '#cases/case.ts'
import { ComboBox, DateField, RadioGroup, Stack, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { Change, type Goal } from '../plan.ts'

export type GoalAnswers = Pick<Goal, 'words' | 'language' | 'translation' | 'why' | 'change' | 'waits_until'>

const longest = 2_000

/** The language she speaks best, as her card has it. */
export const emptyGoal = ({ card }: CaseFile): GoalAnswers => ({
  words: '',
  language: card.languages[0] ?? null,
  translation: '',
  why: '',
  change: null,
  waits_until: null,
})

interface Props {
  answers: GoalAnswers
  onChange: (change: Partial<GoalAnswers>) => void
  /** A goal that waits may wait until a day. */
  waits?: boolean
  /** The button that opened it may be far away: whoever pressed it goes on here. */
  focused?: boolean
}

const noChange = 'not_asked'

export function GoalFields({ answers, onChange, waits = false, focused = false }: Props) {
  const { words, language, translation, why, change, waits_until } = answers
  const isNoted = translation !== '' || why !== '' || change !== null
  return (
    <Stack>
      <TextArea
        name="words"
        label={t('plans.goal.words')}
        description={t('plans.goal.words_why')}
        isRequired
        rows={3}
        maxLength={longest}
        autoFocus={focused}
        value={words}
        onChange={(next) => onChange({ words: next })}
      />
      <ComboBox
        name="language"
        label={t('plans.goal.language')}
        width="short"
        options={languageOptions()}
        value={language}
        onChange={(next) => onChange({ language: next })}
      />
      {waits && (
        <DateField
          name="waits_until"
          label={t('plans.goal.waits_until')}
          value={waits_until}
          onChange={(next) => onChange({ waits_until: next })}
        />
      )}
      <details className="plan-fold" open={isNoted}>
        <summary>{t('plans.goal.more')}</summary>
        <Stack>
          <TextArea
            name="translation"
            label={t('plans.goal.translation')}
            description={t('plans.goal.translation_why')}
            rows={2}
            maxLength={longest}
            value={translation}
            onChange={(next) => onChange({ translation: next })}
          />
          <TextArea
            name="why"
            label={t('plans.goal.why')}
            rows={2}
            maxLength={longest}
            value={why}
            onChange={(next) => onChange({ why: next })}
          />
          <RadioGroup
            name="change"
            label={t('plans.goal.change_stage')}
            description={t('plans.goal.change_stage_why')}
            options={[
              { id: noChange, label: t('plans.change.not_asked') },
              ...Change.options.map((id) => ({ id, label: t(`plans.change.${id}`) })),
            ]}
            value={change ?? noChange}
            onChange={(next) => onChange({ change: next === noChange ? null : (next as Change) })}
          />
        </Stack>
      </details>
    </Stack>
  )
}
