// The versions that were agreed, each beside the one before; a supervisor reads here what they approve, with its hash.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Dialog, Facts, Loaded, Notice, Select, Stack } from '#kit/ui/index.ts'
import { day, moment, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readVersion, type readVersions, type VersionHead } from '../version.ts'
import { ApprovalForm } from './ApprovalForm.tsx'
import { Compare } from './Compare.tsx'
import { ShortHash } from './ShortHash.tsx'

interface Props {
  file: CaseFile
  standing: ReplyOf<typeof readVersions>
  onClose: () => void
}

function Agreement({ version }: { version: VersionHead }) {
  const { nameOf } = useColleagues()
  const { agreed_on, how, language, interpreter, interpreter_who, copy, disagreed, agreed_by, hash } = version
  const interpreted = [t(`plans.interpreter.${interpreter}`), interpreter_who].filter(Boolean).join(': ')
  return (
    <>
      <Facts
        items={[
          { label: t('plans.agree.on'), value: `${day(agreed_on, 'long')}, ${t(`plans.how.${how}`)}` },
          { label: t('plans.agree.language'), value: languageName(language) },
          { label: t('plans.agree.interpreter'), value: <bdi dir="auto">{interpreted}</bdi> },
          { label: t('plans.agree.copy'), value: t(`plans.copy_choice.${copy}`) },
          { label: t('plans.agree.by'), value: <bdi dir="auto">{nameOf(agreed_by)}</bdi> },
          { label: t('plans.hash'), value: <ShortHash hash={hash} /> },
        ]}
      />
      {disagreed && (
        <div className="goal-why">
          <small>{t('plans.agree.disagreed')}</small>
          <p dir="auto">{disagreed}</p>
        </div>
      )}
    </>
  )
}

function Approvals({ version }: { version: VersionHead }) {
  const { nameOf } = useColleagues()
  return (
    <div className="plan-lines">
      {version.approvals.map(({ approval_id, answer, answered_by, answered_at, sections, words, hash }) => (
        <p key={approval_id}>
          <Badge tone={answer === 'approved' ? 'good' : 'warning'}>{t(`plans.approval.${answer}`)}</Badge>{' '}
          {t('plans.approval.by', { name: nameOf(answered_by), at: moment(answered_at), count: sections.length })}{' '}
          <ShortHash hash={hash} />
          {words && (
            <span className="step-hers" dir="auto">
              {words}
            </span>
          )}
        </p>
      ))}
    </div>
  )
}

interface OneProps {
  file: CaseFile
  number: number
  /** Whether this reader may answer to it as a supervisor. */
  answers: boolean
}

function OneVersion({ file, number, answers }: OneProps) {
  const found = useGet(readVersion, { case_id: file.case_id, number }, { staleMs: 0 })
  return (
    <Loaded of={found}>
      {({ version, before, goals, without, intact }) => (
        <Stack>
          {version && <Agreement version={version} />}
          {!intact && <Notice tone="danger">{t('plans.not_intact')}</Notice>}
          {version && version.approvals.length > 0 && <Approvals version={version} />}
          <Compare
            goals={goals}
            without={without}
            before={before ? t('plans.versions.number', { number: before.number }) : null}
            after={version ? t('plans.versions.number', { number: version.number }) : t('plans.versions.today')}
          />
          {answers && intact && version && <ApprovalForm file={file} version={version} />}
        </Stack>
      )}
    </Loaded>
  )
}

export function VersionsDialog({ file, standing, onClose }: Props) {
  const { versions, state, may_approve } = standing
  const latest = versions[0]?.number ?? 0
  const [number, setNumber] = useState(latest)
  const options = [
    ...(state === 'draft' ? [{ id: '0', label: t('plans.versions.today') }] : []),
    ...versions.map((each) => ({
      id: String(each.number),
      label: t('plans.versions.of', { number: each.number, day: day(each.agreed_on, 'short') }),
    })),
  ]
  return (
    <Dialog isOpen onClose={onClose} title={t('plans.versions.title')} wide>
      <Stack>
        {options.length > 1 && (
          <Select
            label={t('plans.versions.which')}
            width="short"
            options={options}
            value={String(number)}
            onChange={(next) => setNumber(Number(next))}
          />
        )}
        <OneVersion file={file} number={number} answers={may_approve && number === latest} />
      </Stack>
    </Dialog>
  )
}
