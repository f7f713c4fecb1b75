// With scripts the form travels by fetch, so nothing typed is kept for the browser's tab restore; nothing is stored.
;(() => {
  const policy = window.trustedTypes
    ? trustedTypes.createPolicy('door', { createHTML: (text) => text, createScript: (text) => text })
    : { createHTML: (text) => text, createScript: (text) => text }
  const root = document.documentElement
  const one = (selector) => document.querySelector(selector)
  const wake = () => {
    const hears = navigator.mediaDevices?.getUserMedia && window.AudioContext ? ',[data-voice]' : ''
    for (const each of document.querySelectorAll(`[data-keys]${hears}`)) each.hidden = false
  }
  const show = (text) => {
    const next = new DOMParser().parseFromString(policy.createHTML(text), 'text/html')
    root.lang = next.documentElement.lang
    root.dir = next.documentElement.dir
    document.title = next.title
    document.body.replaceWith(next.body)
    wake()
    const first = one('[data-focus]')
    if (first) first.focus()
    if (!first || first.tagName === 'H1') scrollTo(0, 0)
  }
  const leave = (to) => {
    document.title = ''
    document.body.replaceChildren()
    location.replace(to)
  }
  // Under load the page asks the device to find a number: a moment's work, in small steps, so that it stays usable.
  const work = async () => {
    const field = one('[data-work]')
    if (!field || !crypto.subtle) return
    const text = field.form.ticket.value
    const tried = (number) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text + number))
    for (let from = 0; field.isConnected; from += 256) {
      const hashes = await Promise.all(Array.from({ length: 256 }, (_, at) => tried(from + at)))
      const at = hashes.findIndex((hash) => Math.clz32(new DataView(hash).getUint32(0)) >= field.dataset.work)
      if (at < 0) continue
      field.value = from + at
      return field.form.requestSubmit()
    }
  }
  // Who wants to speak asks for the rest of the script; its text is allowed by the page's own policy.
  let speaking
  const speak = async (knob) => {
    speaking ??= fetch('/voice.js', { cache: 'no-store', credentials: 'omit' }).then(async (reply) => {
      const script = document.createElement('script')
      script.textContent = policy.createScript(await reply.text())
      document.head.append(script)
    })
    await speaking.catch(() => {
      speaking = undefined
    })
    if (window.speak) window.speak(knob)
    else knob.closest('[data-voice]').querySelector('[data-v=refused]').hidden = false
  }
  let busy = false
  document.addEventListener('submit', async (event) => {
    const form = event.target
    // A file to keep leaves by itself: nobody typed anything into it.
    if ('plain' in form.dataset) return
    event.preventDefault()
    if (busy) return
    busy = true
    const data = new FormData(form, event.submitter)
    const sendsFiles = event.submitter?.formEnctype === 'multipart/form-data'
    for (const note of (sendsFiles && form.notes) || []) data.append('voice', note, 'voice.wav')
    const body = sendsFiles ? data : new URLSearchParams(data)
    form.setAttribute('aria-busy', 'true')
    try {
      const reply = await fetch('/', {
        method: 'POST',
        body,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      })
      // A limiter's or a proxy's page has none of the words: the one with them stays.
      if (!reply.headers.has('x-words')) throw reply
      show(await reply.text())
    } catch {
      form.removeAttribute('aria-busy')
      const lost = form.querySelector('[data-lost]') || one('[data-lost]')
      if (lost) {
        lost.hidden = false
        lost.scrollIntoView({ block: 'center' })
      }
    }
    busy = false
    work()
  })
  document.addEventListener('click', (event) => {
    const knob = event.target.closest('[data-voice] button')
    if (knob) return speak(knob)
    const link = event.target.closest('a')
    if (!link) return
    if (link.matches('.leave')) {
      event.preventDefault()
      leave(link.href)
    } else if (link.hash) {
      event.preventDefault()
      const to = document.getElementById(link.hash.slice(1))
      const control = to.matches('textarea') ? to : to.querySelector('input')
      control.focus()
      to.scrollIntoView({ block: 'center' })
    }
  })
  let presses = []
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    presses = [...presses, Date.now()].filter((at) => Date.now() - at < 2000)
    if (presses.length > 2) leave(one('.leave').href)
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
  wake()
})()
