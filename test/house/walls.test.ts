// Which kind of file may lean on which, and which room on which. The walls keep secrets out of the browser and the
// clock and the database out of decisions, and they make a circle of rooms impossible.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { list, type Source, sources } from './sources.ts'
import { breaches, leaks } from './walls.ts'

const house = () => sources((path) => /^src\/.*\.tsx?$/.test(path))

test('every file keeps to its kind and to the order of the rooms', () => {
  const found = breaches(house())
  assert.equal(found.length, 0, list(found))
})

test('nothing that runs in a browser reaches the server', () => {
  const found = leaks(house())
  assert.equal(found.length, 0, list(found))
})

test('a planted breach of each wall is found', () => {
  const found = (path: string, text: string) => breaches([{ path, text }]).length
  assert.equal(found('src/plans/ui/Plan.tsx', "import { getPlan } from '../plan.store.ts'"), 1)
  assert.equal(found('src/plans/plan.rules.ts', "import {\n  savePlan,\n} from '#plans/plan.store.ts'"), 1)
  assert.equal(found('src/plans/plan.rules.ts', 'export const late = () => Date.now() > 3'), 1)
  assert.equal(found('src/plans/plan.rules.ts', 'export const today = new Date()'), 1)
  assert.equal(found('src/plans/plan.store.ts', "import { next } from './plan.rules.ts'"), 1)
  assert.equal(found('src/plans/plan.ts', "export * from './plan.api.ts'"), 1)
  assert.equal(found('src/cases/case.ts', "import { Plan } from '#plans/plan.ts'"), 1)
  assert.equal(found('src/cases/case.ts', "import type { Plan } from '#plans/plan.ts'"), 1)
  assert.equal(found('src/cases/case.api.ts', "const later = await import('#plans/plan.ts')"), 1)
  assert.equal(found('src/kit/id.ts', "import '#server/main.ts'"), 1)
  assert.equal(found('src/cases/case.ts', "import { aPerson } from '#test/world.ts'"), 1)
  assert.equal(found('src/helpers/case.ts', ''), 1)
  assert.equal(found('src/case.ts', ''), 1)
})

test('a planted way from the browser to the server is found at any distance', () => {
  const files = (text: string): Source[] => [
    { path: 'src/plans/ui/Plan.tsx', text: "import { day } from '#kit/day.ts'" },
    { path: 'src/kit/day.ts', text: "import { sql } from './database.ts'" },
    { path: 'src/kit/database.ts', text },
  ]
  assert.equal(leaks(files("import pg from 'pg'")).length, 1)
  assert.equal(leaks(files("import { readFile } from 'node:fs/promises'")).length, 1)
  assert.equal(leaks(files("import type pg from 'pg'")).length, 0)
  assert.equal(leaks([{ path: 'src/web/main.tsx', text: "import 'node:fs'" }]).length, 1)
})

test('what the walls allow is left alone', () => {
  const found = (path: string, text: string) => breaches([{ path, text }])
  assert.deepEqual(found('src/plans/plan.api.ts', "import { next } from './plan.rules.ts'\n// import '#cli/a.ts'"), [])
  assert.deepEqual(found('src/plans/ui/Plan.tsx', "import type { Row } from '../plan.store.ts'"), [])
  assert.deepEqual(found('src/server/main.ts', "import { page } from '#public/page.ts'"), [])
  assert.deepEqual(found('src/plans/plan.test.ts', "import { aPlan } from '#test/world.ts'"), [])
})
