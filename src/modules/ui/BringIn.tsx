// Bringing in a module somebody wrote: it is looked at first, each fault is said by its place, and only a sound one is kept.
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, Dialog, ErrorNotice, Notice, Stack, toast } from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { checkModule, type FoundFault, keepModule, listModules, readModule } from '../catalogue.ts'
import { faultText } from './module-words.ts'

function Faults({ faults }: { faults: readonly FoundFault[] }) {
  return (
    <>
      <Notice tone="warning">
        {t('modules.faults', { count: faults.length })}. {t('modules.faults_lead')}
      </Notice>
      <ul className="module-faults">
        {faults.map(({ at, language, fault }) => (
          <li key={`${language} ${at} ${fault}`}>
            <code dir="ltr">{at || t('modules.whole_file')}</code>
            {language && (
              <span className="quiet"> {t('modules.in_language', { language: languageName(language) })}</span>
            )}
            <div>{faultText(fault)}</div>
          </li>
        ))}
      </ul>
    </>
  )
}

export function BringIn({ onClose }: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const look = useWrite(checkModule, { invalidates: [] })
  const keep = useWrite(keepModule, { invalidates: [listModules, readModule] })
  const found = text === '' ? undefined : look.data
  const chosen = async (file: File | undefined) => {
    if (!file) return
    const next = await file.text()
    setText(next)
    look.mutate({ text: next })
  }
  const submit = (module_id: string, version: number) =>
    keep.mutate(
      { module_id, text, version },
      {
        onSuccess: () => {
          toast(t('modules.kept'))
          onClose()
          void navigate({ to: `/prevention/modules/${module_id}` } as never)
        },
      },
    )
  return (
    <Dialog
      isOpen
      wide
      title={t('modules.bring_in')}
      onClose={onClose}
      actions={
        found?.module_id && found.faults.length === 0 ? (
          <Button kind="primary" busy={keep.isPending} onPress={() => submit(found.module_id!, found.version)}>
            {t('modules.keep')}
          </Button>
        ) : undefined
      }
    >
      <Stack>
        <p>{t('modules.bring_lead')}</p>
        <div className="form-actions">
          <Button icon="file" busy={look.isPending} onPress={() => input.current?.click()}>
            {t('modules.choose_file')}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".json,application/json"
          aria-label={t('modules.file')}
          onChange={({ currentTarget }) => {
            void chosen(currentTarget.files?.[0]).then(() => {
              currentTarget.value = ''
            })
          }}
        />
        <div role="status">
          {found && found.faults.length > 0 && <Faults faults={found.faults} />}
          {found?.faults.length === 0 && (
            <Notice tone="good">{t('modules.sound', { title: isolate(found.title ?? '') })}</Notice>
          )}
        </div>
        {(look.error ?? keep.error) && <ErrorNotice problem={(look.error ?? keep.error)!} />}
      </Stack>
    </Dialog>
  )
}
