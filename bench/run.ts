// `npm run bench [-- NAME …]`: figures against a floor measured in the same run, as a table and as bench/latest.json.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDesk } from '#cli/desk.ts'
import { asTable, type Figure } from './figures.ts'

const benches: Record<string, () => Promise<{ run: () => Promise<Figure[]> }>> = {
  house: () => import('./house.ts'),
  file: () => import('./file.ts'),
  detect: () => import('./detect.ts'),
  services: () => import('./services.ts'),
  care: () => import('./care.ts'),
  agenda: () => import('./agenda.ts'),
  law: () => import('./law.ts'),
  prevention: () => import('./prevention.ts'),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !benches[name])
if (unknown.length > 0) {
  process.stderr.write(`no bench is called ${unknown.join(', ')}; there is: ${Object.keys(benches).join(', ')}\n`)
  process.exit(2)
}
await buildDesk()
const figures: Figure[] = []
for (const name of wanted.length > 0 ? wanted : Object.keys(benches))
  figures.push(...(await (await benches[name]!()).run()))
process.stdout.write(`\n${asTable(figures)}\n`)
writeFileSync(join(import.meta.dirname, 'latest.json'), `${JSON.stringify(figures, null, 2)}\n`)
process.exitCode = figures.every((figure) => figure.holds) ? 0 : 1
