// The certificate of an erasure: what, when and by which two people. It can be printed, and names nobody else.
import { useParams } from '@tanstack/react-router'
import { useGet } from '#gate/query.ts'
import { Button, Facts, Loaded, Notice, PageHeader, Section, Stack, Toolbar } from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { type Certificate as Paper, readCertificate } from '../review.ts'
import './leaving.css'

const download = (paper: Paper) => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(paper, null, 2)], { type: 'application/json' }))
  link.download = `${paper.erasure_id}.json`
  link.click()
}

export function Certificate() {
  const { erasure_id } = useParams({ strict: false }) as { erasure_id?: string }
  const found = useGet(readCertificate, erasure_id ? { erasure_id } : null)
  return (
    <>
      <PageHeader title={t('leaving.certificate')} back={{ href: '/desk/retention', label: t('leaving.retention') }} />
      <Loaded of={found}>
        {(paper) => (
          <Stack>
            <Notice tone="good">{t('leaving.certificate_says', { organisation: paper.organisation })}</Notice>
            <Section
              title={t('leaving.what_was_done')}
              actions={
                <Toolbar>
                  <Button onPress={() => window.print()}>{t('leaving.print')}</Button>
                  <Button kind="quiet" onPress={() => download(paper)}>
                    {t('leaving.as_file')}
                  </Button>
                </Toolbar>
              }
            >
              <Facts
                items={[
                  { label: t('leaving.certificate_number'), value: paper.erasure_id },
                  { label: t('leaving.erased_label'), value: day(paper.erased_on, 'long') },
                  { label: t('leaving.asked_by'), value: paper.asked_by },
                  { label: t('leaving.approved_by'), value: paper.approved_by },
                  { label: t('leaving.erasure_reason'), value: t(`leaving.erasure_reason.${paper.reason}`) },
                  { label: t('leaving.years'), value: `${paper.opened_year} – ${paper.closed_year}` },
                  { label: t('leaving.reason'), value: t(`leaving.reason.${paper.closure_reason}`) },
                  {
                    label: t('leaving.gone'),
                    value: t('leaving.gone_counts', {
                      rows: paper.rows_gone,
                      tables: paper.tables,
                      keys: paper.keys_gone,
                    }),
                  },
                  { label: t('leaving.key_gone_by'), value: day(paper.key_gone_by, 'long') },
                  {
                    label: t('leaving.in_journal'),
                    value: paper.journal_sequence
                      ? t('leaving.journal_entry', { number: number(paper.journal_sequence) })
                      : t('leaving.journal_soon'),
                  },
                ]}
              />
              <p className="certificate-hash">{t('leaving.sum', { sum: paper.sha256 })}</p>
            </Section>
            <Notice>{t('leaving.backups_say')}</Notice>
          </Stack>
        )}
      </Loaded>
    </>
  )
}
