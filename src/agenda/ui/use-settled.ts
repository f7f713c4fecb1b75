// A value once nobody has changed it for a moment: what is typed is asked about when the hand rests.
import { useEffect, useState } from 'react'

const pauseMs = 500

export const useSettled = <Value>(value: Value): Value => {
  const [settled, settle] = useState(value)
  const written = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => settle(JSON.parse(written) as Value), pauseMs)
    return () => clearTimeout(timer)
  }, [written])
  return settled
}
