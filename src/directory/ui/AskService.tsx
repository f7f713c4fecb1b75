// Asking a service whether its record is right: a link to hand over, a code to say; how the earlier ones stand.
import { useState } from 'react'
import type { Callable } from '#gate/call.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, ConfirmDialog, ErrorNotice, List, ListItem, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { linkEnd } from '#links/link.rules.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { type Given, HandOver } from '#links/ui/HandOver.tsx'
import { LinkBadge, linkText } from '#links/ui/LinkFacts.tsx'
import { usualWays, Ways } from '#links/ui/Ways.tsx'
import { askService, listServiceLinks, revokeServiceLink } from '../confirm.ts'

interface MakingProps {
  service_id: string
  onClose: () => void
  onMade: (given: Given) => void
  /** What else is different once it was asked. */
  invalidates?: Callable[]
}

/** The link and its code, made for one service. */
export function AskDialog({ service_id, onClose, onMade, invalidates = [] }: MakingProps) {
  const [link] = useState(() => ({ link_id: newId(), secret: newLinkSecret(), code: newLinkCode() }))
  const [ways, setWays] = useState(usualWays)
  const ask = useWrite(askService, { invalidates: [listServiceLinks, ...invalidates] })
  const made = () => {
    const until = linkEnd(new Date().toISOString().slice(0, 10)).slice(0, 10)
    onMade({ purpose: 'service_update', secret: link.secret, code: link.code, code_by: ways.code_by, until })
    onClose()
  }
  return (
    <ConfirmDialog
      isOpen
      title={t('links.ask.title')}
      action={t('links.ask.make')}
      busy={ask.isPending}
      onClose={onClose}
      onConfirm={() => ask.mutate({ service_id, link: { ...link, ...ways } }, { onSuccess: made })}
    >
      {ask.error && <ErrorNotice problem={ask.error} />}
      <p>{t('links.ask.what')}</p>
      <Ways value={ways} onChange={setWays} />
    </ConfirmDialog>
  )
}

export function AskService({ service_id }: { service_id: string }) {
  const links = useGet(listServiceLinks, { service_id }).data?.links ?? []
  const revoke = useWrite(revokeServiceLink, { invalidates: [listServiceLinks] })
  const [making, setMaking] = useState(false)
  const [given, setGiven] = useState<Given | null>(null)
  const latest = links.slice(0, 3)
  return (
    <>
      <Button onPress={() => setMaking(true)}>{t('links.ask.title')}</Button>
      {revoke.error && <ErrorNotice problem={revoke.error} />}
      {latest.length > 0 && (
        <List label={t('links.ask.earlier')}>
          {latest.map((link) => (
            <ListItem
              key={link.link_id}
              title={<LinkBadge link={link} />}
              detail={linkText(link)}
              aside={
                (link.state === 'open' || link.state === 'locked') && (
                  <Button
                    small
                    busy={revoke.isPending}
                    onPress={() =>
                      revoke.mutate(
                        { service_id, link_id: link.link_id, version: link.version },
                        { onSuccess: () => toast(t('links.revoked')) },
                      )
                    }
                  >
                    {t('links.revoke')}
                  </Button>
                )
              }
            />
          ))}
        </List>
      )}
      {making && <AskDialog service_id={service_id} onClose={() => setMaking(false)} onMade={setGiven} />}
      {given && <HandOver given={given} onClose={() => setGiven(null)} />}
    </>
  )
}
