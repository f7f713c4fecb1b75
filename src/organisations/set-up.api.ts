// The first run: the server prints a link while the house is empty; whoever holds it founds the organisation, prints the
// recovery kit and proves it by typing part of it. Only then may the administrator sign in.
import { randomInt, timingSafeEqual } from 'node:crypto'
import type pg from 'pg'
import { type Answer, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import type { RootKey } from '#vault/keys.ts'
import { hashPassword } from '#vault/password.ts'
import { recoveryKit, confirmKit as typedRight } from '#vault/recovery-kit.ts'
import { refuseWeak } from './account.api.ts'
import { hashOf, newSecret } from './account.store.ts'
import { asOwner, findStep, insertFirst, openTheDoor } from './set-up.store.ts'
import type { Kit, SetUpStep } from './set-up.ts'
import * as model from './set-up.ts'

export interface SetUp {
  /** What comes after `/desk/set-up#` in the link to print; null when there is nothing to set up. */
  link: string | null
  answers: Answer[]
}

const groupsIn = 13
const askedGroups = (): number[] => {
  const first = randomInt(groupsIn)
  return [first + 1, ((first + 1 + randomInt(groupsIn - 1)) % groupsIn) + 1].sort((a, b) => a - b)
}

/** Call once at start, after the migrations, with the owner's connection and the root key the vault was opened with. */
export const prepareSetUp = async (owner: pg.ClientConfig, root: RootKey): Promise<SetUp> => {
  let step: SetUpStep = await asOwner(owner, (_, client) => findStep(client))
  if (step === 'done') return { link: null, answers: [] }
  const link = newSecret()
  const asked = askedGroups()
  const printed = recoveryKit(root)
  const kit: Kit = { ...printed, asked }

  const demand = (given: string, ...steps: SetUpStep[]): void => {
    // Hashes have one length, so the comparison takes one time.
    if (!timingSafeEqual(hashOf(given), hashOf(link)) || !steps.includes(step))
      throw new Problem('not_found', 'set_up.link_unknown')
  }

  const readSetUp = answer(model.readSetUp)(async ({ input }) => {
    demand(input.link, 'organisation', 'kit')
    return { step }
  })

  const setUp = answer(model.setUp)(async ({ input, vault }) => {
    demand(input.link, 'organisation')
    const { administrator, organisation } = input
    refuseWeak(administrator.password, [administrator.email, administrator.name, organisation.name])
    const hash = await hashPassword(administrator.password)
    step = await asOwner(owner, async (tx, client) => {
      const now = await findStep(client)
      if (now === 'organisation') await insertFirst(tx, client, vault, input, hash)
      return now === 'done' ? now : 'kit'
    })
    demand(input.link, 'kit')
    return { kit }
  })

  const showKit = answer(model.showKit)(async ({ input }) => {
    demand(input.link, 'kit')
    return { kit }
  })

  const confirmKit = answer(model.confirmKit)(async ({ input }) => {
    demand(input.link, 'kit')
    const right = asked.map((group) =>
      input.typed.some((each) => each.group === group && typedRight(printed, group, each.text)),
    )
    if (!right.every((each) => each === true)) return { outcome: 'mistyped' }
    await asOwner(owner, (_, client) => openTheDoor(client))
    step = 'done'
    return { outcome: 'done' }
  })

  return { link, answers: [readSetUp, setUp, showKit, confirmKit] }
}
