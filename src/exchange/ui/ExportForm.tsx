// The directory as a file: for whom, and in which form. The server leaves out what they may not have.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, Form, FormActions, RadioGroup, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { exportDirectory } from '../exchange.ts'

const tiers = ['public', 'professionals', 'partners', 'own'] as const
const forms = ['json', 'package'] as const

export function ExportForm() {
  const [tier, setTier] = useState<string>('public')
  const [form, setForm] = useState<string>('json')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const made = await call(exportDirectory, { tier: tier as 'public', form: form as 'json' })
      saveAs(made.name, made.bytes)
      toast(t('exchange.export.done', { count: made.services }))
    } catch (error) {
      setProblem(error as Problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t('exchange.tab.export')} lead={t('exchange.export.lead')}>
      <Form problem={problem} onSubmit={() => void take()}>
        <RadioGroup
          label={t('exchange.export.tier')}
          value={tier}
          onChange={setTier}
          options={tiers.map((id) => ({ id, label: t(`exchange.export.tier.${id}`) }))}
        />
        <RadioGroup
          label={t('exchange.export.form')}
          value={form}
          onChange={setForm}
          options={forms.map((id) => ({ id, label: t(`exchange.export.${id}`) }))}
        />
        <FormActions>
          <Button type="submit" kind="primary" icon="file" busy={busy}>
            {t('exchange.export.take')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
