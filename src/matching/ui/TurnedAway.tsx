// Beside an entry of the file: after a referral one tap says what stood in the way; after a call or an appointment one
// also says what it was about.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import kinds from '#data/codes/access_barriers.json' with { type: 'json' }
import { needName } from '#directory/ui/service-words.ts'
import { Button, Dialog, ErrorNotice, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { TurnedAwayAt } from '../turned-away.rules.ts'
import { BarrierTap, barrierName, useBarrier } from './BarrierTap.tsx'
import './match.css'

interface AskProps {
  case_id: string
  needs: string[]
  likely: string | null
}

function AskWhat({ case_id, needs, likely }: AskProps) {
  const [open, setOpen] = useState(false)
  const [need, setNeed] = useState(likely)
  const { keep, error, busy } = useBarrier({ case_id, need })
  const close = () => setOpen(false)
  return (
    <>
      <Button small kind="quiet" icon="warning" onPress={() => setOpen(true)}>
        {t('barriers.tap')}
      </Button>
      <Dialog isOpen={open} onClose={close} title={t('barriers.tap_title')}>
        {error && <ErrorNotice problem={error} />}
        <Select
          label={t('services.match.need')}
          options={needs.map((id) => ({ id, label: needName(id) }))}
          value={need}
          onChange={setNeed}
        />
        <fieldset className="barrier-kinds">
          <legend>{t('barriers.tap_kind')}</legend>
          {kinds.codes.map(({ code }) => (
            <Button key={code} isDisabled={busy || need === null} onPress={() => keep(code, close)}>
              {barrierName(code)}
            </Button>
          ))}
        </fieldset>
      </Dialog>
    </>
  )
}

export function TurnedAway({ file, at }: { file: CaseFile; at: TurnedAwayAt }) {
  const { case_id } = file
  if (at.of === 'note') return <AskWhat case_id={case_id} needs={at.needs} likely={at.likely} />
  return <BarrierTap small case_id={case_id} need={at.need} referral_id={at.referral_id} />
}
