// On top of the page of the day: the protocols somebody was told of, until one is taken, and those they have, until closed.
import { useGet } from '#gate/query.ts'
import { List, Loaded, Notice, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listMyProtocols } from '../protocol.ts'
import { ProtocolRow } from './ProtocolRow.tsx'

/** Looked at more often than the rest of the day. */
const everyMs = 60_000

export function MyProtocols() {
  const mine = useGet(listMyProtocols, {}, { staleMs: 0, everyMs })
  return (
    <Loaded of={mine}>
      {({ protocols, now }) =>
        protocols.length === 0 ? null : (
          <Section title={t('safety.today.title')} lead={t('safety.today.lead')}>
            <List label={t('safety.today.title')}>
              {protocols.map(({ why, ...head }) => (
                <ProtocolRow key={head.protocol_id} head={head} why={why} now={now} />
              ))}
            </List>
            <Notice>{t('safety.no_messages')}</Notice>
          </Section>
        )
      }
    </Loaded>
  )
}
