// Whether other systems may read the public part of the directory: closed unless somebody opens it here.
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, ErrorNotice, Loaded, Notice, Reference, Section, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { openToOthers, readExchange } from '../exchange.ts'

const doorOf = (origin: string): string => new URL('/hsds/', origin).href

export function OpenToOthers() {
  const { may } = useSession()
  const state = useGet(readExchange, {})
  const set = useWrite(openToOthers, { invalidates: [readExchange] })
  return (
    <Loaded of={state}>
      {({ open, version }) => (
        <Section
          title={t('exchange.tab.others')}
          lead={t('exchange.others.lead')}
          actions={
            <Badge tone={open ? 'good' : 'neutral'}>
              {t(open ? 'exchange.others.open' : 'exchange.others.closed')}
            </Badge>
          }
        >
          <Stack>
            <Notice>{t('exchange.others.what')}</Notice>
            {open && <Reference>{doorOf(location.origin)}</Reference>}
            {set.error && <ErrorNotice problem={set.error} />}
            {may['directory.open'] ? (
              <div className="form-actions">
                <Button
                  kind={open ? 'secondary' : 'primary'}
                  busy={set.isPending}
                  onPress={() => set.mutate({ open: !open, version })}
                >
                  {t(open ? 'exchange.others.do_close' : 'exchange.others.do_open')}
                </Button>
              </div>
            ) : (
              <p className="quiet">{t('exchange.others.not_you')}</p>
            )}
          </Stack>
        </Section>
      )}
    </Loaded>
  )
}
