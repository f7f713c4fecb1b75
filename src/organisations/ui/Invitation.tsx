// Coming in for the first time with the link a colleague handed over. Opening this page uses nothing up; the button does.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Form, FormActions, Notice, PageHeader } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { acceptInvitation } from '../staff.ts'
import { takeLink } from './enter.ts'
import { NewPassword } from './NewPassword.tsx'

export function Invitation() {
  const [link] = useState(takeLink)
  const [password, setPassword] = useState('')
  const accept = useWrite(acceptInvitation)
  const outcome = accept.data?.outcome
  const send = () =>
    accept.mutate(
      { link, password },
      { onSuccess: (reply) => reply.outcome === 'welcome' && location.replace('/desk/organisation?tab=account') },
    )
  return (
    <>
      <PageHeader title={t('organisations.invitation.title')} lead={t('organisations.invitation.lead')} />
      {(!link || outcome === 'refused') && <Notice tone="warning">{t('organisations.invitation.refused')}</Notice>}
      {outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
      {link && (
        <Form problem={accept.error} onSubmit={send}>
          <NewPassword value={password} onChange={setPassword} />
          <FormActions>
            <Button type="submit" kind="primary" busy={accept.isPending || outcome === 'welcome'}>
              {t('organisations.invitation.action')}
            </Button>
          </FormActions>
        </Form>
      )}
    </>
  )
}
