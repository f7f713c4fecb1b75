// A pack laid out for the engine: which of its rules an event starts, and which hold without one. Laid out once for each pack.
import type { EventCode, LawRule, Pack, PackId } from './rule.ts'

/** A rule with what is looked up at every event. */
export interface Laid {
  pack: Pack
  rule: LawRule
  validFrom: string
  validUntil: string
  closes: ReadonlySet<EventCode>
  ends: ReadonlySet<EventCode>
  restarted: ReadonlySet<EventCode>
  /** Every event that does anything to it once it has begun. */
  listens: ReadonlySet<EventCode>
}

export interface LaidPack {
  pack: Pack
  startedBy: ReadonlyMap<EventCode, Laid[]>
  /** Hold for whoever the conditions describe, without a start. */
  standing: Laid[]
}

const laidOut = new WeakMap<Pack, LaidPack>()

const layOut = (pack: Pack): LaidPack => {
  const startedBy = new Map<EventCode, Laid[]>()
  const standing: Laid[] = []
  for (const rule of pack.rules) {
    const laid: Laid = {
      pack,
      rule,
      validFrom: rule.valid_from,
      validUntil: rule.valid_until ?? '9999-12-31',
      closes: new Set(rule.closes),
      ends: new Set(rule.ends),
      restarted: new Set(rule.restarted),
      listens: new Set([
        ...[...rule.closes, ...rule.ends, ...rule.restarted],
        ...rule.suspended.flatMap(({ from, until }) => [...from, ...until]),
      ]),
    }
    if (rule.starts.length === 0) standing.push(laid)
    for (const code of new Set(rule.starts)) {
      const known = startedBy.get(code)
      if (known) known.push(laid)
      else startedBy.set(code, [laid])
    }
  }
  return { pack, startedBy, standing }
}

export const laidPack = (pack: Pack): LaidPack => {
  let laid = laidOut.get(pack)
  if (!laid) {
    laid = layOut(pack)
    laidOut.set(pack, laid)
  }
  return laid
}

/** An event of a jurisdiction is heard by its own rules and by those above it. */
export const heardBy = (packs: readonly Pack[], jurisdiction: PackId): Pack[] => {
  const heard = new Set<PackId>([jurisdiction])
  for (const id of heard) for (const above of packs.find((pack) => pack.id === id)?.above ?? []) heard.add(above)
  return packs.filter(({ id }) => heard.has(id))
}
