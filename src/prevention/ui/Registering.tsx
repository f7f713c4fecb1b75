// How people register: an address, a picture of it for the screen of the room, and how many there are.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, Dialog, Facts, Meter, Notice, Reference, Section, Stack, toast } from '#kit/ui/index.ts'
import { QrCode } from '#kit/ui/QrCode.tsx'
import { t } from '#language/here.ts'
import { readAttendance } from '../attendance.ts'
import type { Training } from '../training.ts'
import { joinAddress, wallOf } from './prevention-words.ts'

/** The code of the session that is nearest now. */
function DayCode({ training_id }: { training_id: string }) {
  const { data } = useGet(readAttendance, { training_id })
  const now = Date.now()
  const near = [...(data?.sessions ?? [])].sort(
    (a, b) => Math.abs(Date.parse(a.starts_at) - now) - Math.abs(Date.parse(b.starts_at) - now),
  )[0]
  const isToday = near && wallOf(near.starts_at).on === wallOf(new Date().toISOString()).on
  if (!near || !isToday) return null
  return (
    <>
      <h3>{t('prevention.screen.day_code')}</h3>
      <p className="training-code" dir="ltr">
        {near.day_code}
      </p>
      <p>{t('prevention.screen.day_code_why')}</p>
    </>
  )
}

function OnScreen({ of, onClose }: { of: Training; onClose: () => void }) {
  const { may } = useSession()
  return (
    <Dialog isOpen wide onClose={onClose} title={t('prevention.page.register')}>
      <div className="training-screen">
        <p>{t('prevention.screen.join', { address: `\u2068${location.host}/training\u2069` })}</p>
        <QrCode text={joinAddress(of.join_code)} label={t('prevention.register.picture')} />
        <p className="training-code" dir="ltr">
          {of.join_code}
        </p>
        {may['prevention.manage'] && <DayCode training_id={of.training_id} />}
      </div>
    </Dialog>
  )
}

export function Registering({ of }: { of: Training }) {
  const [shown, setShown] = useState(false)
  const address = joinAddress(of.join_code)
  const copy = () => void navigator.clipboard.writeText(address).then(() => toast(t('prevention.register.copied')))
  return (
    <Stack>
      {of.status === 'planned' && <Notice>{t('prevention.register.not_yet')}</Notice>}
      <Section
        title={t('prevention.register.link')}
        lead={t('prevention.register.link_why')}
        actions={
          <Button kind="primary" onPress={() => setShown(true)}>
            {t('prevention.register.screen')}
          </Button>
        }
      >
        <div className="training-register">
          <QrCode text={address} label={t('prevention.register.picture')} />
          <Stack>
            <Facts
              items={[
                { label: t('prevention.register.link'), value: <Reference>{address}</Reference> },
                { label: t('prevention.register.code'), value: <Reference>{of.join_code}</Reference> },
              ]}
            />
            <div>
              <Button small onPress={copy}>
                {t('prevention.register.copy')}
              </Button>
            </div>
            <Meter
              label={t('prevention.register.seats')}
              value={of.seats}
              max={of.capacity}
              text={t('prevention.seats', { seats: of.seats, capacity: of.capacity })}
            />
          </Stack>
        </div>
      </Section>
      {shown && <OnScreen of={of} onClose={() => setShown(false)} />}
    </Stack>
  )
}
