// The languages people read Amparo in. An autonym, not a translated name, lets someone find her own language in a list
// she cannot otherwise read.
import { z } from 'zod'

export const LanguageCode = z.enum(['en', 'es', 'it', 'fr', 'pt', 'ro', 'ar', 'ur', 'hi', 'ne', 'bn', 'zh', 'xa', 'xb'])
export type LanguageCode = z.infer<typeof LanguageCode>

export interface Language {
  code: LanguageCode
  autonym: string
  direction: 'ltr' | 'rtl'
  script: 'Latn' | 'Arab' | 'Aran' | 'Deva' | 'Beng' | 'Hans'
  /** The tag for Intl: Latin digits, because staff type and compare numbers across languages. */
  locale: string
  desk: boolean
  public: boolean
  /** Made from English while running, to find words that do not fit and layouts that do not mirror. */
  pseudo?: true
}

/** In the order of the lists people choose from: by script, and from west to east. */
export const languages: readonly Language[] = [
  { code: 'en', autonym: 'English', direction: 'ltr', script: 'Latn', locale: 'en-GB', desk: true, public: true },
  { code: 'es', autonym: 'Español', direction: 'ltr', script: 'Latn', locale: 'es-ES', desk: true, public: true },
  { code: 'it', autonym: 'Italiano', direction: 'ltr', script: 'Latn', locale: 'it-IT', desk: true, public: true },
  {
    code: 'fr',
    autonym: 'Français',
    direction: 'ltr',
    script: 'Latn',
    locale: 'fr-FR',
    desk: false,
    public: true,
  },
  {
    code: 'pt',
    autonym: 'Português',
    direction: 'ltr',
    script: 'Latn',
    locale: 'pt-PT',
    desk: false,
    public: true,
  },
  {
    code: 'ro',
    autonym: 'Română',
    direction: 'ltr',
    script: 'Latn',
    locale: 'ro-RO',
    desk: false,
    public: true,
  },
  // The Arabic written everywhere, of no one country.
  {
    code: 'ar',
    autonym: 'العربية',
    direction: 'rtl',
    script: 'Arab',
    locale: 'ar-001-u-nu-latn',
    desk: false,
    public: true,
  },
  {
    code: 'ur',
    autonym: 'اردو',
    direction: 'rtl',
    script: 'Aran',
    locale: 'ur-PK-u-nu-latn',
    desk: false,
    public: true,
  },
  {
    code: 'hi',
    autonym: 'हिन्दी',
    direction: 'ltr',
    script: 'Deva',
    locale: 'hi-IN-u-nu-latn',
    desk: false,
    public: true,
  },
  {
    code: 'ne',
    autonym: 'नेपाली',
    direction: 'ltr',
    script: 'Deva',
    locale: 'ne-NP-u-nu-latn',
    desk: false,
    public: true,
  },
  {
    code: 'bn',
    autonym: 'বাংলা',
    direction: 'ltr',
    script: 'Beng',
    locale: 'bn-BD-u-nu-latn',
    desk: false,
    public: true,
  },
  {
    code: 'zh',
    autonym: '中文',
    direction: 'ltr',
    script: 'Hans',
    locale: 'zh-CN',
    desk: false,
    public: true,
  },
  {
    code: 'xa',
    autonym: 'Ḷëñĝŧĥëñëđ',
    direction: 'ltr',
    script: 'Latn',
    locale: 'en-GB',
    desk: true,
    public: true,
    pseudo: true,
  },
  {
    code: 'xb',
    autonym: 'Mirrored',
    direction: 'rtl',
    script: 'Latn',
    locale: 'ar-EG-u-nu-latn',
    desk: true,
    public: true,
    pseudo: true,
  },
]

export const languageOf = (code: string): Language => languages.find((each) => each.code === code) ?? languages[0]!

/** What a reader may choose; the pseudo-languages only where someone is testing. */
export const deskLanguages = (testing = false): Language[] =>
  languages.filter((each) => each.desk && (testing || !each.pseudo))
export const publicLanguages = (testing = false): Language[] =>
  languages.filter((each) => each.public && (testing || !each.pseudo))
