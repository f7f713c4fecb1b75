// What one interpreter was asked for, latest first: the appointments of files that open, the others as a number.
import { usePages } from '#gate/pages.ts'
import { Badge, Button, EmptyState, List, ListItem, Loaded, Section } from '#kit/ui/index.ts'
import { isolate, moment, t } from '#language/here.ts'
import { type BookingOf, listBookingsOf } from '../booking.ts'
import { bookingTone, headed, modeWords, spokenName } from './interpreter-words.ts'

function One({ of }: { of: BookingOf }) {
  const { case_id, appointment_id, status, stop_reason } = of
  return (
    <ListItem
      icon="calendar"
      href={`/desk/agenda/${case_id}/${appointment_id}`}
      title={`${headed(moment(of.starts_at))} · ${isolate(of.person)}`}
      detail={[
        spokenName(of),
        modeWords([of.mode]),
        ...(status === 'stopped' && stop_reason ? [t(`interpreting.stop.${stop_reason}`)] : []),
      ].join(' · ')}
      aside={<Badge tone={bookingTone[status]}>{t(`interpreting.booking.${status}`)}</Badge>}
    />
  )
}

export function BookingsOf({ interpreter_id }: { interpreter_id: string }) {
  // The number of what does not open travels with the first page.
  const pages = usePages(listBookingsOf, { interpreter_id }, ({ bookings, elsewhere }) => [{ bookings, elsewhere }])
  return (
    <Section title={t('interpreting.bookings_of')} lead={t('interpreting.bookings_of_why')}>
      <Loaded of={pages}>
        {(read) => {
          const bookings = read.flatMap((page) => page.bookings)
          const elsewhere = read.reduce((sum, page) => sum + page.elsewhere, 0)
          return (
            <>
              {bookings.length === 0 ? (
                <EmptyState icon="calendar" title={t('interpreting.bookings_of_none')} />
              ) : (
                <List label={t('interpreting.bookings_of')}>
                  {bookings.map((each) => (
                    <One key={each.booking_id} of={each} />
                  ))}
                </List>
              )}
              {pages.more && (
                <Button onPress={pages.more} busy={pages.busy}>
                  {t('interpreting.bookings_more')}
                </Button>
              )}
              {elsewhere > 0 && (
                <p className="interpreting-quiet">{t('interpreting.bookings_elsewhere', { count: elsewhere })}</p>
              )}
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}
