// Link and code, shown once to whoever made them: the link to copy in words that say nothing of anybody, the code to say.
import { useState } from 'react'
import messages from '#data/messages/institutions.json' with { type: 'json' }
import { Button, Dialog, Notice, Prose, Reference, Select, toast } from '#kit/ui/index.ts'
import { formatDay } from '#language/format.ts'
import { day, language, t } from '#language/here.ts'
import { languageOf } from '#language/languages.ts'
import type { CodeBy, LinkPurpose } from '../link.ts'
import './links.css'
import { messageFor } from '../message.rules.ts'
import { type LinkCode, type LinkSecret, linkAddress, showCode } from '../secret.ts'

export interface Given {
  purpose: LinkPurpose
  /** null: the link they have stays as it is. */
  secret: LinkSecret | null
  code: LinkCode
  code_by: CodeBy
  until: string
}

function TheLink({ purpose, secret, until }: Given & { secret: LinkSecret }) {
  const spoken = Object.keys(messages.languages)
  const [chosen, setChosen] = useState(spoken.find((each) => each === language()) ?? 'es')
  const address = linkAddress(location.origin, secret)
  const text = messageFor(messages, { purpose, language: chosen, address, day: formatDay(chosen, until, 'long') })
  const copy = () => void navigator.clipboard.writeText(text).then(() => toast(t('links.copied')))
  return (
    <>
      <Select
        label={t('links.language')}
        width="short"
        options={spoken.map((id) => ({ id, label: languageOf(id as 'en').autonym }))}
        value={chosen}
        onChange={setChosen}
      />
      <Prose>{text}</Prose>
      <Button icon="note" onPress={copy}>
        {t('links.copy')}
      </Button>
    </>
  )
}

/** Closing it is the end of it, so it closes only on purpose. */
export function HandOver({ given, onClose }: { given: Given; onClose: () => void }) {
  const { secret, code, code_by, until } = given
  return (
    <Dialog
      isOpen
      wide
      dismissable={false}
      title={t(secret ? 'links.made' : 'links.new_code_made')}
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('links.given')}
        </Button>
      }
    >
      {secret && <TheLink {...given} secret={secret} />}
      <p>{t(`links.say_code.${code_by}`)}</p>
      <p className="link-code">
        <Reference>{showCode(code)}</Reference>
      </p>
      <Notice tone="warning">
        {t('links.once')} {t('links.until', { day: day(until, 'long') })}
      </Notice>
    </Dialog>
  )
}
