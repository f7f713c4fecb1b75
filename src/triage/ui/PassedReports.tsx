// Reports another organisation passed to this one: the parts that were passed, on which basis, and the answer to it.
import { usePages } from '#gate/pages.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, Facts, Loaded, Prose, Section, Stack, toast } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { listPassedReports, type ReceivedReport, takePassedReport } from '../pass.ts'
import { languageText, signText } from './report-words.ts'

function One({ received, onDone }: { received: ReceivedReport; onDone: () => void }) {
  const take = useWrite(takePassedReport)
  const { report, pass_id, version } = received
  const answer = (said: 'taken' | 'not_ours') =>
    take.mutate(
      { pass_id, version, answer: said },
      {
        onSuccess: () => {
          toast(t(`reports.taken.${said}`))
          onDone()
        },
      },
    )
  return (
    <Section
      title={t('reports.passed_from', { name: report.from, date: day(received.passed_on) })}
      actions={received.taken && <Badge tone="good">{t(`reports.taken.${received.taken}`)}</Badge>}
    >
      {report.note && <p dir="auto">{report.note}</p>}
      {report.what_happened && <Prose>{report.what_happened}</Prose>}
      <Facts
        items={[
          { label: t('reports.legal_basis'), value: t(`codes.legal_bases.${received.legal_basis}`) },
          { label: t('reports.wish_of_reporter'), value: t(`reports.passing.${received.wish}`) },
          { label: t('reports.language_of_report'), value: languageText(report.language) },
          ...(report.where ? [{ label: t('reports.where'), value: <Prose>{report.where}</Prose> }] : []),
          ...(report.danger_now
            ? [{ label: t('reports.danger_now'), value: t(`reports.doubt.${report.danger_now}`) }]
            : []),
          ...(report.minors ? [{ label: t('reports.minors'), value: t(`reports.doubt.${report.minors}`) }] : []),
          ...(report.languages_of_the_person.length > 0
            ? [{ label: t('reports.speaks'), value: list(report.languages_of_the_person.map(languageText)) }]
            : []),
          ...(report.signs.length > 0 ? [{ label: t('reports.signs'), value: list(report.signs.map(signText)) }] : []),
          ...(report.contact_how
            ? [{ label: t('reports.contact_how'), value: <Prose>{report.contact_how}</Prose> }]
            : []),
        ]}
      />
      {!received.taken && (
        <div className="form-actions">
          <Button kind="primary" busy={take.isPending} onPress={() => answer('taken')}>
            {t('reports.take_it')}
          </Button>
          <Button busy={take.isPending} onPress={() => answer('not_ours')}>
            {t('reports.not_ours')}
          </Button>
        </div>
      )}
    </Section>
  )
}

export function PassedReports() {
  const { may } = useSession()
  return may['reports.take'] ? <Passed /> : null
}

function Passed() {
  const queue = usePages(listPassedReports, {}, (page) => page.reports)
  return (
    <Loaded of={queue}>
      {(found) =>
        found.length === 0 ? null : (
          <Stack>
            {found.map((received) => (
              <One key={received.pass_id} received={received} onDone={() => void queue.refetch()} />
            ))}
            {queue.more && (
              <Button busy={queue.busy} onPress={queue.more}>
                {t('reports.more')}
              </Button>
            )}
          </Stack>
        )
      }
    </Loaded>
  )
}
