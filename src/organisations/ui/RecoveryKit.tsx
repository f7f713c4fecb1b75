// The sheet that brings everything back when the machine is lost. Whoever types two groups from it has it in hand.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Form, FormActions, Notice, PageHeader, Reference, Section, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { confirmKit, type Kit } from '../set-up.ts'

export function RecoveryKit({ link, kit, onConfirmed }: { link: string; kit: Kit; onConfirmed: () => void }) {
  const [onPaper, setOnPaper] = useState(false)
  const [typed, setTyped] = useState<Record<number, string>>({})
  const confirm = useWrite(confirmKit)
  const send = () =>
    confirm.mutate(
      { link, typed: kit.asked.map((group) => ({ group, text: typed[group] ?? '' })) },
      { onSuccess: (reply) => reply.outcome === 'done' && onConfirmed() },
    )
  if (!onPaper)
    return (
      <>
        <PageHeader title={t('organisations.kit.title')} lead={t('organisations.kit.lead')} />
        <Section title={t('organisations.kit.sheet')} lead={t('organisations.kit.sheet.lead')}>
          <ol className="kit-groups">
            {kit.groups.map((group, place) => (
              <li key={group}>
                {t('organisations.kit.group', { number: place + 1 })} <Reference>{group}</Reference>
              </li>
            ))}
          </ol>
          <p>
            {t('organisations.kit.check')} <Reference>{kit.check}</Reference>
          </p>
        </Section>
        <Notice tone="warning">{t('organisations.kit.once')}</Notice>
        <FormActions>
          <Button kind="primary" onPress={() => window.print()}>
            {t('organisations.kit.print')}
          </Button>
          <Button onPress={() => setOnPaper(true)}>{t('organisations.kit.on_paper')}</Button>
        </FormActions>
      </>
    )
  return (
    <>
      <PageHeader title={t('organisations.kit.confirm')} lead={t('organisations.kit.confirm.lead')} />
      <Form problem={confirm.error} onSubmit={send}>
        {confirm.data?.outcome === 'mistyped' && <Notice tone="warning">{t('organisations.kit.mistyped')}</Notice>}
        {kit.asked.map((group) => (
          <TextField
            key={group}
            ltr
            width="short"
            autoComplete="off"
            label={t('organisations.kit.group', { number: group })}
            isRequired
            value={typed[group] ?? ''}
            onChange={(text) => setTyped({ ...typed, [group]: text })}
          />
        ))}
        <FormActions>
          <Button type="submit" kind="primary" busy={confirm.isPending}>
            {t('organisations.kit.confirm.action')}
          </Button>
          <Button kind="quiet" onPress={() => setOnPaper(false)}>
            {t('organisations.kit.look_again')}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}
