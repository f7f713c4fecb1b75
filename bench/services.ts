// Services at a large house: a match with its reasons over 20,000 services and 100,000 files. Each part measures for
// itself; together they are `npm run bench -- services`.
import type { Figure } from './figures.ts'

const parts: (() => Promise<{ run: () => Promise<Figure[]> }>)[] = [
  () => import('./services-match.ts'),
  () => import('./gaps.ts'),
]

export const run = async (): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const part of parts) figures.push(...(await (await part()).run()))
  return figures
}
