// Looking for signs, put together: the reading, and the file it may be put into.
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { keepSigns, listScreenings } from '#assessments/screened.ts'
import { searchPeople } from '#cases/search.ts'
import { isSearch, PeopleSearch } from '#cases/ui/PeopleSearch.tsx'
import type { Seen } from '#detection/detection.ts'
import { LookForSigns } from '#detection/ui/LookForSigns.tsx'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Name,
  Notice,
  Reference,
  Stack,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'

interface Chosen {
  case_id: string
  name: string | null
}

function Choose({ onPick }: { onPick: (file: Chosen) => void }) {
  const [words, setWords] = useState('')
  const looked = words.trim().slice(0, 100)
  const found = useGet(searchPeople, isSearch(looked) ? { words: looked } : null, { keepPrevious: true })
  return (
    <Stack>
      <PeopleSearch words={words} onChange={setWords} />
      {isSearch(looked) && (
        <Loaded of={found}>
          {({ rows }) =>
            rows.length === 0 ? (
              <p>{t('search.nothing')}</p>
            ) : (
              <List label={t('search.found')}>
                {rows
                  .filter((row) => row.merged_into === null && row.status === 'open')
                  .map(({ case_id, alias, reference }) => (
                    <ListItem
                      key={case_id}
                      icon="person"
                      title={<Name>{alias}</Name>}
                      detail={<Reference>{reference}</Reference>}
                      aside={
                        <Button small onPress={() => onPick({ case_id, name: alias })}>
                          {t('detection.this_file')}
                        </Button>
                      }
                    />
                  ))}
              </List>
            )
          }
        </Loaded>
      )}
    </Stack>
  )
}

function Put({ file, seen, onDone }: { file: Chosen; seen: Seen; onDone: () => void }) {
  const [words, setWords] = useState('')
  // Made before the first press, so that pressing twice keeps one reading.
  const [screening_id] = useState(newId)
  const keep = useWrite(keepSigns, { invalidates: [listScreenings, readTimeline] })
  const { signs, age, sector } = seen
  const send = () =>
    keep.mutate(
      { case_id: file.case_id, screening_id, signs, age, sector, words },
      {
        onSuccess: () => {
          toast(t('detection.put'))
          onDone()
        },
      },
    )
  return (
    <Form problem={keep.error} onSubmit={send}>
      <Notice>{t('detection.put_how', { count: signs.length })}</Notice>
      {file.name && <Name>{file.name}</Name>}
      <TextArea name="words" rows={3} label={t('detection.words')} value={words} onChange={setWords} />
      <FormActions>
        <Button type="submit" kind="primary" busy={keep.isPending}>
          {t('detection.put_now')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Keep({ seen, known, onDone }: { seen: Seen; known: string | undefined; onDone: () => void }) {
  const [asking, setAsking] = useState(false)
  const [file, setFile] = useState<Chosen | null>(known ? { case_id: known, name: null } : null)
  const close = () => {
    setAsking(false)
    if (!known) setFile(null)
  }
  return (
    <>
      <Button kind="primary" icon="file" onPress={() => setAsking(true)}>
        {t('detection.put_in_file')}
      </Button>
      <Dialog isOpen={asking} onClose={close} title={t('detection.put_in_file')}>
        {file ? (
          <Put
            file={file}
            seen={seen}
            onDone={() => {
              close()
              onDone()
            }}
          />
        ) : (
          <Choose onPick={setFile} />
        )}
      </Dialog>
    </>
  )
}

export function Signs() {
  const { may } = useSession()
  // From a file, `?file=`: what is ticked goes back there.
  const { file } = useSearch({ strict: false }) as { file?: string }
  const keeps = may['case.write'] && (file || may['case.search'])
  return (
    <LookForSigns
      {...(file && { back: { href: `/desk/people/${file}?tab=screening`, label: t('detection.back_to_file') } })}
      {...(keeps && { keep: (seen: Seen, done: () => void) => <Keep seen={seen} known={file} onDone={done} /> })}
    />
  )
}
