// Before anyone is called or written to: what for and by which way, then the rule's answer in large letters. Only after a
// yes is there a text to copy or a call to make, and a no is written down as well.
import { useCallback, useEffect, useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Dialog, ErrorNotice, Loaded, Notice, RadioGroup, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { leaveDeparture, readContact, weighDeparture } from '../contact.ts'
import { channelsOf } from '../safe-contact.rules.ts'
import { type Channel, DepartureKind } from '../safe-contact.ts'
import { DepartureResult } from './DepartureResult.tsx'
import { MustNotLearn } from './MustNotLearn.tsx'
import { RuleCard, Text } from './RuleCard.tsx'

type Known = ReplyOf<typeof readContact>
interface Wish {
  kind: DepartureKind
  channel: Channel
  template: string
  language: string
  day: string | null
  hour: string
}

const halfHours = Array.from({ length: 48 }, (_, half) => {
  const hour = `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
  return { id: hour, label: hour }
})

const begin = ({ safe_contact, languages, templates }: Known, spoken: string[]): Wish => {
  const way = safe_contact?.channels.find(({ allowed }) => allowed)
  const kind = DepartureKind.options.find((each) => way && channelsOf[each].includes(way.channel)) ?? 'message'
  return {
    kind,
    channel: way?.channel ?? 'sms',
    template: templates.find(({ kinds }) => kinds.includes(kind))?.code ?? '',
    language: safe_contact?.language ?? spoken.find((each) => languages.includes(each)) ?? 'es',
    day: null,
    hour: '10:00',
  }
}

/** What is asked of the server; null until a text that has a day in it has one. */
const asked = (case_id: string, wish: Wish, { templates }: Known): SentInputOf<typeof weighDeparture> | null => {
  const { kind, channel, template, language, day, hour } = wish
  const takes = templates.find(({ code }) => code === template)?.takes ?? []
  if (takes.includes('day') && !day) return null
  return {
    ...{ case_id, kind, channel, template, language },
    ...(takes.includes('day') && { day: day! }),
    ...(takes.includes('hour') && { hour }),
  }
}

function Choose({ known, wish, set }: { known: Known; wish: Wish; set: (change: Partial<Wish>) => void }) {
  const fitting = known.templates.filter(({ kinds }) => kinds.includes(wish.kind))
  const takes = fitting.find(({ code }) => code === wish.template)?.takes ?? []
  const chooseKind = (kind: DepartureKind) =>
    set({
      kind,
      channel: channelsOf[kind].includes(wish.channel) ? wish.channel : channelsOf[kind][0]!,
      template: known.templates.find(({ kinds }) => kinds.includes(kind))?.code ?? '',
    })
  return (
    <>
      <RadioGroup
        label={t('contact.what')}
        inline
        options={DepartureKind.options.map((id) => ({ id, label: t(`contact.kind.${id}`) }))}
        value={wish.kind}
        onChange={(kind) => chooseKind(kind as DepartureKind)}
      />
      <Select
        label={t('people.contact.way')}
        options={channelsOf[wish.kind].map((id) => ({ id, label: t(`people.channel.${id}`) }))}
        value={wish.channel}
        onChange={(channel) => set({ channel: channel as Channel })}
      />
      {fitting.length > 1 && (
        <Select
          label={t('contact.say')}
          options={fitting.map(({ code }) => ({ id: code, label: t(`contact.template.${code}`) }))}
          value={wish.template}
          onChange={(template) => set({ template })}
        />
      )}
      {takes.includes('day') && (
        <DateField label={t('contact.day')} isRequired value={wish.day} onChange={(day) => set({ day })} />
      )}
      {takes.includes('hour') && (
        <Select
          label={t('contact.hour')}
          width="short"
          options={halfHours}
          value={wish.hour}
          onChange={(hour) => set({ hour })}
        />
      )}
      <Select
        label={t('contact.language')}
        options={known.languages.map((id) => ({ id, label: languageName(id) }))}
        value={wish.language}
        onChange={(language) => set({ language })}
      />
    </>
  )
}

interface Props {
  case_id: string
  /** The languages of the person, to write in when the rule names none. */
  spoken: string[]
  onClose: () => void
}

function Making({ case_id, spoken, known, readAgain, onClose }: Props & { known: Known; readAgain: () => void }) {
  const [wish, setWish] = useState(() => begin(known, spoken))
  const [left, setLeft] = useState<{ departure_id: string; allowed: boolean; because: string } | null>(null)
  const question = asked(case_id, wish, known)
  const weighed = useGet(weighDeparture, left ? null : question, { staleMs: 0 })
  const leave = useWrite(leaveDeparture, { invalidates: [readContact, readTimeline] })
  const rule = known.safe_contact
  // What is decided on and what is in front of one are the same rule, or it is read again.
  const isOld = weighed.data !== undefined && weighed.data.rule_version !== known.version
  useEffect(() => {
    if (isOld) readAgain()
  }, [isOld, readAgain])
  const departure = known.departures.find(({ departure_id }) => departure_id === left?.departure_id)
  const go = () => {
    if (!question || !weighed.data) return
    const { voicemail: _, ...what } = question
    leave.mutate(
      { ...what, departure_id: newId(), seen_version: known.version },
      { onSuccess: (reply) => setLeft(reply) },
    )
  }
  if (left)
    return (
      <>
        <RuleCard rule={rule} channel={wish.channel} allowed={left.allowed} because={left.because} />
        {left.allowed && departure && !departure.result ? (
          <DepartureResult case_id={case_id} departure={departure} onDone={onClose} />
        ) : (
          <>
            {!left.allowed && <p>{t('contact.refused_recorded')}</p>}
            <div className="form-actions">
              <Button kind="primary" onPress={onClose}>
                {t('ui.close')}
              </Button>
            </div>
          </>
        )}
      </>
    )
  return (
    <>
      <Choose known={known} wish={wish} set={(change) => setWish({ ...wish, ...change })} />
      {question === null && <Notice>{t('contact.day_first')}</Notice>}
      {question && (
        <Loaded of={weighed}>
          {({ allowed, because, text }) => (
            <>
              <RuleCard rule={rule} channel={wish.channel} allowed={allowed} because={because} />
              {allowed && <MustNotLearn case_id={case_id} />}
              {text && <Text text={text} />}
              {leave.error && <ErrorNotice problem={leave.error} />}
              <div className="form-actions">
                <Button kind={allowed ? 'primary' : 'secondary'} isDisabled={isOld} busy={leave.isPending} onPress={go}>
                  {t(
                    !allowed ? 'contact.record_refusal' : wish.kind === 'call' ? 'contact.call_now' : 'contact.prepare',
                  )}
                </Button>
                <Button kind="quiet" onPress={onClose}>
                  {t('ui.cancel')}
                </Button>
              </div>
            </>
          )}
        </Loaded>
      )}
    </>
  )
}

export function ContactDialog(props: Props) {
  const known = useGet(readContact, { case_id: props.case_id }, { staleMs: 0 })
  const { refetch } = known
  const readAgain = useCallback(() => void refetch(), [refetch])
  return (
    <Dialog isOpen onClose={props.onClose} title={t('contact.make')} wide>
      <Loaded of={known}>{(data) => <Making {...props} known={data} readAgain={readAgain} />}</Loaded>
    </Dialog>
  )
}
