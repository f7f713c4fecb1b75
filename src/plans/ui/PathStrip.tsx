// Where she is on a programme path, in one strip: what is behind, where she is, what comes; and what of the next step is in
// place, missing or unknown. It opens for whoever decides, and for whoever wants to see how it came about.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, Loaded, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readPath, type ToldPath } from '../path.ts'
import { Checks } from './Checks.tsx'
import { PathDialog } from './PathDialog.tsx'
import { pathName, stepName } from './path-words.ts'

type Found = ReplyOf<typeof readPath>

const counted = (checks: { standing: string }[]) => {
  const many = (standing: string) => checks.filter((each) => each.standing === standing).length
  return { met: many('met'), missing: many('missing'), unknown: many('unknown') }
}

function Steps({ path, here }: { path: ToldPath; here: string }) {
  const place = path.steps.findIndex(({ code }) => code === here)
  return (
    <ol className="path-steps" aria-label={pathName(path.id)}>
      {path.steps.map(({ code }, each) => (
        <li
          key={code}
          className={`path-step ${each < place ? 'path-behind' : each === place ? 'path-here' : ''}`}
          {...(each === place && { 'aria-current': 'step' as const })}
        >
          {stepName(path.id, code)}
        </li>
      ))}
    </ol>
  )
}

function Strip({ file, found }: { file: CaseFile; found: Found }) {
  const [open, setOpen] = useState(false)
  const { paths, moves, may_move } = found
  const [latest] = moves
  const path = latest?.step ? paths.find(({ id }) => id === latest.path) : undefined
  const inPlace = path?.steps.find(({ code }) => code === latest?.step)?.in_place ?? []
  if (!path && !may_move && moves.length === 0) return null
  const dialog = open && <PathDialog file={file} found={found} onClose={() => setOpen(false)} />
  if (!path || !latest?.step)
    return (
      <p className="path-none">
        <span className="plan-soft">{t('plans.path.none')}</span>
        <Button small kind="quiet" icon="forward" onPress={() => setOpen(true)}>
          {t(may_move ? 'plans.path.begin' : 'plans.path.look')}
        </Button>
        {dialog}
      </p>
    )
  return (
    <Section
      title={pathName(path.id)}
      actions={
        <Button small icon={may_move ? 'forward' : 'note'} onPress={() => setOpen(true)}>
          {t(may_move ? 'plans.path.decide' : 'plans.path.look')}
        </Button>
      }
    >
      <Steps path={path} here={latest.step} />
      {inPlace.length > 0 && (
        <details className="plan-fold">
          <summary>{t('plans.path.summary', counted(inPlace))}</summary>
          <Checks checks={inPlace} />
        </details>
      )}
      {dialog}
    </Section>
  )
}

export function PathStrip({ file }: { file: CaseFile }) {
  const found = useGet(readPath, { case_id: file.case_id }, { staleMs: 0 })
  return <Loaded of={found}>{(path) => <Strip file={file} found={path} />}</Loaded>
}
