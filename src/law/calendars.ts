// The calendars of working days as they lie in data/law/calendars, read once at start.

import { Holidays } from '#agenda/holidays.ts'
import es from '#data/law/calendars/es.json' with { type: 'json' }
import it from '#data/law/calendars/it.json' with { type: 'json' }
import uk from '#data/law/calendars/uk.json' with { type: 'json' }
import us from '#data/law/calendars/us.json' with { type: 'json' }

/** By the name a pack gives its calendar. */
export const calendars: Readonly<Record<string, Holidays>> = {
  es: Holidays.parse(es),
  it: Holidays.parse(it),
  uk: Holidays.parse(uk),
  us: Holidays.parse(us),
}
