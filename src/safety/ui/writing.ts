// What the forms of this room share: a draft that outlives a lost line, saving, and what is read again afterwards.
import { openFile } from '#cases/case.ts'
import type { Callable } from '#gate/call.ts'
import { type OnTop, useKeptForm } from '#gate/use-form.tsx'
import { type Option, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readIncidents } from '../incident.ts'
import { readSafetyPlan } from '../plan.ts'
import { listMyProtocols, listProtocolsOfFile, overseeProtocols, readProtocol } from '../protocol.ts'
import { readRisk } from '../risk.ts'

export const protocolReadings = [readProtocol, listMyProtocols, listProtocolsOfFile, overseeProtocols]
export const fileReadings = [readRisk, readSafetyPlan, readIncidents, readTimeline, openFile, ...protocolReadings]

/** One draft for each form, forgotten once it is saved or left; `onTop` where a colleague may change the same meanwhile. */
export const useShortForm = <E extends Callable, Answers extends object, Current extends object>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
  said = 'safety.saved',
  onTop?: OnTop<Answers, Current>,
) => useKeptForm(endpoint, { name, first, invalidates: fileReadings, onDone, onTop, onSaved: () => toast(t(said)) })

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
