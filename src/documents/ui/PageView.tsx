// One page of a document, drawn point by point: what is in the file is never opened as a page of its own.
import { useEffect, useRef } from 'react'
import { useGet } from '#gate/query.ts'
import { Loaded } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type DocumentPage, readPage } from '../document.ts'

function Drawn({ bytes, label }: { bytes: string; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let gone = false
    const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
    void createImageBitmap(new Blob([content]))
      .then((picture) => {
        const sheet = canvas.current
        if (gone || !sheet) return
        sheet.width = picture.width
        sheet.height = picture.height
        sheet.getContext('2d')?.drawImage(picture, 0, 0)
        picture.close()
      })
      .catch(() => undefined)
    return () => {
      gone = true
    }
  }, [bytes])
  return <canvas ref={canvas} className="document-sheet" role="img" aria-label={label} />
}

interface Props {
  case_id: string
  document_id: string
  page: DocumentPage
}

export function PageView({ case_id, document_id, page }: Props) {
  const found = useGet(
    readPage,
    { case_id, document_id, content_id: page.content_id },
    { staleMs: Number.POSITIVE_INFINITY },
  )
  return (
    <Loaded of={found}>
      {({ bytes }) => <Drawn bytes={bytes} label={t('documents.page.shown', { place: page.place })} />}
    </Loaded>
  )
}
