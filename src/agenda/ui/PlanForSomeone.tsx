// Planning from the agenda: first for whom, then the appointment.
import { useState } from 'react'
import { Button, Dialog, FormActions } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { PersonField } from '#places/ui/PersonField.tsx'
import { PlanDialog } from './PlanDialog.tsx'

export function PlanForSomeone({ on, onClose }: { on: string; onClose: () => void }) {
  const [case_id, choose] = useState<string | null>(null)
  if (case_id) return <PlanDialog case_id={case_id} on={on} onClose={onClose} />
  return (
    <Dialog isOpen title={t('appointments.plan')} onClose={onClose}>
      <PersonField value={null} onChange={choose} label={t('appointments.for_whom')} />
      <FormActions>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Dialog>
  )
}
