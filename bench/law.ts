// Dated law: what it costs to reckon the files of a house.
import type { Figure } from './figures.ts'
import { run as reckoning } from './law-reckoning.ts'

export const run = async (): Promise<Figure[]> => await reckoning()
