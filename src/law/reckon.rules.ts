// From the dates of one file to everything that is owed, held and forbidden, by walking through its days in their order. Pure:
// no clock and no world; the day it is reckoned for is given.

import type { Holidays } from '#agenda/holidays.ts'
import { holds } from '#facts/condition.rules.ts'
import type { Day } from '#kit/day.ts'
import { type DayNumber, type PlaceDays, toDay, toNumber, workingDays } from './days.rules.ts'
import { heardBy, type Laid, type LaidPack, laidPack } from './index.rules.ts'
import {
  closedOf,
  fits,
  type Instance,
  isOver,
  latestOf,
  type Occurrence,
  openInstance,
  pause,
  restart,
  resume,
} from './instance.rules.ts'
import { itemOf } from './item.rules.ts'
import type { Happening, Item, LawFacts } from './reckoning.ts'
import type { Pack, PackId } from './rule.ts'
import { minuteOf } from './term.rules.ts'

/** By the name a pack gives its calendar. */
export type Calendars = Readonly<Record<string, Holidays>>

/** Rules that make each other happen without end are a fault of the pack; here they merely stop. */
const deepest = 12

/** Within a day: silence speaks as it begins, then what happened, then what ends with it. */
const orders = { silence: 0, event: 1, end: 2 } as const
interface Turn {
  day: DayNumber
  order: number
  minute: number
  event: Occurrence | null
  instance: Instance | null
  stamp: number
}

const occurrenceOf = ({ event_id, code, jurisdiction, on, at, matter_id }: Happening): Occurrence => ({
  ...{ code, jurisdiction, at, matter_id, event_id },
  ...{ day: toNumber(on), minute: minuteOf(at), from_key: null, anchor: event_id, depth: 0 },
})

const inOrder = (happenings: readonly Happening[]): Happening[] =>
  [...happenings].sort((a, b) => {
    if (a.on !== b.on) return a.on < b.on ? -1 : 1
    if (a.at !== b.at) return (a.at ?? '') < (b.at ?? '') ? -1 : 1
    if (a.code !== b.code) return a.code < b.code ? -1 : 1
    return a.event_id < b.event_id ? -1 : 1
  })

class Walk {
  readonly instances: Instance[] = []
  private readonly byKey = new Set<string>()
  private readonly turns: Turn[] = []
  private readonly past: Occurrence[] = []
  /** What an event closed already, by rule: it closes one of each. */
  private readonly spent = new Map<Occurrence, Set<string>>()
  private readonly heard = new Map<PackId, Set<Pack>>()
  private readonly days = new Map<Pack, PlaceDays>()
  private readonly laid: LaidPack[]
  private readonly packs: readonly Pack[]
  private readonly facts: LawFacts
  private readonly calendars: Calendars
  private readonly today: DayNumber

  constructor(packs: readonly Pack[], facts: LawFacts, calendars: Calendars, today: DayNumber) {
    this.packs = packs
    this.facts = facts
    this.calendars = calendars
    this.today = today
    this.laid = packs.map(laidPack)
  }

  run(): Instance[] {
    const events = inOrder(this.facts.happenings).map(occurrenceOf)
    for (const laid of this.laid) this.openStanding(laid, events)
    const later = events.filter(({ day }) => day > this.today)
    for (const event of events) if (event.day <= this.today) this.plan(event.day, orders.event, event, null)
    for (let turn = this.turns.shift(); turn; turn = this.turns.shift()) {
      if (turn.event) this.happen(turn.event)
      else if (turn.instance?.stamp === turn.stamp && !isOver(turn.instance)) this.runOut(turn)
    }
    for (const event of later) this.start(event)
    return this.instances
  }

  private hears(jurisdiction: PackId): Set<Pack> {
    let heard = this.heard.get(jurisdiction)
    if (!heard) {
      heard = new Set(heardBy(this.packs, jurisdiction))
      this.heard.set(jurisdiction, heard)
    }
    return heard
  }

  private placeDays(pack: Pack): PlaceDays {
    let days = this.days.get(pack)
    if (!days) {
      days = this.daysOf(pack)
      this.days.set(pack, days)
    }
    return days
  }

  private daysOf(pack: Pack): PlaceDays {
    const own =
      pack.calendar ??
      this.packs.find(({ id, calendar }) => calendar && this.facts.jurisdictions.includes(id))?.calendar
    const calendar = own ? (this.calendars[own] ?? null) : null
    return workingDays(calendar, this.facts.province, this.facts.town)
  }

