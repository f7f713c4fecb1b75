// Something frightening was told or seen: what it is about and what was said, and the protocol is open.
import { newId } from '#kit/id.ts'
import { RadioGroup, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type ProtocolKind, protocolKinds, tellProtocol } from '../protocol.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

export function TellProtocol({ case_id, onDone }: { case_id: string; onDone: () => void }) {
  const form = useShortForm(
    tellProtocol,
    `protocol ${case_id}`,
    { protocol_id: newId(), kind: 'self_harm' as ProtocolKind, words: '' },
    onDone,
    'safety.protocol.opened',
  )
  const { answers, set } = form
  return (
    <ShortForm
      {...form}
      action={t('safety.tell.open')}
      onSave={() => form.save({ case_id, ...answers } as never)}
      onLeave={form.leave}
    >
      <RadioGroup
        label={t('safety.tell.kind')}
        options={choices(protocolKinds, 'safety.kind')}
        value={answers.kind}
        onChange={(kind) => set({ kind: kind as ProtocolKind })}
      />
      <TextArea
        name="words"
        label={t('safety.tell.words')}
        description={t('safety.tell.words_why')}
        isRequired
        rows={4}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
    </ShortForm>
  )
}
