import { getAddress } from 'ethers/address'
import { type Address, asAddress } from '../../account/Address.ts'
import type { YamlNode, YamlSource } from './YamlSource.ts'

const ALLOWED = '0x and 40 hexadecimal digits, in lower case or with a correct checksum'

/** An address other than zero; `undefined` after a problem. */
export function readAddress(source: YamlSource, at: YamlNode): Address | undefined {
  const typed = source.scalar(at)
  if (typed === undefined) {
    source.problem(at, source.isPresent(at) ? 'is not an address' : 'is missing', ALLOWED)
    return undefined
  }
  if (!/^0x[0-9a-fA-F]{40}$/.test(typed)) {
    source.problem(at, `"${typed}" is not an address`, ALLOWED)
    return undefined
  }
  const address = asAddress(typed)
  if (BigInt(address) === 0n) {
    source.problem(at, 'is the zero address, which nobody has', ALLOWED)
    return undefined
  }
  const isMixedCase =
    typed.slice(2) !== typed.slice(2).toLowerCase() &&
    typed.slice(2) !== typed.slice(2).toUpperCase()
  const checksummed = getAddress(address)
  if (isMixedCase && typed !== checksummed) {
    source.problem(
      at,
      `"${typed}" has a wrong checksum: a letter may be mistyped`,
      `${checksummed}, if all digits are right`,
    )
    return undefined
  }
  return address
}
