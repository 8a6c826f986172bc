import type { BlockOverride } from '@mvm/protocol'
import { readAddress } from './readAddress.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readList } from './readList.ts'
import { readQuantity } from './readQuantity.ts'
import { readTimestamp } from './readTimestamp.ts'
import { readUint64 } from './readUint64.ts'
import { readWithdrawal } from './readWithdrawal.ts'

const readWithdrawals = readList(readWithdrawal)

/** Changes to the block of a simulation, with geth's field names, where difficulty means nothing. */
export function readBlockOverride(value: unknown, at: string): BlockOverride {
  const fields = readFields(value, at)
  readField(fields, 'difficulty', readQuantity, at)
  const blobBaseFee = readField(fields, 'blobBaseFee', readQuantity, at)
  const withdrawals = readField(fields, 'withdrawals', readWithdrawals, at)
  const parentBeaconBlockRoot = readField(fields, 'beaconRoot', readHash, at)
  const number = readField(fields, 'number', readUint64, at)
  const timestamp = readField(fields, 'time', readTimestamp, at)
  const gasLimit = readField(fields, 'gasLimit', readUint64, at)
  const coinbase = readField(fields, 'feeRecipient', readAddress, at)
  const prevRandao = readField(fields, 'prevRandao', readHash, at)
  const baseFeePerGas = readField(fields, 'baseFeePerGas', readQuantity, at)
  return {
    ...(number === undefined ? {} : { number }),
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(gasLimit === undefined ? {} : { gasLimit }),
    ...(coinbase === undefined ? {} : { coinbase }),
    ...(prevRandao === undefined ? {} : { prevRandao }),
    ...(blobBaseFee === undefined ? {} : { blobBaseFee }),
    ...(withdrawals === undefined ? {} : { withdrawals }),
    ...(parentBeaconBlockRoot === undefined ? {} : { parentBeaconBlockRoot }),
    ...(baseFeePerGas === undefined ? {} : { baseFeePerGas }),
  }
}
