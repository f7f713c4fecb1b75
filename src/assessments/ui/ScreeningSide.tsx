// Screenings of a file: what the latest was consistent with, the ones before beside it, and a new talk. What is ticked
// while asking is kept on this device, sealed, until it is saved.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { instrumentOf } from '#detection/instruments.ts'
import { Gate } from '#detection/ui/Gate.tsx'
import { Instruments } from '#detection/ui/Instruments.tsx'
import { Questions } from '#detection/ui/Questions.tsx'
import { levelWords, ReadingTold } from '#detection/ui/ReadingTold.tsx'
import { deskLanguage, gateOf, newTalk, type Talk, useBeginning } from '#detection/ui/talk.ts'
import { readWords } from '#detection/wording.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  Button,
  EmptyState,
  LinkButton,
  Loaded,
  Name,
  Notice,
  Prose,
  Section,
  Stack,
  Table,
  Toolbar,
  toast,
} from '#kit/ui/index.ts'
import { day, hasText, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listScreenings, type Screening, takeScreening } from '../screened.ts'

const invalidates = [listScreenings, readTimeline]

function Asking({ file, today, onDone }: { file: CaseFile; today: string; onDone: () => void }) {
  const { case_id, presumed_minor, card } = file
  const first = newTalk(today, presumed_minor ? 'unsure' : null, card.languages[0])
  const [talk, setTalk, clear, returned] = useDraft<Talk>(`screening ${case_id}`, first)
  const take = useWrite(takeScreening, { invalidates })
  const here = useBeginning(talk.step)
  const set = (change: Partial<Talk>) => {
    // Stopped at the gate because of danger: what there is is kept as it is.
    if (change.step === 'told') save({ ...talk, ...change })
    else setTalk({ ...talk, ...change })
  }
  const save = ({ screening_id, instrument, age, spoken, answers, words, taken_on, gate }: Talk) => {
    const asked = instrument && instrumentOf(instrument)
    const language = asked?.read_aloud ? spoken : null
    const answered = gateOf(gate)
    if (!instrument || !age || !answered) return
    take.mutate(
      {
        ...{ case_id, screening_id, instrument, age, language, gate: answered, answers, words },
        ...(taken_on && { taken_on }),
      },
      {
        onSuccess: () => {
          clear()
          toast(t('screening.kept'))
          onDone()
        },
      },
    )
  }
  const leave = (
    <div>
      <Button
        kind="quiet"
        onPress={() => {
          clear()
          onDone()
        }}
      >
        {t('screening.leave')}
      </Button>
    </div>
  )
  return (
    <div ref={here} tabIndex={-1} className="screening-step">
      <Stack>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        {talk.step === 'choose' && <Instruments onChoose={(instrument) => set({ instrument, step: 'gate' })} />}
        {talk.step === 'gate' && (
          <Gate talk={talk} set={set} knownMinor={presumed_minor} onBack={() => set({ step: 'choose', answers: {} })} />
        )}
        {(talk.step === 'ask' || talk.step === 'told') && (
          <Questions
            talk={talk}
            set={set}
            today={today}
            kept
            busy={take.isPending}
            problem={take.error}
            onDone={() => save(talk)}
            onBack={() => set({ step: 'gate' })}
          />
        )}
        {leave}
      </Stack>
    </div>
  )
}

const nameOfInstrument = (id: Screening['instrument']): string =>
  id === 'signs' ? t('screening.signs_noted') : instrumentOf(id).name

