// Brings the one language of this visit: our texts, React Aria's strings and the direction of the page, before the
// first render. Another language means loading the page again, because React Aria reads its strings once.
import { speak } from '#kit/say.ts'
import { chooseLanguage } from '#language/choose.rules.ts'
import { languageOf } from '#language/languages.ts'
import { createTranslator } from '#language/messages.ts'

const texts: Record<string, () => Promise<{ default: Record<string, string> }>> = {
  en: () => import('virtual:texts/en'),
  es: () => import('virtual:texts/es'),
  it: () => import('virtual:texts/it'),
}
const seldomTexts: typeof texts = {
  en: () => import('virtual:texts/en/seldom'),
  es: () => import('virtual:texts/es/seldom'),
  it: () => import('virtual:texts/it/seldom'),
}
const lawTexts: typeof texts = {
  en: () => import('virtual:texts/en/law'),
  es: () => import('virtual:texts/es/law'),
  it: () => import('virtual:texts/it/law'),
}
const signTexts: typeof texts = {
  en: () => import('virtual:texts/en/signs'),
  es: () => import('virtual:texts/es/signs'),
  it: () => import('virtual:texts/it/signs'),
}
const ariaStrings: Record<string, () => Promise<{ default: unknown }>> = {
  en: () => import('react-aria-components/i18n/en-US'),
  es: () => import('react-aria-components/i18n/es-ES'),
  it: () => import('react-aria-components/i18n/it-IT'),
}

const remembered = 'amparo.language'

/** `?language=` serves links and tests; then what was chosen on this device, the account's language, the browser's. */
export const languageForVisit = (ofAccount?: string): string => {
  const asked = new URLSearchParams(location.search).get('language')
  if (asked) localStorage.setItem(remembered, asked)
  const chosen = localStorage.getItem(remembered) ?? ofAccount
  return chooseLanguage('desk', navigator.languages.join(','), chosen)
}

export const changeLanguage = (code: string): void => {
  localStorage.setItem(remembered, code)
  const address = new URL(location.href)
  address.searchParams.delete('language')
  location.replace(address)
}

let bringSeldom: () => Promise<unknown> = async () => {}

let bringLawTexts: () => Promise<unknown> = async () => {}

let bringSigns: () => Promise<unknown> = async () => {}

/** A screen whose words are not among those of every day, with its words. */
export const withItsTexts = async <Screen>(screen: Promise<Screen>): Promise<Screen> =>
  (await Promise.all([screen, bringSeldom()]))[0]

/** The words of the law alone, for a screen that stands already. */
export const bringLaw = (): Promise<unknown> => bringLawTexts()

/** A screen that speaks of the law: of deadlines, proceedings, wages. */
export const withLaw = async <Screen>(screen: Promise<Screen>): Promise<Screen> =>
  (await Promise.all([screen, bringSeldom(), bringLaw()]))[0]

/** A screen that speaks of signs and of what to do, as the public door does. */
export const withSigns = async <Screen>(screen: Promise<Screen>): Promise<Screen> =>
  (await Promise.all([screen, bringSeldom(), bringSigns()]))[0]

export const loadLanguage = async (code: string): Promise<void> => {
  const { locale, direction, pseudo } = languageOf(code)
  const source = pseudo ? 'en' : code
  const [{ default: messages }, { default: strings }] = await Promise.all([texts[source]!(), ariaStrings[source]!()])
  bringSeldom = async () => Object.assign(messages, (await seldomTexts[source]!()).default)
  bringLawTexts = async () => Object.assign(messages, (await lawTexts[source]!()).default)
  bringSigns = async () => Object.assign(messages, (await signTexts[source]!()).default)
  const shared = window as unknown as Record<symbol, unknown>
  shared[Symbol.for('react-aria.i18n.locale')] = locale
  shared[Symbol.for('react-aria.i18n.strings')] = strings
  document.documentElement.lang = pseudo ? 'en' : code
  document.documentElement.dir = direction
  speak({
    translate: createTranslator(code, messages),
    has: (key) => key in messages,
    language: code,
    locale,
    direction,
  })
}
