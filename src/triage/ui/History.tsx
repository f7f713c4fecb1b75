// Every decision on a report in its order, and what of it was passed on, to whom and on which basis.
import { Facts, Section, Stack, Timeline } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import type { Pass } from '../pass-kinds.ts'
import type { Report } from '../report.ts'

const whom = (pass: Pass): string =>
  pass.outside ? [t(`reports.outside.${pass.outside}`), pass.record.to_whom].filter(Boolean).join(': ') : pass.to_name

function Passed({ pass }: { pass: Pass }) {
  return (
    <Facts
      items={[
        { label: t('reports.passed_to'), value: <bdi>{whom(pass)}</bdi> },
        { label: t('reports.legal_basis'), value: t(`codes.legal_bases.${pass.legal_basis}`) },
        { label: t('reports.wish_of_reporter'), value: t(`reports.passing.${pass.wish}`) },
        {
          label: t('reports.shared'),
          value:
            pass.shared.length > 0
              ? list(pass.shared.map((part) => t(`reports.part.${part}`)))
              : t('reports.nothing_of_it'),
        },
        ...(pass.record.why_basis ? [{ label: t('reports.why_basis'), value: pass.record.why_basis }] : []),
        ...(pass.record.note ? [{ label: t('reports.pass_note'), value: pass.record.note }] : []),
        ...(pass.taken ? [{ label: t('reports.their_answer'), value: t(`reports.taken.${pass.taken}`) }] : []),
        ...(pass.ended_on ? [{ label: t('reports.pass_ended'), value: day(pass.ended_on) }] : []),
      ]}
    />
  )
}

export function History({ report }: { report: Report }) {
  if (report.decisions.length === 0) return null
  return (
    <Section title={t('reports.history')}>
      <Stack>
        <Timeline
          label={t('reports.history')}
          entries={report.decisions.map((decision) => {
            const pass =
              decision.kind === 'passed_on' && report.passes.find(({ pass_id }) => pass_id === decision.pass_id)
            return {
              id: decision.decision_id,
              when: day(decision.decided_on, 'long'),
              at: decision.decided_on,
              title: t(`reports.decided.${decision.kind}`),
              who: decision.decided_by_name,
              body: (
                <>
                  {decision.reason && <p dir="auto">{decision.reason}</p>}
                  {pass && <Passed pass={pass} />}
                </>
              ),
            }
          })}
        />
      </Stack>
    </Section>
  )
}
