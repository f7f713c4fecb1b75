// The link is made here and only its mark is sent: the house never holds what would let someone in.
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

export const makeLink = async (): Promise<{ link: string; link_mark: string }> => {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret)))
  const link_mark = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { link: `${location.origin}/desk/invitation#${secret}`, link_mark }
}
