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
  small?: boolean
  items: MenuAction[]
}

export function Menu({ label, icon = 'more', showLabel = false, small = false, items }: Props) {
  return (
    <MenuTrigger>
      <RawButton
        className={['button button-quiet', small && 'button-small', !showLabel && 'button-bare']
          .filter(Boolean)
          .join(' ')}
        {...(showLabel ? {} : { 'aria-label': label })}
      >
        <Icon name={icon} size={small ? 16 : 18} />
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
