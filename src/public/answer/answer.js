// What stands behind the # of the address goes into the form, and out of the address: nothing of it reaches a history.
;(() => {
  const field = document.querySelector('[name=link][type=text]')
  const behind = location.hash.slice(1)
  if (!field || !behind) return
  field.value = behind
  field.closest('[data-link]').hidden = true
  history.replaceState(null, '', location.pathname + location.search)
  document.querySelector('[name=code]').focus()
})()
