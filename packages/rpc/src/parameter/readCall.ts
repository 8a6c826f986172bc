import type { AccessListEntry, Address, Authorization, Hex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { NotSupportedError } from '../error/NotSupportedError.ts'
import { readAccessList } from './readAccessList.ts'
import { readAddress } from './readAddress.ts'
import { readAuthorizationList } from './readAuthorizationList.ts'
import { readData } from './readData.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readList } from './readList.ts'
import { readQuantity } from './readQuantity.ts'
import { readUint64 } from './readUint64.ts'

const readHashes = readList(readHash)

/** A transaction object as clients send it to simulate it: every field may be absent. */
export interface CallArguments {
  readonly from?: Address | undefined
  readonly to?: Address | undefined
  readonly gasLimit?: bigint | undefined
  readonly gasPrice?: bigint | undefined
  readonly maxFeePerGas?: bigint | undefined
  readonly maxPriorityFeePerGas?: bigint | undefined
  readonly value?: bigint | undefined
  readonly nonce?: bigint | undefined
  readonly data?: Uint8Array | undefined
  readonly chainId?: bigint | undefined
  readonly accessList?: readonly AccessListEntry[] | undefined
  readonly authorizationList?: readonly Authorization[] | undefined
  readonly blobVersionedHashes?: readonly Hex[] | undefined
  readonly maxFeePerBlobGas?: bigint | undefined
}

/** A transaction object; fields that nobody knows are ignored, as the reference clients do. */
export function readCall(value: unknown, at: string): CallArguments {
  const fields = readFields(value, at)
  const data = readField(fields, 'data', readData, at)
  const input = readField(fields, 'input', readData, at)
  if (data !== undefined && input !== undefined && Buffer.compare(data, input) !== 0) {
    throw new InvalidParameterError({
      at,
      problem: 'both "data" and "input" are set and not equal, use "input"',
    })
  }
  const blobs = Object.hasOwn(fields, 'blobs') ? fields.blobs : undefined
  if (blobs !== undefined && blobs !== null) {
    throw new NotSupportedError({ what: 'blobs are not looked at; give blobVersionedHashes' })
  }
  readField(fields, 'type', readUint64, at)
  const call = {
    from: readField(fields, 'from', readAddress, at),
    to: readField(fields, 'to', readAddress, at),
    gasLimit: readField(fields, 'gas', readUint64, at),
    gasPrice: readField(fields, 'gasPrice', readQuantity, at),
    maxFeePerGas: readField(fields, 'maxFeePerGas', readQuantity, at),
    maxPriorityFeePerGas: readField(fields, 'maxPriorityFeePerGas', readQuantity, at),
    value: readField(fields, 'value', readQuantity, at),
    nonce: readField(fields, 'nonce', readUint64, at),
    data: input ?? data,
    chainId: readField(fields, 'chainId', readQuantity, at),
    accessList: readField(fields, 'accessList', readAccessList, at),
    blobVersionedHashes: readField(fields, 'blobVersionedHashes', readHashes, at),
    maxFeePerBlobGas: readField(fields, 'maxFeePerBlobGas', readQuantity, at),
    authorizationList: readField(fields, 'authorizationList', readAuthorizationList, at),
  }
  checkPrices(call, at)
  return call
}

function checkPrices(call: CallArguments, at: string): void {
  const { gasPrice, maxFeePerGas, maxPriorityFeePerGas } = call
  if (
    gasPrice !== undefined &&
    (maxFeePerGas !== undefined || maxPriorityFeePerGas !== undefined)
  ) {
    throw new InvalidParameterError({
      at,
      problem: 'both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified',
    })
  }
  if ((maxPriorityFeePerGas ?? 0n) > (maxFeePerGas ?? maxPriorityFeePerGas ?? 0n)) {
    throw new InvalidParameterError({
      at,
      problem: `maxFeePerGas (${maxFeePerGas}) < maxPriorityFeePerGas (${maxPriorityFeePerGas})`,
    })
  }
}
