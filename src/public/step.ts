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
  house: House
}

export interface Said {
  status: number
  text: string
}

export interface Step {
  /** The value of the button `do` that asks for it. */
  name: string
  take(asking: Asking): Promise<Said>
  /** Views it can say again in another language, by the form's hidden `view`. */
  again?: Record<string, (asking: Asking) => Promise<Said>>
}

export const said = (text: string, status = 200): Said => ({ status, text })
