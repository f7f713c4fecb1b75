// Leaving the desk: at once, from anywhere, with nothing left behind on the device.
const home = '/desk/sign-in'

/** Goes to sign-in and remembers the way back; `load` drops everything the page holds in memory. */
export const toSignIn = (how: 'replace' | 'load'): void => {
  const here = location.pathname + location.search
  const address = here.startsWith(home) ? here : `${home}?next=${encodeURIComponent(here)}`
  if (how === 'replace') history.replaceState(null, '', address)
  else location.replace(address)
}

const endSession = () =>
  fetch('/api/session', {
    method: 'DELETE',
    headers: { 'x-amparo': '1', 'idempotency-key': crypto.randomUUID() },
    credentials: 'same-origin',
    keepalive: true,
  }).catch(() => undefined)

/** Ends the session on the server and forgets the drafts kept here. */
export const signOut = async (): Promise<void> => {
  // What is on the screen goes first: whoever comes through the door must not read it while the line is slow.
  document.getElementById('desk')!.hidden = true
  const { forgetAllDrafts } = await import('#gate/drafts.ts')
  await Promise.race([
    Promise.all([endSession(), forgetAllDrafts().catch(() => undefined)]),
    new Promise((resolve) => setTimeout(resolve, 2500)),
  ])
  location.replace(home)
}

/** Nobody was at the keyboard: the session ends, the drafts stay for when she signs in again. */
export const lockSession = endSession
