// What the forms of this room share: a draft that outlives a lost line, saving, and what is read again afterwards.
import { openFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { type Option, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readIncidents } from '../incident.ts'
import { readSafetyPlan } from '../plan.ts'
import { listMyProtocols, listProtocolsOfFile, overseeProtocols, readProtocol } from '../protocol.ts'
import { readRisk } from '../risk.ts'

type Writable = Parameters<typeof useWrite>[0]

export const protocolReadings = [readProtocol, listMyProtocols, listProtocolsOfFile, overseeProtocols]
export const fileReadings = [readRisk, readSafetyPlan, readIncidents, readTimeline, openFile, ...protocolReadings]

/** One draft for each form, forgotten once it is saved or left. */
export const useShortForm = <E extends Writable, Answers>(
  endpoint: E,
  name: string,
  first: Answers,
  onDone: () => void,
  said = 'safety.saved',
) => {
  const [answers, show, clear, returned] = useDraft<Answers>(name, first)
  const write = useWrite(endpoint, { invalidates: fileReadings })
  const leave = () => {
    clear()
    onDone()
  }
  return {
    answers,
    returned,
    set: (change: Partial<Answers>) => show({ ...answers, ...change }),
    leave,
    problem: write.error,
    busy: write.isPending,
    save: (input: Parameters<typeof write.mutate>[0]) =>
      write.mutate(input, {
        onSuccess: () => {
          toast(t(said))
          leave()
        },
      }),
  }
}

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))
