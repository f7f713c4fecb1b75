// Day and hour as the clock on the wall shows them, and the moment they are.
const two = (number: number) => String(number).padStart(2, '0')

export const clockOf = (moment: string | number) => {
  const at = new Date(moment)
  return {
    day: `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    hour: `${two(at.getHours())}:${two(at.getMinutes())}`,
  }
}

export const momentOf = ({ day, hour }: { day: string; hour: string }): string | null => {
  const at = new Date(`${day}T${hour}`)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
