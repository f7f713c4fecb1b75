// How the plan stands: a draft, or agreed with her and when; what a supervisor answered; and the ways to agree it, to look
// at versions side by side, and to take it out on paper.
import { lazy, Suspense, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Button, Loaded, Notice, Section } from '#kit/ui/index.ts'
import { day, moment, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { Goal } from '../plan.ts'
import { readVersions, type VersionHead } from '../version.ts'
import { ShortHash } from './ShortHash.tsx'

const Agree = lazy(async () => ({ default: (await import('./AgreeDialog.tsx')).AgreeDialog }))
const Versions = lazy(async () => ({ default: (await import('./VersionsDialog.tsx')).VersionsDialog }))
const Paper = lazy(async () => ({ default: (await import('./PaperDialog.tsx')).PaperDialog }))

interface Props {
  file: CaseFile
  goals: Goal[]
  /** Of the plan on the screen. */
  mark: string
}
type Standing = ReplyOf<typeof readVersions>

function AgreedLine({ version }: { version: VersionHead }) {
  const { number, agreed_on, how, language, copy, hash } = version
  return (
    <>
      <p>
        {t(`plans.agreed.${how}`, { number, day: day(agreed_on, 'long'), language: languageName(language) })}{' '}
        {t(`plans.copy.${copy}`)}
      </p>
      <p className="plan-soft">
        {t('plans.hash')} <ShortHash hash={hash} />
      </p>
    </>
  )
}

function Answered({ version }: { version: VersionHead }) {
  const { nameOf } = useColleagues()
  const [answer] = version.approvals
  if (!answer) return <p className="plan-soft">{t('plans.approval.none')}</p>
  const values = { name: nameOf(answer.answered_by), at: moment(answer.answered_at), count: answer.sections.length }
  return (
    <>
      <p>
        <Badge tone={answer.answer === 'approved' ? 'good' : 'warning'}>{t(`plans.approval.${answer.answer}`)}</Badge>{' '}
        {t('plans.approval.by', values)}
      </p>
      {answer.words && <p dir="auto">{answer.words}</p>}
    </>
  )
}

const tones = { none: 'neutral', draft: 'warning', agreed: 'good' } as const

function State({ state, since, versions }: Standing) {
  const [latest] = versions
  const { new: added, changed, dropped, reached } = since
  const differs = latest && added + changed + dropped + reached > 0
  return (
    <div className="plan-lines">
      <p>
        <Badge tone={tones[state]}>{t(`plans.state.${state}`, { number: (latest?.number ?? 0) + 1 })}</Badge>
      </p>
      {!latest && <p>{t('plans.state.none_why')}</p>}
      {latest && <AgreedLine version={latest} />}
      {differs && <p>{t('plans.since', { added, changed, dropped, reached })}</p>}
      {latest && <Answered version={latest} />}
    </div>
  )
}

type Open = 'agree' | 'versions' | 'paper' | null

export function Agreed({ file, goals, mark }: Props) {
  const standing = useGet(readVersions, { case_id: file.case_id }, { staleMs: 0 })
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const hasGoals = goals.some(({ status }) => status === 'open' || status === 'waiting')
  return (
    <Section title={t('plans.agreed.title')}>
      <Loaded of={standing}>
        {(found) => {
          const { versions, may_agree, may_approve, state } = found
          const [latest] = versions
          const waits = may_approve && latest && latest.approvals.length === 0
          return (
            <>
              {waits && (
                <Notice>
                  <span>{t('plans.approval.waits', { number: latest.number })}</span>{' '}
                  <Button small kind="primary" icon="check" onPress={() => setOpen('versions')}>
                    {t('plans.approval.look')}
                  </Button>
                </Notice>
              )}
              <State {...found} />
              <p className="goal-actions">
                {may_agree && hasGoals && state !== 'agreed' && (
                  <Button small kind="primary" icon="check" onPress={() => setOpen('agree')}>
                    {t('plans.agree.open')}
                  </Button>
                )}
                {(latest || hasGoals) && file.may['plan.write'] && (
                  <Button small icon="download" onPress={() => setOpen('paper')}>
                    {t('plans.paper.open')}
                  </Button>
                )}
                {latest && (
                  <Button small kind="quiet" icon="note" onPress={() => setOpen('versions')}>
                    {t('plans.versions.open')}
                  </Button>
                )}
              </p>
              <Suspense>
                {open === 'agree' && (
                  <Agree file={file} mark={mark} number={(latest?.number ?? 0) + 1} onClose={close} />
                )}
                {open === 'versions' && <Versions file={file} standing={found} onClose={close} />}
                {open === 'paper' && (
                  <Paper file={file} goals={goals} latest={state === 'agreed' ? latest : undefined} onClose={close} />
                )}
              </Suspense>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
