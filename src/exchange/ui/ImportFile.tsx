// One file to import, in three steps: what it says, what would change, and taking it.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Badge, Loaded, PageHeader, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readUpload } from '../exchange.ts'
import { ImportSettings } from './ImportSettings.tsx'
import { ImportTrial } from './ImportTrial.tsx'

export function ImportFile() {
  const { upload_id } = useParams({ strict: false }) as { upload_id: string }
  const [tried, setTried] = useState(false)
  const upload = useGet(readUpload, { upload_id })
  const step = (isTried: boolean) => {
    setTried(isTried)
    // Each step begins at its top.
    window.scrollTo(0, 0)
  }
  return (
    <Loaded of={upload} skeleton="page">
      {(found) => (
        <Stack>
          <PageHeader
            title={found.name}
            lead={t('exchange.rows', { count: found.row_count })}
            marks={<Badge>{t(`exchange.kind.${found.kind}`)}</Badge>}
            back={{ href: '/desk/services/exchange', label: t('exchange.title') }}
          />
          {tried ? (
            <ImportTrial upload_id={upload_id} onBack={() => step(false)} />
          ) : (
            <ImportSettings key={found.version} upload_id={upload_id} upload={found} onSaved={() => step(true)} />
          )}
        </Stack>
      )}
    </Loaded>
  )
}
