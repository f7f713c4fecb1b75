// Deciding where on which path she is now: what is missing is said, and holds nobody. How she came here stands below.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  List,
  ListItem,
  Notice,
  RadioGroup,
  Select,
  Stack,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { checksOfMove } from '../path.rules.ts'
import { HerView, moveOnPath, type PathMove, readPath } from '../path.ts'
import { Checks } from './Checks.tsx'
import { pathName, stepName } from './path-words.ts'

type Found = ReplyOf<typeof readPath>
interface Props {
  file: CaseFile
  found: Found
  onClose: () => void
}

const off = 'off'

function MoveForm({ file, found, onClose }: Props) {
  const { paths, moves } = found
  const [latest = null] = moves
  const usual = file.presumed_minor ? 'minor' : 'insertion'
  const [path_id, setPath] = useState(latest?.path ?? usual)
  const path = paths.find(({ id }) => id === path_id) ?? paths[0]!
  const places = path.steps.map(({ code }) => code)
  const here = latest?.path === path.id && latest.step !== null ? places.indexOf(latest.step) : -1
  const [chosen, choose] = useState<string | null>(null)
  const step = chosen ?? places[Math.min(here + 1, places.length - 1)]!
  const [her_view, setView] = useState<HerView | null>(null)
  const [reason, setReason] = useState('')
  const [move_id] = useState(newId)
  const move = useWrite(moveOnPath, { invalidates: [readPath, readTimeline] })
  const to = { path: path.id, step: step === off ? null : step }
  // What she says to it is asked below.
  const checks = checksOfMove(path, latest, to).filter(({ code }) => code !== 'her_wish')
  const save = () =>
    her_view &&
    move.mutate(
      { case_id: file.case_id, move_id, follows_id: latest?.move_id ?? null, ...to, her_view, reason },
      {
        onSuccess: () => {
          toast(t('plans.path.moved'))
          onClose()
        },
      },
    )
  return (
    <Form problem={move.error} onSubmit={save}>
      <Select
        name="path"
        label={t('plans.path.which')}
        width="short"
        options={paths.map(({ id }) => ({ id, label: pathName(id) }))}
        value={path.id}
        onChange={(id) => {
          setPath(id)
          choose(null)
        }}
      />
      <Select
        name="step"
        label={t('plans.path.to')}
        width="short"
        options={[
          ...places.filter((_, place) => place !== here).map((id) => ({ id, label: stepName(path.id, id) })),
          ...(here >= 0 ? [{ id: off, label: t('plans.path.off') }] : []),
        ]}
        value={step}
        onChange={choose}
      />
      {checks.length > 0 && (
        <Stack>
          <p>{t('plans.path.holds_nobody')}</p>
          <Checks checks={checks} />
        </Stack>
      )}
      {!path.reviewed && <Notice>{t('plans.path.not_reviewed', { day: day(path.valid_from, 'long') })}</Notice>}
      <RadioGroup
        name="her_view"
        label={t('plans.path.her_view')}
        isRequired
        options={HerView.options.map((id) => ({ id, label: t(`plans.her_view.${id}`) }))}
        value={her_view}
        onChange={(next) => setView(next as HerView)}
      />
      <TextArea
        name="reason"
        label={t('plans.path.reason')}
        isRequired
        rows={2}
        maxLength={1_000}
        value={reason}
        onChange={setReason}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={move.isPending}>
          {t('plans.path.save')}
        </Button>
        <Button kind="quiet" onPress={onClose}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Moves({ moves }: { moves: PathMove[] }) {
  const { nameOf } = useColleagues()
  return (
    <List label={t('plans.path.history')}>
      {moves.map(({ move_id, path, step, decided_on, decided_by, reason, her_view, missing }) => (
        <ListItem
          key={move_id}
          icon="forward"
          title={`${pathName(path)} · ${stepName(path, step)}`}
          detail={
            <>
              {day(decided_on, 'short')} · <bdi dir="auto">{nameOf(decided_by)}</bdi> ·{' '}
              {t(`plans.her_view.${her_view}`)}
              <span className="step-hers" dir="auto">
                {reason}
              </span>
              {missing.length > 0 &&
                t('plans.path.was_missing', { what: list(missing.map((code) => t(`plans.check.${code}`))) })}
            </>
          }
        />
      ))}
    </List>
  )
}

export function PathDialog({ file, found, onClose }: Props) {
  return (
    <Dialog isOpen onClose={onClose} title={t('plans.path.title')} wide>
      <Stack>
        {found.may_move && <MoveForm file={file} found={found} onClose={onClose} />}
        {found.moves.length > 0 && (
          <details className="plan-fold" open={!found.may_move}>
            <summary>{t('plans.path.history')}</summary>
            <Moves moves={found.moves} />
          </details>
        )}
      </Stack>
    </Dialog>
  )
}
