// Someone calls about a file one is not on: its reference is enough to find it, and to open it if this cannot wait.

import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Form, FormActions, LinkButton, Notice, Section, Select, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { type BreakGlassReason, breakGlassReasons, findByReference } from '../break-glass.ts'
import { BreakGlass } from './BreakGlass.tsx'

const reasons = () => breakGlassReasons.map((id) => ({ id, label: t(`break_glass.reason.${id}`) }))

interface FoundProps {
  found: { case_id: string | null; is_open: boolean }
  reason: BreakGlassReason
}

function Found({ found: { case_id, is_open }, reason }: FoundProps) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  if (!case_id) return <Notice tone="warning">{t('break_glass.no_such')}</Notice>
  if (is_open)
    return (
      <Stack>
        <Notice tone="good">{t('break_glass.is_open')}</Notice>
        <div>
          <LinkButton href={`/desk/people/${case_id}`}>{t('break_glass.go')}</LinkButton>
        </div>
      </Stack>
    )
  return (
    <Stack>
      <Notice tone="warning">{t('break_glass.there_is')}</Notice>
      <div>
        <Button icon="warning" onPress={() => setAsking(true)}>
          {t('break_glass.ask')}
        </Button>
      </div>
      {asking && (
        <BreakGlass
          case_id={case_id}
          because={reason}
          isOpen
          onClose={() => setAsking(false)}
          onOpened={() => void navigate({ to: `/people/${case_id}` as never })}
        />
      )}
    </Stack>
  )
}

export function FindByReference() {
  const [reference, setReference] = useState('')
  const [reason, setReason] = useState<BreakGlassReason>('danger')
  const find = useWrite(findByReference)
  const look = () => find.mutate({ reference, reason })
  const needsFactor = find.error?.key === 'access.second_factor_needed'
  return (
    <Section title={t('break_glass.find')} lead={t('break_glass.find_lead')}>
      <Form problem={needsFactor ? null : find.error} onSubmit={look}>
        <TextField
          name="reference"
          label={t('break_glass.reference')}
          isRequired
          ltr
          autoComplete="off"
          width="short"
          value={reference}
          onChange={(typed) => {
            setReference(typed)
            find.reset()
          }}
        />
        <Select
          name="reason"
          label={t('break_glass.reason')}
          isRequired
          options={reasons()}
          value={reason}
          onChange={(chosen) => setReason(chosen as BreakGlassReason)}
        />
        <FormActions>
          <Button type="submit" icon="search" busy={find.isPending}>
            {t('break_glass.look')}
          </Button>
        </FormActions>
      </Form>
      <div aria-live="polite">{find.data && <Found found={find.data} reason={reason} />}</div>
      {needsFactor && <SecondFactorDialog onShown={look} onClose={() => find.reset()} />}
    </Section>
  )
}
