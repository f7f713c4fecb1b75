// The facts of the agenda, read once.
import spain from '#data/law/calendars/es.json' with { type: 'json' }
import { Holidays } from './holidays.ts'

export const holidays: Holidays = Holidays.parse(spain)
