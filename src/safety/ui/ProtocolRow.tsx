// One protocol in a list: whom it is about, what kind of fright, who has it and by when.
import { Badge, ListItem } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { ProtocolHead, WhyMine } from '../protocol.ts'
import { dueOf, kindName, stateOf } from './protocol-words.ts'

/** These say by themselves who has it. */
const saysWho: WhyMine[] = ['mine', 'take']

interface Props {
  head: ProtocolHead
  now: string
  why?: WhyMine
}

export function ProtocolRow({ head, now, why }: Props) {
  const open = head.closed_at === null
  return (
    <ListItem
      icon={open ? 'warning' : 'check'}
      href={`/desk/protocols/${head.protocol_id}`}
      title={
        <>
          <bdi dir="auto">{head.alias}</bdi> · {kindName(head.kind)}
        </>
      }
      detail={
        <>
          {why && t(`safety.why.${why}`)}
          {why && !saysWho.includes(why) && ' · '}
          {!(why && saysWho.includes(why)) && stateOf(head)}
          {open && <> · {dueOf(head, now)}</>}
        </>
      }
      aside={
        open && (
          <Badge tone={head.late === 'no' ? 'warning' : 'danger'}>
            {t('safety.protocol.steps_left', { count: head.steps_open, of: head.steps })}
          </Badge>
        )
      }
    />
  )
}
