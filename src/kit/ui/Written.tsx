// Text that must not be turned round or mixed by the direction around it. A phone number read backwards in Urdu sends
// someone in danger to a stranger, so every number, reference and name on a screen goes through here.

/** A phone anyone can press to call; always reads from left to right. */
export function Phone({ number }: { number: string }) {
  return (
    <a className="phone" href={`tel:${number.replace(/[^\d+]/g, '')}`}>
      <bdi dir="ltr">{number}</bdi>
    </a>
  )
}

/** A receipt, code, e-mail, address of a page or any other mark that reads from left to right. */
export function Reference({ children }: { children: string }) {
  return (
    <bdi dir="ltr" className="reference">
      {children}
    </bdi>
  )
}

/** A person's or place's name in whichever script it was written. */
export function Name({ children }: { children: string }) {
  return <bdi dir="auto">{children}</bdi>
}

/** Prose someone wrote, line breaks kept, each paragraph in its own direction. */
export function Prose({ children }: { children: string }) {
  return (
    <div className="prose">
      {children.split(/\n{2,}/).map((paragraph, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text have no other name
        <p key={place} dir="auto">
          {paragraph}
        </p>
      ))}
    </div>
  )
}
