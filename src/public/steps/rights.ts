// What somebody can ask for, by country: the organisation's first. Readable by everybody, so it leaves small.
import { helpLines, todayHere } from '../lines.ts'
import { countriesInOrder, countryOf } from '../rights.rules.ts'
import { rightsFiles } from '../rights.ts'
import { type Asking, type Said, type Step, said } from '../step.ts'
import { rightsView } from '../views/rights.ts'

export const sayRights = async ({ reader, typed, house }: Asking, status = 200, notice?: string): Promise<Said> => {
  const now = await house.now()
  const organisations = now.organisations.map(({ country }) => country)
  const file = countryOf(rightsFiles, typed.one('country'), organisations)
  const lines = helpLines(house.facts).filter(({ country }) => country === file.country)
  const countries = countriesInOrder(rightsFiles, organisations)
  return { ...said(rightsView(reader, { file, countries, lines, today: todayHere() }, notice), status), small: true }
}

export const rightsStep: Step = {
  name: 'rights',
  take: (asking) => sayRights(asking),
  again: { rights: (asking) => sayRights(asking) },
}
