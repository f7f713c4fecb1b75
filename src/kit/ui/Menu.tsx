// Less frequent actions behind one button.
import { MenuItem, MenuTrigger, Popover, Button as RawButton, Menu as RawMenu } from 'react-aria-components'
import { Icon, type IconName } from './Icon.tsx'

export interface MenuAction {
  id: string
  label: string
  icon?: IconName
  href?: string
  onAction?: () => void
  danger?: boolean
  isDisabled?: boolean
}

interface Props {
  label: string
  icon?: IconName
  /** Shows the label beside the icon; otherwise only a screen reader hears it. */
  showLabel?: boolean
  items: MenuAction[]
}

export function Menu({ label, icon = 'more', showLabel = false, items }: Props) {
  return (
    <MenuTrigger>
      <RawButton
        className={showLabel ? 'button button-quiet' : 'button button-quiet button-bare'}
        {...(showLabel ? {} : { 'aria-label': label })}
      >
        <Icon name={icon} size={18} />
        {showLabel && label}
      </RawButton>
      <Popover className="popover" placement="bottom end">
        <RawMenu className="options">
          {items.map(({ id, label: text, icon: mark, danger, onAction, ...rest }) => (
            <MenuItem
              key={id}
              id={id}
              className={danger ? 'option option-danger' : 'option'}
              textValue={text}
              {...(onAction ? { onAction } : {})}
              {...rest}
            >
              {mark && <Icon name={mark} size={16} />}
              <span>{text}</span>
            </MenuItem>
          ))}
        </RawMenu>
      </Popover>
    </MenuTrigger>
  )
}
