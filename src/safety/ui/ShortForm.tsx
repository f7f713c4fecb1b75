// The frame of a short form: what came back from a draft, what was refused, and the two buttons at its end.
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
  onLeave: () => void
  /** What a colleague saved meanwhile, laid beside this. */
  dialog?: ReactNode
  children: ReactNode
}

export function ShortForm({ returned, problem, busy, action, onSave, onLeave, dialog, children }: Props) {
  return (
    <Form problem={problem} onSubmit={onSave}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      {children}
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {action}
        </Button>
        <Button kind="quiet" onPress={onLeave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {dialog}
    </Form>
  )
}
