// Before a new file: is there one already? Two files for one person mean that she must tell everything twice. A file
// that may not be opened answers only that it is there.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, Form, FormActions, LinkButton, Notice, Section, Stack, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readYear } from '#people/ui/CardFields.tsx'
import { askForDuplicates } from '../case.ts'

export interface Asked {
  name: string
  birth_year: number | null
}

interface Props {
  asked: Asked
  onAsk: (asked: Asked) => void
  onGoOn: () => void
}

type Matches = ReplyOf<typeof askForDuplicates>['matches']

function Found({ matches, onGoOn }: { matches: Matches; onGoOn: () => void }) {
  const open = matches.flatMap(({ case_id }) => (case_id ? [case_id] : []))
  const hidden = matches.length > open.length
  const goOn = (
    <Button kind={matches.length === 0 ? 'primary' : 'secondary'} onPress={onGoOn}>
      {t(matches.length === 0 ? 'cases.duplicate.go_on' : 'cases.duplicate.someone_else')}
    </Button>
  )
  if (matches.length === 0)
    return (
      <Notice tone="good">
        <Stack>
          <p>{t('cases.duplicate.none')}</p>
          <p>{goOn}</p>
        </Stack>
      </Notice>
    )
  return (
    <Notice tone="warning">
      <Stack>
        <p>{t('cases.duplicate.found', { count: matches.length })}</p>
        {open.map((case_id, place) => (
          <p key={case_id}>
            <LinkButton small icon="file" href={`/desk/people/${case_id}`}>
              {t('cases.duplicate.open', { number: place + 1 })}
            </LinkButton>
          </p>
        ))}
        {hidden && <p>{t('cases.duplicate.ask_coordinator')}</p>}
        <p>{goOn}</p>
      </Stack>
    </Notice>
  )
}

export function DuplicateQuestion({ asked, onAsk, onGoOn }: Props) {
  const [matches, setMatches] = useState<Matches>()
  const ask = useWrite(askForDuplicates)
  const change = (next: Partial<Asked>) => {
    setMatches(undefined)
    onAsk({ ...asked, ...next })
  }
  return (
    <Section title={t('cases.duplicate.title')} lead={t('cases.duplicate.lead')}>
      <Form problem={ask.error} onSubmit={() => ask.mutate(asked, { onSuccess: (reply) => setMatches(reply.matches) })}>
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
          <Button type="submit" kind={matches ? 'secondary' : 'primary'} icon="search" busy={ask.isPending}>
            {t('cases.duplicate.ask')}
          </Button>
        </FormActions>
      </Form>
      <div aria-live="polite">{matches && <Found matches={matches} onGoOn={onGoOn} />}</div>
    </Section>
  )
}
