// What somebody does with a protocol as a whole: take it over, hand it on, write beside it.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, ErrorNotice, Notice, Section, Select, TextArea, Toolbar, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readDuty } from '../duty.ts'
import { handOnProtocol, noteProtocol, type Protocol, takeProtocol } from '../protocol.ts'
import { ShortForm } from './ShortForm.tsx'
import { protocolReadings, useShortForm } from './writing.ts'

function Take({ protocol }: { protocol: Protocol }) {
  const take = useWrite(takeProtocol, { invalidates: protocolReadings })
  const { protocol_id, version, sees, stands } = protocol
  const narrow = stands === 'duty' || stands === 'told'
  return (
    <>
      {take.error && <ErrorNotice problem={take.error} />}
      <Notice tone="warning">
        {t(protocol.taken_by ? 'safety.take.from_another' : 'safety.take.lead', { name: protocol.taken_name ?? '' })}{' '}
        {narrow && !sees && t('safety.take.narrow')}
      </Notice>
      <Toolbar>
        <Button
          kind={protocol.taken_by ? 'secondary' : 'primary'}
          icon="check"
          busy={take.isPending}
          onPress={() =>
            take.mutate({ protocol_id, version, line_id: newId() }, { onSuccess: () => toast(t('safety.take.done')) })
          }
        >
          {t('safety.take.do')}
        </Button>
      </Toolbar>
    </>
  )
}

interface FormProps {
  protocol: Protocol
  onDone: () => void
}

function HandOn({ protocol, onDone }: FormProps) {
  const { actor } = useSession()
  const duty = useGet(readDuty, {})
  const { protocol_id, version } = protocol
  const form = useShortForm(
    handOnProtocol,
    `hand on ${protocol_id}`,
    { line_id: newId(), to: null as string | null, words: '' },
    onDone,
    'safety.hand_on.done',
  )
  const options = (duty.data?.colleagues ?? [])
    .filter(({ staff_id, may_take }) => may_take && staff_id !== actor.staff_id)
    .map(({ staff_id, name }) => ({ id: staff_id, label: name }))
  return (
    <Section title={t('safety.hand_on.title')} lead={t('safety.hand_on.lead')}>
      <ShortForm
        {...form}
        action={t('safety.hand_on.do')}
        onSave={() => form.answers.to && form.save({ protocol_id, version, ...form.answers } as never)}
        onLeave={form.leave}
      >
        <Select
          name="to"
          label={t('safety.hand_on.to')}
          isRequired
          options={options}
          value={form.answers.to}
          onChange={(to) => form.set({ to })}
        />
        <TextArea
          label={t('safety.hand_on.words')}
          rows={3}
          value={form.answers.words}
          onChange={(words) => form.set({ words })}
        />
      </ShortForm>
    </Section>
  )
}

function Note({ protocol, onDone }: FormProps) {
  const { protocol_id } = protocol
  const form = useShortForm(noteProtocol, `note on ${protocol_id}`, { line_id: newId(), words: '' }, onDone)
  return (
    <Section title={t('safety.note.title')}>
      <ShortForm
        {...form}
        action={t('safety.note.do')}
        onSave={() => form.save({ protocol_id, ...form.answers } as never)}
        onLeave={form.leave}
      >
        <TextArea
          name="words"
          label={t('safety.note.words')}
          isRequired
          rows={4}
          value={form.answers.words}
          onChange={(words) => form.set({ words })}
        />
      </ShortForm>
    </Section>
  )
}

export function ProtocolActs({ protocol }: { protocol: Protocol }) {
  const [doing, setDoing] = useState<'hand_on' | 'note' | null>(null)
  const { actor } = useSession()
  const stop = () => setDoing(null)
  const mine = protocol.taken_by === actor.staff_id && protocol.closed_at === null
  return (
    <>
      {protocol.may.take && <Take protocol={protocol} />}
      {mine && doing === null && (
        <Toolbar>
          <Button icon="note" onPress={() => setDoing('note')}>
            {t('safety.note.title')}
          </Button>
          <Button icon="referral" onPress={() => setDoing('hand_on')}>
            {t('safety.hand_on.title')}
          </Button>
        </Toolbar>
      )}
      {doing === 'hand_on' && <HandOn protocol={protocol} onDone={stop} />}
      {doing === 'note' && <Note protocol={protocol} onDone={stop} />}
    </>
  )
}
