// The commands of whoever runs a house, on a real one: its first day, a copy taken while it serves and put back
// elsewhere, the key lost and brought back from paper, each level of keys changed. Her note is readable after each.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { translatorOf } from '#language/load-texts.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { readSession, signIn } from '#organisations/account.ts'
import { showKit } from '#organisations/set-up.ts'
import { commandLine } from '#test/files.ts'
import { aCard } from '#test/gate.ts'
import {
  aColleague,
  administrator,
  amparo,
  askAt,
  asOwnerOf,
  dataFolder,
  foundHouse,
  ownerOf,
  type ServedHouse,
  serveHouse,
} from '#test/served.ts'
import { newRootKey } from '#vault/keys.ts'
import { recoveryKit } from '#vault/recovery-kit.ts'

const place = dataFolder()
const folder = join(place.path, 'one')
const copy = join(place.path, 'copy')
const env = { AMPARO_DATA: folder }
const rootKey = join(folder, 'keys/root.key')
const secret = 'Her sister lives in Pokhara, in the house by the lake.'
const kitOf = (said: string): string[] => [...said.matchAll(/^\s+\d+ {2}([0-9A-Z]{5})$/gm)].map((match) => match[1]!)

let house: ServedHouse | undefined
let kit: string[] = []
let worker: { staff_id: string; token: string }
const case_id = newId()

before(() => mkdirSync(folder))
after(async () => {
  await house?.stop('SIGKILL')
  place.remove()
})

const serve = async (at = folder): Promise<ServedHouse> => {
  house = await serveHouse({ AMPARO_DATA: at })
  return house
}
const stop = async (): Promise<void> => {
  const began = performance.now()
  assert.equal(await house?.stop(), 0)
  // Within a second where nothing else runs; what stops only when it is killed takes longer than this.
  assert.ok(performance.now() - began < 25_000, 'stops by itself')
  house = undefined
}
const reads = async (at: ServedHouse): Promise<void> => {
  const { status, body } = await askAt(at.url, readNotes, { case_id }, worker)
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(
    body.notes.map(({ text }: { text: string }) => text),
    [secret],
  )
}

