// Which days are free where an appointment takes place. Local feasts of a town are not known; an office writes down its own.
import type { Day } from '#kit/day.ts'
import type { Holidays } from './holidays.ts'

/** Its name, or nothing when the day is not known to be free there. */
export const holidayOn = ({ everywhere, regions }: Holidays, province: string | null, day: Day): string | null => {
  const region = province ? regions.find(({ provinces }) => provinces.includes(province)) : undefined
  return [...everywhere, ...(region?.days ?? [])].find(({ on }) => on === day)?.name ?? null
}
