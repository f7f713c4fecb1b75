// Chooses the language to answer in from what a browser asks for, so nobody must find a switch in a foreign script.
import { languages } from './languages.ts'

type Door = 'desk' | 'public'

/** The languages of an Accept-Language header, most wanted first; malformed parts are passed over. */
export const wanted = (header: string): string[] =>
  header
    .slice(0, 500)
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find(Boolean)
      return { tag: tag.trim().toLowerCase(), weight: quality === undefined ? 1 : Number(quality), place }
    })
    .filter(({ tag, weight }) => /^([a-z]{2,3}(-[a-z0-9]{1,8})*|\*)$/.test(tag) && weight > 0)
    .sort((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ tag }) => tag)

/** `chosen` is what the reader picked before (account, cookie, address) and wins whenever the door speaks it. */
export const chooseLanguage = (door: Door, header = '', chosen?: string): string => {
  const spoken = languages.filter((each) => each[door])
  if (chosen && spoken.some(({ code }) => code === chosen)) return chosen
  for (const tag of wanted(header)) {
    const [primary] = tag.split('-')
    const found = spoken.find((each) => !each.pseudo && each.code === primary)
    if (found) return found.code
  }
  return 'en'
}
