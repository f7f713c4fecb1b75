// The instruments of this house, in the order they are offered: the shortest first.
import ahtst from '#data/instruments/screening/ahtst.json' with { type: 'json' }
import cseIt from '#data/instruments/screening/cse-it.json' with { type: 'json' }
import qyit from '#data/instruments/screening/qyit.json' with { type: 'json' }
import raft from '#data/instruments/screening/raft.json' with { type: 'json' }
import tvitShort from '#data/instruments/screening/tvit-short.json' with { type: 'json' }
import type { InstrumentId, ScreeningInstrument } from './screening.ts'

export const screeningInstruments: readonly ScreeningInstrument[] = [
  raft,
  qyit,
  ahtst,
  tvitShort,
  cseIt,
] as unknown as ScreeningInstrument[]

export const instrumentOf = (id: InstrumentId): ScreeningInstrument =>
  screeningInstruments.find((each) => each.id === id)!
