// Closing, together: one asks when every step is answered, another agrees or says what is missing.
import { useState } from 'react'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import { Button, Notice, RadioGroup, Section, TextArea, Toolbar } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { closeProtocol, type Protocol } from '../protocol.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface FormProps {
  protocol: Protocol
  onDone: () => void
}

function Ask({ protocol, onDone }: FormProps) {
  const { protocol_id, version } = protocol
  const form = useShortForm(closeProtocol, `close ${protocol_id}`, { line_id: newId(), words: '' }, onDone)
  return (
    <Section title={t('safety.close.title')} lead={t(`safety.close.lead.${protocol.closing}`)}>
      <ShortForm
        {...form}
        action={t('safety.close.ask')}
        onSave={() => form.save({ protocol_id, version, answer: 'ask', ...form.answers } as never)}
        onLeave={form.leave}
      >
        <TextArea
          name="words"
          label={t('safety.close.words')}
          isRequired
          rows={4}
          value={form.answers.words}
          onChange={(words) => form.set({ words })}
        />
      </ShortForm>
    </Section>
  )
}

function Answer({ protocol, onDone }: FormProps) {
  const { protocol_id, version } = protocol
  const form = useShortForm(
    closeProtocol,
    `agree ${protocol_id}`,
    { line_id: newId(), answer: 'agree', words: '' },
    onDone,
  )
  const { answer, words } = form.answers
  return (
    <Section
      title={t('safety.close.answer_title')}
      lead={t('safety.close.answer_lead', { name: protocol.close_asked_name ?? '' })}
    >
      <ShortForm
        {...form}
        action={t('safety.close.answer_do')}
        onSave={() => form.save({ protocol_id, version, ...form.answers } as never)}
        onLeave={form.leave}
      >
        <RadioGroup
          label={t('safety.close.answer_label')}
          options={choices(['agree', 'refuse'], 'safety.close')}
          value={answer}
          onChange={(next) => form.set({ answer: next })}
        />
        <TextArea
          name="words"
          label={t('safety.close.answer_words')}
          isRequired={answer === 'refuse'}
          rows={3}
          value={words}
          onChange={(text) => form.set({ words: text })}
        />
      </ShortForm>
    </Section>
  )
}

export function CloseProtocol({ protocol }: { protocol: Protocol }) {
  const [closing, setClosing] = useState(false)
  const { actor } = useSession()
  const stop = () => setClosing(false)
  if (protocol.close_asked_by === actor.staff_id && !protocol.closed_at)
    return <Notice>{t('safety.close.waits')}</Notice>
  if (protocol.may.answer_close && closing) return <Answer protocol={protocol} onDone={stop} />
  if (protocol.may.ask_close && closing) return <Ask protocol={protocol} onDone={stop} />
  if (!protocol.may.answer_close && !protocol.may.ask_close) return null
  return (
    <Toolbar>
      <Button icon="lock" onPress={() => setClosing(true)}>
        {t(protocol.may.answer_close ? 'safety.close.answer_title' : 'safety.close.title')}
      </Button>
    </Toolbar>
  )
}
