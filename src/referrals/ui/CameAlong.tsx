// A file that came from another house, as the house sees it that leads it now: from where, what came along, what may be
// read there still. Whoever leads says once that they read it.
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, Facts, LinkButton, Notice, Section } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { confirmArrival, readCameAlong } from '../transfer.ts'
import { sectionNames } from './Basis.tsx'

/** What a worker would look for, in the words of the desk; parts of these are not counted apart. */
const counted = [
  'note',
  'goal',
  'plan_action',
  'assessment',
  'document',
  'exclusion',
  'related_person',
  'alert',
  'proceeding',
  'matter',
  'law_event',
  'money_claim',
  'appointment',
]

export function CameAlong({ file }: { file: CaseFile }) {
  const found = useGet(readCameAlong, { case_id: file.case_id })
  const confirm = useWrite(confirmArrival, { invalidates: [readCameAlong, openFile] })
  const came = found.data?.came
  if (!came) return null
  const kinds = counted.filter((kind) => (came.came[kind] ?? 0) > 0)
  return (
    <Section
      title={t('referrals.came_title')}
      lead={t('referrals.came_from', {
        house: isolate(came.from_name),
        day: day(came.accepted_at.slice(0, 10), 'long'),
      })}
    >
      {came.consent_ended_at && (
        <Notice tone="warning">
          {t('referrals.came_withdrawn', { day: day(came.consent_ended_at.slice(0, 10), 'long') })}
        </Notice>
      )}
      <Facts
        items={[
          { label: t('referrals.went_for_good'), value: sectionNames(came.sections) },
          ...(kinds.length > 0
            ? [
                {
                  label: t('referrals.came_what'),
                  value: kinds.map((kind) => t(`referrals.came.${kind}`, { count: came.came[kind] ?? 0 })).join(' · '),
                },
              ]
            : []),
          ...(came.read_case_id && came.read_until
            ? [
                {
                  label: t('referrals.came_reads'),
                  value: t('referrals.came_reads_until', {
                    sections: sectionNames(came.read_sections),
                    day: day(came.read_until, 'long'),
                  }),
                },
              ]
            : []),
        ]}
      />
      {(came.came.appointment ?? 0) > 0 && <p>{t('referrals.came_appointments')}</p>}
      {confirm.error && <ErrorNotice problem={confirm.error} />}
      <div className="form-actions">
        {!came.read_at && file.may['case.change'] && (
          <Button kind="primary" busy={confirm.isPending} onPress={() => confirm.mutate({ case_id: file.case_id })}>
            {t('referrals.came_read')}
          </Button>
        )}
        {came.read_case_id && (
          <LinkButton href={`/desk/people/${came.read_case_id}`}>{t('referrals.came_open_there')}</LinkButton>
        )}
      </div>
    </Section>
  )
}
