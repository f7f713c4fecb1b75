// The door of the desk. A passkey is the shortest way; the password and a code are the other.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Form, FormActions, Notice, PageHeader, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askForPasskey, type SignInReply, signIn, signInWithPasskey } from '../account.ts'
import { enterDesk } from './enter.ts'
import { knowsPasskeys, signWithPasskey } from './passkeys.ts'
import { SignInCode } from './SignInCode.tsx'

export function SignIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState<SignInReply | null>(null)
  const send = useWrite(signIn)
  const settle = (reply: SignInReply) => {
    setAnswer(reply)
    if (reply.outcome === 'signed_in') enterDesk()
  }
  if (answer?.outcome === 'code_needed')
    return <SignInCode challenge={answer.challenge} onBack={() => setAnswer(null)} onAnswer={settle} />
  return (
    <>
      <PageHeader title={t('organisations.sign_in.title')} lead={t('organisations.sign_in.lead')} />
      <Form problem={send.error} onSubmit={() => send.mutate({ email, password }, { onSuccess: settle })}>
        {answer?.outcome === 'refused' && <Notice tone="warning">{t('organisations.sign_in.refused')}</Notice>}
        {answer?.outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
        <TextField
          name="email"
          type="email"
          ltr
          autoComplete="username webauthn"
          label={t('organisations.email')}
          isRequired
          value={email}
          onChange={setEmail}
        />
        <TextField
          name="password"
          type="password"
          ltr
          autoComplete="current-password"
          label={t('organisations.password')}
          isRequired
          value={password}
          onChange={setPassword}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={send.isPending || answer?.outcome === 'signed_in'}>
            {t('organisations.sign_in.action')}
          </Button>
          <PasskeyButton onAnswer={settle} />
        </FormActions>
      </Form>
    </>
  )
}

/** Signs in with what the device keeps; a change of mind is no error. */
export function PasskeyButton({ onAnswer }: { onAnswer: (reply: SignInReply) => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  if (!knowsPasskeys()) return null
  const use = async () => {
    setBusy(true)
    setProblem(null)
    try {
      const signed = await signWithPasskey(await call(askForPasskey, {}))
      if (signed) onAnswer(await call(signInWithPasskey, { answer: signed }))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy(false)
  }
  return (
    <>
      <Button icon="lock" busy={busy} onPress={() => void use()}>
        {t('organisations.sign_in.passkey')}
      </Button>
      {problem && <ErrorNotice problem={problem} />}
    </>
  )
}
