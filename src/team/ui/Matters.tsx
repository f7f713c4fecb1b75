// What is open in a file, as days and codes: late, soon, later, and without a day.
import { today } from '#cases/ui/now.ts'
import { daysBetween } from '#kit/day.ts'
import { List, ListItem } from '#kit/ui/index.ts'
import { day, daysAway, hasText, t } from '#language/here.ts'
import { tellMatters } from '../hand-over.rules.ts'
import type { OpenMatter } from '../hand-over.ts'
import './team.css'

const aboutOf = ({ kind, code }: OpenMatter): string => {
  if (code === null) return ''
  if (kind === 'follow_up') return t('team.matter.months', { count: Number(code) })
  const known = [
    `codes.need_domains.${code}`,
    `consents.purpose.${code}`,
    `team.matter.contact.${code}`,
    `law.rule.${code}.title`,
  ].find(hasText)
  return known ? t(known) : ''
}

function Matter({ matter }: { matter: OpenMatter }) {
  const about = aboutOf(matter)
  const due = matter.due_on && `${day(matter.due_on, 'short')} · ${daysAway(daysBetween(today(), matter.due_on))}`
  return (
    <ListItem
      title={t(`team.matter.${matter.kind}`)}
      detail={[about, due].filter(Boolean).join(' · ') || t('team.matter.no_day')}
    />
  )
}

export function Matters({ matters }: { matters: OpenMatter[] }) {
  if (matters.length === 0) return <p>{t('team.matter.none')}</p>
  const told = tellMatters(matters, today())
  return (
    <div className="matters">
      {(['overdue', 'soon', 'later', 'undated'] as const)
        .filter((when) => told[when].length > 0)
        .map((when) => (
          <div key={when}>
            <h3 className="matters-when">{t(`team.matters.${when}`, { count: told[when].length })}</h3>
            <List label={t(`team.matters.${when}`, { count: told[when].length })}>
              {told[when].map((matter, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two matters may be alike in every code
                <Matter key={place} matter={matter} />
              ))}
            </List>
          </div>
        ))}
    </div>
  )
}
