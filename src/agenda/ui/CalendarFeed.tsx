// My agenda in a calendar of my own: an address shown once, what stands behind it and what does not, and how to close it.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ConfirmDialog, ErrorNotice, Loaded, Notice, Reference, Section, toast } from '#kit/ui/index.ts'
import { day, language, moment, t } from '#language/here.ts'
import { closeFeed, feedAddress, newFeedToken, openFeed, readFeed } from '../feed.ts'

const languages = ['en', 'es', 'it'] as const
const changed = { invalidates: [readFeed] }

function Address({ address }: { address: string }) {
  const copy = () => void navigator.clipboard.writeText(address).then(() => toast(t('appointments.feed_copied')))
  return (
    <Notice tone="warning">
      <strong>{t('appointments.feed_once')}</strong>
      <p className="feed-address">
        <Reference>{address}</Reference>
      </p>
      <p>{t('appointments.feed_secret')}</p>
      <div className="form-actions">
        <Button kind="primary" icon="file" onPress={copy}>
          {t('appointments.feed_copy')}
        </Button>
      </div>
    </Notice>
  )
}

export function CalendarFeed() {
  const found = useGet(readFeed, {})
  const open = useWrite(openFeed, changed)
  const close = useWrite(closeFeed, changed)
  const [address, setAddress] = useState<string | null>(null)
  const [asked, ask] = useState<'again' | 'close' | null>(null)
  const begin = () => {
    const token = newFeedToken()
    open.mutate(
      { token, language: languages.find((code) => code === language()) ?? 'en' },
      {
        onSuccess: () => {
          ask(null)
          setAddress(feedAddress(location.origin, token))
        },
      },
    )
  }
  const end = () =>
    close.mutate(
      {},
      {
        onSuccess: () => {
          ask(null)
          setAddress(null)
          toast(t('appointments.feed_closed'))
        },
      },
    )
  const problem = open.error ?? close.error
  return (
    <Section title={t('appointments.feed')} lead={t('appointments.feed_lead')}>
      <ul>
        <li>{t('appointments.feed_holds')}</li>
        <li>{t('appointments.feed_holds_not')}</li>
        <li>{t('appointments.feed_who')}</li>
      </ul>
      {problem && <ErrorNotice problem={problem} />}
      <Loaded of={found}>
        {({ feed }) =>
          feed ? (
            <>
              <p>
                {t('appointments.feed_open_since', { when: moment(feed.created_at) })}{' '}
                {feed.last_read_on
                  ? t('appointments.feed_read', { day: day(feed.last_read_on, 'long') })
                  : t('appointments.feed_unread')}
              </p>
              {address && <Address address={address} />}
              <div className="form-actions">
                <Button onPress={() => ask('again')}>{t('appointments.feed_again')}</Button>
                <Button icon="close" onPress={() => ask('close')}>
                  {t('appointments.feed_close')}
                </Button>
              </div>
            </>
          ) : (
            <div className="form-actions">
              <Button icon="calendar" busy={open.isPending} onPress={begin}>
                {t('appointments.feed_open')}
              </Button>
            </div>
          )
        }
      </Loaded>
      <ConfirmDialog
        isOpen={asked !== null}
        onClose={() => ask(null)}
        onConfirm={asked === 'again' ? begin : end}
        title={t(asked === 'again' ? 'appointments.feed_again' : 'appointments.feed_close')}
        action={t(asked === 'again' ? 'appointments.feed_again' : 'appointments.feed_close')}
        busy={open.isPending || close.isPending}
      >
        <p>{t(asked === 'again' ? 'appointments.feed_again_why' : 'appointments.feed_close_why')}</p>
      </ConfirmDialog>
    </Section>
  )
}
