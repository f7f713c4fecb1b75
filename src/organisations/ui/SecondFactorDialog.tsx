// Asked before what reaches far: is it really you, now? Then the work goes on where it was.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, Form, FormActions, Notice, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askForPasskey } from '../account.ts'
import { showSecondFactor } from '../second-factor.ts'
import { knowsPasskeys, signWithPasskey } from './passkeys.ts'

export function SecondFactorDialog({ onShown, onClose }: { onShown: () => void; onClose: () => void }) {
  const [code, setCode] = useState('')
  const show = useWrite(showSecondFactor)
  const outcome = show.data?.outcome
  const send = (input: Parameters<typeof show.mutate>[0]) =>
    show.mutate(input, {
      onSuccess: (reply) => {
        setCode('')
        if (reply.outcome === 'shown') onShown()
      },
    })
  const signHere = async () => {
    const answer = await signWithPasskey(await call(askForPasskey, {})).catch(() => null)
    if (answer) send({ answer })
  }
  return (
    <Dialog isOpen title={t('organisations.factor.title')} onClose={onClose}>
      <p>{t('organisations.factor.explain')}</p>
      {outcome === 'refused' && <Notice tone="warning">{t('organisations.code.refused')}</Notice>}
      {outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
      <Form problem={show.error} onSubmit={() => send({ code })}>
        <TextField
          name="code"
          ltr
          autoFocus
          autoComplete="one-time-code"
          label={t('organisations.code.label')}
          isRequired
          value={code}
          onChange={setCode}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={show.isPending}>
            {t('organisations.factor.action')}
          </Button>
          {knowsPasskeys() && (
            <Button icon="lock" onPress={() => void signHere()}>
              {t('organisations.factor.passkey')}
            </Button>
          )}
        </FormActions>
      </Form>
    </Dialog>
  )
}
