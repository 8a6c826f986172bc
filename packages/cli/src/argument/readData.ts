import { type Hex, MAX_TRANSACTION_SIZE } from '@mvm/protocol'
import { InvalidArgumentError } from 'commander'

/** Calldata or creation code in hexadecimal. */
export function readData(text: string): Hex {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new InvalidArgumentError('Data is 0x and an even number of hexadecimal digits.')
  }
  if (text.length / 2 - 1 > MAX_TRANSACTION_SIZE) {
    throw new InvalidArgumentError(`At most ${MAX_TRANSACTION_SIZE} bytes fit in a transaction.`)
  }
  return text.toLowerCase() as Hex
}
