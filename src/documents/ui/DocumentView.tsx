// One document opened: what is known of it, its pages, and what can be done with them.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { Badge, Button, Dialog, Facts, Notice, Prose, Reference } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Document, DocumentPage, DocumentsMay } from '../document.ts'
import { AddPages } from './AddPages.tsx'
import { EditDocument } from './DocumentForm.tsx'
import { PageView } from './PageView.tsx'
import { TakeCopy } from './TakeCopy.tsx'
import { typeName, validityWords } from './words.ts'

function Page({ case_id, document_id, page }: { case_id: string; document_id: string; page: DocumentPage }) {
  const [shown, setShown] = useState(false)
  const isPicture = page.state === 'kept' && page.media !== 'pdf'
  return (
    <li className="document-page">
      <div className="document-page-head">
        <span>{t('documents.page', { place: page.place })}</span>
        {isPicture && !shown && (
          <Button small kind="quiet" onPress={() => setShown(true)}>
            {t('documents.page.show')}
          </Button>
        )}
      </div>
      {page.state === 'arriving' && <p className="document-hint">{t('documents.page.arriving')}</p>}
      {page.media === 'pdf' && <p className="document-hint">{t('documents.page.pdf', { pages: page.pages ?? 1 })}</p>}
      {page.active && <Notice tone="warning">{t('documents.page.active')}</Notice>}
      {shown && <PageView case_id={case_id} document_id={document_id} page={page} />}
    </li>
  )
}

interface Props {
  file: CaseFile
  may: DocumentsMay
  document: Document
  today: string
  onClose: () => void
}

export function DocumentView({ file, may, document, today, onClose }: Props) {
  const [doing, setDoing] = useState<'edit' | 'copy' | null>(null)
  const { case_id } = file
  const { document_id, type, section, number, issuer, issued_on, note, pages } = document
  const mayWrite = file.writes.includes(section)
  const hasFile = pages.some(({ state }) => state === 'kept')
  const state = validityWords(document.expires_on, today)
  const facts = [
    { label: t('documents.field.section'), value: t(`access.section.${section}`) },
    { label: t('documents.field.held_by'), value: t(`documents.held_by.${document.held_by}`) },
    { label: t('documents.field.seen'), value: t(`documents.seen.${document.seen}`) },
    { label: t('documents.field.number'), value: number && <Reference>{number}</Reference> },
    { label: t('documents.field.issuer'), value: issuer },
    { label: t('documents.field.issued_on'), value: issued_on && day(issued_on) },
    { label: t('documents.field.expires_on'), value: state && <Badge tone={state.tone}>{state.text}</Badge> },
    { label: t('documents.field.note'), value: note && <Prose>{note}</Prose> },
  ].filter(({ value }) => value)
  const actions = (
    <>
      {hasFile && (may.take || may.take_opened) && (
        <Button kind="primary" icon="download" onPress={() => setDoing('copy')}>
          {t('documents.copy.take')}
        </Button>
      )}
      {mayWrite && (
        <Button icon="edit" onPress={() => setDoing('edit')}>
          {t('documents.edit')}
        </Button>
      )}
    </>
  )
  return (
    <Dialog isOpen wide onClose={onClose} title={typeName(type)} actions={actions}>
      {document.held_by === 'exploiter' && <Notice tone="warning">{t('documents.held_exploiter')}</Notice>}
      <Facts items={facts} />
      {pages.length > 0 && (
        <ul className="document-pages">
          {pages.map((page) => (
            <Page key={page.content_id} case_id={case_id} document_id={document_id} page={page} />
          ))}
        </ul>
      )}
      {mayWrite && type !== 'letter' && <AddPages case_id={case_id} document_id={document_id} />}
      {doing === 'edit' && <EditDocument case_id={case_id} document={document} onClose={() => setDoing(null)} />}
      {doing === 'copy' && <TakeCopy file={file} ours={may.take} document={document} onClose={() => setDoing(null)} />}
    </Dialog>
  )
}
