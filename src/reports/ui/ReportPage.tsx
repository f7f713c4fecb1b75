// One report: what somebody wrote, how urgent it looks and why, and what is done about it.
import { useParams } from '@tanstack/react-router'
import { useGet } from '#gate/query.ts'
import {
  Badge,
  Columns,
  Facts,
  LinkButton,
  Loaded,
  Notice,
  PageHeader,
  Prose,
  Section,
  Stack,
  Timeline,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { openReport, type Report } from '../report.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { languageText, oneStatusText, statusTone, urgencyText, urgencyTone } from './report-words.ts'
import { TriageForm } from './TriageForm.tsx'

function Words({ report }: { report: Report }) {
  const { body } = report
  const said = (key: string, code: string | null) => (code ? t(`reports.${key}.${code}`) : t('reports.not_said'))
  const languages = body.languages_of_the_person.map(languageText)
  const speaks = languages.length > 0 ? list(languages) : t('reports.not_said')
  return (
    <Section title={t('reports.what_happened')}>
      <Prose>{body.what_happened}</Prose>
      <Facts
        items={[
          { label: t('reports.where'), value: body.where ? <Prose>{body.where}</Prose> : t('reports.not_said') },
          { label: t('reports.danger_now'), value: said('doubt', body.danger_now) },
          { label: t('reports.minors'), value: said('doubt', body.minors) },
          { label: t('reports.who'), value: said('who', body.who_is_at_risk) },
          { label: t('reports.speaks'), value: speaks },
          { label: t('reports.role'), value: said('role', body.reporter_role) },
          { label: t('reports.wish'), value: t(`reports.wish.${body.contact_wish}`) },
        ]}
      />
      {body.contact_how && (
        <Notice tone="warning">
          <p>{t('reports.contact_how')}</p>
          <Prose>{body.contact_how}</Prose>
        </Notice>
      )}
    </Section>
  )
}

function Since({ report }: { report: Report }) {
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

function Suggestion({ report }: { report: Report }) {
  const { urgency, reasons } = report.suggested
  return (
    <Section title={t('reports.suggested')} lead={t('reports.suggested_lead')}>
      <p>
        <Badge tone={urgencyTone[urgency]}>{urgencyText(urgency)}</Badge>
      </p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{t(`reports.reason.${reason}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

function Opened({ report }: { report: Report }) {
  const file = report.case_id ? `/desk/people/${report.case_id}` : `/desk/people/new?report=${report.report_id}`
  return (
    <Stack>
      <PageHeader
        title={t('reports.received', { date: day(report.received_on, 'long') })}
        lead={t('reports.written_in', { language: languageText(report.language) })}
        back={{ href: '/desk/reports', label: t('reports.title') }}
        marks={<Badge tone={statusTone[report.status]}>{oneStatusText(report.status)}</Badge>}
        actions={
          <LinkButton kind="primary" href={file}>
            {t(report.case_id ? 'reports.to_the_file' : 'reports.open_a_file')}
          </LinkButton>
        }
      />
      <Columns
        aside={
          <Stack>
            <Suggestion report={report} />
            <TriageForm report={report} />
          </Stack>
        }
      >
        <Stack>
          <Words report={report} />
          {report.messages.length > 0 && <Since report={report} />}
          <AnswerForm report={report} />
        </Stack>
      </Columns>
    </Stack>
  )
}

export function ReportPage() {
  const { report_id } = useParams({ strict: false }) as { report_id?: string }
  // Each reading is an opening in the journal: it is not read again because a window was looked at.
  const found = useGet(openReport, report_id ? { report_id } : null, { staleMs: Number.POSITIVE_INFINITY })
  return <Loaded of={found}>{(report) => <Opened key={report.report_id} report={report} />}</Loaded>
}
