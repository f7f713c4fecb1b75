// The second half of signing in: the code of the authenticator, one from paper, or a passkey instead.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Form, FormActions, Notice, PageHeader, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type SignInReply, signInWithCode } from '../account.ts'
import { PasskeyButton } from './SignIn.tsx'

interface Props {
  challenge: string
  onAnswer: (reply: SignInReply) => void
  onBack: () => void
}

export function SignInCode({ challenge, onAnswer, onBack }: Props) {
  const [code, setCode] = useState('')
  const [outcome, setOutcome] = useState<SignInReply['outcome'] | null>(null)
  const send = useWrite(signInWithCode)
  const settle = (reply: SignInReply) => {
    setOutcome(reply.outcome)
    setCode('')
    if (reply.outcome === 'signed_in') onAnswer(reply)
  }
  return (
    <>
      <PageHeader title={t('organisations.code.title')} lead={t('organisations.code.lead')} />
      <Form problem={send.error} onSubmit={() => send.mutate({ challenge, code }, { onSuccess: settle })}>
        {outcome === 'refused' && <Notice tone="warning">{t('organisations.code.refused')}</Notice>}
        {outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
        <TextField
          name="code"
          ltr
          autoFocus
          autoComplete="one-time-code"
          label={t('organisations.code.label')}
          description={t('organisations.code.explain')}
          isRequired
          value={code}
          onChange={setCode}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={send.isPending}>
            {t('organisations.sign_in.action')}
          </Button>
          <PasskeyButton onAnswer={settle} />
          <Button kind="quiet" onPress={onBack}>
            {t('organisations.back')}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}
