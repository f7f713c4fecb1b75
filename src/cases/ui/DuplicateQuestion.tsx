// Before a new file: is there one already? Two files for one person mean that she must tell everything twice. A file
// that may not be opened answers only that it is there.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, Form, FormActions, Notice, Section, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readYear } from '#people/ui/CardFields.tsx'
import { askForDuplicates, type FoundFile, searchPeople } from '../search.ts'
import { type Known, KnownFiles } from './AskDuplicates.tsx'
import { FoundFiles } from './FoundFiles.tsx'

export interface Asked {
  name: string
  birth_year: number | null
}

interface Props {
  asked: Asked
  onAsk: (asked: Asked) => void
  onGoOn: () => void
}

interface Answered {
  known: Known
  /** The files this reader may open whose names may be this name. */
  rows: FoundFile[]
}

/** Who may search sees names and reasons; intake, who may not, learns only that there is a file. */
function Found({ known, rows, onGoOn }: Answered & { onGoOn: () => void }) {
  const shown = rows.flatMap(({ case_id, merged_into }) => [case_id, merged_into ?? case_id])
  const beyond = known.case_ids.filter((case_id) => !shown.includes(case_id))
  const count = rows.length + beyond.length + (known.hidden ? 1 : 0)
  const goOn = (
    <Button kind={count === 0 ? 'primary' : 'secondary'} onPress={onGoOn}>
      {t(count === 0 ? 'cases.duplicate.go_on' : 'cases.duplicate.someone_else')}
    </Button>
  )
  if (count === 0)
    return (
      <Notice tone="good">
        <Stack>
          <p>{t('cases.duplicate.none')}</p>
          <p>{goOn}</p>
        </Stack>
      </Notice>
    )
  return (
    <Stack>
      {count > (known.hidden ? 1 : 0) && <Notice tone="warning">{t('cases.duplicate.found', { count })}</Notice>}
      {rows.length > 0 && <FoundFiles rows={rows} />}
      <KnownFiles known={known} shown={shown} />
      <p>{goOn}</p>
    </Stack>
  )
}

export function DuplicateQuestion({ asked, onAsk, onGoOn }: Props) {
  const [answered, setAnswered] = useState<Answered>()
  const { may } = useSession()
  const ask = useWrite(askForDuplicates)
  // The names are searched where this reader may; a search that fails leaves the question answered all the same.
  const look = () =>
    ask.mutate(asked, {
      onSuccess: (known) => {
        const found = may['case.search'] ? call(searchPeople, { words: asked.name }) : Promise.resolve({ rows: [] })
        void found.then(
          ({ rows }) => setAnswered({ known, rows }),
          () => setAnswered({ known, rows: [] }),
        )
      },
    })
  const change = (next: Partial<Asked>) => {
    setAnswered(undefined)
    onAsk({ ...asked, ...next })
  }
  return (
    <Section title={t('cases.duplicate.title')} lead={t('cases.duplicate.lead')}>
      <Form problem={ask.error} onSubmit={look}>
        <TextField
          name="name"
          label={t('cases.duplicate.name')}
          description={t('cases.duplicate.name_why')}
          isRequired
          maxLength={100}
          value={asked.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          name="birth_year"
          label={t('people.card.birth_year')}
          description={t('cases.duplicate.year_why')}
          width="short"
          ltr
          inputMode="numeric"
          maxLength={4}
          value={asked.birth_year === null ? '' : String(asked.birth_year)}
          onChange={(typed) => change({ birth_year: readYear(typed) })}
        />
        <FormActions>
          <Button type="submit" kind={answered ? 'secondary' : 'primary'} icon="search" busy={ask.isPending}>
            {t('cases.duplicate.ask')}
          </Button>
        </FormActions>
      </Form>
      <div aria-live="polite">{answered && <Found {...answered} onGoOn={onGoOn} />}</div>
    </Section>
  )
}
