// Who is signed in, and how this device shows the desk: language, light, density.

import { useState } from 'react'
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  type Selection,
} from 'react-aria-components'
import { useSessionIfAny } from '#gate/session.ts'
import { language, t } from '#kit/say.ts'
import { Icon } from '#kit/ui/Icon.tsx'
import { deskLanguages } from '#language/languages.ts'
import { AccountFace } from './Account.tsx'
import { changeLanguage } from './load-language.ts'
import { type Density, readLook, type Theme, wearLook } from './look.ts'
import { signOut } from './sign-out.ts'

const only = (chosen: Selection): string => (chosen === 'all' ? '' : String([...chosen][0] ?? ''))

interface ChoiceProps {
  title: string
  options: { id: string; label: string }[]
  chosen: string
  onChoose: (id: string) => void
}

function Choice({ title, options, chosen, onChoose }: ChoiceProps) {
  return (
    <MenuSection
      className="menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => onChoose(only(keys))}
    >
      <Header className="menu-head">{title}</Header>
      {options.map(({ id, label }) => (
        <MenuItem key={id} id={id} textValue={label} className="option">
          <span className="option-mark">{id === chosen && <Icon name="check" size={16} />}</span>
          <span dir="auto">{label}</span>
        </MenuItem>
      ))}
    </MenuSection>
  )
}

/** Fetched when first pressed, so it arrives open. */
export default function AccountMenu({ onHelp }: { onHelp?: () => void }) {
  const session = useSessionIfAny()
  const [look, setLook] = useState(readLook)
  const wear = (change: { theme?: Theme; density?: Density }) => {
    wearLook(change)
    setLook(readLook())
  }
  const testing = session?.demo === true || language().startsWith('x')
  return (
    <MenuTrigger defaultOpen>
      <Button className="account">
        <AccountFace />
      </Button>
      <Popover className="popover popover-account" placement="bottom end">
        <Menu className="options" aria-label={t('shell.account')}>
          <Choice
            title={t('shell.language')}
            options={deskLanguages(testing).map(({ code, autonym }) => ({ id: code, label: autonym }))}
            chosen={language()}
            onChoose={changeLanguage}
          />
          <Choice
            title={t('shell.theme')}
            options={['auto', 'light', 'dark'].map((id) => ({ id, label: t(`shell.theme.${id}`) }))}
            chosen={look.theme}
            onChoose={(theme) => wear({ theme: theme as Theme })}
          />
          <Choice
            title={t('shell.density')}
            options={['comfortable', 'compact'].map((id) => ({ id, label: t(`shell.density.${id}`) }))}
            chosen={look.density}
            onChoose={(density) => wear({ density: density as Density })}
          />
          {(onHelp || session) && (
            <MenuSection className="menu-section" aria-label={t('shell.more')}>
              {onHelp && (
                <MenuItem id="help" className="option" onAction={onHelp}>
                  <Icon name="info" size={16} />
                  {t('shell.keyboard')}
                </MenuItem>
              )}
              {session?.may['staff_care.own'] && (
                <MenuItem id="staff-care" className="option" href="/desk/staff-care">
                  <Icon name="sun" size={16} />
                  {t('shell.staff_care')}
                </MenuItem>
              )}
              {session && (
                <MenuItem id="sign-out" className="option" onAction={() => void signOut()}>
                  <Icon name="sign_out" size={16} />
                  {t('shell.sign_out')}
                </MenuItem>
              )}
            </MenuSection>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