test('the first day: a link printed, an organisation, the kit on paper, an administrator signed in', async () => {
  const at = await serve()
  assert.match(at.said(), /\/desk\/set-up#[\w-]{43}\n/)
  for (const code of ['en', 'es', 'it']) assert.match(translatorOf(code)('cli.set_up', { url: 'U' }), /\n {2}U$/)
  const founded = await foundHouse(at)
  kit = founded.kit
  assert.equal((await askAt(at.url, showKit, { link: at.link })).status, 404, 'the kit is shown once')
  const entered = await askAt(at.url, signIn, administrator)
  assert.equal(entered.body.outcome, 'signed_in')
  const session = await askAt(at.url, readSession, {}, { token: entered.cookie! })
  assert.deepEqual(session.body.actor.roles, ['administrator'])
  worker = await aColleague(ownerOf(folder), founded, ['coordinator', 'reference_worker'])
  const opened = { new_case_id: case_id, card: aCard(), reference_worker_id: worker.staff_id }
  assert.equal((await askAt(at.url, createFile, opened, worker)).status, 200)
  const note = { case_id, note_id: newId(), section: 'identity', text: secret }
  assert.equal((await askAt(at.url, addNote, note, worker)).status, 200)
  await reads(at)
})

test('a copy is taken while the house serves, holds nothing readable, and no key', async () => {
  const { code, said } = await amparo(['backup', copy], env)
  assert.equal(code, 0, said)
  for (const file of readdirSync(copy)) assert.ok(!readFileSync(join(copy, file)).includes('Pokhara'), file)
  assert.equal((await amparo(['backup', '--check', copy], env)).code, 0)
  assert.equal((await amparo(['backup', copy], env)).code, 1, 'never over another copy')
})

test('a damaged copy is refused before anything is written', async () => {
  const damaged = join(place.path, 'damaged')
  cpSync(copy, damaged, { recursive: true })
  const bytes = readFileSync(join(damaged, 'base.tar'))
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(join(damaged, 'base.tar'), bytes)
  const never = join(place.path, 'never')
  for (const args of [
    ['backup', '--check', damaged],
    ['restore', damaged],
  ]) {
    const { code, said } = await amparo(args, { AMPARO_DATA: never })
    assert.equal(code, 1, said)
    assert.match(said, /damaged/)
  }
  assert.equal(existsSync(join(never, 'pgdata')), false)
})

test('while it serves, a second start and a change of the root key say why they do not', async () => {
  await assert.rejects(serveHouse(env), /ended with 1: [\s\S]*already running/)
  const refused = await amparo(['keys', 'rotate-root'], env)
  assert.deepEqual([refused.code, /Stop the server first/.test(refused.said)], [1, true], refused.said)
  const over = await amparo(['restore', copy], env)
  assert.equal(over.code, 1, over.said)
  await reads(house!)
})

test('without the root key the house does not open; the kit from paper brings it back', async () => {
  const shown = await amparo(['keys', 'kit'], env)
  assert.deepEqual(kitOf(shown.said), kit)
  await stop()
  rmSync(rootKey)
  await assert.rejects(serveHouse(env), /ended with 1: [\s\S]*no root key at [\s\S]*recovery kit/)
  assert.equal(existsSync(rootKey), false, 'no new key hides that the old one is lost')

  const other = recoveryKit(newRootKey()).groups.join(' ')
  for (const [typed, expected] of [
    [other, /another installation/],
    [kit.with(3, kit[4]!).join(' '), /look again at these groups[\s\S]*4/],
    ['ABC', /65 characters; 3 were typed/],
  ] as const) {
    const { code, said } = await amparo(['keys', 'restore'], env, typed)
    assert.equal(code, 1, said)
    assert.match(said, expected)
    assert.equal(existsSync(rootKey), false, 'a wrong kit writes nothing')
  }
  const restored = await amparo(['keys', 'restore'], env, kit.join('-').toLowerCase())
  assert.equal(restored.code, 0, restored.said)
  assert.equal(statSync(rootKey).mode & 0o777, 0o600)
  assert.equal((await amparo(['keys', 'restore'], env, kit.join(' '))).code, 1, 'a key that is there is not replaced')
})

test('keys are changed at each level, and what was written stays readable', async () => {
  // As a change leaves it that was cut off before anything was under its new key.
  writeFileSync(rootKey, `${newRootKey().bytes.toString('base64')}\n${readFileSync(rootKey, 'utf8')}`)
  const unsure = await amparo(['keys', 'kit'], env)
  assert.deepEqual([unsure.code, kitOf(unsure.said)], [1, []], 'a kit that may open nothing is not shown')
  assert.match(unsure.said, /cut off[\s\S]*rotate-root again/)
  const changed = await amparo(['keys', 'rotate-root'], env)
  assert.equal(changed.code, 0, changed.said)
  assert.equal(readFileSync(rootKey, 'utf8').trim().split('\n').length, 1)
  const next = kitOf(changed.said)
  assert.equal(next.length, 13)
  assert.notDeepEqual(next, kit)
  const file = await amparo(['keys', 'rotate-case', case_id], env)
  assert.equal(file.code, 0, file.said)
  assert.equal((await amparo(['keys', 'rotate-case', newId()], env)).code, 1)
  const organisations = await amparo(['keys', 'rotate-organisations'], env)
  assert.equal(organisations.code, 0, organisations.said)
  await reads(await serve())
  await stop()
  const journal = await amparo(['verify-journal'], env)
  assert.deepEqual([journal.code, /[1-9]\d* heads/.test(journal.said)], [0, true], journal.said)

  const kept = readFileSync(rootKey)
  rmSync(rootKey)
  const old = await amparo(['keys', 'restore'], env, kit.join(' '))
  assert.deepEqual([old.code, existsSync(rootKey)], [1, false], `the old kit is void: ${old.said}`)
  assert.equal((await amparo(['keys', 'restore'], env, next.join(' '))).code, 0)
  assert.deepEqual(readFileSync(rootKey), kept)
})

test('the copy opens in another place with the kit of its day, and journal and notes are whole', async () => {
  const root = join(place.path, 'two')
  const there = { AMPARO_DATA: root }
  const put = await amparo(['restore', copy], there)
  assert.equal(put.code, 0, put.said)
  assert.match(put.said, /root key is not there yet/)
  assert.equal((await amparo(['restore', copy], there)).code, 1, 'never over a database')
  const restored = await amparo(['keys', 'restore'], there, kit.join(' '))
  assert.equal(restored.code, 0, restored.said)
  await reads(await serve(root))
  const { rows } = await asOwnerOf(ownerOf(root), (client) => client.query('select count(*)::int as n from journal'))
  assert.ok(rows[0].n >= 3)
  await stop()
})

test('every command explains itself, and refuses what it does not know', async () => {
  const nowhere = { AMPARO_DATA: join(place.path, 'nowhere') }
  const commands = ['serve', 'demo', 'backup', 'restore', 'verify-journal', 'import', 'keys']
  const shown = await Promise.all(commands.map((name) => amparo([name, '--help'], nowhere)))
  for (const [index, { code, said }] of shown.entries()) {
    assert.equal(code, 0, `${commands[index]} --help: ${said}`)
    assert.ok(said.length > 40 && !/cli\.|problem\.|\n\s+at /.test(said), `${commands[index]}: ${said}`)
  }
  const wrong = [
    ['unknown'],
    ['keys'],
    ['keys', 'burn'],
    ['restore'],
    ['backup', '--burn'],
    ['import'],
    ['serve', '--x'],
  ]
  const refused = await Promise.all(wrong.map((args) => amparo(args, nowhere)))
  for (const [index, { code, said }] of refused.entries()) {
    assert.equal(code, 2, `${wrong[index]!.join(' ')}: ${said}`)
    assert.doesNotMatch(said, /\n\s+at /)
  }
  assert.equal((await amparo([], nowhere)).code, 0)
  assert.equal(existsSync(nowhere.AMPARO_DATA), false, 'asking for help makes no database')
})

test('whoever stops reading what a command says does not end it', async () => {
  const child = spawn(process.execPath, [commandLine(), '--help'], { stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.destroy()
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

test('a demo and real work never share a folder', async () => {
  const demo = await amparo(['demo'], env)
  assert.equal(demo.code, 1, demo.said)
  assert.match(demo.said, /real installation/)
  const marked = join(place.path, 'demo')
  mkdirSync(marked)
  writeFileSync(join(marked, 'this-is-a-demo'), '')
  await assert.rejects(serveHouse({ AMPARO_DATA: marked }), /ended with 1: [\s\S]*holds a demo/)
  const wrong = await amparo(['serve'], { AMPARO_DATA: folder, PORT: 'eighty', DATABASE_URL: 'mysql://x' })
  assert.equal(wrong.code, 1)
  assert.match(wrong.said, /PORT.*DATABASE_URL|DATABASE_URL.*PORT/)
})
