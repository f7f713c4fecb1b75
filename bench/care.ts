// Needs, risk and healing. Each part measures for itself; together they are `npm run bench -- care`.
import type { Figure } from './figures.ts'

const parts: (() => Promise<{ run: () => Promise<Figure[]> }>)[] = [
  () => import('./care-reading.ts'),
  () => import('./care-plan.ts'),
]

export const run = async (): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const part of parts) figures.push(...(await (await part()).run()))
  return figures
}
