// What must hold when machines fail and everybody comes at once: `npm run faults -- NAME …`, all of them without a name.
// Each prints what it tried and what it found; one that falls short ends the run with 1.
import { places } from './places.ts'

export interface FaultResult {
  name: string
  tried: number
  /** What went wrong; has to be 0. */
  found: number
  /** Holes planted on purpose, and how many of them were noticed. */
  planted: number
  noticed: number
}

const suites: Record<string, () => Promise<FaultResult[]>> = { places }

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in suites))
if (unknown.length > 0) {
  process.stderr.write(`no such suite: ${unknown.join(', ')}; there are: ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}
let short = 0
for (const name of wanted.length > 0 ? wanted : Object.keys(suites))
  for (const result of await suites[name]!()) {
    const held = result.found === 0 && result.noticed === result.planted
    if (!held) short += 1
    const line = `${result.name}: tried ${result.tried}, found ${result.found}, planted ${result.planted}, noticed ${result.noticed}`
    process.stdout.write(`${held ? 'holds ' : 'FAILS '} ${line}\n`)
  }
process.exit(short === 0 ? 0 : 1)
