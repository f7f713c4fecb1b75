// Saying that a record holds as it stands, until a day, after asking the service.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { Button, DateField, Dialog, Form, FormActions, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { assureService, listServiceChanges } from '../edit.ts'
import { listServices, readService, type ServiceDetail } from '../service.ts'

const halfAYear = 180

export function StillHolds({ service }: { service: ServiceDetail }) {
  const [open, setOpen] = useState(false)
  const [until, setUntil] = useState<string | null>(addDays(today(), halfAYear))
  const assure = useWrite(assureService, { invalidates: [readService, listServices, listServiceChanges] })
  const { service_id, version } = service
  const save = () =>
    until &&
    assure.mutate(
      { service_id, version, until },
      {
        onSuccess: () => {
          setOpen(false)
          toast(t('directory.assured_saved'))
        },
      },
    )
  return (
    <>
      <Button small icon="check" onPress={() => setOpen(true)}>
        {t('directory.still_holds')}
      </Button>
      <Dialog isOpen={open} onClose={() => setOpen(false)} title={t('directory.still_holds_title')}>
        <Form problem={assure.error} onSubmit={save}>
          <DateField
            name="assure_until"
            label={t('directory.assure_until')}
            description={t('directory.still_holds_how')}
            isRequired
            min={addDays(today(), 1)}
            max={addDays(today(), 366)}
            value={until}
            onChange={setUntil}
          />
          <FormActions>
            <Button type="submit" kind="primary" busy={assure.isPending}>
              {t('directory.still_holds')}
            </Button>
            <Button kind="quiet" onPress={() => setOpen(false)}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Form>
      </Dialog>
    </>
  )
}
