// How a protocol went so far, line by line.
import { type IconName, Name, Prose, Section, Timeline } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import type { Protocol, ProtocolLine } from '../protocol.ts'

const icons: Record<ProtocolLine['what'], IconName> = {
  opened: 'warning',
  again: 'warning',
  taken: 'person',
  handed_on: 'referral',
  step: 'check',
  note: 'note',
  close_asked: 'clock',
  close_refused: 'back',
  closed: 'lock',
}

const titleOf = ({ what, step, state, to_name }: ProtocolLine): string => {
  if (what === 'step' && step && state) return `${t(`safety.step_name.${step}`)} · ${t(`safety.step.${state}`)}`
  return t(`safety.line.${what}`, { name: to_name ?? '' })
}

export function ProtocolLines({ protocol }: { protocol: Protocol }) {
  return (
    <Section title={t('safety.lines.title')}>
      <Timeline
        label={t('safety.lines.title')}
        entries={protocol.lines.map((line) => ({
          id: line.line_id,
          icon: icons[line.what],
          when: moment(line.at),
          at: line.at,
          title: titleOf(line),
          who: <Name>{line.by_name}</Name>,
          ...(line.words && { body: <Prose>{line.words}</Prose> }),
        }))}
      />
    </Section>
  )
}
