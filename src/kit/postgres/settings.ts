// How the private PostgreSQL is set: durable, reachable through its socket only, lean, and silent about what people
// told us (its log never shows statements, rows or errors of clients; those go to the caller).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'

/** Only names the socket file: there is no TCP. */
export const port = 5432

/** Database roles the server's own account may log in as, without a password. */
export const loginRoles = ['amparo_owner', 'amparo_app', 'amparo_door', 'amparo_jobs'] as const

/** Command line of `postgres`: it wins over every configuration file, so a changed file cannot open a port. */
export function serverSettings(options: { binaries: Binaries; socketDir: string; durable: boolean }): string[] {
  const { binaries, socketDir, durable } = options
  const safe = durable ? 'on' : 'off'
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    port,
    unix_socket_directories: quoteListItem(socketDir),
    unix_socket_permissions: '0700',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    // How long the journal entry of a reading may wait for the disk; see decision 0012.
    wal_writer_delay: '10ms',
    // A page that is written whole after a checkpoint is written small: a third less for the disk of a note.
    wal_compression: 'on',
    wal_level: 'replica',
    max_wal_senders: 4,
    max_wal_size: '1GB',
    // The tests share one server, several files at a time.
    max_connections: durable ? 40 : 200,
    shared_buffers: '64MB',
    max_logical_replication_workers: 0,
    jit: 'off',
    timezone: 'UTC',
    // A backend notices within a second that its client is gone, so a restart after a kill is not held up.
    client_connection_check_interval: '1s',
    statement_timeout: '60s',
    idle_in_transaction_session_timeout: '60s',
    // `log` stands above `error`: failures of the database itself stay, messages that could quote a row go.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    log_timezone: 'UTC',
    logging_collector: 'off',
    lc_messages: 'C',
  }
  if (binaries.major >= 18) settings.io_method = 'sync'
  // Before 17 whoever commits without waiting wakes the writer each time, as long as a full page waits to be flushed:
  // flushed by the page, it is woken once for each.
  if (binaries.major < 17) settings.wal_writer_flush_after = 0
  // Where nothing is kept nothing need be small on a disk, tidied up, or written down within a moment.
  if (!durable)
    Object.assign(settings, {
      wal_compression: 'off',
      wal_writer_delay: '200ms',
      autovacuum: 'off',
      shared_buffers: '256MB',
    })
  const libraries = ['../lib', '../lib/postgresql'].map((path) => join(binaries.bin, path, 'pg_stat_statements.so'))
  if (libraries.some((path) => existsSync(path))) {
    settings.shared_preload_libraries = 'pg_stat_statements'
    // Utility statements keep their literals; the others are stored with placeholders.
    settings['pg_stat_statements.track_utility'] = 'off'
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

const quoteListItem = (text: string) => `"${text.replaceAll('"', '""')}"`

/** pg_hba.conf and pg_ident.conf: the kernel vouches for who is at the other end of the socket. */
export function loginRules(major: number, accounts: string[]): { hba: string; ident: string } {
  const names = [...new Set(accounts)]
  const pattern = major >= 16 ? ['"/^amparo_[a-z0-9_]+$"'] : []
  const rows = names.flatMap((name) => [...loginRoles, ...pattern].map((role) => `amparo "${name}" ${role}`))
  return { hba: 'local all all peer map=amparo\n', ident: `${rows.join('\n')}\n` }
}
