// How it is given this time: together or by herself or typed from paper, in which language, with whose help.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Dialog, Form, FormActions, Notice, RadioGroup, Select, toast } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import { languageName, languageOptions } from '#language/ui/names.ts'
import { forProfessional, inLanguage, tooMuchToday, usualGiving } from '../begin.rules.ts'
import { type WordedIn, wordedIn } from '../instrument.ts'
import { beginSitting, Given, type Giving, Interpreter, listOffered, listSittings } from '../sitting.ts'
import { hereWorded } from './form-words.ts'

export type Offered = ReplyOf<typeof listOffered>['offered'][number]

interface Props {
  file: CaseFile
  today: string
  offered: Offered
  /** Names of the long ones of today. */
  longToday: { instrument: Offered['instrument']; name: string }[]
  onClose: () => void
  /** `alone`: she will answer by herself. */
  onBegun: (sitting_id: string, given: Given) => void
}

const none = 'none'
const worded = () => wordedIn.map((code) => ({ id: code as string, label: languageOf(code).autonym }))

function InWhichLanguage({ giving, set }: { giving: Giving; set: (next: Giving) => void }) {
  const here = hereWorded()
  return (
    <>
      <Select
        label={t('instruments.spoken')}
        options={languageOptions()}
        value={giving.spoken}
        onChange={(spoken) => set(inLanguage(giving, spoken, here))}
      />
      <Select
        label={t('instruments.worded')}
        description={
          giving.worded === giving.spoken
            ? undefined
            : t('instruments.worded_why', { language: languageName(giving.spoken) })
        }
        options={worded()}
        value={giving.worded}
        onChange={(code) => set({ ...giving, worded: code as WordedIn, beside: code === here ? null : giving.beside })}
      />
      <Select
        label={t('instruments.beside')}
        options={[
          { id: none, label: t('instruments.beside_none') },
          ...worded().filter(({ id }) => id !== giving.worded),
        ]}
        value={giving.beside ?? none}
        onChange={(code) => set({ ...giving, beside: code === none ? null : (code as WordedIn) })}
      />
      <RadioGroup
        label={t('instruments.interpreter')}
        inline
        options={Interpreter.options.map((id) => ({ id, label: t(`instruments.interpreter.${id}`) }))}
        value={giving.interpreter}
        onChange={(id) => set({ ...giving, interpreter: id as Giving['interpreter'] })}
      />
      {giving.interpreter === 'somebody_else' && <Notice tone="warning">{t('instruments.interpreter_why')}</Notice>}
    </>
  )
}

export function BeginDialog({ file, today, offered, longToday, onClose, onBegun }: Props) {
  const { case_id, card } = file
  const professional = offered.filled_by === 'professional'
  const [giving, setGiving] = useState<Giving>(() =>
    professional ? forProfessional(hereWorded()) : usualGiving(card.languages, hereWorded(), card.interpreter_needed),
  )
  const [taken_on, setTaken] = useState<string | null>(today)
  const [sitting_id] = useState(newId)
  const begin = useWrite(beginSitting, { invalidates: [listOffered, listSittings] })
  const much = tooMuchToday(
    offered,
    longToday.map(({ instrument }) => instrument),
  )
  const start = () => {
    const paper = giving.given === 'paper' && taken_on ? { taken_on } : {}
    begin.mutate(
      { case_id, sitting_id, instrument: offered.instrument, giving, ...paper },
      {
        onSuccess: () => onBegun(sitting_id, giving.given),
        // A colleague began it a moment ago: one of a kind is open at a time, and that one is gone on with.
        onError: ({ key, details }) => {
          if (key !== 'assessment.already_open' || typeof details.sitting_id !== 'string') return
          toast(t('instruments.already_open'))
          onBegun(details.sitting_id, 'asked')
        },
      },
    )
  }
  return (
    <Dialog
      isOpen
      wide
      onClose={onClose}
      title={t('instruments.begin_title', { title: offered.title, name: offered.name })}
    >
      <Form problem={begin.error?.key === 'assessment.already_open' ? null : begin.error} onSubmit={start}>
        <p>{offered.says}</p>
        {much.length > 0 && (
          <Notice tone="warning">
            {t('instruments.long_today', {
              names: list(longToday.filter((each) => much.includes(each.instrument)).map(({ name }) => name)),
            })}
          </Notice>
        )}
        {professional ? (
          <Notice>{t('instruments.for_professional')}</Notice>
        ) : (
          <>
            <RadioGroup
              label={t('instruments.given')}
              options={Given.options.map((id) => ({
                id,
                label: t(`instruments.given.${id}`),
                description: t(`instruments.given_why.${id}`),
              }))}
              value={giving.given}
              onChange={(id) => setGiving({ ...giving, given: id as Given })}
            />
            {giving.given === 'paper' && (
              <DateField
                name="taken_on"
                label={t('instruments.paper_day')}
                max={today}
                value={taken_on}
                onChange={setTaken}
              />
            )}
            <InWhichLanguage giving={giving} set={setGiving} />
          </>
        )}
        <FormActions>
          <Button
            type="submit"
            kind="primary"
            busy={begin.isPending}
            isDisabled={giving.given === 'paper' && !taken_on}
          >
            {t(giving.given === 'own_door' ? 'instruments.begin_alone' : 'instruments.begin')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
