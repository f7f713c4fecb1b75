// What passed between the reporter and the desk since then.
import { Prose, Section, Timeline } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Report } from '../report.ts'

export function Since({ report }: { report: Report }) {
  return (
    <Section title={t('reports.since')}>
      <Timeline
        label={t('reports.since')}
        entries={report.messages.map((message) => ({
          id: message.message_id,
          when: day(message.written_on, 'long'),
          at: message.written_on,
          title: t(`reports.message.${message.direction}`),
          body: message.text === null ? t('reports.answer_is_sealed') : <Prose>{message.text}</Prose>,
        }))}
      />
    </Section>
  )
}
