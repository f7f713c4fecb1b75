// Another file of the same person: said on both, brought together by whoever coordinates them, and taken apart again.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Dialog,
  ErrorNotice,
  LinkButton,
  Name,
  Notice,
  RadioGroup,
  SearchField,
  Select,
  Stack,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { type CaseFile, listFiles, openFile } from '../case.ts'
import { type Merge, type MergeReason, mergeFiles, mergeReasons, readMerges, undoMerge } from '../merge.ts'
import { type FoundFile, searchPeople } from '../search.ts'
import { whyFound } from './FoundFiles.tsx'

/** A partner is told nothing of it, and so does not ask. */
export const useTogether = ({ case_id, because }: CaseFile) =>
  useGet(readMerges, because.startsWith('consent:') ? null : { case_id }, { staleMs: Number.POSITIVE_INFINITY })

const changed = { invalidates: [readMerges, openFile, listFiles, searchPeople] }

function OneMerge({ merge, file, may }: { merge: Merge; file: CaseFile; may: boolean }) {
  const undo = useWrite(undoMerge, changed)
  const { other, part, open_steps, merge_id } = merge
  const days = open_steps.flatMap(({ due_on }) => (due_on ? [day(due_on)] : []))
  return (
    <Notice tone={part === 'merged' ? 'warning' : 'info'}>
      <Stack>
        <p>
          <strong>{t(`merge.is.${part}`)}</strong> {other && <Name>{other.alias}</Name>}{' '}
          {t('merge.by', { name: merge.merged_by, day: day(merge.merged_at.slice(0, 10)) })}{' '}
          {t(`merge.reason.${merge.reason}`)}
        </p>
        {merge.words && <p dir="auto">{merge.words}</p>}
        {!other && <p>{t('merge.not_open')}</p>}
        {open_steps.length > 0 && <p>{t('merge.open_steps', { count: open_steps.length, days: list(days) || '—' })}</p>}
        {undo.error && <ErrorNotice problem={undo.error} />}
        <p>
          {other && (
            <LinkButton
              small
              icon="file"
              href={`/desk/people/${merge.other_case_id}${open_steps.length > 0 ? '?tab=plan' : ''}`}
            >
              {t('merge.open')}
            </LinkButton>
          )}{' '}
          {may && other && (
            <Button
              small
              kind="quiet"
              busy={undo.isPending}
              onPress={() =>
                undo.mutate(
                  { case_id: file.case_id, merge_id, reason: 'not_the_same' },
                  { onSuccess: () => toast(t('merge.undone')) },
                )
              }
            >
              {t('merge.undo')}
            </Button>
          )}
        </p>
      </Stack>
    </Notice>
  )
}

export function Together({ file }: { file: CaseFile }) {
  const { data } = useTogether(file)
  if (!data || data.merges.length === 0) return null
  return data.merges.map((merge) => <OneMerge key={merge.merge_id} merge={merge} file={file} may={data.may} />)
}

const optionOf = (row: FoundFile) => ({
  id: row.case_id,
  label: `${row.alias} · ${row.reference}`,
  description: [row.birth_year, whyFound(row)].filter(Boolean).join(' · '),
})

/** The file one is on is kept; the one chosen here is closed and points to it. */
export function MergeDialog({ file, onClose }: { file: CaseFile; onClose: () => void }) {
  const [merge_id] = useState(newId)
  const [words, setWords] = useState(file.card.alias)
  const [chosen, choose] = useState<string>()
  const [reason, setReason] = useState<MergeReason>('two_spellings')
  const [said, say] = useState('')
  const found = useGet(searchPeople, words.trim().length >= 2 ? { words: words.trim().slice(0, 100) } : null, {
    keepPrevious: true,
  })
  const merge = useWrite(mergeFiles, changed)
  const rows = (found.data?.rows ?? []).filter((row) => row.case_id !== file.case_id && !row.merged_into)
  const other = rows.find((row) => row.case_id === chosen)
  const save = () => {
    if (!other) return
    merge.mutate(
      {
        case_id: file.case_id,
        merge_id,
        merged_case_id: other.case_id,
        merged_version: other.version,
        reason,
        words: said,
      },
      {
        onSuccess: () => {
          toast(t('merge.done'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('merge.title')}
      actions={
        <>
          <Button kind="primary" busy={merge.isPending} isDisabled={!other} onPress={save}>
            {t('merge.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('merge.lead')}</p>
      {merge.error && <ErrorNotice problem={merge.error} />}
      <SearchField label={t('search.field')} value={words} onChange={setWords} />
      <div aria-live="polite">
        {rows.length > 0 ? (
          <RadioGroup label={t('merge.which')} options={rows.map(optionOf)} value={chosen ?? null} onChange={choose} />
        ) : (
          found.data && <Notice>{t('search.nothing')}</Notice>
        )}
      </div>
      <Select
        label={t('merge.why')}
        options={mergeReasons.map((id) => ({ id, label: t(`merge.reason.${id}`) }))}
        value={reason}
        onChange={(id) => setReason(id as MergeReason)}
      />
      <TextArea
        label={t('merge.words')}
        description={t('merge.words_why')}
        maxLength={500}
        value={said}
        onChange={say}
      />
    </Dialog>
  )
}
