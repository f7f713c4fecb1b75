// Pages as text that is escaped unless it was made here: what a reporter typed can never become markup.
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

type Piece = Html | string | number | null | undefined | false | readonly Piece[]

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => entities[char]!)

const shown = (piece: Piece): string => {
  if (piece instanceof Html) return piece.text
  if (Array.isArray(piece)) return (piece as readonly Piece[]).map(shown).join('')
  return piece === null || piece === undefined || piece === false ? '' : escaped(String(piece))
}

/** html`<p>${whatSomeoneTyped}</p>`: every value is escaped, attribute values must stand in double quotes. */
export const html = (parts: TemplateStringsArray, ...pieces: Piece[]): Html =>
  new Html(parts.reduce((text, part, at) => text + shown(pieces[at - 1]) + part))

/** Only for what is ours: the style and the script of the page. */
export const trusted = (text: string): Html => new Html(text)
