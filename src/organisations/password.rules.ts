// What a good password is: long, and not one that anybody would try first. No rules about signs or capitals, which make
// passwords worse (NIST SP 800-63B-4).

export const shortestPassword = 15
export const longestPassword = 200

/** Beginnings of the long passwords tried first everywhere, in the three languages of the desk. */
const common = [
  'password',
  'passw0rd',
  'contraseña',
  'contrasena',
  'iloveyou',
  'teamo',
  'tiamo',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r',
  'administrator',
  'administrador',
  'admin',
  'amministratore',
  'letmein',
  'welcome',
  'bienvenido',
  'benvenuto',
  'changeme',
  'secret',
  'secreto',
  'segreto',
  'superman',
  'football',
  'realmadrid',
  'barcelona',
  'juventus',
  'dragon',
  'monkey',
  'sunshine',
  'princess',
  'princesa',
  'principessa',
  'login',
  'hola',
  'ciao',
  'hello',
  'amparo',
  'abc',
]
const rows = ['01234567890', '09876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

export type PasswordFault = 'short' | 'long' | 'common' | 'about_you'

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** What is left when everything guessable is taken out. */
const without = (text: string, words: string[]): string =>
  words.reduce((left, word) => (word.length > 2 ? left.replaceAll(word, '') : left), text)

const guessable = (text: string): boolean => {
  const runs = rows.flatMap((row) => Array.from({ length: row.length - 2 }, (_, at) => row.slice(at, at + 3)))
  const left = without(
    without(
      text,
      [...common].map(plain).sort((a, b) => b.length - a.length),
    ),
    runs,
  )
  return new Set(left).size < 4 || left.length < 5
}

/** Null when the password is good. `about` are the words others know: e-mail address, name, organisation. */
export const passwordFault = (password: string, about: string[]): PasswordFault | null => {
  const length = [...password.normalize('NFKC')].length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  const text = plain(password)
  // A password all of spaces or emoji has nothing plain about it; its length speaks for it unless it repeats itself.
  if (text.length === 0) return new Set(password).size < 4 ? 'common' : null
  const known = about.flatMap((each) => [plain(each), ...each.split(/[\s@.,_-]+/).map(plain)])
  if (
    without(
      text,
      known.filter((word) => word.length > 3).sort((a, b) => b.length - a.length),
    ).length < 6
  )
    return 'about_you'
  return guessable(text) ? 'common' : null
}
