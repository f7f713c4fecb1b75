// Choosing a file to import, and the files that wait to be taken.
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { call } from '#gate/call.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, List, ListItem, Loaded, Notice, Section, Stack, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { beginUpload, dropUpload, keepUploadPart, largestUpload, partSize, readExchange } from '../exchange.ts'

const base64 = (part: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',', 2)[1] ?? '')
    reader.onerror = () => reject(new Problem('broken', 'ui.problem.broken'))
    reader.readAsDataURL(part)
  })

const send = async (file: File, onProgress: (done: number) => void): Promise<string> => {
  const upload_id = newId()
  await call(beginUpload, { upload_id, name: file.name.slice(0, 200), size: file.size }, { idempotency_key: newId() })
  const parts = Math.ceil(file.size / partSize)
  for (let part = 0; part < parts; part++) {
    const bytes = await base64(file.slice(part * partSize, (part + 1) * partSize))
    await call(keepUploadPart, { upload_id, part, bytes }, { idempotency_key: newId() })
    onProgress(Math.round(((part + 1) / parts) * 100))
  }
  return upload_id
}

function Waiting() {
  const state = useGet(readExchange, {})
  const drop = useWrite(dropUpload, { invalidates: [readExchange] })
  return (
    <Loaded of={state}>
      {({ uploads }) =>
        uploads.length > 0 && (
          <Section title={t('exchange.waiting')}>
            <List label={t('exchange.waiting')}>
              {uploads.map(({ upload_id, name, made_at }) => (
                <ListItem
                  key={upload_id}
                  title={name}
                  detail={t('exchange.waiting_at', { when: moment(made_at) })}
                  href={`/desk/services/exchange/${upload_id}`}
                  icon="file"
                  aside={
                    <Button
                      small
                      kind="quiet"
                      onPress={() => drop.mutate({ upload_id }, { onSuccess: () => toast(t('exchange.forgotten')) })}
                    >
                      {t('exchange.forget')}
                    </Button>
                  }
                />
              ))}
            </List>
          </Section>
        )
      }
    </Loaded>
  )
}

export function ImportStart() {
  const input = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const [done, setDone] = useState<number | null>(null)
  const [large, setLarge] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const chosen = async (file: File | undefined) => {
    setProblem(null)
    setLarge((file?.size ?? 0) > largestUpload)
    if (!file || file.size === 0 || file.size > largestUpload) return
    setDone(0)
    try {
      const upload_id = await send(file, setDone)
      await navigate({ to: `/services/exchange/${upload_id}` } as never)
    } catch (error) {
      setProblem(error as Problem)
    } finally {
      setDone(null)
    }
  }
  return (
    <Stack>
      <Section title={t('exchange.tab.import')} lead={t('exchange.import.lead')}>
        <Stack>
          {large && <Notice tone="warning">{t('exchange.too_big')}</Notice>}
          {problem && <ErrorNotice problem={problem} />}
          <div className="form-actions">
            <Button kind="primary" icon="file" busy={done !== null} onPress={() => input.current?.click()}>
              {t('exchange.choose')}
            </Button>
          </div>
          {done !== null && (
            <p role="status" className="quiet">
              {t('exchange.sending', { done })}
            </p>
          )}
          <input
            ref={input}
            type="file"
            hidden
            accept=".json,.zip,.csv,.txt,.xlsx"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? []
              void chosen(file).then(() => {
                currentTarget.value = ''
              })
            }}
          />
        </Stack>
      </Section>
      <Waiting />
    </Stack>
  )
}
