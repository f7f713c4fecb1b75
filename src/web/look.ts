// Light or dark, comfortable or compact: a choice of this device, not of the account.
export type Theme = 'auto' | 'light' | 'dark'
export type Density = 'comfortable' | 'compact'

const remembered = 'amparo.look'

export const readLook = (): { theme: Theme; density: Density } => {
  try {
    return { theme: 'auto', density: 'comfortable', ...JSON.parse(localStorage.getItem(remembered) ?? '{}') }
  } catch {
    return { theme: 'auto', density: 'comfortable' }
  }
}

export const wearLook = (change: { theme?: Theme; density?: Density } = {}): void => {
  const look = { ...readLook(), ...change }
  localStorage.setItem(remembered, JSON.stringify(look))
  const { dataset } = document.documentElement
  if (look.theme === 'auto') delete dataset.theme
  else dataset.theme = look.theme
  dataset.density = look.density
}
