// File keys that were just opened, kept for some minutes so that a list of twenty-five files does not unwrap the same
// keys again and again. A key is found by the wrapped bytes the database gave this very request: where the row is gone,
// or hidden from whoever asks, nothing is found.
import { performance } from 'node:perf_hooks'
import type { CaseKey } from './keys.ts'

const minutes = 10
const most = 5_000

interface Kept {
  key: CaseKey
  until: number
}

export class KeysInUse {
  readonly #kept = new Map<string, Kept>()
  readonly #latest = new Map<string, Kept>()
  readonly #now: () => number
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  find(place: string, wrapped: string): CaseKey | undefined {
    const kept = this.#kept.get(`${place} ${wrapped}`)
    return kept && kept.until > this.#now() ? kept.key : undefined
  }

  keep(place: string, wrapped: string, key: CaseKey): CaseKey {
    // The oldest go first: a Map remembers in which order they came.
    if (this.#kept.size >= most) {
      for (const name of [...this.#kept.keys()].slice(0, most / 10)) this.#kept.delete(name)
    }
    this.#kept.set(`${place} ${wrapped}`, { key, until: this.#now() + minutes * 60_000 })
    return key
  }

  /** The key a file was last opened with: what is written next is sealed with it, if the database still says so. */
  latestOf(case_id: string): CaseKey | undefined {
    const kept = this.#latest.get(case_id)
    return kept && kept.until > this.#now() ? kept.key : undefined
  }

  keepLatest(key: CaseKey): void {
    if (this.#latest.size >= most) this.#latest.clear()
    this.#latest.set(key.case_id, { key, until: this.#now() + minutes * 60_000 })
  }

  /** Once a file is erased, its key leaves the memory too. */
  forget(place: string, case_id: string): void {
    this.#latest.delete(case_id)
    for (const name of this.#kept.keys()) if (name.startsWith(`${place} `)) this.#kept.delete(name)
  }
}