  private plan(day: DayNumber, order: number, event: Occurrence | null, instance: Instance | null): void {
    const turn: Turn = { day, order, minute: event?.minute ?? -1, event, instance, stamp: instance?.stamp ?? 0 }
    let place = this.turns.length
    for (; place > 0; place -= 1) {
      const before = this.turns[place - 1]!
      if (before.day < day || (before.day === day && before.order < order)) break
      if (before.day === day && before.order === order && before.minute <= turn.minute) break
    }
    this.turns.splice(place, 0, turn)
  }

  private openStanding({ pack, standing }: LaidPack, events: readonly Occurrence[]): void {
    const first = events.find(({ jurisdiction }) => this.hears(jurisdiction).has(pack))
    const firstDay = first ? toDay(first.day) : null
    for (const laid of standing) {
      if (firstDay && laid.validUntil < firstDay) continue
      const on = firstDay && firstDay > laid.validFrom ? firstDay : laid.validFrom
      const day = toNumber(on)
      const jurisdiction = first?.jurisdiction ?? pack.id
      const start: Occurrence = {
        ...{ code: 'file_opened', jurisdiction, day, minute: null, at: null, matter_id: null },
        ...{ event_id: null, from_key: null, anchor: laid.validFrom, depth: 0 },
      }
      this.open(laid, start, true)
    }
  }

  private start(event: Occurrence): void {
    const on = toDay(event.day)
    const heard = this.hears(event.jurisdiction)
    for (const { pack, startedBy } of this.laid) {
      if (!heard.has(pack)) continue
      for (const laid of startedBy.get(event.code) ?? [])
        if (laid.validFrom <= on && on <= laid.validUntil) this.open(laid, event, false)
    }
  }

  private open(laid: Laid, start: Occurrence, standing: boolean): void {
    const { rule } = laid
    if (rule.when && !holds(rule.when, this.facts.circumstances)) return
    const instance = openInstance(laid, start, this.placeDays(laid.pack), this.facts.circumstances, standing)
    // What rules make happen may reach a rule twice, by a start and by an end; what was recorded reaches it once.
    if (start.anchor !== start.event_id && !standing) {
      if (this.byKey.has(instance.key)) instance.key = `${instance.key}.${start.code}`
      if (this.byKey.has(instance.key)) return
      this.byKey.add(instance.key)
    }
    this.instances.push(instance)
    if (rule.suspended.length > 0) this.pauseFromBefore(instance)
    if (start.day > this.today) return
    this.readSameDay(instance)
    if (isOver(instance)) return
    this.await(instance)
    for (const { at, event } of rule.yields) if (at === 'start') this.yield(instance, event, start.day, orders.event)
  }

  /** What was closed on the day it began, by something told before it. */
  private readSameDay(instance: Instance): void {
    const { day, minute } = instance.start
    for (const event of this.past) {
      if (
        event.day !== day ||
        !instance.laid.listens.has(event.code) ||
        event === instance.start ||
        !this.reaches(event, instance)
      )
        continue
      if (minute !== null && event.minute !== null && event.minute < minute) continue
      const { closes, ends, rule } = instance.laid
      if (ends.has(event.code)) instance.takenBy ??= event
      else if (closes.has(event.code) && !this.spent.get(event)?.has(rule.id)) this.close(instance, event)
    }
  }

  private pauseFromBefore(instance: Instance): void {
    for (const { from, until } of instance.laid.rule.suspended) {
      let stands = false
      for (const event of this.past) {
        if (event === instance.start || !this.reaches(event, instance)) continue
        if (from.includes(event.code)) stands = !this.isLifted(until, event, instance)
        if (until.includes(event.code)) stands = false
      }
      if (stands) pause(instance, instance.began)
    }
  }

  /** Both on one day and nobody told their hours: then the clock runs, for what runs rings. */
  private isLifted(until: readonly string[], by: Occurrence, instance: Instance): boolean {
    return this.past.some(
      (event) =>
        event !== by &&
        event.day === by.day &&
        until.includes(event.code) &&
        this.reaches(event, instance) &&
        (event.minute === null || by.minute === null),
    )
  }

  private reaches(event: Occurrence, instance: Instance): boolean {
    return fits(instance, event) && this.hears(event.jurisdiction).has(instance.laid.pack)
  }

  /** Plans what comes of its last day, as it is counted now. */
  private await(instance: Instance): void {
    const last = latestOf(instance)
    if (!last) return
    const { kind, silence, yields } = instance.laid.rule
    if (kind === 'deadline' && silence && silence.means !== 'none_stated' && last.day < this.today)
      this.plan(last.day + 1, orders.silence, null, instance)
    if (yields.some(({ at }) => at === 'end') && last.day <= this.today) this.plan(last.day, orders.end, null, instance)
  }

