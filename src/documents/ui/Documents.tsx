// The documents of a person: what exists, who holds the original, what ends soon; files, copies and letters.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, Notice, Reference, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Document, type DocumentsMay, readDocuments } from '../document.ts'
import { NewDocument } from './DocumentForm.tsx'
import { DocumentView } from './DocumentView.tsx'
import './documents.css'
import { LetterDialog } from './LetterDialog.tsx'
import { isCalledOut, isCurrent, typeName, validityWords } from './words.ts'

const rowOf = (document_id: string) => `open-${document_id}`
/** A paper just added was not opened from its row; whoever closes it goes on from there all the same. */
const goOnFrom = (document_id: string) =>
  setTimeout(() => {
    const { activeElement, body } = globalThis.document
    if (!activeElement || activeElement === body) globalThis.document.getElementById(rowOf(document_id))?.focus()
  }, 100)

interface RowProps {
  document: Document
  today: string
  onOpen: () => void
}

function Row({ document, today, onOpen }: RowProps) {
  const { type, number, issuer, held_by, status, pages } = document
  const state = isCurrent(document) ? validityWords(document.expires_on, today) : null
  const calledOut = held_by === 'exploiter' && isCurrent(document)
  const detail = [
    calledOut ? '' : t(`documents.held_by.${held_by}`),
    issuer,
    t('documents.pages', { count: pages.length }),
  ]
  return (
    <ListItem
      icon="file"
      title={
        <>
          {typeName(type)} {number && <Reference>{number}</Reference>}
        </>
      }
      detail={detail.filter(Boolean).join(' · ')}
      aside={
        <>
          {calledOut && (
            <Badge tone="warning" icon="warning">
              {t(`documents.held_by.${held_by}`)}
            </Badge>
          )}
          {state && <Badge tone={state.tone}>{state.text}</Badge>}
          {!isCurrent(document) && <Badge>{t(`documents.status.${status}`)}</Badge>}
          <Button
            id={rowOf(document.document_id)}
            small
            kind="quiet"
            aria-label={t('documents.open_named', { type: typeName(type) })}
            onPress={onOpen}
          >
            {t('documents.open')}
          </Button>
        </>
      }
    />
  )
}

export function Documents({ file, today }: { file: CaseFile; today: string }) {
  const { case_id, writes } = file
  const [doing, setDoing] = useState<'add' | 'letter' | null>(null)
  const [opened, setOpened] = useState<string | null>(null)
  const found = useGet(readDocuments, { case_id })
  const close = () => setDoing(null)
  const rows = (documents: Document[]) => (
    <List label={t('documents.title')}>
      {documents.map((document) => (
        <Row
          key={document.document_id}
          document={document}
          today={today}
          onOpen={() => setOpened(document.document_id)}
        />
      ))}
    </List>
  )
  const actions = (may: DocumentsMay) =>
    writes.length > 0 && (
      <>
        {may.write_letter && (
          <Button icon="note" onPress={() => setDoing('letter')}>
            {t('documents.write_letter')}
          </Button>
        )}
        <Button kind="primary" icon="add" onPress={() => setDoing('add')}>
          {t('documents.add')}
        </Button>
      </>
    )
  return (
    <Loaded of={found}>
      {({ documents, may }) => {
        const calledOut = documents.filter((each) => isCalledOut(each, today)).length
        const current = documents.filter(isCurrent)
        const earlier = documents.filter((each) => !isCurrent(each))
        const shown = documents.find(({ document_id }) => document_id === opened)
        return (
          <Stack>
            {calledOut > 0 && <Notice tone="warning">{t('documents.expiring', { count: calledOut })}</Notice>}
            <Section title={t('documents.title')} lead={t('documents.lead')} actions={actions(may)}>
              {current.length === 0 ? (
                <EmptyState icon="file" title={t('documents.empty')}>
                  {t('documents.empty_why')}
                </EmptyState>
              ) : (
                rows(current)
              )}
            </Section>
            {earlier.length > 0 && <Section title={t('documents.earlier')}>{rows(earlier)}</Section>}
            {doing === 'letter' && <LetterDialog file={file} today={today} onClose={close} />}
            {doing === 'add' && (
              <NewDocument
                file={file}
                others={documents}
                onClose={close}
                onAdded={(document_id) => {
                  close()
                  setOpened(document_id)
                }}
              />
            )}
            {shown && !doing && (
              <DocumentView
                file={file}
                may={may}
                document={shown}
                today={today}
                onClose={() => {
                  setOpened(null)
                  goOnFrom(shown.document_id)
                }}
              />
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
