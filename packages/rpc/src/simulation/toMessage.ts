import { asAddress, type CallMessage } from '@mvm/protocol'
import type { CallArguments } from '../parameter/readCall.ts'

const ZERO_ADDRESS = asAddress(`0x${'00'.repeat(20)}`)

/** What a client asks to simulate, with what it left out. */
export function toMessage(call: CallArguments): CallMessage {
  const { gasLimit, gasPrice, maxFeePerGas, maxPriorityFeePerGas, nonce } = call
  const { accessList, authorizationList, blobVersionedHashes, maxFeePerBlobGas } = call
  return {
    from: call.from ?? ZERO_ADDRESS,
    to: call.to ?? null,
    value: call.value ?? 0n,
    data: call.data ?? new Uint8Array(),
    ...(gasLimit === undefined ? {} : { gasLimit }),
    ...(gasPrice === undefined ? {} : { gasPrice }),
    ...(maxFeePerGas === undefined ? {} : { maxFeePerGas }),
    ...(maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(accessList === undefined ? {} : { accessList }),
    ...(authorizationList === undefined ? {} : { authorizationList }),
    ...(blobVersionedHashes === undefined ? {} : { blobVersionedHashes }),
    ...(maxFeePerBlobGas === undefined ? {} : { maxFeePerBlobGas }),
  }
}
