// The choice of PostgreSQL: order of the sources, faithfulness to the cluster's major, and clear words when none fits.
import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, it } from 'node:test'
import { isProblem } from '#kit/problem.ts'
import { serverAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { hydrate, packageDirectory } from './hydrate.ts'
import { scratch } from './trial.ts'

const place = scratch()
after(() => place.remove())
const account = serverAccount()
const nothing = { env: {}, directories: [], packaged: undefined, account }
const problem = (key: string) => (error: unknown) => isProblem(error) && error.key === key
let made = 0
const root = () => join(place.path, `root${made++}`)

// A directory that looks like a server of this version.
function server(version: string, programs = ['postgres', 'initdb']): string {
  const bin = join(place.path, `bin${made++}`)
  mkdirSync(bin)
  for (const program of programs) {
    writeFileSync(join(bin, program), `#!/bin/sh\necho "postgres (PostgreSQL) ${version}"\n`)
    chmodSync(join(bin, program), 0o755)
  }
  return bin
}

it('prefers the named directory, then the distribution', () => {
  const [named, other] = [server('16.99'), server('17.99')]
  const both = { ...nothing, directories: [other], root: root() }
  const chosen = findBinaries({ ...both, env: { AMPARO_PG_BIN: named } })
  assert.deepEqual(chosen, { bin: named, source: 'configured', version: '16.99', major: 16, minor: 99, behind: false })
  assert.equal(findBinaries(both).source, 'distribution')
  assert.equal(findBinaries({ ...both, directories: [server('15.1')] }).behind, true)
})

it('passes over a client without a server, a server that does not start, and one too old', () => {
  const client = server('16.3', ['psql', 'initdb'])
  const broken = server('16.3')
  writeFileSync(join(broken, 'postgres'), '#!/bin/sh\nexit 127\n')
  const good = server('15.2')
  const directories = [join(place.path, 'absent'), client, broken, server('14.9'), good]
  assert.equal(findBinaries({ ...nothing, root: root(), directories }).bin, good)
})

it('stays with the major of the cluster', () => {
  const [old, young] = [server('15.2'), server('18.4')]
  const both = { ...nothing, root: root(), directories: [young, old] }
  assert.equal(findBinaries({ ...both, major: 15 }).bin, old)
  assert.throws(() => findBinaries({ ...both, major: 17 }), problem('postgres.wrong_major'))
  const named = { ...both, env: { AMPARO_PG_BIN: young } }
  assert.throws(() => findBinaries({ ...named, major: 15 }), problem('postgres.wrong_major'))
})

it('says when there is nothing, or nothing where it was told to look', () => {
  assert.throws(() => findBinaries({ ...nothing, root: root() }), problem('postgres.no_binaries'))
  const env = { AMPARO_PG_BIN: join(place.path, 'absent') }
  assert.throws(() => findBinaries({ ...nothing, env, root: root() }), problem('postgres.bad_pg_bin'))
})

const packaged = packageDirectory()
it('completes the package that was installed without scripts', { skip: !packaged && 'package not installed' }, () => {
  const bare = join(place.path, 'package')
  cpSync(packaged!, bare, { recursive: true })
  for (const name of readdirSync(join(bare, 'native/lib')))
    if (/\.so(\.\d+)?$/.test(name) && /icu|libpq|ecpg|pgtypes/.test(name)) rmSync(join(bare, 'native/lib', name))
  const here = root()
  const began = performance.now()
  const chosen = findBinaries({ ...nothing, root: here, packaged: bare })
  console.log(`package ${chosen.version} completed in ${Math.round(performance.now() - began)} ms`)
  assert.equal(chosen.source, 'package')
  assert.ok(chosen.bin.startsWith(join(here, 'pgbin')))
  assert.equal(hydrate(bare, here), chosen.bin)
  // What was installed may vanish: the copy still serves the cluster it made.
  rmSync(bare, { recursive: true })
  assert.equal(findBinaries({ ...nothing, root: here, major: chosen.major }).bin, chosen.bin)
  assert.equal(readdirSync(join(here, 'pgbin')).length, 1)
  assert.equal(existsSync(join(chosen.bin, '../lib/libpq.so.5')), true)
})
