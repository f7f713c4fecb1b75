// Passkeys: sign in with the fingerprint, face or code of a device of one's own, and nothing to be tricked out of.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Form, FormActions, List, ListItem, Section, TextField, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readSession } from '../account.ts'
import { addPasskey, askForNewPasskey, type KeptPasskey, removePasskey, renamePasskey } from '../passkey.ts'
import { readFactors } from '../second-factor.ts'
import { knowsPasskeys, makePasskey } from './passkeys.ts'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'
import { needsFactor } from './StaffDialog.tsx'

type Naming = { passkey_id: string; answer?: Awaited<ReturnType<typeof makePasskey>> }

export function MyPasskeys({ passkeys }: { passkeys: KeptPasskey[] }) {
  const [naming, setNaming] = useState<Naming | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const changes = { invalidates: [readFactors, readSession] }
  const remove = useWrite(removePasskey, changes)
  const make = async () => {
    setProblem(null)
    try {
      const answer = await makePasskey(await call(askForNewPasskey, {}))
      if (answer) setNaming({ passkey_id: newId(), answer })
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
  }
  const trouble = problem ?? remove.error
  const calm = () => {
    setProblem(null)
    remove.reset()
  }
  return (
    <Section
      title={t('organisations.passkeys')}
      lead={t('organisations.passkeys.lead')}
      actions={
        knowsPasskeys() && (
          <Button small icon="add" onPress={() => void make()}>
            {t('organisations.passkeys.add')}
          </Button>
        )
      }
    >
      {needsFactor(trouble) ? (
        <SecondFactorDialog onShown={calm} onClose={calm} />
      ) : (
        trouble && <ErrorNotice problem={trouble} />
      )}
      {passkeys.length > 0 && (
        <List label={t('organisations.passkeys')}>
          {passkeys.map((each) => (
            <ListItem
              key={each.passkey_id}
              title={each.name}
              detail={
                each.used_at
                  ? t('organisations.passkeys.used', { moment: moment(each.used_at) })
                  : t('organisations.since', { moment: moment(each.made_at) })
              }
              aside={
                <>
                  <Button small onPress={() => setNaming({ passkey_id: each.passkey_id })}>
                    {t('organisations.passkeys.rename')}
                  </Button>
                  <Button small kind="danger" onPress={() => remove.mutate({ passkey_id: each.passkey_id })}>
                    {t('organisations.passkeys.remove')}
                  </Button>
                </>
              }
            />
          ))}
        </List>
      )}
      {naming && <NameForm key={naming.passkey_id} naming={naming} onDone={() => setNaming(null)} />}
    </Section>
  )
}

function NameForm({ naming, onDone }: { naming: Naming; onDone: () => void }) {
  const [name, setName] = useState('')
  const changes = { invalidates: [readFactors, readSession] }
  const add = useWrite(addPasskey, changes)
  const rename = useWrite(renamePasskey, changes)
  const { passkey_id, answer } = naming
  const done = () => {
    toast(t('organisations.passkeys.saved'))
    onDone()
  }
  const send = () =>
    answer
      ? add.mutate({ passkey_id, name, answer }, { onSuccess: done })
      : rename.mutate({ passkey_id, name }, { onSuccess: done })
  return (
    <Form problem={add.error ?? rename.error} onSubmit={send}>
      <TextField
        name="name"
        autoFocus
        label={t('organisations.passkeys.name')}
        description={t('organisations.passkeys.name.explain')}
        isRequired
        value={name}
        onChange={setName}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={add.isPending || rename.isPending}>
          {t('organisations.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
