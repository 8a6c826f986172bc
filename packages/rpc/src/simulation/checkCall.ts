import { InvalidInputError } from '../error/InvalidInputError.ts'
import { NotSupportedError } from '../error/NotSupportedError.ts'
import type { CallArguments } from '../parameter/readCall.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'

/** Throws {@link InvalidInputError} for a message to another chain, {@link NotSupportedError} for blobs where there are none. */
export function checkCall({ chain, chainId }: ChainPorts, call: CallArguments): void {
  if (call.chainId !== undefined && call.chainId !== BigInt(chainId)) {
    throw new InvalidInputError({
      problem: `chainId does not match node's (have=${call.chainId}, want=${chainId})`,
    })
  }
  const hasBlobs = call.blobVersionedHashes !== undefined || call.maxFeePerBlobGas !== undefined
  if (hasBlobs && chain.blobFees(chain.head('unsafe')).gasLimit === 0n) {
    throw new NotSupportedError({ what: 'a DAC has no blob transactions' })
  }
}
