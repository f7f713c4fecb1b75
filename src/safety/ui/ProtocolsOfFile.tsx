// The protocols of a file, and the way to open one for something that was told.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, List, Loaded, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listProtocolsOfFile } from '../protocol.ts'
import { ProtocolRow } from './ProtocolRow.tsx'
import { TellProtocol } from './TellProtocol.tsx'

export function ProtocolsOfFile({ file }: { file: CaseFile }) {
  const [telling, setTelling] = useState(false)
  const { case_id } = file
  const found = useGet(listProtocolsOfFile, { case_id }, { staleMs: 0 })
  return (
    <Section
      title={t('safety.protocols.title')}
      lead={t('safety.protocols.lead')}
      actions={
        file.writes.length > 0 &&
        !telling && (
          <Button icon="warning" onPress={() => setTelling(true)}>
            {t('safety.tell.title')}
          </Button>
        )
      }
    >
      {telling && <TellProtocol case_id={case_id} onDone={() => setTelling(false)} />}
      <Loaded of={found}>
        {({ protocols, now }) =>
          protocols.length === 0 ? (
            <p className="safety-quiet">{t('safety.protocols.none')}</p>
          ) : (
            <List label={t('safety.protocols.title')}>
              {protocols.map((head) => (
                <ProtocolRow key={head.protocol_id} head={head} now={now} />
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  )
}
