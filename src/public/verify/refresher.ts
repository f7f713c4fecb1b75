// A day in whoever's own calendar on which to learn it again: what was learned and where to check it, and nobody's name.
import ical, { ICalEventClass } from 'ical-generator'
import type { Checked } from '#certificates/check.api.ts'
import { addDays } from '#kit/day.ts'
import { translatorOf } from '#language/load-texts.ts'

/** A month before it ends, and never before it was issued. */
export const refresherDay = ({ issued_on, expires_on }: { issued_on: string; expires_on: string }): string => {
  const early = addDays(expires_on, -30)
  return early > issued_on ? early : expires_on
}

export const refresherText = (checked: Checked, expires_on: string, origin: string | undefined): string => {
  const { achievement } = checked.credential.credentialSubject
  const t = translatorOf(achievement.inLanguage)
  const day = refresherDay({ issued_on: checked.issued_on, expires_on })
  const calendar = ical({ prodId: { company: 'amparo', product: 'refresher' } })
  calendar.createEvent({
    id: `${checked.certificate_id}@refresher`,
    stamp: new Date(`${checked.issued_on}T00:00:00Z`),
    start: new Date(`${day}T00:00:00Z`),
    allDay: true,
    class: ICalEventClass.PRIVATE,
    summary: t('verify.refresher', { title: achievement.name }),
    ...(origin && { url: `${origin}/verify/${checked.number}` }),
  })
  return calendar.toString()
}
