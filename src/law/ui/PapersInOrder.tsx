// Papers in the order in which a person gets them: what she has, what comes next, what it waits for, who holds the original,
// and what may be left out where asking for it would be dangerous.
import type { CaseFile } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  ErrorNotice,
  Icon,
  type IconName,
  Loaded,
  Notice,
  Section,
  Stack,
} from '#kit/ui/index.ts'
import { day, eitherOf, list, t } from '#language/here.ts'
import { keepLawFile, type LawFile, readLaw } from '../law-file.ts'
import { type PaperState, readPapers, type StepNow } from '../papers.ts'
import './law-papers.css'

const toneOf: Record<PaperState, BadgeTone> = {
  ...{ done: 'good', expiring: 'warning', ended: 'danger', given: 'warning', next: 'calm' },
  ...{ waits: 'neutral', not_shown: 'neutral', to_know: 'neutral' },
}
const iconOf: Record<PaperState, IconName> = {
  ...{ done: 'check', expiring: 'clock', ended: 'warning', given: 'file', next: 'forward' },
  ...{ waits: 'clock', not_shown: 'lock', to_know: 'info' },
}

const titleOf = (code: string): string => t(`law.paper.${code}.title`)
/** Any of them will do. */
const papersOf = (codes: readonly string[]): string => eitherOf(codes.map((code) => t(`documents.type.${code}`)))

/** What is said of the paper itself: its days, who has it, what of it is not written down yet. */
function Of({ step }: { step: StepNow }) {
  const lines = [
    step.state === 'given' && step.given_on && t('law.papers.given_on', { day: day(step.given_on, 'long') }),
    step.expires_on && t('law.papers.until', { day: day(step.expires_on, 'long') }),
    step.held_by && !step.alarm && t('law.papers.held', { who: t(`documents.held_by.${step.held_by}`) }),
    step.lacks.length > 0 &&
      t('law.papers.lacks', { what: list(step.lacks.map((what) => t(`law.papers.lack.${what}`))) }),
    step.waits_for.length > 0 && t('law.papers.waits_for', { what: list(step.waits_for.map(titleOf)) }),
  ].filter((line) => typeof line === 'string')
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {step.alarm && (
        <Notice tone={step.alarm === 'never' ? 'danger' : 'warning'}>
          {t(`law.papers.alarm.${step.alarm}`, { who: t(`documents.held_by.${step.held_by}`) })}
        </Notice>
      )}
    </>
  )
}

function Asks({ asks }: Pick<StepNow, 'asks'>) {
  return (
    <ul className="law-papers-asks">
      {asks.map(({ documents, have, not_shown, dangerous, may_be_waived }) => (
        <li key={documents.join()}>
          <Icon name={have ? 'check' : not_shown ? 'lock' : dangerous ? 'warning' : 'file'} size={16} />
          <span>
            {t(have ? 'law.papers.ask_has' : not_shown ? 'law.papers.ask_not_shown' : 'law.papers.ask', {
              what: papersOf(documents),
            })}
            {may_be_waived && (
              <small>
                {t(dangerous ? 'law.papers.waived' : 'law.papers.may_be_waived', { article: may_be_waived.article })}
              </small>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** What is asked for matters when it can be asked for; of what waits only what somebody marked as a danger. */
const asksNow = ({ state, asks }: StepNow): StepNow['asks'] => {
  if (state === 'waits') return asks.filter(({ dangerous }) => dangerous)
  return state === 'next' || state === 'expiring' || state === 'ended' ? asks : []
}
const quiet: readonly PaperState[] = ['done', 'waits', 'not_shown']

function Step({ step }: { step: StepNow }) {
  const asks = asksNow(step)
  return (
    <li className={`law-papers-step law-papers-${step.state}`}>
      <span className="law-papers-mark">
        <Icon name={iconOf[step.state]} size={16} />
      </span>
      <div className="law-papers-words">
        <h3>
          {titleOf(step.code)} <Badge tone={toneOf[step.state]}>{t(`law.papers.state.${step.state}`)}</Badge>
        </h3>
        {!quiet.includes(step.state) && <p className="law-quiet">{t(`law.paper.${step.code}.means`)}</p>}
        <Of step={step} />
        {asks.length > 0 && <Asks asks={asks} />}
        <p className="law-papers-source">
          {[
            step.authority && t(`law.authority.${step.authority}`),
            // What is only to be known comes from practice: no article says it.
            step.state !== 'to_know' && step.article,
            step.verify && t('law.papers.verify'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}

/** The mark of the file that asking for her passport would be dangerous. */
function Danger({ case_id, of, dangerous }: { case_id: string; of: LawFile; dangerous: boolean }) {
  const keep = useWrite(keepLawFile, { invalidates: [readLaw, readPapers] })
  const { jurisdictions, province, town, circumstances, version } = of
  const mark = () =>
    keep.mutate({
      ...{ case_id, version, jurisdictions, province, town },
      circumstances: { ...circumstances, passport_dangerous: !dangerous },
    })
  return (
    <>
      {keep.error && <ErrorNotice problem={keep.error} />}
      <Button small icon="warning" busy={keep.isPending} onPress={mark}>
        {t(dangerous ? 'law.papers.danger_off' : 'law.papers.danger_on')}
      </Button>
    </>
  )
}

export function PapersInOrder({ file }: { file: CaseFile }) {
  const { case_id } = file
  const found = useGet(readPapers, { case_id })
  const law = useGet(readLaw, { case_id })
  return (
    <Loaded of={found}>
      {({ order, may }) => {
        if (!order) return <Notice>{t('law.papers.none')}</Notice>
        const dangerous = order.steps.some(({ asks }) => asks.some((each) => each.dangerous))
        const has = order.steps.filter(({ state }) => state === 'done' || state === 'expiring').length
        return (
          <Section
            title={t('law.papers.title')}
            lead={t('law.papers.lead', { has, all: order.steps.filter(({ state }) => state !== 'to_know').length })}
            actions={may.write && law.data && <Danger case_id={case_id} of={law.data.file} dangerous={dangerous} />}
          >
            <Stack>
              {dangerous && <Notice tone="warning">{t('law.papers.danger')}</Notice>}
              <ol className="law-papers">
                {order.steps.map((step) => (
                  <Step key={step.code} step={step} />
                ))}
              </ol>
              {order.reviewed_by === null && <p className="law-quiet">{t('law.papers.not_reviewed')}</p>}
            </Stack>
          </Section>
        )
      }}
    </Loaded>
  )
}
