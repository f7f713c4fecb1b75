// What comes back through a link is sealed to the house that made it. The house's key may be changed later, so the version
// it was sealed to travels in front.
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'

export interface Home {
  intake_version: number
  intake_key: Buffer
}

export const sealHome = ({ intake_version, intake_key }: Home, what: string, value: unknown): Buffer => {
  const version = Buffer.alloc(4)
  version.writeUInt32BE(intake_version)
  return Buffer.concat([version, sealTo(intake_key, what, Buffer.from(JSON.stringify(value)))])
}

export const homeVersionOf = (sealed: Buffer): number => sealed.readUInt32BE(0)

export const openHome = (keys: KeyPair, what: string, sealed: Buffer): unknown =>
  JSON.parse(openWith(keys.private_key, keys.public_key, what, sealed.subarray(4)).toString())
