// The decision on a report: how urgent it is, who is on it, or why it ends here.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, ConflictDialog, Form, FormActions, RadioGroup, Section, Select, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { ClosedBecause, listReports, openReport, type Report, ReportStatus, triageReport, Urgency } from '../report.ts'
import { oneStatusText, urgencyText } from './report-words.ts'

/** What a `stale` conflict brings along: the report as the other person left it. */
type Current = Pick<Report, 'version' | 'status' | 'urgency' | 'closed_because'>

type Choice = { status: ReportStatus; urgency: Urgency; closed_because: ClosedBecause | null }

const statuses = ReportStatus.exclude(['file_opened']).options

export function TriageForm({ report }: { report: Report }) {
  const { report_id, version } = report
  const [choice, setChoice] = useState<Choice>({
    status: report.status === 'new' ? 'in_triage' : report.status,
    urgency: report.urgency ?? report.suggested.urgency,
    closed_because: report.closed_because,
  })
  const save = useWrite(triageReport, { invalidates: [openReport, listReports] })
  const stale = save.error?.key === 'stale' ? (save.error.details.current as Current) : undefined
  const submit = (wanted: Choice, of: number) => {
    const { status, urgency, closed_because } = wanted
    // A report that became a file stays one; what can still change is how urgent it is.
    const change = status === 'file_opened' ? {} : { status, ...(status === 'closed' && { closed_because }) }
    const saved = () => toast(t('reports.triage_saved'))
    save.mutate({ report_id, version: of, urgency, ...change }, { onSuccess: saved })
  }
  const resolve = (now: Current, which: Record<string, 'mine' | 'theirs'>) => {
    const theirStatus = which.status === 'theirs' || now.status === 'file_opened'
    const wanted: Choice = {
      status: theirStatus ? now.status : choice.status,
      urgency: which.urgency === 'theirs' ? (now.urgency ?? choice.urgency) : choice.urgency,
      closed_because: theirStatus ? now.closed_because : choice.closed_because,
    }
    setChoice(wanted)
    submit(wanted, now.version)
  }
  return (
    <Section title={t('reports.triage')}>
      {stale && (
        <ConflictDialog
          isOpen
          fields={[
            {
              name: 'urgency',
              label: t('reports.urgency'),
              mine: urgencyText(choice.urgency),
              theirs: stale.urgency ? urgencyText(stale.urgency) : t('reports.not_said'),
            },
            {
              name: 'status',
              label: t('reports.what_becomes_of_it'),
              mine: oneStatusText(choice.status),
              theirs: oneStatusText(stale.status),
            },
          ].filter(({ mine, theirs }) => mine !== theirs)}
          onResolve={(which) => resolve(stale, which)}
          onClose={save.reset}
        />
      )}
      <Form problem={stale ? null : save.error} onSubmit={() => submit(choice, version)}>
        <RadioGroup
          label={t('reports.urgency')}
          value={choice.urgency}
          options={Urgency.options.map((id) => ({ id, label: urgencyText(id) }))}
          onChange={(urgency) => setChoice({ ...choice, urgency: urgency as Urgency })}
        />
        {choice.status !== 'file_opened' && (
          <Select
            label={t('reports.what_becomes_of_it')}
            value={choice.status}
            options={statuses.map((id) => ({ id, label: oneStatusText(id) }))}
            onChange={(status) => setChoice({ ...choice, status: status as ReportStatus })}
          />
        )}
        {choice.status === 'closed' && (
          <Select
            label={t('reports.closed_because')}
            isRequired
            value={choice.closed_because}
            options={ClosedBecause.options.map((id) => ({ id, label: t(`reports.because.${id}`) }))}
            onChange={(because) => setChoice({ ...choice, closed_because: because as ClosedBecause })}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('reports.save_triage')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
