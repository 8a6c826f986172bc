import type { BlockOverride } from '../port/StatePort.ts'
import { readAddress } from './readAddress.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readQuantity } from './readQuantity.ts'
import { readUint64 } from './readUint64.ts'

/** Changes to the block of a simulation, with geth's field names; difficulty and blob base fee mean nothing here. */
export function readBlockOverride(value: unknown, at: string): BlockOverride {
  const fields = readFields(value, at)
  readField(fields, 'difficulty', readQuantity, at)
  readField(fields, 'blobBaseFee', readQuantity, at)
  const number = readField(fields, 'number', readUint64, at)
  const timestamp = readField(fields, 'time', readUint64, at)
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
    ...(baseFeePerGas === undefined ? {} : { baseFeePerGas }),
  }
}
