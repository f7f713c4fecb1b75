// Asks somebody for one appointment: by telephone now, with the answer typed, or by a link whose code travels another way.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { Button, Form, FormActions, Notice, Phone, RadioGroup, TextArea, TextField, toast } from '#kit/ui/index.ts'
import { isolate, moment, t } from '#language/here.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { usualWays, Ways } from '#links/ui/Ways.tsx'
import { answerBooking, listBookings, offerBooking, sendBookingLink } from '../booking.ts'
import { findInterpreters } from '../finding.ts'
import { type InterpretingMode, interpretingModes } from '../interpreter.ts'
import { AnswerFields, noAnswer, type Said } from './AnswerFields.tsx'
import { choices, spokenName } from './interpreter-words.ts'
import type { Chosen } from './WhoMayCome.tsx'

const changed = [listBookings, findInterpreters]
const ways = ['phone', 'link', 'asked'] as const

interface Props {
  case_id: string
  appointment_id: string
  chosen: Chosen
  /** How she wants to be called when somebody interprets; empty where she was not asked. */
  named_as: string
  meet_at: string
  onBack: () => void
  onDone: (given: Given | null) => void
}

export function OfferForm({ case_id, appointment_id, chosen, named_as, meet_at, onBack, onDone }: Props) {
  const { who, need, remote_first } = chosen
  const [kept] = useState(() => ({
    booking_id: newId(),
    link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode() },
  }))
  const [mode, setMode] = useState<InterpretingMode>(
    remote_first && who.modes.includes('telephone') ? 'telephone' : need.mode,
  )
  const [alias, setAlias] = useState(named_as)
  const [place, setPlace] = useState(meet_at)
  const [words, setWords] = useState('')
  const [way, setWay] = useState<(typeof ways)[number]>(who.phone ? 'phone' : 'link')
  const [linkWays, setLinkWays] = useState(usualWays)
  const [said, setSaid] = useState<Said>(noAnswer)
  /** Offered already, and what came after it failed: it is not offered twice. */
  const [offered, setOffered] = useState<number | null>(null)
  const offer = useWrite(offerBooking, { invalidates: changed })
  const answer = useWrite(answerBooking, { invalidates: changed })
  const send = useWrite(sendBookingLink, { invalidates: changed })
  const { booking_id, link } = kept
  const finish = (version: number) => {
    const of = { case_id, booking_id, version }
    if (way === 'link')
      return send.mutate(
        { ...of, link: { ...link, ...linkWays } },
        {
          onSuccess: () =>
            onDone({
              purpose: 'interpreter',
              secret: link.secret,
              code: link.code,
              code_by: linkWays.code_by,
              until: addDays(need.ends_at.slice(0, 10), 1),
            }),
        },
      )
    const done = () => {
      toast(t('interpreting.asked_now'))
      onDone(null)
    }
    if (way === 'phone' && said.answer)
      return answer.mutate({ ...of, answer: said.answer, conflict: said.conflict }, { onSuccess: done })
    return done()
  }
  const submit = () => {
    if (offered !== null) return finish(offered)
    offer.mutate(
      { case_id, booking_id, appointment_id, interpreter_id: who.interpreter_id, mode, alias, meet_at: place, words },
      {
        onSuccess: ({ version }) => {
          setOffered(version)
          finish(version)
        },
      },
    )
  }
  const busy = offer.isPending || answer.isPending || send.isPending
  const waits = way === 'phone' && (said.answer === null || (said.answer === 'yes' && said.conflict === null))
  return (
    <Form problem={offer.error ?? answer.error ?? send.error} onSubmit={submit}>
      <p>
        {t('interpreting.offer_what', {
          name: isolate(who.name),
          language: spokenName(need),
          when: moment(need.starts_at),
        })}
      </p>
      <TextField
        name="alias"
        label={t('interpreting.alias')}
        description={t('interpreting.alias_why')}
        isRequired
        maxLength={40}
        isDisabled={offered !== null}
        value={alias}
        onChange={setAlias}
      />
      <RadioGroup
        name="mode"
        label={t('interpreting.mode')}
        inline
        isDisabled={offered !== null}
        options={choices(
          interpretingModes.filter((each) => who.modes.includes(each)),
          'interpreting.mode',
        )}
        value={mode}
        onChange={(id) => setMode(id as InterpretingMode)}
      />
      {mode === 'in_person' && (
        <TextField
          name="meet_at"
          label={t('interpreting.meet_at')}
          description={t('interpreting.meet_at_why')}
          maxLength={300}
          isDisabled={offered !== null}
          value={place}
          onChange={setPlace}
        />
      )}
      <TextArea
        name="words"
        label={t('interpreting.words')}
        description={t('interpreting.words_why')}
        rows={2}
        maxLength={500}
        isDisabled={offered !== null}
        value={words}
        onChange={setWords}
      />
      <RadioGroup
        name="way"
        label={t('interpreting.way')}
        options={ways
          .filter((each) => each !== 'phone' || who.phone)
          .map((id) => ({ id, label: t(`interpreting.way.${id}`), description: t(`interpreting.way.${id}.what`) }))}
        value={way}
        onChange={(id) => setWay(id as (typeof ways)[number])}
      />
      {way === 'phone' && (
        <>
          <Notice>
            <p className="interpreting-call">
              <Phone number={who.phone} />
            </p>
            <p>
              {t('interpreting.call_script', {
                language: spokenName(need),
                when: moment(need.starts_at),
                mode: t(`interpreting.by.${mode}`),
              })}
            </p>
          </Notice>
          <AnswerFields said={said} onChange={setSaid} />
        </>
      )}
      {way === 'link' && <Ways value={linkWays} onChange={setLinkWays} />}
      <FormActions>
        <Button type="submit" kind="primary" busy={busy} isDisabled={waits}>
          {t(`interpreting.way.${way}.do`)}
        </Button>
        <Button kind="quiet" onPress={offered === null ? onBack : () => onDone(null)}>
          {t(offered === null ? 'interpreting.back_to_list' : 'ui.close')}
        </Button>
      </FormActions>
    </Form>
  )
}
