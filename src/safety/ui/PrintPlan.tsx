// Taking the plan along: what stands on it, as a card to fold or a page for the phone, and what on it might tell.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Button, CheckboxGroup, Form, FormActions, Notice, RadioGroup, toast } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { PlanForm, type PlanPart, planParts, printSafetyPlan, type SafetyPlan } from '../plan.ts'
import { choices } from './writing.ts'

/** Where she goes and the word she agreed on are printed only when somebody says so. */
const usual: PlanPart[] = ['signs', 'helps', 'people', 'take', 'calls']

export function PrintPlan({ case_id, plan, onDone }: { case_id: string; plan: SafetyPlan; onDone: () => void }) {
  const [parts, setParts] = useState<PlanPart[]>(usual)
  const [form, setForm] = useState<PlanForm>('card')
  const [telling, setTelling] = useState<string[]>([])
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const print = async (sure: 'no' | 'yes') => {
    setBusy(true)
    setProblem(null)
    try {
      const { plan_version } = plan
      const page = await call(printSafetyPlan, { case_id, plan_version, form, parts: parts.join(','), sure })
      if (page.bytes === null) {
        setTelling(page.telling)
      } else {
        saveAs(page.name, page.bytes)
        toast(t('safety.print.done'))
        onDone()
      }
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
    }
    setBusy(false)
  }
  return (
    <Form problem={problem} onSubmit={() => void print(telling.length > 0 ? 'yes' : 'no')}>
      <RadioGroup
        label={t('safety.print.form')}
        options={choices(PlanForm.options, 'safety.print.form')}
        value={form}
        onChange={(next) => setForm(next as PlanForm)}
      />
      <CheckboxGroup
        label={t('safety.print.parts')}
        description={t('safety.print.parts_why')}
        options={choices(planParts, 'safety.plan')}
        value={parts}
        onChange={(next) => {
          setParts(planParts.filter((part) => next.includes(part)))
          setTelling([])
        }}
      />
      <Notice>{t('safety.print.warning')}</Notice>
      {telling.length > 0 && <Notice tone="warning">{t('safety.print.telling', { words: list(telling) })}</Notice>}
      <FormActions>
        <Button type="submit" kind="primary" icon="download" busy={busy} isDisabled={parts.length === 0}>
          {t(telling.length > 0 ? 'safety.print.all_the_same' : 'safety.print.do')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
