// What is left of a hold, counted down while one looks.
import { useEffect, useState } from 'react'
import { t } from '#language/here.ts'
import { holdLeft } from '../fit.rules.ts'

export function HoldLeft({ until_at }: { until_at: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const every = setInterval(() => setNow(Date.now()), 20_000)
    return () => clearInterval(every)
  }, [])
  const left = holdLeft(until_at, now)
  return <>{left ? t('places.held_left', left) : t('places.held_over')}</>
}
