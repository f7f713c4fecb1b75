// Adding files to a document: chosen from this device, or photographed page after page.
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { nameOf } from '#gate/query.ts'
import { Button, Notice, problemText, toast } from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import { readDocuments } from '../document.ts'
import { type Sent, sendPage } from './upload.ts'

const why = ({ because }: Sent): string => {
  const key = `documents.why.${because}`
  return t(hasText(key) ? key : 'documents.why.other')
}

export function AddPages({ case_id, document_id }: { case_id: string; document_id: string }) {
  const files = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<string | null>(null)
  const [failures, setFailures] = useState<{ place: number; text: string }[]>([])
  const client = useQueryClient()

  const send = async (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])]
    input.value = ''
    setFailures([])
    const failed: typeof failures = []
    let kept = 0
    for (const [place, file] of chosen.entries()) {
      try {
        const sent = await sendPage({ case_id, document_id }, file, (part, parts) =>
          setProgress(t('documents.file.sending', { part, parts })),
        )
        if (sent.state === 'refused') failed.push({ place, text: why(sent) })
        else kept += 1
      } catch (error) {
        failed.push({ place, text: problemText(error) })
      }
    }
    setProgress(null)
    setFailures(failed)
    if (kept > 0) toast(t('documents.file.kept'))
    await client.invalidateQueries({ queryKey: nameOf(readDocuments) })
  }

  const input = (ref: typeof files, accept: string, from: { multiple?: true; capture?: 'environment' }) => (
    <input
      ref={ref}
      type="file"
      hidden
      accept={accept}
      {...from}
      onChange={({ currentTarget }) => void send(currentTarget)}
    />
  )
  return (
    <div className="document-add">
      <div className="document-add-buttons">
        <Button icon="camera" busy={progress !== null} onPress={() => camera.current?.click()}>
          {t('documents.file.scan')}
        </Button>
        <Button icon="file" busy={progress !== null} onPress={() => files.current?.click()}>
          {t('documents.file.choose')}
        </Button>
      </div>
      {input(files, 'image/*,application/pdf', { multiple: true })}
      {input(camera, 'image/*', { capture: 'environment' })}
      <p className="document-hint" role="status">
        {progress ?? t('documents.file.why')}
      </p>
      {failures.map(({ place, text }) => (
        <Notice key={place} tone="warning">
          {text}
        </Notice>
      ))}
    </div>
  )
}
