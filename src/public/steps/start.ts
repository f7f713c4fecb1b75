// The first page: whom to call, and the way in.

import { type Asking, type Said, type Step, said } from '../step.ts'
import { Typed } from '../typed.ts'
import { homeView } from '../views/home.ts'
import type { Wrong } from '../views/parts.ts'
import { seedOf } from '../visit.ts'

export const sayStart = async ({ reader, typed, house }: Asking, status = 200, wrong: Wrong = {}): Promise<Said> => {
  const now = await house.now()
  const nobody = !now.away && now.organisations.length === 0 ? reader.t('public.error.nobody') : undefined
  // A seed is drawn with the first question: the first page is the same for everybody.
  return said(homeView(reader, now, seedOf(typed), typed, { notice: nobody, ...wrong }), status)
}

export const startStep: Step = {
  name: 'start',
  take: (asking) => sayStart({ ...asking, typed: new Typed() }),
  again: { home: (asking) => sayStart(asking) },
}
