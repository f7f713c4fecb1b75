// A page that opens only with its password, on any device with a browser and without the net: the words are encrypted
// here, and the file carries what is needed to open them.
const rounds = 600_000

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

interface Words {
  language: string
  title: string
  ask: string
  wrong: string
  open: string
}

/** The same steps in the page itself, which knows none of our modules. */
const opener = `async(o)=>{o.preventDefault();const b=t=>Uint8Array.from(atob(t),c=>c.charCodeAt(0));const p=document.getElementById('p').value.normalize('NFKC');try{
const k=await crypto.subtle.deriveKey({name:'PBKDF2',hash:'SHA-256',salt:b(d.salt),iterations:d.rounds},await crypto.subtle.importKey('raw',new TextEncoder().encode(p),'PBKDF2',false,['deriveKey']),{name:'AES-GCM',length:256},false,['decrypt']);
const t=new TextDecoder().decode(await crypto.subtle.decrypt({name:'AES-GCM',iv:b(d.nonce)},k,b(d.body)));document.open();document.write(t);document.close()}catch{document.getElementById('w').hidden=false}}`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

export const lockedPage = async (page: string, password: string, words: Words): Promise<string> => {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const nonce = crypto.getRandomValues(new Uint8Array(12))
  const typed = new TextEncoder().encode(password.normalize('NFKC'))
  const base = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const derived = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  const key = await crypto.subtle.deriveKey(derived, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, new TextEncoder().encode(page))
  const data = { salt: toBase64(salt), nonce: toBase64(nonce), rounds, body: toBase64(new Uint8Array(body)) }
  return `<!doctype html><html lang="${words.language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(words.title)}</title><form><label>${escaped(words.ask)} <input id="p" type="password" autocomplete="off"></label> <button>${escaped(words.open)}</button><p id="w" role="alert" hidden>${escaped(words.wrong)}</p></form><script>const d=${JSON.stringify(data)};document.forms[0].onsubmit=${opener}</script></html>`
}
