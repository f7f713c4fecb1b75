// A number to call, with how sure it is: someone in danger who reaches a wrong one may not try again.
import { Badge, Phone } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { DirectoryPhone } from '../directory.ts'

const tone = { checked: 'good', secondary: 'neutral', memory: 'warning' } as const

export function ServicePhones({ phones }: { phones: DirectoryPhone[] }) {
  if (phones.length === 0) return <span>{t('services.no_phone')}</span>
  return (
    <ul className="chips">
      {phones.map(({ number, type, label, confidence }) => (
        <li key={number}>
          <Phone number={number} /> {label && <bdi dir="auto">{label}</bdi>}{' '}
          {type !== 'voice' && <Badge>{t(`directory.phone_type.${type}`)}</Badge>}{' '}
          <Badge tone={tone[confidence]}>{t(`codes.confidence_levels.${confidence}`)}</Badge>
        </li>
      ))}
    </ul>
  )
}
