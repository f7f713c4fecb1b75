// Where a hidden location is: shown only when asked for, to whoever brings somebody there, and written down sealed.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Button,
  ComboBox,
  Facts,
  Form,
  FormActions,
  Loaded,
  Notice,
  Prose,
  Section,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { provinceOptions } from '#language/ui/names.ts'
import { type Door, readDoor, writeDoor } from '../door.ts'
import { addressText } from './directory-words.ts'

interface FormProps {
  service_id: string
  version: number
  door: Door | null
  onDone: () => void
}

/** No draft: what is typed here must not lie on the device. */
function DoorForm({ service_id, version, door, onDone }: FormProps) {
  const { address } = door ?? {}
  const [typed, setTyped] = useState({
    street: address?.street ?? '',
    town: address?.town ?? '',
    postal_code: address?.postal_code ?? '',
    province: address?.province ?? null,
    words: door?.words ?? '',
  })
  const write = useWrite(writeDoor, { invalidates: [readDoor] })
  const set = (change: Partial<typeof typed>) => setTyped({ ...typed, ...change })
  const save = () => {
    const { street, town, postal_code, province, words } = typed
    const place = {
      country: 'ES',
      street,
      town,
      postal_code: postal_code.trim() || null,
      ...(province && { province }),
    }
    write.mutate(
      { service_id, version, door: { address: place, words: words.trim() || null } },
      {
        onSuccess: () => {
          toast(t('directory.door_saved'))
          onDone()
        },
      },
    )
  }
  return (
    <Form problem={write.error} onSubmit={save}>
      <TextField
        name="door.address.street"
        label={t('directory.street')}
        isRequired
        maxLength={200}
        value={typed.street}
        onChange={(street) => set({ street })}
      />
      <TextField
        name="door.address.postal_code"
        label={t('directory.postal_code')}
        width="short"
        ltr
        maxLength={20}
        value={typed.postal_code}
        onChange={(postal_code) => set({ postal_code })}
      />
      <TextField
        name="door.address.town"
        label={t('directory.town')}
        isRequired
        maxLength={120}
        value={typed.town}
        onChange={(town) => set({ town })}
      />
      <ComboBox
        label={t('directory.province')}
        options={provinceOptions()}
        value={typed.province}
        onChange={(province) => set({ province })}
      />
      <TextArea
        name="door.words"
        label={t('directory.door_words')}
        rows={3}
        maxLength={1000}
        value={typed.words}
        onChange={(words) => set({ words })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={write.isPending}>
          {t('directory.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

function OpenDoor({ service_id, onHide }: { service_id: string; onHide: () => void }) {
  const { may } = useSession()
  const [writing, setWriting] = useState(false)
  const found = useGet(readDoor, { service_id })
  return (
    <Loaded of={found}>
      {({ door, version }) =>
        writing ? (
          <DoorForm service_id={service_id} version={version} door={door} onDone={() => setWriting(false)} />
        ) : (
          <>
            {door ? (
              <>
                <Facts
                  items={[
                    { label: t('directory.addresses'), value: <bdi dir="auto">{addressText(door.address)}</bdi> },
                  ]}
                />
                {door.words && <Prose>{door.words}</Prose>}
              </>
            ) : (
              <p>{t('directory.door_none')}</p>
            )}
            <div className="form-actions">
              {may['directory.edit'] && (
                <Button icon="edit" onPress={() => setWriting(true)}>
                  {t(door ? 'directory.door_change' : 'directory.door_write')}
                </Button>
              )}
              <Button kind="quiet" icon="lock" onPress={onHide}>
                {t('directory.door_hide')}
              </Button>
            </div>
          </>
        )
      }
    </Loaded>
  )
}

export function DoorSection({ service_id }: { service_id: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Section title={t('directory.door')}>
      <Notice>{t('directory.door_why')}</Notice>
      {open ? (
        <OpenDoor service_id={service_id} onHide={() => setOpen(false)} />
      ) : (
        <div className="form-actions">
          <Button icon="lock" onPress={() => setOpen(true)}>
            {t('directory.door_show')}
          </Button>
        </div>
      )}
    </Section>
  )
}
