// Where I am signed in, and signing out a device that is not in my hands any more.
import { useGet, useWrite } from '#gate/query.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Loaded, Section, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { endSession, listSessions } from '../account.ts'

/** Enough of what a browser says of itself to tell two devices apart. */
const deviceName = (device: string): string => {
  const browser = /(Firefox|Edg|OPR|Chrome|Safari)\//.exec(device)?.[1]?.replace('Edg', 'Edge').replace('OPR', 'Opera')
  const system = /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(device)?.[1]?.replace('Mac OS X', 'Mac')
  return [browser, system].filter(Boolean).join(' · ') || t('organisations.sessions.unknown')
}

export function MySessions() {
  const sessions = useGet(listSessions, {})
  const end = useWrite(endSession, { invalidates: [listSessions] })
  const send = (session_id?: string) =>
    end.mutate(session_id ? { session_id } : {}, { onSuccess: () => toast(t('organisations.sessions.ended')) })
  return (
    <Section
      title={t('organisations.sessions')}
      lead={t('organisations.sessions.lead')}
      actions={
        (sessions.data?.sessions.length ?? 0) > 1 && (
          <Button small busy={end.isPending} onPress={() => send()}>
            {t('organisations.sessions.end_others')}
          </Button>
        )
      }
    >
      {end.error && <ErrorNotice problem={end.error} />}
      <Loaded of={sessions}>
        {(data) => (
          <List label={t('organisations.sessions')}>
            {data.sessions.map((each) => (
              <ListItem
                key={each.session_id}
                title={deviceName(each.device)}
                detail={t('organisations.sessions.since', { moment: moment(each.made_at) })}
                aside={
                  each.this_one ? (
                    <Badge tone="calm">{t('organisations.sessions.this_one')}</Badge>
                  ) : (
                    <Button small onPress={() => send(each.session_id)}>
                      {t('organisations.sessions.end')}
                    </Button>
                  )
                }
              />
            ))}
          </List>
        )}
      </Loaded>
    </Section>
  )
}
