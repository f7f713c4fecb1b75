// What was answered before it was broken off: read as it was left, without a number.
import { useGet } from '#gate/query.ts'
import { Dialog, Facts, Loaded, Notice } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readSitting } from '../sitting.ts'
import { type Form, hereWorded, itemWords, sayAnswer, useForm } from './form-words.ts'

interface Props {
  case_id: string
  sitting_id: string
  title: string
  onClose: () => void
}

export function StoppedDialog({ case_id, sitting_id, title, onClose }: Props) {
  const found = useGet(readSitting, { case_id, sitting_id })
  const { instrument, instrument_version: version } = found.data ?? {}
  const form = useForm(instrument && version ? { instrument, version, language: hereWorded(), official: null } : null)
  const facts = (words: Form, answers: Record<string, string | null>) =>
    Object.entries(answers).map(([code, answer]) => ({
      label: itemWords(words, code),
      value: <span dir="auto">{sayAnswer(words, code, answer)}</span>,
    }))
  return (
    <Dialog isOpen wide onClose={onClose} title={title}>
      <Loaded of={found}>
        {({ answers, taken_on, stopped_because }) => (
          <>
            <Notice>{t('instruments.stopped_on', { day: day(taken_on, 'long') })}</Notice>
            {stopped_because && <p dir="auto">{stopped_because}</p>}
            <Loaded of={form}>{(words) => <Facts items={facts(words, answers)} />}</Loaded>
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
