// The guided checklists that fit what is held against her, and how far each has come.
import { Badge, Button, List, ListItem, Section } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { gathered } from '../guide.rules.ts'
import type { Guided } from '../guide.ts'
import type { Proceeding } from '../proceeding.ts'
import type { ShownGuide } from './GuideForm.tsx'
import { lineOf } from './proceeding-words.ts'

export interface Fit {
  proceeding: Proceeding
  guide: ShownGuide
  guided: Guided | null
}

interface Props {
  fits: Fit[]
  mayWrite: boolean
  onOpen: (fit: Fit) => void
}

export function Guides({ fits, mayWrite, onOpen }: Props) {
  if (fits.length === 0) return null
  return (
    <Section title={t('proceedings.guides')} lead={t('proceedings.guides.lead')}>
      <List label={t('proceedings.guides')}>
        {fits.map((fit) => {
          const { proceeding, guide, guided } = fit
          const title = t(`proceedings.guide.${guide.code}.title`)
          return (
            <ListItem
              key={`${proceeding.proceeding_id} ${guide.code}`}
              icon="law"
              title={title}
              detail={
                <>
                  <bdi dir="auto">{lineOf(proceeding)}</bdi>
                  {guided && (
                    <span className="matter-line">
                      {t('proceedings.guide.gathered', {
                        count: gathered(guide, guided.steps),
                        all: guide.steps.length,
                      })}
                    </span>
                  )}
                </>
              }
              aside={
                <>
                  {guided && <Badge tone="calm">{t(`proceedings.guide.status.${guided.status}`)}</Badge>}
                  {(guided || mayWrite) && (
                    <Button
                      small
                      aria-label={t('proceedings.guide.begin_of', { what: title })}
                      onPress={() => onOpen(fit)}
                    >
                      {t(guided ? 'proceedings.guide.go_on' : 'proceedings.guide.begin')}
                    </Button>
                  )}
                </>
              }
            />
          )
        })}
      </List>
    </Section>
  )
}