  private yield(instance: Instance, code: string, day: DayNumber, order: number): void {
    const { start, key, laid } = instance
    if (start.depth >= deepest || day > this.today) return
    const event: Occurrence = {
      ...{ code, jurisdiction: start.jurisdiction, day, minute: null, at: null, matter_id: start.matter_id },
      ...{ event_id: null, from_key: key, anchor: `${start.anchor}.${laid.rule.id}`, depth: start.depth + 1 },
    }
    this.plan(day, order, event, null)
  }

  private runOut({ day, order, instance }: Turn): void {
    const { silence, yields } = instance!.laid.rule
    if (order === orders.silence) {
      instance!.silentSince = day
      if (silence?.yields) this.yield(instance!, silence.yields, day, orders.event)
    } else for (const { at, event } of yields) if (at === 'end') this.yield(instance!, event, day, orders.end)
  }

  private happen(event: Occurrence): void {
    const open = this.instances.filter(
      (instance) =>
        instance.laid.listens.has(event.code) &&
        !isOver(instance) &&
        (instance.standing || instance.start.day <= event.day) &&
        instance.key !== event.from_key &&
        this.hears(event.jurisdiction).has(instance.laid.pack),
    )
    for (const instance of open) if (fits(instance, event)) this.touch(instance, event)
    const closing = this.closing(open, event)
    for (const instance of closing) this.close(instance, event)
    this.past.push(event)
    if (event.event_id !== null) {
      const awaited = closing.find(
        ({ laid: { rule } }) =>
          rule.silence?.yields === event.code || rule.yields.some((each) => each.event === event.code),
      )
      if (awaited) {
        event.anchor = `${awaited.start.anchor}.${awaited.laid.rule.id}`
        // Silence had made it happen already: the decision only confirms it.
        if (awaited.silentSince !== null && awaited.laid.rule.silence?.yields === event.code) return
      }
    }
    this.start(event)
  }

  private closing(open: readonly Instance[], event: Occurrence): Instance[] {
    const found: Instance[] = []
    const byRule = new Map<string, Instance[]>()
    for (const instance of open) {
      if (isOver(instance) || !instance.laid.closes.has(event.code)) continue
      const id = instance.laid.rule.id
      const known = byRule.get(id)
      // The versions of what holds without a start are one thing: what meets it today is not owed anew tomorrow.
      if (instance.standing) found.push(instance)
      else if (known) known.push(instance)
      else byRule.set(id, [instance])
    }
    return [...found, ...[...byRule.values()].flatMap((each) => closedOf(each, event) ?? [])]
  }

  private touch(instance: Instance, event: Occurrence): void {
    const { ends, restarted, rule } = instance.laid
    const at = { day: event.day, minute: event.minute }
    if (ends.has(event.code)) {
      instance.takenBy = event
      return
    }
    const stamp = instance.stamp
    if (instance.silentSince === null) {
      if (restarted.has(event.code)) restart(instance, event)
      for (const { from, until } of rule.suspended) {
        if (from.includes(event.code) && !this.isLifted(until, event, instance)) pause(instance, at)
        if (until.includes(event.code)) resume(instance, at)
      }
    }
    if (instance.stamp !== stamp) this.await(instance)
  }

  private close(instance: Instance, event: Occurrence): void {
    instance.closedBy = event
    const rule = instance.laid.rule
    const spent = this.spent.get(event) ?? new Set<string>()
    this.spent.set(event, spent.add(rule.id))
    for (const other of this.instances) {
      if (other === instance || isOver(other) || other.start !== instance.start) continue
      const { id, instead_of } = other.laid.rule
      if (instead_of.includes(rule.id) || rule.instead_of.includes(id)) other.takenBy = event
    }
  }
}

const compare = (a: Item, b: Item): number => {
  if (a.due_on !== b.due_on) return a.due_on === null ? 1 : b.due_on === null ? -1 : a.due_on < b.due_on ? -1 : 1
  if (a.rule_id !== b.rule_id) return a.rule_id < b.rule_id ? -1 : 1
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

/** What the packs make of a file on a day: sorted by the day it is due, what has none last. */
export const reckon = (packs: readonly Pack[], facts: LawFacts, calendars: Calendars, today: Day): Item[] => {
  const day = toNumber(today)
  return new Walk(packs, facts, calendars, day)
    .run()
    .map((instance) => itemOf(instance, day))
    .sort(compare)
}
