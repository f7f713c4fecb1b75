// A new password; the other devices are signed out with it.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Form, FormActions, Notice, Section, TextField, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { changePassword, listSessions } from '../account.ts'
import { readFactors } from '../second-factor.ts'
import { NewPassword } from './NewPassword.tsx'

export function PasswordForm({ set_at }: { set_at: string | null }) {
  const [open, setOpen] = useState(false)
  const [current_password, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useWrite(changePassword, { invalidates: [readFactors, listSessions] })
  const outcome = change.data?.outcome
  const send = () =>
    change.mutate(
      { current_password, password },
      {
        onSuccess: (reply) => {
          if (reply.outcome !== 'changed') return
          setOpen(false)
          setCurrent('')
          setPassword('')
          toast(t('organisations.password.changed'))
        },
      },
    )
  return (
    <Section
      title={t('organisations.password')}
      lead={set_at ? t('organisations.since', { moment: moment(set_at) }) : t('organisations.password.none')}
      actions={
        !open &&
        set_at && (
          <Button small onPress={() => setOpen(true)}>
            {t('organisations.password.change')}
          </Button>
        )
      }
    >
      {open && (
        <Form problem={change.error} onSubmit={send}>
          {outcome === 'refused' && <Notice tone="warning">{t('organisations.password.refused')}</Notice>}
          {outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
          <TextField
            name="current_password"
            type="password"
            ltr
            autoComplete="current-password"
            label={t('organisations.password.current')}
            isRequired
            value={current_password}
            onChange={setCurrent}
          />
          <NewPassword value={password} onChange={setPassword} />
          <FormActions>
            <Button type="submit" kind="primary" busy={change.isPending}>
              {t('organisations.password.save')}
            </Button>
            <Button kind="quiet" onPress={() => setOpen(false)}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Form>
      )}
    </Section>
  )
}
