// Things that wait for whoever comes first: how many, since or until when, and the way there.
import { type IconName, List, ListItem, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'

interface Props {
  name:
    | 'answers_late'
    | 'referral_messages'
    | 'to_triage'
    | 'to_take_up'
    | 'reports_late'
    | 'to_answer'
    | 'to_review'
    | 'to_take'
    | 'to_look_at'
  pile: { count: number; oldest_on: string | null } | null
  href: string
  icon: IconName
}

export function Pile({ name, pile, href, icon }: Props) {
  if (!pile || pile.count === 0) return null
  return (
    <Section title={t(`agenda.${name}`)}>
      <List>
        <ListItem
          icon={icon}
          href={href}
          title={t(`agenda.${name}_count`, { count: pile.count })}
          detail={pile.oldest_on && t(`agenda.${name}_oldest`, { day: day(pile.oldest_on, 'long') })}
        />
      </List>
    </Section>
  )
}
