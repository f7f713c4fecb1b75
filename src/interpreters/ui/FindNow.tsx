// Somebody is here and nobody speaks her language: who may come or answer the telephone now, with or without an appointment.
import { useState } from 'react'
import { readAppointment } from '#agenda/appointment.ts'
import { openFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import {
  ComboBox,
  DateField,
  LinkButton,
  Notice,
  PageHeader,
  Section,
  Select,
  Stack,
  TextField,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageOptions } from '#language/ui/names.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { PersonField, useCameFrom } from '#places/ui/PersonField.tsx'
import { type InterpretingMode, interpretingModes } from '../interpreter.ts'
import { readInterpretingRule } from '../rules-of-hers.ts'
import { BookingPiece } from './BookingPiece.tsx'
import { choices, dialectOptions } from './interpreter-words.ts'
import { PlanAndOffer } from './PlanAndOffer.tsx'
import { type Chosen, WhoMayCome, type Wish } from './WhoMayCome.tsx'
import '#directory/ui/directory.css'
import './interpreters.css'

interface Asked {
  language: string | null
  dialect: string | null
  mode: InterpretingMode
  on: string | null
  at: string
  minutes: string
}

/** The clock on the wall of whoever looks, at the five minutes that began. */
const now = (): { on: string; at: string } => {
  const next = new Date(Math.floor(Date.now() / 300_000) * 300_000)
  const two = (part: number) => String(part).padStart(2, '0')
  return {
    on: `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}`,
    at: `${two(next.getHours())}:${two(next.getMinutes())}`,
  }
}

const wishOf = (case_id: string, { language, dialect, mode, on, at, minutes }: Asked): Wish | null => {
  const begins = on && /^\d\d:\d\d$/.test(at) ? new Date(`${on}T${at}`) : null
  if (!language || !begins || Number.isNaN(begins.getTime())) return null
  const ends = new Date(begins.getTime() + Number(minutes) * 60_000)
  return {
    ...{ case_id, language, mode, starts_at: begins.toISOString(), ends_at: ends.toISOString() },
    ...(dialect && { dialect }),
  }
}

function What({ asked, set }: { asked: Asked; set: (change: Partial<Asked>) => void }) {
  const dialects = dialectOptions(asked.language)
  return (
    <>
      <div className="side-by-side">
        <ComboBox
          label={t('interpreting.language')}
          isRequired
          options={languageOptions()}
          value={asked.language}
          onChange={(language) => set({ language, dialect: null })}
        />
        {dialects.length > 0 && (
          <Select
            label={t('interpreting.dialect')}
            options={[{ id: 'none', label: t('interpreting.rule.any_dialect') }, ...dialects]}
            value={asked.dialect ?? 'none'}
            onChange={(dialect) => set({ dialect: dialect === 'none' ? null : dialect })}
          />
        )}
        <Select
          label={t('interpreting.mode')}
          options={choices(interpretingModes, 'interpreting.mode')}
          value={asked.mode}
          onChange={(mode) => set({ mode: mode as InterpretingMode })}
        />
      </div>
      <div className="side-by-side">
        <DateField label={t('interpreting.on')} isRequired value={asked.on} onChange={(on) => set({ on })} />
        <TextField
          label={t('interpreting.at')}
          type="time"
          ltr
          isRequired
          value={asked.at}
          onChange={(at) => set({ at })}
        />
        <Select
          label={t('interpreting.how_long')}
          options={['15', '30', '60', '90', '120', '180'].map((id) => ({
            id,
            label: t('interpreting.minutes_count', { count: Number(id) }),
          }))}
          value={asked.minutes}
          onChange={(minutes) => set({ minutes })}
        />
      </div>
    </>
  )
}

function Booked({ case_id, appointment_id }: { case_id: string; appointment_id: string }) {
  const found = useGet(readAppointment, { case_id, appointment_id })
  if (!found.data) return null
  return (
    <>
      <Notice tone="good">{t('interpreting.booked_now')}</Notice>
      <BookingPiece of={found.data.appointment} />
      <div className="form-actions">
        <LinkButton icon="calendar" href={`/desk/agenda/${case_id}/${appointment_id}`}>
          {t('interpreting.open_appointment')}
        </LinkButton>
      </div>
    </>
  )
}

function ForHer({ case_id }: { case_id: string }) {
  const file = useGet(openFile, { case_id }, { staleMs: Number.POSITIVE_INFINITY })
  const rule = useGet(readInterpretingRule, { case_id })
  if (!file.data || !rule.data) return null
  const { rule: hers } = rule.data
  const spoken = file.data.card.languages[0] ?? null
  return (
    <Looking case_id={case_id} language={hers.language ?? spoken} dialect={hers.dialect} named_as={hers.named_as} />
  )
}

interface LookingProps {
  case_id: string
  language: string | null
  dialect: string | null
  named_as: string
}

function Looking({ case_id, language, dialect, named_as }: LookingProps) {
  const [asked, setAsked] = useState<Asked>(() => ({ language, dialect, mode: 'telephone', ...now(), minutes: '30' }))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [booked, setBooked] = useState<string | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  const wish = wishOf(case_id, asked)
  if (booked)
    return (
      <>
        <Booked case_id={case_id} appointment_id={booked} />
        {given && <HandOver given={given} onClose={() => setGiven(null)} />}
      </>
    )
  return (
    <>
      <Section title={t('interpreting.what_for')}>
        <What asked={asked} set={(change) => setAsked({ ...asked, ...change })} />
      </Section>
      {wish ? <WhoMayCome wish={wish} onChoose={setChosen} /> : <Notice>{t('interpreting.say_language')}</Notice>}
      {chosen && (
        <PlanAndOffer
          {...{ case_id, chosen, named_as }}
          onClose={() => setChosen(null)}
          onDone={(appointment_id, link) => {
            setChosen(null)
            setGiven(link)
            setBooked(appointment_id)
          }}
        />
      )}
    </>
  )
}

export function FindNow() {
  const from = useCameFrom()
  const [case_id, setPerson] = useState(from)
  return (
    <Stack>
      <PageHeader
        title={t('interpreting.find_now')}
        lead={t('interpreting.find_now_lead')}
        back={{ href: '/desk/interpreters', label: t('interpreting.title') }}
        actions={
          <LinkButton icon="phone" href="/desk/interpreters?tab=tonight">
            {t('interpreting.tonight')}
          </LinkButton>
        }
      />
      <PersonField label={t('interpreting.person')} value={case_id} onChange={setPerson} />
      {case_id && <ForHer key={case_id} case_id={case_id} />}
    </Stack>
  )
}
