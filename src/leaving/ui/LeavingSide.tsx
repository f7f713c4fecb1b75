// The end of an accompaniment, on its side of the file: why it closed, what the person said, what is held, what goes.
import { useState } from 'react'
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, Button, ConfirmDialog, Facts, Loaded, Notice, Section, Stack, Toolbar, toast } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Leaving, readLeaving, reopenFile } from '../leaving.ts'
import { listRetention } from '../review.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { Erasure } from './Erasure.tsx'
import { Holds } from './Holds.tsx'
import { Interview } from './Interview.tsx'
import { OwnCopyDialog } from './OwnCopyDialog.tsx'

export const afterLeaving = [readLeaving, openFile, listFiles, readTimeline, listRetention]

const toneOf = { open: 'calm', kept: 'neutral', upcoming: 'warning', due: 'danger', on_hold: 'warning' } as const

function Kept({ leaving }: { leaving: Leaving }) {
  const { retention } = leaving
  if (!retention) return null
  const longest = retention.sections.filter((each) => each.rule !== null)
  const laws = [...new Set(longest.map((each) => each.ref))].join('; ')
  return (
    <>
      <Facts
        items={[
          {
            label: t('leaving.keep_until'),
            value: retention.keep_until ? day(retention.keep_until, 'long') : t('leaving.no_duty'),
          },
          { label: t('leaving.erase_on'), value: day(retention.erase_on, 'long') },
          ...(laws ? [{ label: t('leaving.because_of'), value: laws }] : []),
        ]}
      />
      {longest.some((each) => !each.reviewed) && <Notice tone="warning">{t('leaving.unreviewed')}</Notice>}
      {!retention.rules_known && <Notice tone="warning">{t('leaving.rules_unknown')}</Notice>}
    </>
  )
}

function Standing({ leaving }: { leaving: Leaving }) {
  const [asking, setAsking] = useState<'close' | 'reopen' | 'copy' | null>(null)
  const reopen = useWrite(reopenFile, { invalidates: afterLeaving })
  const { case_id, version, status, may } = leaving
  const closure = leaving.closures.find((each) => each.reopened_on === null)
  const close = () => setAsking(null)
  return (
    <Section
      title={t('leaving.standing')}
      actions={
        <Toolbar>
          {may['case.change'] && status === 'open' && (
            <Button kind="primary" onPress={() => setAsking('close')}>
              {t('leaving.close')}
            </Button>
          )}
          {may['case.change'] && status === 'closed' && (
            <Button onPress={() => setAsking('reopen')}>{t('leaving.reopen')}</Button>
          )}
          {may['case.copy'] && <Button onPress={() => setAsking('copy')}>{t('leaving.copy.make')}</Button>}
        </Toolbar>
      }
    >
      <p>
        <Badge tone={toneOf[leaving.state]}>{t(`leaving.state.${leaving.state}`)}</Badge>
      </p>
      {status === 'open' && <p>{t('leaving.open_why')}</p>}
      {closure && (
        <Facts
          items={[
            { label: t('leaving.reason'), value: t(`leaving.reason.${closure.reason}`) },
            { label: t('leaving.closed_on'), value: day(closure.closed_on, 'long') },
            ...(closure.tries ? [{ label: t('leaving.tries'), value: String(closure.tries) }] : []),
            ...(closure.left_open ? [{ label: t('leaving.left_open'), value: String(closure.left_open) }] : []),
          ]}
        />
      )}
      <Kept leaving={leaving} />
      {asking === 'close' && <CloseDialog leaving={leaving} onClose={close} />}
      {asking === 'copy' && <OwnCopyDialog case_id={case_id} onClose={close} />}
      <ConfirmDialog
        isOpen={asking === 'reopen'}
        onClose={close}
        title={t('leaving.reopen')}
        action={t('leaving.reopen')}
        busy={reopen.isPending}
        onConfirm={() =>
          reopen.mutate(
            { case_id, version },
            {
              onSuccess: () => {
                close()
                toast(t('leaving.reopened'))
              },
            },
          )
        }
      >
        {t('leaving.reopen_why')}
      </ConfirmDialog>
    </Section>
  )
}

export function LeavingSide({ file, today }: { file: CaseFile; today: string }) {
  const found = useGet(readLeaving, { case_id: file.case_id })
  return (
    <Loaded of={found}>
      {(leaving) => (
        <Stack>
          <Standing leaving={leaving} />
          {file.sections.includes('story') && (
            <Interview leaving={leaving} today={today} mayWrite={file.writes.includes('story')} />
          )}
          <Holds leaving={leaving} today={today} />
          <Erasure leaving={leaving} />
        </Stack>
      )}
    </Loaded>
  )
}
