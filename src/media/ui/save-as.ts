// Bytes that were asked for leave as a file to keep.
/** Hands bytes to the browser as a file to keep; nothing is opened, whatever they are. */
export const saveAs = (name: string, bytes: string): void => {
  const content = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
