// Which institutions read what is kept to professionals: each by a link and a code of its own, for some months.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ConfirmDialog,
  DateField,
  Dialog,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Section,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { isolate, t } from '#language/here.ts'
import { longestReading } from '#links/link.rules.ts'
import type { CodeBy } from '#links/link.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { LinkBadge, linkText } from '#links/ui/LinkFacts.tsx'
import { CodeWay, usualWays, Ways } from '#links/ui/Ways.tsx'
import {
  closeReadingLink,
  listReadingLinks,
  openToProfessionals,
  type ReadingLink,
  renewReadingCode,
} from '../professionals.ts'

const invalidates = [listReadingLinks]
interface Doing {
  onClose: () => void
  onMade: (given: Given) => void
}

function Making({ onClose, onMade }: Doing) {
  const [link] = useState(() => ({ link_id: newId(), secret: newLinkSecret(), code: newLinkCode() }))
  const [ways, setWays] = useState(usualWays)
  const [for_whom, setForWhom] = useState('')
  const [until, setUntil] = useState<string | null>(addDays(today(), longestReading))
  const open = useWrite(openToProfessionals, { invalidates })
  const made = () => {
    const { secret, code } = link
    onMade({ purpose: 'directory', secret, code, code_by: ways.code_by, until: until ?? today() })
    onClose()
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('directory.readers_make')}>
      <Form
        problem={open.error}
        onSubmit={() => until && open.mutate({ link: { ...link, ...ways }, for_whom, until }, { onSuccess: made })}
      >
        <TextField
          name="for_whom"
          label={t('directory.readers_for')}
          description={t('directory.readers_for_how')}
          isRequired
          maxLength={200}
          value={for_whom}
          onChange={setForWhom}
        />
        <DateField
          name="until"
          label={t('directory.readers_until')}
          isRequired
          min={addDays(today(), 1)}
          max={addDays(today(), longestReading)}
          value={until}
          onChange={setUntil}
        />
        <Ways value={ways} onChange={setWays} />
        <FormActions>
          <Button type="submit" kind="primary" busy={open.isPending}>
            {t('links.ask.make')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function NewCode({ of, onClose, onMade }: Doing & { of: ReadingLink }) {
  const [code] = useState(newLinkCode)
  const [code_by, setCodeBy] = useState<CodeBy>(of.code_by)
  const renew = useWrite(renewReadingCode, { invalidates })
  const made = () => {
    onMade({ purpose: 'directory', secret: null, code, code_by, until: of.expires_at.slice(0, 10) })
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen
      title={t('links.new_code')}
      action={t('links.new_code')}
      busy={renew.isPending}
      onClose={onClose}
      onConfirm={() => renew.mutate({ link_id: of.link_id, version: of.version, code, code_by }, { onSuccess: made })}
    >
      {renew.error && <ErrorNotice problem={renew.error} />}
      <p>{t('directory.readers_new_code')}</p>
      <CodeWay value={code_by} link_by={of.link_by} onChange={setCodeBy} />
    </ConfirmDialog>
  )
}

export function OpenToProfessionals() {
  const found = useGet(listReadingLinks, {})
  const close = useWrite(closeReadingLink, { invalidates })
  const [making, setMaking] = useState(false)
  const [renewing, setRenewing] = useState<ReadingLink | null>(null)
  const [given, setGiven] = useState<Given | null>(null)
  const takeBack = ({ link_id, version }: ReadingLink) =>
    close.mutate({ link_id, version }, { onSuccess: () => toast(t('links.revoked')) })
  return (
    <Section title={t('directory.readers')} lead={t('directory.readers_lead')}>
      {close.error && <ErrorNotice problem={close.error} />}
      <Loaded of={found}>
        {({ links }) =>
          links.length === 0 ? (
            <p className="quiet">{t('directory.readers_none')}</p>
          ) : (
            <List label={t('directory.readers')}>
              {links.map((link) => (
                <ListItem
                  key={link.link_id}
                  title={
                    <>
                      {isolate(link.for_whom)} <LinkBadge link={link} />
                    </>
                  }
                  detail={linkText(link)}
                  aside={
                    (link.state === 'open' || link.state === 'locked') && (
                      <>
                        <Button small kind="quiet" onPress={() => setRenewing(link)}>
                          {t('links.new_code')}
                        </Button>
                        <Button small busy={close.isPending} onPress={() => takeBack(link)}>
                          {t('links.revoke')}
                        </Button>
                      </>
                    )
                  }
                />
              ))}
            </List>
          )
        }
      </Loaded>
      <div className="form-actions">
        <Button icon="add" onPress={() => setMaking(true)}>
          {t('directory.readers_make')}
        </Button>
      </div>
      {making && <Making onClose={() => setMaking(false)} onMade={setGiven} />}
      {renewing && <NewCode of={renewing} onClose={() => setRenewing(null)} onMade={setGiven} />}
      {given && <HandOver given={given} onClose={() => setGiven(null)} />}
    </Section>
  )
}
