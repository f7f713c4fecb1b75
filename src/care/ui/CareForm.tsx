// The frame of a form of care: what came back from a draft, what was refused, and the two buttons at its end.
import type { ReactNode } from 'react'
import type { Problem } from '#kit/problem.ts'
import { Button, Form, FormActions, Notice } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

interface Props {
  returned: boolean
  problem: Problem | null
  busy: boolean
  action: string
  onSave: () => void
  leave: () => void
  /** What a colleague saved meanwhile, laid beside this. */
  dialog?: ReactNode
  children: ReactNode
}

export function CareForm({ returned, problem, busy, action, onSave, leave, dialog, children }: Props) {
  return (
    <Form problem={problem} onSubmit={onSave}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      {children}
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {action}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {dialog}
    </Form>
  )
}
