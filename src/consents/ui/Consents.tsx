// What she agreed to share, with whom and until when; and taking it back, which closes what stood on it at once.
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  Chips,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  List,
  ListItem,
  Loaded,
  Name,
  Section,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, list, moment, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Consent, listConsents, withdrawConsent } from '../consent.ts'
import { NewConsent } from './NewConsent.tsx'

const tones: Record<Consent['state'], BadgeTone> = {
  live: 'good',
  later: 'calm',
  ended: 'neutral',
  withdrawn: 'warning',
}

function Detail({ consent }: { consent: Consent }) {
  const { starts_on, ends_on, withdrawn_at } = consent
  return (
    <>
      {t(`consents.purpose.${consent.purpose}`)} ·{' '}
      {withdrawn_at
        ? t('consents.withdrawn_at', { moment: moment(withdrawn_at) })
        : t('consents.from_until', { from: day(starts_on), until: day(ends_on) })}
      <br />
      {t(`consents.given_by.${consent.given_by}`)} · {t(`consents.how.${consent.how}`)} ·{' '}
      {languageName(consent.language)}
      {consent.with_interpreter && <> · {t('consents.with_interpreter')}</>}
      <Chips label={t('consents.sections')} items={consent.sections.map((each) => t(`access.section.${each}`))} />
      {consent.for_good.length > 0 && (
        <p>
          {t('consents.goes_for_good', { sections: list(consent.for_good.map((each) => t(`access.section.${each}`))) })}
        </p>
      )}
    </>
  )
}

function Withdraw({ file, consent, onClose }: { file: CaseFile; consent: Consent; onClose: () => void }) {
  const withdraw = useWrite(withdrawConsent, { invalidates: [listConsents, openFile, readTimeline] })
  return (
    <ConfirmDialog
      isOpen
      danger
      title={t('consents.withdraw_title')}
      action={t('consents.withdraw')}
      busy={withdraw.isPending}
      onClose={onClose}
      onConfirm={() =>
        withdraw.mutate(
          { case_id: file.case_id, consent_id: consent.consent_id },
          {
            onSuccess: () => {
              toast(t('consents.withdrawn'))
              onClose()
            },
          },
        )
      }
    >
      {withdraw.error && <ErrorNotice problem={withdraw.error} />}
      <p>{t('consents.withdraw_what', { recipient: isolate(consent.recipient_name) })}</p>
      {consent.for_good.length > 0 && <p>{t('consents.withdraw_for_good')}</p>}
      <p>{t('consents.withdraw_not')}</p>
    </ConfirmDialog>
  )
}

export function Consents({ file, today }: { file: CaseFile; today: string }) {
  const consents = useGet(listConsents, { case_id: file.case_id })
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Consent | null>(null)
  const mayRecord = file.may['consents.record']
  const start = mayRecord && !adding && (
    <Button icon="add" kind="primary" onPress={() => setAdding(true)}>
      {t('consents.new')}
    </Button>
  )
  return (
    <Stack>
      {adding && <NewConsent file={file} today={today} onDone={() => setAdding(false)} />}
      <Section title={t('consents.title')} lead={t('consents.lead')} actions={start}>
        <Loaded of={consents}>
          {({ consents: all }) =>
            all.length === 0 ? (
              <EmptyState icon="shield" title={t('consents.empty')}>
                {t('consents.empty_why')}
              </EmptyState>
            ) : (
              <List label={t('consents.title')}>
                {all.map((consent) => (
                  <ListItem
                    key={consent.consent_id}
                    icon="shield"
                    title={<Name>{consent.recipient_name}</Name>}
                    detail={<Detail consent={consent} />}
                    aside={
                      <>
                        <Badge tone={tones[consent.state]}>{t(`consents.state.${consent.state}`)}</Badge>
                        {file.may['consents.withdraw'] && ['live', 'later'].includes(consent.state) && (
                          <Button small onPress={() => setLeaving(consent)}>
                            {t('consents.withdraw')}
                          </Button>
                        )}
                      </>
                    }
                  />
                ))}
              </List>
            )
          }
        </Loaded>
      </Section>
      {leaving && <Withdraw file={file} consent={leaving} onClose={() => setLeaving(null)} />}
    </Stack>
  )
}
