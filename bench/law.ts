// Dated law: what it costs to reckon the files of a house, alone and with everything the database does for it.
import type { Figure } from './figures.ts'
import { run as files } from './law-files.ts'
import { run as reckoning } from './law-reckoning.ts'

export const run = async (): Promise<Figure[]> => [...(await reckoning()), ...(await files())]
