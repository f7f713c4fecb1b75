// After signing in the desk is loaded anew, so that nothing of whoever sat here before is in memory.

/** Only addresses of the desk itself: a link may not lead someone just signed in to a stranger. */
export const wayBack = (search: string): string => {
  const next = new URLSearchParams(search).get('next') ?? ''
  return /^\/desk\/(?!sign-in)[\w/?=&.%-]*$/.test(next) ? next : '/desk/today'
}

export const enterDesk = (): void => location.replace(wayBack(location.search))

/** The secret after `#`, which browsers never send; it leaves the address bar at once. */
export const takeLink = (): string => {
  const link = location.hash.slice(1)
  if (link) history.replaceState(null, '', location.pathname)
  return link
}
