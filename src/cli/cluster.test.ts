// An organisation with a database cluster of its own: the same house on it, whether the user it is given may do
// everything there or only owns one database; and what its administrator must run is said in words.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { createFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { refuseTooOld } from '#kit/migrate.ts'
import { cleanEnvironment, ownDirectory, postgresAccount } from '#kit/postgres/account.ts'
import { distributionDirectories, inspect } from '#kit/postgres/binaries.ts'
import { addNote, readNotes } from '#notes/note.ts'
import { aCard } from '#test/gate.ts'
import {
  aColleague,
  amparo,
  askAt,
  asOwnerOf,
  dataFolder,
  foundHouse,
  type ServedHouse,
  serveHouse,
} from '#test/served.ts'

const place = dataFolder()
const account = postgresAccount(join(place.path, 'nothing'))
const bin = distributionDirectories().find((path) => inspect(path, 'distribution', account))
const skip = bin ? false : 'no PostgreSQL 15 or later of the distribution is here'
const sockets = join(place.path, 's')
let server: ChildProcess | undefined
let house: ServedHouse | undefined

const connection = (user: string, database: string): pg.ClientConfig => ({ host: sockets, user, database })
const urlOf = (user: string, database: string): string => `postgres://${user}@localhost/${database}?host=${sockets}`
const asAdministrator = (...statements: string[]) =>
  asOwnerOf(connection('postgres', 'postgres'), async (client) => {
    for (const each of statements) await client.query(each)
  })

before(async () => {
  if (!bin) return
  ownDirectory(sockets, account)
  const data = join(place.path, 'cluster')
  mkdirSync(data)
  ownDirectory(data, account)
  const how = { ...account.drop, cwd: '/', env: cleanEnvironment }
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '-N'], how)
  assert.equal(made.status, 0, String(made.stderr))
  const settings = ['listen_addresses=', `unix_socket_directories=${sockets}`, 'fsync=off', 'shared_buffers=32MB']
  server = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((each) => ['-c', each])], {
    ...how,
    stdio: 'ignore',
  })
  process.on('exit', () => server?.kill('SIGQUIT'))
  for (let tries = 0; ; tries++) {
    try {
      await asAdministrator('select 1')
      break
    } catch (error) {
      if (tries > 2_000) throw error
      await pause(50)
    }
  }
})
after(async () => {
  await house?.stop('SIGKILL')
  if (server) {
    const ended = new Promise((resolve) => server!.once('close', resolve))
    server.kill('SIGINT')
    await ended
  }
  place.remove()
})

/** Serves, opens a file, writes a note; answers how to read it. */
const workIn = async (folder: string, user: string, database: string) => {
  const env = { AMPARO_DATA: join(place.path, folder), DATABASE_URL: urlOf(user, database) }
  mkdirSync(env.AMPARO_DATA, { recursive: true })
  chmodSync(env.AMPARO_DATA, 0o755)
  house = await serveHouse(env)
  const founded = await foundHouse(house)
  const worker = await aColleague(connection(user, database), founded, ['coordinator', 'reference_worker'])
  const case_id = newId()
  const opened = { new_case_id: case_id, card: aCard(), reference_worker_id: worker.staff_id }
  assert.equal((await askAt(house.url, createFile, opened, worker)).status, 200)
  const note = { case_id, note_id: newId(), section: 'identity', text: 'She sleeps better.' }
  assert.equal((await askAt(house.url, addNote, note, worker)).status, 200)
  const reads = async () => {
    const { body } = await askAt(house!.url, readNotes, { case_id }, worker)
    assert.equal(body.notes?.[0]?.text, note.text, JSON.stringify(body))
  }
  const stranger = await aColleague(connection(user, database), founded, ['trainer'])
  assert.equal((await askAt(house.url, readNotes, { case_id }, stranger)).status, 404)
  await reads()
  return { env, reads }
}
const stop = async () => {
  assert.equal(await house?.stop(), 0)
  house = undefined
}

test('a user who may not make roles is told what the administrator must run, step by step', { skip }, async () => {
  await asAdministrator('create role casa login', 'create database casa owner casa', 'create database foreign_one')
  const env = { AMPARO_DATA: join(place.path, 'a'), DATABASE_URL: urlOf('casa', 'casa') }
  await assert.rejects(
    serveHouse(env),
    /ended with 1: [\s\S]*3 roles[\s\S]*db\/roles\.sql[\s\S]*grant amparo_guard to "casa"/,
  )
  await asAdministrator(readFileSync(new URL('../../db/roles.sql', import.meta.url), 'utf8'))
  await assert.rejects(serveHouse(env), /ended with 1: [\s\S]*grant amparo_guard to "casa"/)
  await asAdministrator('grant amparo_guard to casa')
  const foreign = { ...env, DATABASE_URL: urlOf('casa', 'foreign_one') }
  await assert.rejects(serveHouse(foreign), /ended with 1: [\s\S]*does not own this database/)
})

test('an owner without further rights migrates, serves, and changes the root key', { skip }, async () => {
  const { env, reads } = await workIn('a', 'casa', 'casa')
  const early = await amparo(['keys', 'rotate-root'], env)
  assert.deepEqual([early.code, /Stop the server first/.test(early.said)], [1, true], early.said)
  await stop()
  const changed = await amparo(['keys', 'rotate-root'], env)
  assert.equal(changed.code, 0, changed.said)
  const { rows } = await asOwnerOf(connection('casa', 'casa'), (client) =>
    client.query("select relforcerowsecurity as forced from pg_class where oid = 'organisation_key'::regclass"),
  )
  assert.deepEqual(rows, [{ forced: true }], 'the policies bind the owner again')
  house = await serveHouse(env)
  assert.doesNotMatch(house.said(), /up to date/, 'nothing is migrated twice')
  await reads()
  await stop()
  const copy = await amparo(['backup'], env)
  assert.equal(copy.code, 1)
  assert.match(copy.said, /own tools/)
})

test('a user who may do everything needs no help, and gives no role of the house more than it needs', {
  skip,
}, async () => {
  await asAdministrator('create database big')
  const { reads } = await workIn('b', 'postgres', 'big')
  await reads()
  const roles = await asOwnerOf(connection('postgres', 'big'), (client) =>
    client.query(
      "select bool_or(rolsuper or rolbypassrls or rolcreaterole) as mighty from pg_roles where rolname like 'amparo%'",
    ),
  )
  assert.deepEqual(roles.rows, [{ mighty: false }])
  await stop()
})

test('a server older than 15 is refused with its version', () => {
  assert.throws(() => refuseTooOld(140_011), { key: 'database.too_old', details: { version: 14 } })
  assert.throws(() => refuseTooOld(90_624), { details: { version: 9 } })
  assert.doesNotThrow(() => refuseTooOld(150_000))
})
