// Closing: what is still open is looked at first, then the reason is said. Consents end unless somebody keeps them.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  Dialog,
  Form,
  FormActions,
  List,
  ListItem,
  Notice,
  RadioGroup,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { ClosureReason, closeFile, type Leaving, type OpenMatter } from '../leaving.ts'
import { afterLeaving } from './LeavingSide.tsx'

const said = ({ kind, on }: OpenMatter): string =>
  on ? t(`leaving.open_until.${kind}`, { day: day(on, 'long') }) : t(`leaving.open.${kind}`)

export function CloseDialog({ leaving, onClose }: { leaving: Leaving; onClose: () => void }) {
  const [closure_id] = useState(newId)
  const [reason, setReason] = useState<ClosureReason | null>(null)
  const [tries, setTries] = useState('')
  const [keep_consents, keep] = useState<string[]>([])
  const close = useWrite(closeFile, { invalidates: afterLeaving })
  const { case_id, version, open_matters } = leaving
  const consents = open_matters.filter((each) => each.kind === 'consent')
  const others = open_matters.filter((each) => each.kind !== 'consent')
  const save = () =>
    reason &&
    close.mutate(
      {
        case_id,
        version,
        closure_id,
        reason,
        tries: reason === 'lost_contact' ? Number(tries) || null : null,
        seen_open: open_matters.length,
        keep_consents,
      },
      {
        onSuccess: () => {
          onClose()
          toast(t('leaving.closed'))
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('leaving.close')}>
      <Form problem={close.error} onSubmit={save}>
        {others.length > 0 && (
          <>
            <Notice tone="warning">{t('leaving.still_open', { count: others.length })}</Notice>
            <List label={t('leaving.still_open_list')}>
              {others.map((each) => (
                <ListItem key={each.id} title={said(each)} />
              ))}
            </List>
          </>
        )}
        {consents.length > 0 && (
          <CheckboxGroup
            label={t('leaving.keep_consents')}
            description={t('leaving.keep_consents_why')}
            options={consents.map((each) => ({ id: each.id, label: said(each) }))}
            value={keep_consents}
            onChange={keep}
          />
        )}
        <RadioGroup
          name="reason"
          label={t('leaving.reason')}
          isRequired
          options={ClosureReason.options.map((id) => ({ id, label: t(`leaving.reason.${id}`) }))}
          value={reason ?? ''}
          onChange={(id) => setReason(id as ClosureReason)}
        />
        {reason === 'lost_contact' && (
          <TextField
            name="tries"
            type="number"
            ltr
            width="short"
            label={t('leaving.tries')}
            isRequired
            value={tries}
            onChange={setTries}
          />
        )}
        {reason && <p>{t(`leaving.reason_why.${reason === 'died' ? 'died' : 'others'}`)}</p>}
        <FormActions>
          <Button type="submit" kind="primary" busy={close.isPending} isDisabled={!reason}>
            {t('leaving.close')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
