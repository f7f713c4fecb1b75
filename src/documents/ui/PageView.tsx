// One page of a document, drawn point by point: what is in the file is never opened as a page of its own.
import { useGet } from '#gate/query.ts'
import { Loaded } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Drawn } from '#media/ui/Drawn.tsx'
import { type DocumentPage, readPage } from '../document.ts'

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
