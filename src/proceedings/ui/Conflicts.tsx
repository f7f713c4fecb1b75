// What conflict checks said, for the lawyer concerned and for the coordination: that something met and whom to speak to,
// never what or where.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Badge, Button, EmptyState, ErrorNotice, Loaded, Name, Notice, Section } from '#kit/ui/index.ts'
import { isolate, moment, t } from '#language/here.ts'
import { type ConflictCheck, checkConflict, readConflicts } from '../conflict.ts'
import type { Matter } from '../matter.ts'
import { ConflictDialog } from './ConflictDialogs.tsx'
import { FormerClients } from './FormerClients.tsx'
import { matterName } from './matter-words.ts'
import { matterReadings } from './writing.ts'

interface Props {
  case_id: string
  matters: Matter[]
  /** Is a lawyer of this file: checks for oneself, declares former clients. */
  isLawyer: boolean
}

const stands = ({ stale, declared, found, cleared_at }: ConflictCheck): string => {
  if (stale) return t('proceedings.conflict.stale')
  if (declared === 'steps_back') return t('proceedings.conflict.declared.steps_back')
  if (declared === null) return t('proceedings.conflict.waits')
  if (found === 'look_closer' && !cleared_at) return t('proceedings.conflict.waits_clearing')
  return t('proceedings.conflict.declared.no_conflict')
}

function OneCheck({ check, speak_to, matters, case_id }: Props & { check: ConflictCheck; speak_to: string }) {
  const [doing, setDoing] = useState<'declare' | 'clear' | null>(null)
  const again = useWrite(checkConflict, { invalidates: matterReadings })
  const { matter_id, lawyer_name, found, stale, words, clearing, cleared_by_name, checked_at } = check
  const matter = matters.find((each) => each.matter_id === matter_id)
  const closer = found === 'look_closer' && !check.cleared_at && !stale
  return (
    <article className="matter-card">
      <div className="matter-card-head">
        <h3>
          <Name>{lawyer_name}</Name> · {matter ? matterName(matter) : t('proceedings.conflict.of_file')}
        </h3>
        <Badge tone={closer ? 'warning' : 'good'} icon={closer ? 'warning' : 'check'}>
          {t(`proceedings.conflict.found.${found}`)}
        </Badge>
      </div>
      <p className="proceedings-quiet">
        {moment(checked_at)} · {stands(check)}
      </p>
      {closer && (
        <Notice tone="warning">
          {speak_to
            ? t('proceedings.conflict.speak_to', { names: isolate(speak_to) })
            : t('proceedings.conflict.speak_to_nobody')}
        </Notice>
      )}
      {words && (
        <p className="matter-words" dir="auto">
          {words}
        </p>
      )}
      {cleared_by_name !== null && (
        <p className="matter-words">
          {t('proceedings.conflict.cleared', { name: isolate(cleared_by_name) })}: <bdi dir="auto">{clearing}</bdi>
        </p>
      )}
      {again.error && <ErrorNotice problem={again.error} />}
      <div className="proceedings-actions">
        {check.may_declare && (
          <Button small kind="primary" onPress={() => setDoing('declare')}>
            {t('proceedings.conflict.declare')}
          </Button>
        )}
        {check.may_clear && (
          <Button small onPress={() => setDoing('clear')}>
            {t('proceedings.conflict.clear')}
          </Button>
        )}
        {stale && matter?.lawyer.staff_id === check.lawyer_id && (
          <Button small busy={again.isPending} onPress={() => again.mutate({ case_id, check_id: newId(), matter_id })}>
            {t('proceedings.conflict.again')}
          </Button>
        )}
      </div>
      {doing && <ConflictDialog what={doing} check={check} case_id={case_id} onClose={() => setDoing(null)} />}
    </article>
  )
}

export function Conflicts(props: Props) {
  const { case_id, isLawyer } = props
  const found = useGet(readConflicts, { case_id })
  const check = useWrite(checkConflict, { invalidates: matterReadings })
  const [former, setFormer] = useState(false)
  const actions = isLawyer && (
    <>
      <Button kind="quiet" icon="people" onPress={() => setFormer(true)}>
        {t('proceedings.former')}
      </Button>
      <Button
        icon="search"
        busy={check.isPending}
        onPress={() => check.mutate({ case_id, check_id: newId(), matter_id: null })}
      >
        {t('proceedings.conflict.check_file')}
      </Button>
    </>
  )
  return (
    <Section title={t('proceedings.conflicts')} lead={t('proceedings.conflicts.lead')} actions={actions}>
      {check.error && <ErrorNotice problem={check.error} />}
      <Loaded of={found}>
        {({ checks, speak_to }) =>
          checks.length === 0 ? (
            <EmptyState icon="shield" title={t('proceedings.conflicts.none')} />
          ) : (
            checks.map((each) => <OneCheck key={each.check_id} {...props} check={each} speak_to={speak_to} />)
          )
        }
      </Loaded>
      {former && <FormerClients onClose={() => setFormer(false)} />}
    </Section>
  )
}
