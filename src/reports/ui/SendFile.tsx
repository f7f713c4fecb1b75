// Sends a card or a letter to whoever holds the receipt, beside the answer.
import { useRef, useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ErrorNotice, Notice, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listReportFiles, mostSentBytes, sendReportFile } from '../files.ts'

const base64 = async (file: Blob): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}

export function SendFile({ report_id }: { report_id: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [large, setLarge] = useState(false)
  const send = useWrite(sendReportFile, { invalidates: [listReportFiles] })
  const chosen = async (file: File | undefined) => {
    setLarge((file?.size ?? 0) > mostSentBytes)
    if (!file || file.size > mostSentBytes) return
    const bytes = await base64(file)
    send.mutate({ report_id, file_id: newId(), bytes }, { onSuccess: () => toast(t('reports.files.send.done')) })
  }
  return (
    <Section title={t('reports.files.send')} lead={t('reports.files.send.why')}>
      {large && <Notice tone="warning">{t('reports.files.too_large')}</Notice>}
      {send.error && <ErrorNotice problem={send.error} />}
      <Button icon="file" busy={send.isPending} onPress={() => input.current?.click()}>
        {t('reports.files.send.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/jpeg,application/pdf"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          void chosen(file).then(() => {
            currentTarget.value = ''
          })
        }}
      />
    </Section>
  )
}
