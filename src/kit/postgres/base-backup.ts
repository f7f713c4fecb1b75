// PostgreSQL's own backup protocol, spoken over an ordinary `pg` connection: the server sends a consistent tar of
// itself while everyone keeps working. No client tools are needed. Message shapes: "BASE_BACKUP" in PostgreSQL's
// streaming replication protocol (15 and later).
import pg from 'pg'

/** Where the parts go. `archive` and `manifest` answer when they can take more, so memory stays small. */
export type BackupSink = {
  archive(bytes: Buffer): Promise<void>
  manifest(bytes: Buffer): Promise<void>
  progress(done: number): void
  estimate(total: number): void
}

type Wire = { stream: { pause(): void; resume(): void }; query(text: string): void }
type Row = { fields: (Buffer | string | null)[] }

const command = `BASE_BACKUP (LABEL 'amparo', PROGRESS true, CHECKPOINT 'fast', WAL true, WAIT true,
  MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`

/** Takes one backup. Rejects with the server's error, or with the sink's. */
export async function baseBackup(connection: pg.ClientConfig, sink: BackupSink): Promise<void> {
  const config: pg.ClientConfig = { ...connection, options: '-c statement_timeout=0' }
  const client = new pg.Client({ ...config, replication: 'database' } as pg.ClientConfig)
  let lost: (error: Error) => void = () => undefined
  client.on('error', (error) => lost(error))
  await client.connect()
  try {
    await new Promise<void>((resolve, reject) => {
      lost = reject
      client.query(new Backup(sink, resolve, reject) as unknown as pg.Submittable)
    })
  } finally {
    await client.end().catch(() => undefined)
  }
}

// `pg` calls these for each message of the server. One archive is open at a time; everything waits for the sink in
// order, and the socket is paused meanwhile.
class Backup {
  wire: Wire | undefined
  waiting = 0
  queue: Promise<void> = Promise.resolve()
  into: 'archive' | 'manifest' | undefined
  archives = 0
  results = 0
  failure: Error | undefined
  sink: BackupSink
  done: () => void
  failed: (error: Error) => void

  constructor(sink: BackupSink, done: () => void, failed: (error: Error) => void) {
    this.sink = sink
    this.done = done
    this.failed = failed
  }

  submit(wire: Wire) {
    this.wire = wire
    wire.query(command)
  }

  handleRowDescription() {}

  // The second result lists the tablespaces; the third column is the estimated size in kilobytes.
  handleDataRow({ fields }: Row) {
    if (this.results === 1 && fields[2] != null) this.sink.estimate(Number(String(fields[2])) * 1024)
  }

  handleCommandComplete() {
    this.results++
  }

  handleCopyData({ chunk }: { chunk: Buffer }) {
    const kind = String.fromCharCode(chunk[0]!)
    if (kind === 'n' && ++this.archives > 1) this.failure ??= new Error('more than one tablespace')
    if (kind === 'n') this.into = 'archive'
    if (kind === 'm') this.into = 'manifest'
    if (kind === 'p') this.sink.progress(Number(chunk.readBigInt64BE(1)))
    if (kind === 'd' && this.into && !this.failure) this.take(this.into, Buffer.from(chunk.subarray(1)))
  }

  take(into: 'archive' | 'manifest', bytes: Buffer) {
    this.waiting += bytes.length
    if (this.waiting > 4_000_000) this.wire?.stream.pause()
    this.queue = this.queue
      .then(() => (this.failure ? undefined : this.sink[into](bytes)))
      .catch((error: Error) => {
        // A full disk ends it at once: the connection is cut, the server stops sending.
        this.failure ??= error
        this.failed(error)
      })
      .then(() => {
        this.waiting -= bytes.length
        if (this.waiting < 1_000_000) this.wire?.stream.resume()
      })
  }

  handleError(error: Error) {
    this.failed(error)
  }

  handleReadyForQuery() {
    this.queue.then(() => (this.failure ? this.failed(this.failure) : this.done()))
  }

  handleEmptyQuery() {}
  handlePortalSuspended() {}
  handleCopyInResponse() {}
}
