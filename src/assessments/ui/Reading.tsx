// One answered instrument opened: what it says, every answer as it was given, the same form on another day beside it,
// corrections in sight, and the whole as FHIR for another system.
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, Facts, List, ListItem, Loaded, Section, Select, Stack, Toolbar } from '#kit/ui/index.ts'
import { day, isolate, moment, t } from '#language/here.ts'
import { type AssessmentHead, readAssessment } from '../results.ts'
import { AmendDialog } from './AmendDialog.tsx'
import { Both } from './Both.tsx'
import { CompareAnswers } from './CompareAnswers.tsx'
import { type Form, itemWords, sayAnswer, useForm } from './form-words.ts'
import { Result, useFormOf } from './ReadTold.tsx'
import { ShareDialog } from './ShareDialog.tsx'

type Opened = ReplyOf<typeof readAssessment>

/** In the worker's words, and as it was asked of her: with the sentences she saw that day. */
function Answers({ opened, form, asked }: { opened: Opened; form: Form; asked: Form | undefined }) {
  const { answers, read } = opened
  const worded = (words: Form | undefined, code: string) =>
    words && { language: words.wording.language, text: itemWords(words, code) }
  const own = (code: string) => ({ language: form.wording.language, text: itemWords(form, code) })
  const official = asked?.official
  return (
    <Section
      title={t('instruments.answers')}
      lead={official && `${t('instruments.wording.official', { source: official.source })} · ${official.licence_note}`}
    >
      <ol className="answered">
        {read.asked.map((code) => (
          <li key={code} className={read.safety.includes(code) ? 'answered-one answered-safety' : 'answered-one'}>
            <Both hers={own(code)} beside={worded(asked, code)} />
            <strong dir="auto">{sayAnswer(form, code, answers[code])}</strong>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function Amendments({ opened, form }: { opened: Opened; form: Form }) {
  const { nameOf } = useColleagues()
  if (opened.amendments.length === 0) return null
  return (
    <Section title={t('instruments.amendments')} lead={t('instruments.amendments_lead')}>
      <List label={t('instruments.amendments')}>
        {opened.amendments.map((before, place) => {
          const after = opened.amendments[place + 1]?.answers ?? opened.answers
          const changed = form.instrument.items.filter(({ code }) => before.answers[code] !== after[code])
          return (
            <ListItem
              key={before.version}
              title={t('instruments.amended_by', { name: isolate(nameOf(before.by)), when: moment(before.at) })}
              detail={
                <>
                  <span dir="auto">{before.reason}</span>
                  <Facts
                    items={changed.map(({ code }) => ({
                      label: itemWords(form, code),
                      value: t('instruments.amended_from', {
                        before: sayAnswer(form, code, before.answers[code]),
                        after: sayAnswer(form, code, after[code]),
                      }),
                    }))}
                  />
                </>
              }
            />
          )
        })}
      </List>
    </Section>
  )
}

interface Props {
  case_id: string
  opened: Opened
  others: AssessmentHead[]
  mayWrite: boolean
  mayShare: boolean
}

function Beside({ case_id, opened, others, form }: Omit<Props, 'mayWrite' | 'mayShare'> & { form: Form }) {
  const same = others.filter(
    ({ line, assessment_id }) => line === opened.line && assessment_id !== opened.assessment_id,
  )
  const [chosen, setChosen] = useState<string | null>(same[0]?.assessment_id ?? null)
  const other = useGet(readAssessment, chosen ? { case_id, assessment_id: chosen } : null)
  if (same.length === 0) return null
  return (
    <Section title={t('instruments.compare.title')}>
      <Select
        label={t('instruments.compare.with')}
        options={same.map(({ assessment_id, taken_on }) => ({ id: assessment_id, label: day(taken_on, 'long') }))}
        value={chosen}
        onChange={setChosen}
      />
      <Loaded of={other}>
        {(read) => {
          const [before, after] = read.taken_on <= opened.taken_on ? [read, opened] : [opened, read]
          return <CompareAnswers form={form} before={before} after={after} />
        }}
      </Loaded>
    </Section>
  )
}

export function Reading({ case_id, opened, others, mayWrite, mayShare }: Props) {
  const { data: form } = useFormOf(opened)
  const { instrument, instrument_version: version, giving, official } = opened
  const asked = useForm({ instrument, version, language: giving.worded, official }).data
  const [amending, setAmending] = useState(false)
  const [sharing, setSharing] = useState(false)
  return (
    <Stack>
      <Result head={opened} alone official={asked?.official ?? null}>
        <Toolbar>
          {mayWrite && form && (
            <Button icon="edit" onPress={() => setAmending(true)}>
              {t('instruments.amend')}
            </Button>
          )}
          {mayShare && (
            <Button icon="download" onPress={() => setSharing(true)}>
              {t('instruments.share.title')}
            </Button>
          )}
        </Toolbar>
      </Result>
      {form && <Answers opened={opened} form={form} asked={asked} />}
      {form && <Beside {...{ case_id, opened, others, form }} />}
      {form && <Amendments opened={opened} form={form} />}
      {sharing && <ShareDialog case_id={case_id} heads={[opened]} onClose={() => setSharing(false)} />}
      {amending && form && (
        <AmendDialog case_id={case_id} opened={opened} form={form} onClose={() => setAmending(false)} />
      )}
    </Stack>
  )
}
