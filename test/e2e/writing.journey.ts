// Writing at the desk: without a mouse, and without losing a word.
import { journey } from './journey.ts'
import { losesNothing } from './writing-drafts.ts'
import { needsNoMouse } from './writing-keyboard.ts'

journey('writing', async (at) => {
  await at.part(needsNoMouse)
  await at.part(losesNothing)
})
