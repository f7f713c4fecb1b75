// One thing somebody can do at the door. A step reads what was typed and says the next page; it never keeps anything by
// itself, so the same page can be said again in another language.
import type { TypedFile } from './bodies.ts'
import type { House } from './house.ts'
import type { Reader } from './page.ts'
import type { Typed } from './typed.ts'

export interface Asking {
  reader: Reader
  typed: Typed
  /** What came attached; empty unless the form travelled with files. */
  files: TypedFile[]
  /** Counted under a name that means nothing after a restart; never kept. */
  address: string
  /** What follows the step's name in the button: `health` of `form:health`. */
  about: string
  /** Goes through the slow lane: under load, without work shown. */
  patient?: boolean
  house: House
}

export interface Said {
  status: number
  text: string
  /** Says only what everybody may read: leaves compressed, in its own size. */
  small?: true
  /** Leaves as a file to keep instead of a page. */
  file?: { name: string; media: string; bytes: Uint8Array }
}

export interface Step {
  /** The value of the button `do` that asks for it. */
  name: string
  take(asking: Asking): Promise<Said>
  /** Views it can say again in another language, by the form's hidden `view`. */
  again?: Record<string, (asking: Asking) => Promise<Said>>
}

export const said = (text: string, status = 200): Said => ({ status, text })
