// What the command line says: the same texts as everywhere, in the language of the terminal, one line each.
import { chooseLanguage } from '#language/choose.rules.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { Say } from '#server/open.ts'

const language = chooseLanguage(
  'desk',
  (process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || 'en').replace(/[_.].*$/, ''),
)

export const words = (key: string, values: Record<string, string | number> = {}): string =>
  translatorOf(language)(key, values)

export const say: Say = (key, values) => {
  process.stdout.write(`${words(`cli.${key}`, values)}\n`)
}
