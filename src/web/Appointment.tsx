// One appointment with where its interpreter stands, which another room keeps.
import { AppointmentPage } from '#agenda/ui/AppointmentPage.tsx'
import { BookingPiece } from '#interpreters/ui/BookingPiece.tsx'

export function Appointment() {
  return <AppointmentPage beside={({ appointment }) => <BookingPiece of={appointment} />} />
}
