// Looking for someone by a name in any script. What is typed stays on the screen: it is not kept in the address.
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, EmptyState, ErrorNotice, Loaded, Notice, SearchField, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askForDuplicates, searchPeople } from '../search.ts'
import { KnownFiles } from './AskDuplicates.tsx'
import { FoundFiles } from './FoundFiles.tsx'

export const isSearch = (words: string): boolean => words.trim().length >= 2

/** Files not open to this reader answer a question of their own, which counts and stands in the journal. */
function AskBeyond({ words }: { words: string }) {
  const { may } = useSession()
  const ask = useWrite(askForDuplicates)
  if (!may['case.ask_duplicates']) return null
  const nothing = ask.data && ask.data.case_ids.length === 0 && !ask.data.hidden
  return (
    <Stack>
      <p className="quiet">{t('search.beyond')}</p>
      <p>
        <Button busy={ask.isPending} icon="search" onPress={() => ask.mutate({ name: words, birth_year: null })}>
          {t('search.ask')}
        </Button>
      </p>
      <div aria-live="polite">
        {ask.error && <ErrorNotice problem={ask.error} />}
        {ask.data && <KnownFiles known={ask.data} />}
        {nothing && <Notice tone="good">{t('cases.duplicate.none')}</Notice>}
      </div>
    </Stack>
  )
}

export function PeopleSearch({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const { may } = useSession()
  return may['case.search'] ? <SearchField label={t('search.field')} value={words} onChange={onChange} /> : null
}

export function SearchResults({ words }: { words: string }) {
  const found = useGet(searchPeople, { words: words.trim().slice(0, 100) }, { keepPrevious: true })
  return (
    <Loaded of={found}>
      {({ rows }) => (
        <Stack>
          <div aria-live="polite">
            {rows.length > 0 ? (
              <FoundFiles rows={rows} />
            ) : (
              <EmptyState icon="search" title={t('search.nothing')}>
                {t('search.nothing_why')}
              </EmptyState>
            )}
          </div>
          <AskBeyond key={words} words={words.trim().slice(0, 100)} />
        </Stack>
      )}
    </Loaded>
  )
}
