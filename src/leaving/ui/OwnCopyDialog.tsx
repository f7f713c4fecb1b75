// The person's own data for the person: made, looked through passage by passage, then printed or handed over shut.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Checkbox,
  Dialog,
  ErrorNotice,
  Form,
  FormActions,
  Loaded,
  Notice,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { asJson, asPage } from '../own-copy.rules.ts'
import { CopyLanguage, type OwnCopy, readOwnCopy } from '../own-copy.ts'
import { lockedPage } from './locked-page.ts'
import './leaving.css'

const save = (name: string, type: string, text: string) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const print = (page: string) => {
  const frame = document.createElement('iframe')
  frame.className = 'leaving-print'
  frame.title = t('leaving.copy.print')
  frame.srcdoc = page
  frame.onload = () => {
    frame.contentWindow?.print()
    setTimeout(() => frame.remove(), 60_000)
  }
  document.body.append(frame)
}

function Passages({
  copy,
  dropped,
  onDrop,
}: {
  copy: OwnCopy
  dropped: ReadonlySet<string>
  onDrop: (id: string) => void
}) {
  return copy.parts.map(({ part, title, entries }) => (
    <section key={part} className="leaving-part">
      <h3>{title}</h3>
      {entries.map((each) => (
        <Checkbox key={each.id} isSelected={!dropped.has(each.id)} onChange={() => onDrop(each.id)}>
          <span className="leaving-passage">
            {[each.on, each.label].filter(Boolean).join(' · ')} <span>{each.text}</span>
          </span>
        </Checkbox>
      ))}
    </section>
  ))
}

function HandOver({ copy }: { copy: OwnCopy }) {
  const [dropped, setDropped] = useState<ReadonlySet<string>>(new Set())
  const [password, setPassword] = useState('')
  const drop = (id: string) => {
    const next = new Set(dropped)
    if (!next.delete(id)) next.add(id)
    setDropped(next)
  }
  const lock = async () => {
    const { locked_title, type_password, wrong_password, open_it } = copy.says
    save(
      `${copy.made_on}.html`,
      'text/html',
      await lockedPage(asPage(copy, dropped), password, {
        language: copy.language,
        title: locked_title ?? '',
        ask: type_password ?? '',
        wrong: wrong_password ?? '',
        open: open_it ?? '',
      }),
    )
    setPassword('')
    toast(t('leaving.copy.locked'))
  }
  return (
    <>
      <Notice tone="warning">{t('leaving.copy.look_through')}</Notice>
      <Passages copy={copy} dropped={dropped} onDrop={drop} />
      <Form onSubmit={() => void lock()}>
        <TextField
          name="password"
          ltr
          label={t('leaving.copy.password')}
          description={t('leaving.copy.password_why')}
          value={password}
          onChange={setPassword}
        />
        <FormActions>
          <Button type="submit" kind="primary" isDisabled={password.length < 10}>
            {t('leaving.copy.lock')}
          </Button>
          <Button onPress={() => print(asPage(copy, dropped))}>{t('leaving.copy.print')}</Button>
          <Button kind="quiet" onPress={() => save(`${copy.made_on}.json`, 'application/json', asJson(copy, dropped))}>
            {t('leaving.copy.json')}
          </Button>
        </FormActions>
      </Form>
    </>
  )
}

export function OwnCopyDialog({ case_id, onClose }: { case_id: string; onClose: () => void }) {
  const [copy_id] = useState(newId)
  const [language, setLanguage] = useState<'en' | 'es' | 'it'>('es')
  const [made, setMade] = useState(false)
  const copy = useGet(readOwnCopy, made ? { case_id, copy_id, language } : null, { staleMs: Number.POSITIVE_INFINITY })
  if (copy.error?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={() => void copy.refetch()} onClose={onClose} />
  return (
    <Dialog isOpen wide onClose={onClose} title={t('leaving.copy.make')}>
      {!made && (
        <Form onSubmit={() => setMade(true)}>
          <p>{t('leaving.copy.explain')}</p>
          <Select
            label={t('leaving.copy.language')}
            options={CopyLanguage.options.map((id) => ({ id, label: t(`leaving.copy.language.${id}`) }))}
            value={language}
            onChange={(id) => setLanguage(id as typeof language)}
          />
          <FormActions>
            <Button type="submit" kind="primary">
              {t('leaving.copy.put_together')}
            </Button>
          </FormActions>
        </Form>
      )}
      {copy.error && <ErrorNotice problem={copy.error} />}
      {made && !copy.error && <Loaded of={copy}>{(found) => <HandOver copy={found} />}</Loaded>}
    </Dialog>
  )
}
