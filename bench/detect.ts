// Detecting and reporting a possible case. Each part measures for itself; together they are `npm run bench -- detect`.
import type { Figure } from './figures.ts'

const parts: (() => Promise<{ run: () => Promise<Figure[]> }>)[] = [
  () => import('./detect-screening.ts'),
  () => import('./detect-door.ts'),
]

export const run = async (): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const part of parts) figures.push(...(await (await part()).run()))
  return figures
}
