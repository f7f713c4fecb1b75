// A coded fact in the words of a reader: for the screen and for the person's own copy.
import { type SealedFact, valuesOf } from './fact.ts'

type Say = (key: string, values?: Record<string, string | number>) => string
export interface Speaking {
  say: Say
  language: string
  list: (words: string[]) => string
}

const countryIn = (language: string, code: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

export const factWords = (
  { fact, state, value }: Pick<SealedFact, 'fact' | 'state' | 'value'>,
  speaking: Speaking,
): string => {
  const { say, language, list } = speaking
  if (state !== 'told') return say(`story.fact.state.${state}`)
  if (value.amount) {
    const { amount, currency, still_owed } = value.amount
    const sum = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
      amount,
    )
    return [sum, say(`story.fact.owed.${still_owed}`)].join(', ')
  }
  if (value.route.length > 0)
    return list(
      value.route.map(({ part, country }) =>
        say(`story.fact.route.${part}`, { country: countryIn(language, country) }),
      ),
    )
  const known = valuesOf(fact).map(({ code }) => code)
  return list(known.filter((code) => value.codes.includes(code)).map((code) => say(`story.value.${fact}.${code}`)))
}
