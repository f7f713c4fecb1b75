// The root key is found where it was put, refused where it lies open, and comes back from paper.
import assert from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { newRootKey } from './keys.ts'
import { recoveryKit, rootKeyFromKit } from './recovery-kit.ts'
import { createRootKeyFile, loadRootKey, replaceRootKeyFile, rootKeyPath } from './root-key.ts'

let dataDir: string
before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'amparo-root-key-'))
  await mkdir(join(dataDir, 'pgdata'))
})
after(() => rm(dataDir, { recursive: true }))

const root = newRootKey()

test('a first run finds none, creates one for its owner only, and reads it again', async () => {
  await assert.rejects(loadRootKey({ dataDir }), { key: 'vault.no_root_key' })
  const path = rootKeyPath({ dataDir })
  await createRootKeyFile(path, root, dataDir)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.deepEqual(await loadRootKey({ dataDir }), root)
  await assert.rejects(createRootKeyFile(path, newRootKey(), dataDir), {
    kind: 'conflict',
    key: 'vault.root_key_exists',
  })
  assert.deepEqual(await loadRootKey({ dataDir }), root)
})

test('a lost file is restored from the printed kit', async () => {
  const path = rootKeyPath({ dataDir })
  const paper = recoveryKit(await loadRootKey({ dataDir })).groups.join(' ')
  await rm(path)
  await createRootKeyFile(path, rootKeyFromKit(paper), dataDir)
  assert.deepEqual(await loadRootKey({ dataDir }), root)
})

test('a file others may read is refused', async () => {
  const file = join(dataDir, 'open.key')
  await writeFile(file, `${root.bytes.toString('base64')}\n`)
  for (const mode of [0o644, 0o640, 0o604, 0o660, 0o601]) {
    await chmod(file, mode)
    await assert.rejects(loadRootKey({ dataDir, file }), { key: 'vault.root_key_open_to_others' })
  }
  for (const mode of [0o600, 0o400]) {
    await chmod(file, mode)
    assert.deepEqual(await loadRootKey({ dataDir, file }), root)
  }
})

test('a file inside the database directory is refused, also through a link', async () => {
  await symlink(join(dataDir, 'pgdata'), join(dataDir, 'elsewhere'))
  for (const file of [join(dataDir, 'pgdata', 'root.key'), join(dataDir, 'elsewhere', 'deep', 'root.key')]) {
    await assert.rejects(createRootKeyFile(file, root, dataDir), { key: 'vault.root_key_in_database' })
    await assert.rejects(loadRootKey({ dataDir, file }), { key: 'vault.root_key_in_database' })
  }
  await createRootKeyFile(join(dataDir, 'pgdata-keys', 'root.key'), root, dataDir)
})

test('environment and command give the key; two sources at once are refused', async () => {
  const env = root.bytes.toString('base64')
  assert.deepEqual(await loadRootKey({ dataDir, env }), root)
  assert.deepEqual(await loadRootKey({ dataDir, command: `echo ${env}` }), root)
  await assert.rejects(loadRootKey({ dataDir, env, command: 'true' }), { key: 'vault.two_root_keys' })
})

test('what is not a key is refused, and no error repeats it', async () => {
  for (const env of [
    '',
    'short',
    'x'.repeat(44),
    root.bytes.toString('hex'),
    root.bytes.subarray(1).toString('base64'),
  ]) {
    await assert.rejects(loadRootKey({ dataDir, env }), (error: Error) => {
      assert.match(error.message, /vault\.root_key_unreadable/)
      return env === '' || !JSON.stringify(error).includes(env)
    })
  }
  await assert.rejects(loadRootKey({ dataDir, command: 'echo secret; exit 3' }), (error: Error) => {
    assert.match(error.message, /vault\.root_key_command_failed/)
    return !`${error.stack}${JSON.stringify(error)}`.includes('secret')
  })
})

test('while the root key is being changed the file holds both, and is replaced whole', async () => {
  const path = rootKeyPath({ dataDir })
  const next = newRootKey()
  await replaceRootKeyFile(path, { ...next, others: [root] }, dataDir)
  assert.deepEqual(await loadRootKey({ dataDir }), { ...next, others: [root] })
  await replaceRootKeyFile(path, next, dataDir)
  assert.deepEqual(await loadRootKey({ dataDir }), next)
  assert.equal((await readFile(path, 'utf8')).split('\n').length, 2)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})
