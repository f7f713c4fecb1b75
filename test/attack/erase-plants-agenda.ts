// Every way a text enters an appointment of a file, each with a string of its own.
import { changeAppointment, closeAppointment, planAppointment } from '#agenda/appointment.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Plants } from './erase-plants-plan.ts'

export const plantAgenda = async <Token extends { staff_id: string }>({
  case_id,
  today,
  word,
  send,
  worker,
}: Plants<Token> & { worker: Token }) => {
  const at = { case_id, appointment_id: newId() }
  const said = (way: string) => ({
    ...{ title: word(`appointment: ${way}`), meet_at: word(`appointment: meet, ${way}`) },
    ...{ bring: word(`appointment: bring, ${way}`), stops: [word(`appointment: stop, ${way}`)] },
    with: [{ name: word(`appointment: with, ${way}`) }],
    place: {
      ...{ name: word(`appointment: place, ${way}`), address: word(`appointment: address, ${way}`), secret: true },
      town: word(`appointment: town, ${way}`),
    },
  })
  const wish = {
    ...{ ...at, section: 'identity', kind: 'office', mode: 'in_person', reminder_wanted: true },
    when: { on: addDays(today, -3), at: '10:00', minutes: 30 },
    staff: [{ staff_id: worker.staff_id, part: 'leads' }],
  }
  await send(planAppointment, { ...wish, ...said('planned') })
  await send(changeAppointment, { ...wish, version: 1, ...said('changed') })
  await send(closeAppointment, { ...at, version: 2, status: 'held', outcome: word('appointment: outcome') })
}
