// One guided checklist: each step with what it asks for, how sure the house is of it, an answer and words; and the draft for
// counsel filled from it. It never says whether the rule applies.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { LetterDialog } from '#documents/ui/LetterDialog.tsx'
import { newId } from '#kit/id.ts'
import { Badge, Button, Notice, RadioGroup, Section, Select, Stack, TextArea } from '#kit/ui/index.ts'
import { language, list, t } from '#language/here.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import { draftLines, gathered } from '../guide.rules.ts'
import { type Guide, type Guided, guidedStatuses, keepGuided, type StepAnswer, stepAnswers } from '../guide.ts'
import type { Proceeding } from '../proceeding.ts'
import { citedIn, lineOf } from './proceeding-words.ts'
import { choices, useMatterForm } from './writing.ts'

export type ShownGuide = Guide & { country: string; reviewed: boolean }
interface Props {
  file: CaseFile
  today: string
  proceeding: Proceeding
  guide: ShownGuide
  guided: Guided | null
  onDone: () => void
}

const answersOf = ({ guided_id, status, steps }: Guided) => ({ guided_id, status, steps })
type Answers = ReturnType<typeof answersOf>
const stepName = (code: string): string => t(`proceedings.guide.step.${code}`)
const untouched = { answer: 'open' as StepAnswer, words: '' }

function Step({
  step,
  mine,
  onChange,
}: {
  step: Guide['steps'][number]
  mine: Answers['steps'][string]
  onChange: (change: Partial<Answers['steps'][string]>) => void
}) {
  const { code, kind, documents, confidence, article } = step
  return (
    <fieldset className="guide-step">
      <legend>{stepName(code)}</legend>
      <p>{t(`proceedings.guide.step.${code}.what`)}</p>
      <p className="proceedings-quiet">
        {t(`proceedings.guide.kind.${kind}`)}
        {article && <> · {article}</>} · {t(`proceedings.confidence.${confidence}`)}
        {documents.length > 0 && (
          <> · {t('proceedings.guide.papers', { list: list(documents.map((each) => t(`documents.type.${each}`))) })}</>
        )}
      </p>
      <RadioGroup
        inline
        label={t('proceedings.guide.answer')}
        options={choices(stepAnswers, 'proceedings.guide.answer')}
        value={mine.answer}
        onChange={(answer) => onChange({ answer: answer as StepAnswer })}
      />
      <TextArea
        label={t('proceedings.guide.words')}
        rows={2}
        value={mine.words}
        onChange={(words) => onChange({ words })}
      />
    </fieldset>
  )
}

export function GuideForm({ file, today, proceeding, guide, guided, onDone }: Props) {
  const { case_id, card } = file
  const [writing, setWriting] = useState(false)
  const mayWrite = file.writes.includes('law')
  const form = useMatterForm<typeof keepGuided, Answers, Guided>(
    keepGuided,
    `guide ${guided?.guided_id ?? `${proceeding.proceeding_id} ${guide.code}`}`,
    guided ? answersOf(guided) : { guided_id: newId(), status: 'begun', steps: {} },
    onDone,
    {
      ...{ record: guided, answersOf },
      said: {
        status: [t('proceedings.guide.status'), (value) => t(`proceedings.guide.status.${value}`)],
        steps: [
          t('proceedings.guides'),
          (value) => t('proceedings.guide.gathered', { count: gathered(guide, value), all: guide.steps.length }),
        ],
      },
    },
  )
  const { answers, set } = form
  const save = () =>
    form.save((said, version) => ({
      ...{ case_id, version, proceeding_id: proceeding.proceeding_id, guide: guide.code, ...said },
    }))
  const lines = draftLines(guide, guided?.steps ?? {}, stepName)
  const letterLanguage = ['es', 'it'].includes(language()) ? language() : 'en'
  return (
    <Stack>
      <div>
        <Button kind="quiet" icon="back" onPress={form.leave}>
          {t('proceedings.guide.back')}
        </Button>
      </div>
      <Section
        title={t(`proceedings.guide.${guide.code}.title`)}
        lead={lineOf(proceeding)}
        actions={
          guided &&
          mayWrite &&
          file.may['letters.write'] !== false && (
            <Button icon="note" onPress={() => setWriting(true)}>
              {t('proceedings.guide.draft')}
            </Button>
          )
        }
      >
        <p>
          <strong>{citedIn(guide.article)}</strong> · {t(`proceedings.guide.aim.${guide.aim}`)} ·{' '}
          {t('proceedings.guide.authority')}: {t(`proceedings.guide.authority.${guide.authority}`)}
        </p>
        <div className="proceedings-actions">
          {!guide.reviewed && (
            <Badge tone="warning" icon="warning">
              {t('proceedings.not_reviewed')}
            </Badge>
          )}
          <Badge>{t(`proceedings.confidence.${guide.confidence}`)}</Badge>
          <Badge tone="calm">
            {t('proceedings.guide.gathered', { count: gathered(guide, answers.steps), all: guide.steps.length })}
          </Badge>
        </div>
        <Notice>{t('proceedings.counsel_decides')}</Notice>
        <ShortForm {...form} action={t('proceedings.guide.save')} onSave={save} onLeave={form.leave}>
          {guide.steps.map((step) => (
            <Step
              key={step.code}
              step={step}
              mine={answers.steps[step.code] ?? untouched}
              onChange={(change) =>
                set({
                  steps: {
                    ...answers.steps,
                    [step.code]: { ...(answers.steps[step.code] ?? untouched), ...change },
                  },
                })
              }
            />
          ))}
          <Select
            label={t('proceedings.guide.status')}
            options={choices(guidedStatuses, 'proceedings.guide.status')}
            value={answers.status}
            onChange={(status) => set({ status: status as Guided['status'] })}
          />
          <p className="proceedings-quiet">{t('proceedings.guide.draft_mark')}</p>
        </ShortForm>
      </Section>
      {writing && (
        <LetterDialog
          file={file}
          today={today}
          onClose={() => setWriting(false)}
          begun={{
            ...{ letter: 'counsel_draft', language: letterLanguage },
            values: {
              ...{ name: card.alias, rule: citedIn(guide.article), proceedings: lineOf(proceeding) },
              ...{ shown: lines.shown.join('\n'), missing: lines.missing.join('\n') },
            },
          }}
        />
      )}
    </Stack>
  )
}
