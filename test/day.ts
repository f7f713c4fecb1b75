// The day on which a house under test stands: the one on which it was opened, even when midnight passes before its last test.
// The next file of the same process has a day of its own.

const dayNow = (): string => new Date().toISOString().slice(0, 10)

export let today = dayNow()

export const beginDay = (): void => {
  today = dayNow()
}

/** What a request is told the time is: it never gets past that day. */
export const momentOfToday = (): Date => new Date(Math.min(Date.now(), Date.parse(`${today}T23:59:59.999Z`)))