function One({ screening }: { screening: Screening }) {
  const { nameOf } = useColleagues()
  const { instrument, taken_on, taken_by, gate, words, reading, language } = screening
  const worded = useGet(readWords, instrument === 'signs' ? null : { instrument, language: deskLanguage() })
  const wordsOf = (code: string): string => {
    const sign = `signs.${code}`
    if (instrument === 'signs') return hasText(sign) ? t(sign) : code
    return worded.data?.items[code]?.text ?? code
  }
  return (
    <Section
      title={t('screening.told', { name: nameOfInstrument(instrument) })}
      lead={t('screening.told_by', { day: day(taken_on, 'long'), name: nameOf(taken_by) })}
    >
      <Stack>
        <ReadingTold reading={reading} wordsOf={wordsOf} />
        {words && <Prose>{words}</Prose>}
        {gate && (
          <p className="screening-quiet">
            {t('screening.gate_was', {
              interpreter: t(`screening.interpreter.${gate.interpreter}`),
              danger: t(`screening.danger.${gate.danger_now}`),
              language: language ? languageName(language) : '—',
            })}
          </p>
        )}
      </Stack>
    </Section>
  )
}

function Before({ screenings, open }: { screenings: Screening[]; open: (id: string) => void }) {
  const { nameOf } = useColleagues()
  return (
    <Section title={t('screening.over_time')} lead={t('screening.over_time_lead')}>
      <Table
        label={t('screening.over_time')}
        items={screenings}
        idOf={({ screening_id }) => screening_id}
        columns={[
          { id: 'day', label: t('screening.taken_on'), cell: ({ taken_on }) => day(taken_on, 'short'), names: true },
          { id: 'with', label: t('screening.with'), cell: ({ instrument }) => nameOfInstrument(instrument) },
          { id: 'level', label: t('screening.result'), cell: ({ reading }) => levelWords(reading) },
          {
            id: 'count',
            label: t('screening.said_yes'),
            align: 'end',
            cell: ({ answers, signs }) =>
              signs.length +
              Object.values(answers).filter((each) => ['yes', 'possible', 'clear'].includes(each)).length,
          },
          {
            id: 'skipped',
            label: t('screening.left_out'),
            align: 'end',
            cell: ({ instrument, answers }) =>
              instrument === 'signs'
                ? '—'
                : instrumentOf(instrument).items.filter(({ code }) => (answers[code] ?? 'skip') === 'skip').length,
          },
          { id: 'who', label: t('screening.who'), cell: ({ taken_by }) => <Name>{nameOf(taken_by)}</Name> },
          {
            id: 'open',
            label: t('screening.open'),
            cell: ({ screening_id, taken_on }) => (
              <Button
                small
                kind="quiet"
                aria-label={t('screening.open_of', { day: day(taken_on, 'short') })}
                onPress={() => open(screening_id)}
              >
                {t('screening.open')}
              </Button>
            ),
          },
        ]}
      />
    </Section>
  )
}

export function ScreeningSide({ file, today }: { file: CaseFile; today: string }) {
  const found = useGet(listScreenings, { case_id: file.case_id })
  const [asking, setAsking] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const mayAsk = file.writes.includes('story')
  const begin = mayAsk && (
    <Toolbar>
      <Button kind="primary" icon="heart" onPress={() => setAsking(true)}>
        {t('screening.begin')}
      </Button>
      <LinkButton icon="search" href={`/desk/signs?file=${file.case_id}`}>
        {t('shell.signs')}
      </LinkButton>
    </Toolbar>
  )
  if (asking)
    return (
      <Asking
        file={file}
        today={today}
        onDone={() => {
          setAsking(false)
          setOpened(null)
        }}
      />
    )
  return (
    <Loaded of={found}>
      {({ screenings }) => {
        const shown = screenings.find(({ screening_id }) => screening_id === opened) ?? screenings[0]
        if (!shown)
          return (
            <EmptyState title={t('screening.empty')} {...(begin && { action: begin })}>
              <p>{t('screening.empty_why')}</p>
            </EmptyState>
          )
        return (
          <Stack>
            {begin && <div>{begin}</div>}
            {shown.age_group !== 'adult' && <Badge>{t(`screening.age.${shown.age_group}`)}</Badge>}
            <One screening={shown} />
            {screenings.length > 1 && <Before screenings={screenings} open={setOpened} />}
          </Stack>
        )
      }}
    </Loaded>
  )
}
