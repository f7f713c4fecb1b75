// What an answer opened and nobody has closed yet stands above everything else about instruments.
import { useGet } from '#gate/query.ts'
import { List, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listProtocolsOfFile } from '#safety/protocol.ts'
import { ProtocolRow } from '#safety/ui/ProtocolRow.tsx'

export function OpenProtocols({ case_id }: { case_id: string }) {
  const { data } = useGet(listProtocolsOfFile, { case_id }, { staleMs: 0 })
  const open = data?.protocols.filter(({ closed_at }) => closed_at === null) ?? []
  if (open.length === 0) return null
  return (
    <Section title={t('instruments.protocols')} lead={t('instruments.protocols_lead')}>
      <List label={t('instruments.protocols')}>
        {open.map((head) => (
          <ProtocolRow key={head.protocol_id} head={head} now={data!.now} />
        ))}
      </List>
    </Section>
  )
}
