// Opening an instrument for her alone: here, from this screen onto her telephone, or for later by a message; how long it
// stays open; and taking it back.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Loaded, Notice, RadioGroup, Reference, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import type { NewLink } from '#links/link.ts'
import { newLinkSecret, newNumberCode, ownAddress, showCode } from '#links/secret.ts'
import '#links/ui/links.css'
import { QrCode } from '#kit/ui/QrCode.tsx'
import { closeOwnDoor, doorHours, openOwnDoor } from '../door.ts'
import { listSittings, readSitting, type Sitting } from '../sitting.ts'
import './own-door.css'

const ways = {
  here: { link_by: 'in_person', code_by: 'in_person' },
  away: { link_by: 'message', code_by: 'phone' },
} as const
type Where = keyof typeof ways
const invalidates = [listSittings, readSitting]

interface Opened {
  link: NewLink
  where: Where
  until: ReplyOf<typeof openOwnDoor>['until']
}

function HandedOver({ link, where, until }: Opened) {
  const address = ownAddress(location.origin, link.secret)
  const copy = () => void navigator.clipboard.writeText(address).then(() => toast(t('links.copied')))
  return (
    <div className="own-door">
      {where === 'here' ? (
        <>
          <p>{t('instruments.alone.point')}</p>
          <QrCode text={address} label={t('instruments.alone.picture')} />
        </>
      ) : (
        <div>
          <Button icon="note" onPress={copy}>
            {t('instruments.alone.copy')}
          </Button>
        </div>
      )}
      <p>{t(`instruments.alone.code_${where}`)}</p>
      <p className="link-code">
        <Reference>{showCode(link.code)}</Reference>
      </p>
      <Notice tone="warning">
        {t('links.once')} {t('instruments.alone.until', { when: moment(until) })}
      </Notice>
    </div>
  )
}

interface Props {
  case_id: string
  sitting_id: string
  onClose: () => void
}

function Opening({
  case_id,
  sitting,
  onOpened,
}: {
  case_id: string
  sitting: Sitting
  onOpened: (opened: Opened) => void
}) {
  const [where, setWhere] = useState<Where>('here')
  const [hours, setHours] = useState<(typeof doorHours)[number]>(2)
  const [drawn] = useState(() => ({ link_id: newId(), secret: newLinkSecret(), code: newNumberCode() }))
  const open = useWrite(openOwnDoor, { invalidates })
  const { sitting_id, version } = sitting
  const link = { ...drawn, ...ways[where] }
  return (
    <Form
      problem={open.error}
      onSubmit={() =>
        open.mutate(
          { case_id, sitting_id, version, link, hours },
          { onSuccess: ({ until }) => onOpened({ link, where, until }) },
        )
      }
    >
      <p>{t('instruments.alone.what')}</p>
      <RadioGroup
        label={t('instruments.alone.where')}
        options={(['here', 'away'] as const).map((id) => ({
          id,
          label: t(`instruments.alone.${id}`),
          description: t(`instruments.alone.${id}_why`),
        }))}
        value={where}
        onChange={(id) => setWhere(id as Where)}
      />
      <RadioGroup
        label={t('instruments.alone.hours')}
        inline
        options={doorHours.map((each) => ({
          id: String(each),
          label: t('instruments.alone.hours_are', { count: each }),
        }))}
        value={String(hours)}
        onChange={(id) => setHours(doorHours.find((each) => String(each) === id) ?? 2)}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={open.isPending}>
          {t('instruments.alone.open')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** She is at it, or may be: the desk waits, or takes it back. */
export function WithHer({ case_id, sitting, onBack }: { case_id: string; sitting: Sitting; onBack: () => void }) {
  const close = useWrite(closeOwnDoor, { invalidates })
  const { sitting_id, version, door, answered } = sitting
  return (
    <Form problem={close.error} onSubmit={() => close.mutate({ case_id, sitting_id, version }, { onSuccess: onBack })}>
      <p>{t('instruments.alone.with_her', { when: door ? moment(door.until) : '' })}</p>
      <p>{t('instruments.answered', { count: answered })}</p>
      <FormActions>
        <Button type="submit" kind="primary" busy={close.isPending}>
          {t('instruments.alone.take_back')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function OwnDoorDialog({ case_id, sitting_id, onClose }: Props) {
  const found = useGet(readSitting, { case_id, sitting_id })
  const [opened, setOpened] = useState<Opened | null>(null)
  return (
    <Dialog
      isOpen
      wide
      dismissable={!opened}
      onClose={onClose}
      title={t('instruments.alone.title')}
      {...(opened && {
        actions: (
          <Button kind="primary" onPress={onClose}>
            {t('links.given')}
          </Button>
        ),
      })}
    >
      {opened ? (
        <HandedOver {...opened} />
      ) : (
        <Loaded of={found}>
          {(sitting) =>
            sitting.door?.state === 'with_her' ? (
              <WithHer case_id={case_id} sitting={sitting} onBack={onClose} />
            ) : (
              <Opening case_id={case_id} sitting={sitting} onOpened={setOpened} />
            )
          }
        </Loaded>
      )}
    </Dialog>
  )
}
