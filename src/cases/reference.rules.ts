// A reference as someone reads it out on the phone, typed in any way, as the file carries it.

/** Upper case, no spaces, and the hyphen in the middle of six signs whether or not it was typed. */
export const readReference = (typed: string): string => {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash}\p{Cf}]/gu, '')
  return signs.length === 6 ? `${signs.slice(0, 3)}-${signs.slice(3)}` : typed.trim().toUpperCase()
}
