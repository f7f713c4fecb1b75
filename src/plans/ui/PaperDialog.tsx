// The plan on paper: in which language, with which goals, with or without her name. It is asked whether a paper is safe.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Button, Checkbox, CheckboxGroup, Dialog, Form, FormActions, Notice, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import { saveAs } from '#media/ui/save-as.ts'
import type { Goal } from '../plan.ts'
import { paperLanguages, printPlan } from '../print.ts'
import type { VersionHead } from '../version.ts'

interface Props {
  file: CaseFile
  goals: Goal[]
  /** The version the plan still is; without one, it is printed as not agreed. */
  latest: VersionHead | undefined
  onClose: () => void
}

const longest = 60
const short = (words: string): string => (words.length > longest ? `${words.slice(0, longest)}…` : words)

export function PaperDialog({ file, goals, latest, onClose }: Props) {
  const { case_id, card } = file
  const shown = goals.filter(({ status }) => status === 'open' || status === 'waiting')
  const spoken = card.languages.find((code) => (paperLanguages as string[]).includes(code))
  const [language, setLanguage] = useState(spoken ?? 'es')
  const [kept, setKept] = useState(() => shown.map(({ goal_id }) => goal_id))
  const [with_name, setName] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const print = async () => {
    setBusy(true)
    setProblem(null)
    const leave_out = shown.flatMap(({ goal_id }) => (kept.includes(goal_id) ? [] : [goal_id])).join(',')
    try {
      const wish = {
        case_id,
        number: latest?.number ?? 0,
        language,
        with_name: with_name ? 'true' : 'false',
        leave_out,
      }
      const paper = await call(printPlan, wish)
      saveAs(paper.name, paper.bytes)
      toast(t('plans.paper.done'))
      onClose()
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
      setBusy(false)
    }
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('plans.paper.title')}>
      <Form problem={problem} onSubmit={() => void print()}>
        <Notice tone={latest?.copy === 'not_safe' ? 'warning' : 'info'}>
          {t(latest?.copy === 'not_safe' ? 'plans.paper.not_safe' : 'plans.paper.lead')}
        </Notice>
        {!latest && <Notice>{t('plans.paper.draft')}</Notice>}
        <Select
          name="language"
          label={t('plans.paper.language')}
          width="short"
          options={paperLanguages.map((id) => ({ id, label: languageOf(id).autonym }))}
          value={language}
          onChange={setLanguage}
        />
        {shown.length > 1 && (
          <CheckboxGroup
            label={t('plans.paper.goals')}
            options={shown.map(({ goal_id, words }) => ({ id: goal_id, label: short(words) }))}
            value={kept}
            onChange={setKept}
          />
        )}
        <Checkbox isSelected={with_name} onChange={setName}>
          {t('plans.paper.with_name', { name: card.alias })}
        </Checkbox>
        <FormActions>
          <Button type="submit" kind="primary" icon="download" busy={busy} isDisabled={kept.length === 0}>
            {t('plans.paper.take')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
