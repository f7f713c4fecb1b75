// Whether partner organisations may read the directory at their tier: not, unless somebody says so here.
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Badge, Button, ErrorNotice, Loaded, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readSharing, shareWithPartners } from '../sharing.ts'

export function OpenToPartners() {
  const { may } = useSession()
  const state = useGet(readSharing, {})
  const share = useWrite(shareWithPartners, { invalidates: [readSharing] })
  return (
    <Loaded of={state}>
      {({ with_partners, version }) => (
        <Section
          title={t('directory.partners')}
          lead={t('directory.partners_lead')}
          actions={
            <Badge tone={with_partners ? 'good' : 'neutral'}>
              {t(with_partners ? 'directory.partners_open' : 'directory.partners_closed')}
            </Badge>
          }
        >
          {share.error && <ErrorNotice problem={share.error} />}
          {may['directory.open'] && (
            <div className="form-actions">
              <Button
                kind={with_partners ? 'secondary' : 'primary'}
                busy={share.isPending}
                onPress={() => share.mutate({ with_partners: !with_partners, version })}
              >
                {t(with_partners ? 'directory.partners_do_close' : 'directory.partners_do_open')}
              </Button>
            </div>
          )}
        </Section>
      )}
    </Loaded>
  )
}
