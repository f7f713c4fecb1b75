// Somebody shows a proof of having reported: does it belong to a report of ours, and of which day? Nothing else is said.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Button, Form, FormActions, Notice, Section, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { checkProof, readFingerprint, wholeFingerprint } from '../lifetime.ts'

export function ProofCheck() {
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const read = readFingerprint(typed)
  const isWhole = wholeFingerprint.test(read)
  const found = useGet(checkProof, asked ? { fingerprint: asked } : null)
  return (
    <details className="proof-check">
      <summary>{t('reports.proof_check')}</summary>
      <Section title={t('reports.proof_check')} lead={t('reports.proof_check_lead')}>
        <Form problem={found.error} onSubmit={() => isWhole && setAsked(read)}>
          <TextField
            name="fingerprint"
            label={t('reports.proof_code')}
            description={t('reports.proof_code_hint')}
            isRequired
            value={typed}
            onChange={(text) => {
              setTyped(text)
              setAsked(null)
            }}
          />
          {typed && !isWhole && <p className="quiet">{t('reports.proof_code_wrong')}</p>}
          <FormActions>
            <Button type="submit" busy={found.isFetching} isDisabled={!isWhole}>
              {t('reports.proof_ask')}
            </Button>
          </FormActions>
        </Form>
        {asked && found.data && (
          <Notice tone={found.data.ours ? 'good' : 'info'}>
            {found.data.received_on
              ? t('reports.proof_ours', { date: day(found.data.received_on, 'long') })
              : t('reports.proof_not_ours')}
          </Notice>
        )}
      </Section>
    </details>
  )
}
