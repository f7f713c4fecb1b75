// For whoever answers for an office: the open protocols, what is late in them, and those closed in the last month.
import { useGet } from '#gate/query.ts'
import { EmptyState, List, Loaded, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { overseeProtocols } from '../protocol.ts'
import { ProtocolRow } from './ProtocolRow.tsx'
import './safety.css'

export function OverseePanel() {
  const found = useGet(overseeProtocols, {}, { staleMs: 0 })
  return (
    <Loaded of={found}>
      {({ protocols, now }) => {
        const open = protocols.filter(({ closed_at }) => closed_at === null)
        const closed = protocols.filter(({ closed_at }) => closed_at !== null)
        return (
          <Stack>
            <Section title={t('safety.oversee.open')} lead={t('safety.oversee.open_lead')}>
              {open.length === 0 ? (
                <EmptyState icon="check" title={t('safety.oversee.none')} />
              ) : (
                <List label={t('safety.oversee.open')}>
                  {open.map((head) => (
                    <ProtocolRow key={head.protocol_id} head={head} now={now} />
                  ))}
                </List>
              )}
            </Section>
            {closed.length > 0 && (
              <Section title={t('safety.oversee.closed')}>
                <List label={t('safety.oversee.closed')}>
                  {closed.map((head) => (
                    <ProtocolRow key={head.protocol_id} head={head} now={now} />
                  ))}
                </List>
              </Section>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
