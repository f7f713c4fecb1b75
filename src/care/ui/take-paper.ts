// Asking for something once, outside of what the desk keeps in memory: words and papers that are not to lie around.
import { useState } from 'react'
import { isProblem, Problem } from '#kit/problem.ts'

export const useOnce = () => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run = async (deed: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setProblem(null)
    try {
      await deed()
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
    }
    setBusy(false)
  }
  return { busy, problem, run }
}
