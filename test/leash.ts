// Loaded before anything else in every process a run starts: it ends with the one that started it, even when that one
// was killed and could tell nobody.

const parent = process.ppid
const watch = setInterval(() => {
  if (process.ppid === parent) return
  clearInterval(watch)
  process.kill(process.pid, 'SIGTERM')
  // One that tidies up first gets five seconds for it.
  setTimeout(() => process.exit(1), 5_000).unref()
}, 250)
watch.unref()
