// What the person's copy says of appointments: when, what for, what became of it. A secret place stays where it is kept.
import { showAppointments } from '#agenda/appointment.api.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

export const appointmentsOf = async (asked: AskedOnFile<unknown>, say: Translator): Promise<Entry[]> =>
  (await showAppointments(asked, '2000-01-01')).map(
    ({ appointment_id, on, at, section, kind, mode, status, reason, place, ...words }): Entry => ({
      ...{ id: appointment_id, on, section },
      label: `${say(`appointments.kind.${kind}`)}, ${at}`,
      text: [
        [say(`appointments.mode.${mode}`), say(`appointments.status.${status}`)].join(' · '),
        reason && say(`appointments.why.${reason.why}`),
        words.title,
        ...(place.secret ? [] : [place.name, place.address, place.town]),
        words.with.map(({ name }) => name).join(', '),
        words.meet_at,
        words.bring,
        words.outcome,
      ]
        .filter(Boolean)
        .join('\n'),
    }),
  )
