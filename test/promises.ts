// Node's runner looks up which test an error nobody caught belongs to, and for that follows every promise from its birth
// to its collection: a tenth of what tests on a database do. Here it follows timers and connections only. An error that
// came by promises alone is then told of the file instead of the test, and the file fails all the same.
import async_hooks from 'node:async_hooks'

const { createHook } = async_hooks
async_hooks.createHook = (callbacks) => {
  // Known to this Node, not yet to its types.
  const how = { trackPromises: false, ...callbacks }
  return createHook(how)
}
