// The desk of reports, put together: triage, and the search for a file a report may be linked to.
import { useState } from 'react'
import { searchPeople } from '#cases/search.ts'
import { isSearch, PeopleSearch } from '#cases/ui/PeopleSearch.tsx'
import { useGet } from '#gate/query.ts'
import { Button, List, ListItem, Loaded, Name, Reference, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type FindFile, Triage } from '#triage/ui/Triage.tsx'

function Find({ onPick }: { onPick: (file: { case_id: string; name: string }) => void }) {
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
                  .filter((row) => row.merged_into === null)
                  .map((row) => (
                    <ListItem
                      key={row.case_id}
                      icon="person"
                      title={<Name>{row.alias}</Name>}
                      detail={<Reference>{row.reference}</Reference>}
                      aside={
                        <Button small onPress={() => onPick({ case_id: row.case_id, name: row.alias })}>
                          {t('reports.this_file')}
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

const findFile: FindFile = ({ onPick }) => <Find onPick={onPick} />

export function Reports() {
  return <Triage findFile={findFile} />
}
