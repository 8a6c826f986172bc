import { type Address, asAddress } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'
import { getAddress, isAddress } from 'ethers'

/** An address, in lower case or with a correct checksum. */
export function readAddress(text: string): Address {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new InvalidArgumentError('An address is 0x and 40 hexadecimal digits.')
  }
  const isChecked: boolean = isAddress(text)
  if (!isChecked) {
    const right = getAddress(text.toLowerCase())
    throw new InvalidArgumentError(`Its checksum is wrong; ${right}, if all digits are right.`)
  }
  return asAddress(text)
}
