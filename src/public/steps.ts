// What can be done at the door, by the name of the button that asks for it. One line per step.
import { letIn, waitStep } from './limits-gate.ts'
import type { Asking, Said, Step } from './step.ts'
import { addStep } from './steps/add.ts'
import { attachStep } from './steps/attach.ts'
import { cardStep } from './steps/card.ts'
import { fileStep } from './steps/file.ts'
import { formStep, nextStep, previousStep } from './steps/form.ts'
import { keepStep, numberStep } from './steps/keep.ts'
import { proofStep } from './steps/proof.ts'
import { renewStep } from './steps/renew.ts'
import { reportStep } from './steps/report.ts'
import { returnStep } from './steps/return.ts'
import { rightsStep } from './steps/rights.ts'
import { sayStart, startStep } from './steps/start.ts'
import { Typed } from './typed.ts'

export const steps: readonly Step[] = [
  startStep,
  formStep,
  nextStep,
  previousStep,
  reportStep,
  keepStep,
  numberStep,
  proofStep,
  renewStep,
  waitStep,
  returnStep,
  addStep,
  attachStep,
  fileStep,
  rightsStep,
  cardStep,
]

const byName = new Map(steps.map((step) => [step.name, step]))
const byView = new Map(steps.flatMap((step) => Object.entries(step.again ?? {})))

/** The view somebody is in, in another language, with all that was typed. */
const again = (asking: Asking): Promise<Said> => (byView.get(asking.typed.one('view')) ?? sayStart)(asking)

export const takeStep = async (asking: Asking): Promise<Said> => {
  if (asking.typed.one('to')) return again(asking)
  const [name = '', about = ''] = asking.typed.one('do').split(':')
  const step = byName.get(name)
  if (!step) return sayStart({ ...asking, typed: new Typed() })
  const way = letIn(asking, name)
  return typeof way === 'string' ? step.take({ ...asking, about, patient: way === 'slow' }) : way
}
